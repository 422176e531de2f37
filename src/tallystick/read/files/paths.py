"""Finds the files that the user's paths refer to."""

from collections.abc import Sequence
from pathlib import Path

from tallystick.words.mistakes import UserMistake

_READABLE = {
    ".csv",
    ".tsv",
    ".txt",
    ".tab",
    ".xls",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".ods",
    ".zip",
    ".gz",
    ".cvs",
    "",
}
_PASSED_OVER = {"readme", "licence", "license", "checksums", "sha256sums", "makefile"}


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The candidate files in some files and folders, sorted, without duplicates.

    A file that is named is always included. In a folder, at any depth, these are skipped: hidden
    and temporary files, files whose extension shows that they are not tables, and links to folders.
    Raises UserMistake for a missing path and for a path that is not a regular file.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise UserMistake(f"{path} is not there.", "Check the path and give it again.")
        if not path.is_dir() and not path.is_file():  # a pipe or a device might never end
            raise UserMistake(f"{path} is no file.", "Save what it gives as a file and give that.")
        for file in _within(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return sorted(found.values())


def _within(folder: Path) -> list[Path]:
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not any(part.startswith((".", "~")) for part in file.relative_to(folder).parts)
        and not file.name.endswith(("~", ".tmp", ".part", ".crdownload"))
        and file.suffix.lower() in _READABLE
        and file.stem.lower() not in _PASSED_OVER
    ]
