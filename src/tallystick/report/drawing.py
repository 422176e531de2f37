"""Templates of this room, drawn: all that they are given is escaped."""

from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined


def draw(template: str, **values: object) -> str:
    """A template of the folder `templates` as text, with its values and our style sheet as `css`,
    which alone is not escaped."""
    environment = Environment(
        loader=PackageLoader("tallystick.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(css=_style_sheet(), **values)


def _style_sheet() -> str:
    folder = resources.files("tallystick.report") / "templates"
    return (folder / "report.css").read_text("utf-8").strip()
