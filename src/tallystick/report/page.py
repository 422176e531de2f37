"""The page: one self-contained HTML file that needs no script and fetches nothing."""

from pathlib import Path

from tallystick.find.values import Findings
from tallystick.report.beside import write_page
from tallystick.report.drawing import draw
from tallystick.report.present.page import page


def write_html(findings: Findings, path: Path) -> None:
    """Write the findings as one HTML page in UTF-8, in one step; the same findings, the same bytes.

    Raises OSError where the folder of `path` cannot be written to.
    """
    write_page(path, render(findings))


def render(findings: Findings) -> str:
    """The page as text. All that was published is escaped; only our own style sheet is not."""
    return draw("report.html", page=page(findings))
