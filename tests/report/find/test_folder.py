"""The report as a folder: what is in it, what is left alone, and what is not written twice."""

from pathlib import Path

from tests.report import sample

from tallystick.report.find.folder import write_folder
from tallystick.report.find.listing import page_id


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_the_folder_holds_pages_workbook_and_papers(tmp_path: Path) -> None:
    first = write_folder(sample.acted_on(), tmp_path / "a" / "report")
    assert first == tmp_path / "a" / "report" / "index.html"
    assert names(first.parent) == {
        "index.html", "opportunity-C1.html", "opportunity-P1.html", "views.html",
        "ladder.html", "councils.html",
        f"council-{sample.ALDERBROOK.code}.html", "overlap.html", "systems.html",
        "coverage.html", "method.html", "not-read.html",
        "report.xlsx", "report.docx", "report.pdf", "appendix.docx", "appendix.pdf",
        ".tallystick-report.json",
    }  # fmt: skip


def test_the_same_report_is_not_written_twice(tmp_path: Path) -> None:
    write_folder(sample.small(), tmp_path)
    before = stamps(tmp_path)
    write_folder(sample.small(), tmp_path)
    assert stamps(tmp_path) == before


def test_a_changed_file_is_written_again(tmp_path: Path) -> None:
    write_folder(sample.small(), tmp_path)
    whole = (tmp_path / "method.html").read_bytes()
    (tmp_path / "method.html").write_text("scribbled")
    (tmp_path / "report.pdf").unlink()
    write_folder(sample.small(), tmp_path)
    assert (tmp_path / "method.html").read_bytes() == whole
    assert (tmp_path / "report.pdf").is_file()


def test_pages_of_what_is_no_longer_found_go_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.html").write_text("mine")
    write_folder(sample.acted_on(), tmp_path)
    assert f"{page_id('P1')}.html" in names(tmp_path)
    write_folder(sample.small(), tmp_path)
    assert f"{page_id('P1')}.html" not in names(tmp_path)
    assert (tmp_path / "notes.html").read_text() == "mine"


def test_a_page_that_somebody_changed_is_not_taken_away(tmp_path: Path) -> None:
    write_folder(sample.acted_on(), tmp_path)
    mine = tmp_path / f"{page_id('P1')}.html"
    mine.write_text("with my notes")
    write_folder(sample.small(), tmp_path)
    assert mine.read_text() == "with my notes"


def test_a_list_of_files_that_was_meddled_with_leads_nowhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("x")
    folder = tmp_path / "report"
    write_folder(sample.small(), folder)
    for text in ("not json", "[]", '{"of": 1, "files": {"../outside.txt": "2d71"}}'):
        (folder / ".tallystick-report.json").write_text(text)
        write_folder(sample.small(), folder)
    assert outside.read_text() == "x"
