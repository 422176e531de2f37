"""Writes the files of a folder all together, or none of them."""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

_EXCHANGE = 2  # of renameat2: both names stand, with the other's content
_HERE = -100
_NOT_SO = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EXDEV})


def write_together(
    folder: Path, write: Callable[[Path], object], ours: Callable[[], Collection[str]]
) -> None:
    """Let `write` fill a new folder beside `folder`, then swap it in: whoever looks sees all files
    as they were or all as they are now, and a run that fails leaves them as they were.

    write: makes files, not folders, each whole (words.whole_files). ours: names of earlier files
    that shall go. Where `folder` holds other things too, or cannot be moved because somebody works
    in it or it is a disk of its own, the files are swapped in one by one, and all are put back if
    one fails. Raises what `write` raises, and OSError.
    """
    place = Path(os.path.realpath(folder))
    place.parent.mkdir(parents=True, exist_ok=True)
    stage = _staged(place)
    try:
        write(stage)
        names = {each.name for each in stage.iterdir()}
        going = set(ours())
        held = {each.name for each in place.iterdir()} if place.is_dir() else set[str]()
        is_alone = stage.parent != place and held <= going | names
        if not (is_alone and _is_movable(place) and _swap(stage, place)):
            _swap_files(stage, place, sorted(names | going, key=_record_last))
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _staged(place: Path) -> Path:
    """A new folder beside the place, else in it."""
    stage = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        stage.mkdir()
    except PermissionError:
        stage = place / stage.name
        stage.mkdir()
    return stage


def _is_movable(place: Path) -> bool:
    here = Path.cwd()
    return not (place == here or place in here.parents or os.path.ismount(place))


def _swap(stage: Path, place: Path) -> bool:
    """Put one folder where the other is; the other's files are in the first one's place then. False
    where the system will not move it: nothing has happened."""
    if not place.exists():
        stage.rename(place)
        return True
    shutil.copymode(place, stage)
    try:
        _exchange(stage, place)
    except OSError as error:
        return error.errno in _NOT_SO and _swap_in_two(stage, place)
    return True


def _exchange(one: Path, other: Path) -> None:
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if sys.platform != "linux" or rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


def _swap_in_two(stage: Path, place: Path) -> bool:
    old = stage.with_suffix(".old")
    try:
        place.rename(old)
    except OSError:  # somebody has one of its files open
        return False
    try:
        stage.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return True


def _swap_files(stage: Path, place: Path, names: Iterable[str]) -> None:
    """Move files in one by one, the old ones out; all back where one cannot be moved."""
    place.mkdir(exist_ok=True)
    old = stage / ".old"
    old.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for name in names:
            for from_, to in ((place / name, old / name), (stage / name, place / name)):
                if from_.exists():
                    from_.replace(to)
                    moved.append((from_, to))
    except OSError:
        for from_, to in reversed(moved):
            to.replace(from_)
        raise


def _record_last(name: str) -> tuple[bool, str]:
    """A hidden file tells what the others are: it changes when they have."""
    return name.startswith("."), name
