"""Files that are written whole or not at all."""

from pathlib import Path

import pytest

from tallystick.words.whole_files import write_whole


def test_the_file_is_filled_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")

    def fill(part: Path) -> None:
        part.write_text("new")

    write_whole(target, fill)
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_what_fails_leaves_the_old_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")

    def fail(part: Path) -> None:
        part.write_text("half")
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="the disk is full"):
        write_whole(target, fail)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "report.html", lambda part: part.touch())
