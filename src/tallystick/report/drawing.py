"""Templates of this room, drawn: all that they are given is escaped."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined


def draw(template: str, *, styles: Sequence[str] = ("report.css",), **values: object) -> str:
    """A template of the folder `templates` as text, with its values and our style sheets as `css`,
    which alone are not escaped."""
    css = "\n".join(map(_css, styles))
    return _environment().get_template(template).render(css=css, **values)


@cache
def _environment() -> Environment:
    """Made once: a report is many pages, and each template is to be understood once."""
    return Environment(
        loader=PackageLoader("tallystick.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _css(name: str) -> str:
    folder = resources.files("tallystick.report") / "templates"
    return (folder / name).read_text("utf-8").strip()
