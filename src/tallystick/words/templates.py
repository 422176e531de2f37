"""Loads the Jinja templates of a room, in the same way for all rooms."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def templates_of(room: str, *, escape: bool) -> Environment:
    """The `templates` folder of a package; using an undefined value in a template is an error.

    escape: whether filled-in values are escaped for HTML. Cached, so that each template is compiled
    only once.
    """
    return Environment(
        loader=PackageLoader(room),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
