"""The files that a person meant."""

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
    """The candidate files under some files and folders, sorted, each once.

    A file that is named is taken as it is. In a folder, at any depth, hidden and temporary files
    and those whose name says that they are no table are passed over. Links
    to folders are not followed. Raises UserMistake for a missing path and for what is no file.
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
