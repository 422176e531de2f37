"""The templates of a room, one way for all rooms."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def templates_of(room: str, *, escape: bool) -> Environment:
    """The folder `templates` of a package; a value that is not given is an error.

    escape: what is filled in is escaped for HTML. Made once: a template is to be understood once.
    """
    return Environment(
        loader=PackageLoader(room),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
