"""Writes the whole report to a folder: linked pages, the workbook, and papers."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tallystick.engine.fingerprint import fingerprint
from tallystick.find.findings import Findings
from tallystick.report.find.document import findings_document, leaves
from tallystick.report.find.paper import appendix, short_paper
from tallystick.report.find.workbook import write_xlsx
from tallystick.report.pdf import write_pdf
from tallystick.report.web import render_leaves
from tallystick.report.word import write_docx
from tallystick.words.whole_files import write_page
from tallystick.words.whole_folders import write_together

FIRST = "index.html"
KEPT = ".tallystick-report.json"
"""What the folder was written of, and the files with their hashes."""


def write_folder(findings: Findings, folder: Path) -> Path:
    """Write pages, report.xlsx, and the short paper and its appendix for Word and as PDF into a
    folder, all of one result; returns the path of the first page. The folder is created when it
    does not exist. All files change at once, or none does.

    Nothing is written when the folder already holds the report of the same findings and every file
    is unchanged. A page of an earlier report is removed only if nobody has changed it; other files
    are never touched. Raises OSError where the folder cannot be written to.
    """
    made_of = _digest(f"{fingerprint('report')} {findings!r}".encode())
    before = _kept(folder)
    if before.get("of") == made_of and _ours(folder, before["files"]) == set(before["files"]):
        return folder / FIRST

    def fill(stage: Path) -> None:
        names = _write_files(findings, stage)
        files = {name: _digest((stage / name).read_bytes()) for name in names}
        write_page(stage / KEPT, json.dumps({"of": made_of, "files": files}, indent=1))

    write_together(folder, fill, lambda: _ours(folder, before.get("files", {})))
    return folder / FIRST


def _write_files(findings: Findings, folder: Path) -> list[str]:
    """Write the files into a folder that is there; their names."""
    document = findings_document(findings)
    pages = render_leaves(document, leaves(document))
    for name, page in pages.items():
        write_page(folder / name, page)
    write_xlsx(findings, folder / "report.xlsx")
    for name, paper in (("report", short_paper(findings)), ("appendix", appendix(findings))):
        write_docx(paper, folder / f"{name}.docx")
        write_pdf(paper, folder / f"{name}.pdf")
    papers = [f"{name}.{form}" for name in ("report", "appendix") for form in ("docx", "pdf")]
    return [*pages, "report.xlsx", *papers]


def pages_of(folder: Path) -> dict[str, str]:
    """The pages of the report that `write_folder` wrote, by name. Raises OSError where one is
    gone."""
    names = [name for name in _kept(folder).get("files", {}) if name.endswith(".html")]
    return {name: (folder / name).read_text("utf-8") for name in sorted(names)}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _kept(folder: Path) -> dict[str, Any]:
    """The record that the last report left in the folder; empty where there is none that can be
    read."""
    try:
        kept = json.loads((folder / KEPT).read_text("utf-8"))
        return {"of": str(kept["of"]), "files": {str(n): str(h) for n, h in kept["files"].items()}}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _ours(folder: Path, files: Mapping[str, str]) -> set[str]:
    """The files of the last report that are unchanged since it was written."""
    return {
        name
        for name, digest in files.items()
        if Path(name).name == name
        and (folder / name).is_file()
        and _digest((folder / name).read_bytes()) == digest
    }
