"""Renders the templates of this room; all values are escaped."""

from functools import cache
from importlib import resources

from tallystick.words.templates import templates_of


def draw(template: str, **values: object) -> str:
    """Render a template of the folder `templates` with its values, and our style sheet as `css`,
    which is the only value that is not escaped."""
    templates = templates_of("tallystick.report", escape=True)
    return templates.get_template(template).render(css=_css(), **values)


@cache
def _css() -> str:
    folder = resources.files("tallystick.report") / "templates"
    return (folder / "report.css").read_text("utf-8").strip()
