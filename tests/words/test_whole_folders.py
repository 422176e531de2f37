"""A folder whose files change all together, or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tallystick.words import whole_folders
from tallystick.words.whole_folders import write_together

OLD = {"index.html": "old", "a.html": "old", ".record": "old"}
NEW = {"index.html": "new", "b.html": "new", ".record": "new"}


def filled(files: dict[str, str]) -> Callable[[Path], None]:
    """What writes these files into a folder."""

    def fill(stage: Path) -> None:
        for name, text in files.items():
            (stage / name).write_text(text)

    return fill


def held(folder: Path) -> dict[str, str]:
    """The files of a folder."""
    return {each.name: each.read_text() for each in folder.iterdir() if each.is_file()}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A folder of an earlier report."""
    folder = tmp_path / "report"
    write_together(folder, filled(OLD), tuple)
    return folder


def refuse(*_given: object) -> None:
    """As a disk that is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_new_files_stand_in_place_of_the_old(report: Path) -> None:
    write_together(report, filled(NEW), OLD.keys)
    assert held(report) == NEW
    assert [each.name for each in report.parent.iterdir()] == ["report"]


def test_what_fails_midway_leaves_the_old_files(report: Path) -> None:
    def fill(stage: Path) -> None:
        (stage / "index.html").write_text("half")
        refuse()

    with pytest.raises(OSError, match="No space"):
        write_together(report, fill, OLD.keys)
    assert held(report) == OLD
    assert [each.name for each in report.parent.iterdir()] == ["report"]


def test_other_things_in_the_folder_stay(report: Path) -> None:
    (report / "notes.txt").write_text("mine")
    (report / "pictures").mkdir()
    write_together(report, filled(NEW), OLD.keys)
    assert held(report) == NEW | {"notes.txt": "mine"}
    assert (report / "pictures").is_dir()


def test_a_folder_that_somebody_works_in_is_not_moved(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(report)
    write_together(Path(), filled(NEW), OLD.keys)
    assert held(Path()) == NEW


@pytest.mark.parametrize("at", range(1, 8))
def test_files_that_cannot_all_be_moved_are_all_put_back(
    report: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    (report / "notes.txt").write_text("mine")
    moved, times = Path.replace, []

    def fail_once(path: Path, to: Path) -> Path:
        times.append(path)
        if len(times) == at:
            refuse()
        return moved(path, to)

    monkeypatch.setattr(Path, "replace", fail_once)
    if at < 7:  # three files go and three come
        with pytest.raises(OSError, match="No space"):
            write_together(report, filled(NEW), OLD.keys)
    else:
        write_together(report, filled(NEW), OLD.keys)
    assert held(report) == (OLD if at < 7 else NEW) | {"notes.txt": "mine"}


def test_a_system_that_cannot_exchange_two_folders_renames_both(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_given: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(whole_folders, "_exchange", unknown)
    write_together(report, filled(NEW), OLD.keys)
    assert held(report) == NEW
    assert [each.name for each in report.parent.iterdir()] == ["report"]
