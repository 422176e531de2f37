"""Finds the files that the user's paths refer to."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tallystick.words.mistakes import Unopened, UserMistake, readable, unopened

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


@dataclass(slots=True)
class Found:
    """What some paths refer to. files: what may be read, sorted, without duplicates. mistakes: each
    path that is left out for a reason, with the reason."""

    files: list[Path] = field(default_factory=list)
    mistakes: list[tuple[Path, UserMistake]] = field(default_factory=list)


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files of `look_under`. Raises UserMistake for one of `paths` itself that is missing or is
    no regular file; what is wrong within a folder is left out."""
    found = look_under(paths)
    for path, mistake in found.mistakes:
        if path in paths:
            raise mistake
    return found.files


def look_under(paths: Sequence[Path]) -> Found:
    """The candidate files in some files and folders.

    A file that is named is always included. In a folder, at any depth, these are skipped: hidden
    and temporary files, files whose extension shows that they are not tables, and links to folders
    that are looked through anyway. Whatever else cannot be looked into has its mistake: a path that
    is not there, a folder that may not be listed, a link that leads nowhere or to a folder
    elsewhere, a pipe or a device (it might never end), a name that is not UTF-8.
    """
    found: dict[Path, Path] = {}
    mistakes: dict[Path, tuple[Path, UserMistake]] = {}
    links: list[Path] = []
    folders: set[Path] = set()
    for path in paths:
        for each in _within(path, folders, is_named=True):
            if isinstance(each, Path) and each.is_dir():
                links.append(each)
            elif isinstance(each, Path):
                found.setdefault(_real(each), each)
            else:
                mistakes.setdefault(each[0], each)
    told = list(mistakes.values())
    told += [(link, _unfollowed(link)) for link in links if _real(link) not in folders]
    return Found(sorted(found.values()), told)


_Found = Path | tuple[Path, UserMistake]


def _within(path: Path, folders: set[Path], *, is_named: bool) -> Iterator[_Found]:
    """The files in a folder, or the file itself; links to folders; the mistakes."""
    try:
        mode = path.stat().st_mode
        if not is_named and path.is_symlink() and stat.S_ISDIR(mode):
            yield path
        elif not _is_utf8(path):
            yield path, _unspeakable(path)
        elif stat.S_ISDIR(mode):
            folders.add(_real(path))
            for inner in sorted(path.iterdir()):
                if _is_wanted(inner):
                    yield from _within(inner, folders, is_named=False)
        elif stat.S_ISREG(mode):
            yield path
        else:
            sentence = f"{readable(path)} is no file."
            yield path, Unopened(sentence, "Save what it gives as a file and give that.")
    except OSError as error:
        yield path, _unlisted(path, error)


def _is_wanted(path: Path) -> bool:
    """True of a folder, and of what could be a table by its name."""
    name = path.name
    if name.startswith((".", "~")) or name.endswith(("~", ".tmp", ".part", ".crdownload")):
        return path.is_dir() and not name.startswith((".", "~"))
    could_be = path.suffix.lower() in _READABLE and path.stem.lower() not in _PASSED_OVER
    return could_be or path.is_dir()


def _real(path: Path) -> Path:
    """The path without links; unlike `resolve`, also of a link that leads back to itself."""
    return Path(os.path.realpath(path))


def _is_utf8(path: Path) -> bool:
    try:
        os.fsencode(_real(path)).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unspeakable(path: Path) -> Unopened:
    return Unopened(
        f"The name of {readable(_real(path))} is not written in UTF-8, so that no report can say "
        "where a line stands.",
        "Give it another name, and give it again.",
    )


def _unfollowed(link: Path) -> Unopened:
    return Unopened(
        f"{readable(link)} is a link to a folder elsewhere and was not followed.",
        "Give that folder as well.",
    )


def _unlisted(path: Path, error: OSError) -> UserMistake:
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return Unopened(
            f"{readable(path)} is a link to what is not there.",
            "Give the file itself, or remove the link.",
        )
    return unopened(path, error)
