"""Templates of this room, drawn: all that they are given is escaped."""

from collections.abc import Sequence
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined


def draw(template: str, *, styles: Sequence[str] = ("report.css",), **values: object) -> str:
    """A template of the folder `templates` as text, with its values and our style sheets as `css`,
    which alone are not escaped."""
    environment = Environment(
        loader=PackageLoader("tallystick.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(css=_css(styles), **values)


def _css(styles: Sequence[str]) -> str:
    folder = resources.files("tallystick.report") / "templates"
    return "\n".join((folder / name).read_text("utf-8").strip() for name in styles)
