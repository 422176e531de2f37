"""Templates of this room, drawn: all that they are given is escaped."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from tallystick.words.templates import templates_of


def draw(template: str, *, styles: Sequence[str] = ("report.css",), **values: object) -> str:
    """A template of the folder `templates` as text, with its values and our style sheets as `css`,
    which alone are not escaped."""
    css = "\n".join(map(_css, styles))
    templates = templates_of("tallystick.report", escape=True)
    return templates.get_template(template).render(css=css, **values)


@cache
def _css(name: str) -> str:
    folder = resources.files("tallystick.report") / "templates"
    return (folder / name).read_text("utf-8").strip()
