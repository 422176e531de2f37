"""The page: one self-contained HTML file that needs no script and fetches nothing."""

from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from tallystick.find.values import Findings
from tallystick.report.beside import write_whole
from tallystick.report.present.page import page


def write_html(findings: Findings, path: Path) -> None:
    """Write the findings as one HTML page in UTF-8, in one step; the same findings, the same bytes.

    Raises OSError where the folder of `path` cannot be written to.
    """
    page_bytes = render(findings).encode()

    def fill(part: Path) -> None:
        part.write_bytes(page_bytes)

    write_whole(path, fill)


def render(findings: Findings) -> str:
    """The page as text. All that was published is escaped; only our own style sheet is not."""
    environment = Environment(
        loader=PackageLoader("tallystick.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("report.html").render(page=page(findings), css=_style_sheet())


def _style_sheet() -> str:
    folder = resources.files("tallystick.report") / "templates"
    return (folder / "report.css").read_text("utf-8").strip()
