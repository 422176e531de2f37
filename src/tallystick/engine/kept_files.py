"""Small texts that a user's store keeps beside its tables: the register of claims, the track record
of closed partnerships, lists and corrections. They are the user's own data and are read and written
as they stand.

Beside each stands a second copy (engine.copies). Its first line names the sha256 of every content
that the file may have: its own, and while the file is being written also the one before, or '-' for
none. So a damaged file is noticed, a run stopped between the two leaves nothing that looks damaged,
and `tallystick store rebuild` can put the text back.
"""

import hashlib
from pathlib import Path

from tallystick.engine.checksums import damaged, lost
from tallystick.engine.copies import COPIES, copy_of
from tallystick.words.mistakes import UserMistake
from tallystick.words.whole_files import write_bytes

_NONE = "-"
_TRIES = 3


def read_kept(folder: Path, name: str, *, sealed: bool = False) -> str | None:
    """The text of this name in a store's folder, None where the store keeps none.

    sealed: the text has a check of its own, which says more than ours. Raises UserMistake when it
    is not what was written, is not text in utf-8 or cannot be opened.
    """
    path = folder / name
    try:
        data = _read(path)
        if not sealed:
            refuse_changed(folder, name)
        return None if data is None else data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserMistake(
            f"{path} cannot be read as text.", "Put back an untouched copy."
        ) from error


def write_kept(folder: Path, name: str, text: str) -> None:
    """Keep a text in a store's folder, in one step: whoever reads meanwhile, or after this was
    stopped midway, finds the old text or the new one whole."""
    keep_bytes(folder, name, text.encode())


def write_unguarded(folder: Path, name: str, text: str) -> None:
    """The same for what may be lost, because it is made again: no second copy is kept."""
    _write(folder / name, text.encode())


def keep_bytes(folder: Path, name: str, data: bytes) -> None:
    """`write_kept` for a file of the user's that is kept byte for byte."""
    path, copy = folder / name, copy_of(folder, name)
    before = _read(path)
    _write(copy, _with_head(data, _hash(data), _hash(before)))
    _write(path, data)
    _write(copy, _with_head(data, _hash(data)))


def refuse_changed(folder: Path, name: str) -> None:
    """Raise UserMistake where a kept file is not what was written. One without a second copy (an
    older store's, or put there by hand) is taken as it is."""
    for _ in range(_TRIES):  # a writer may have replaced one of the two since we read the other
        if is_unchanged(folder, name):
            return
    if (folder / name).exists():
        raise damaged(folder, name)
    raise lost(folder, name)


def is_unchanged(folder: Path, name: str) -> bool:
    """True of a kept file that is what was written, as far as its second copy can tell."""
    data, copy = _read(folder / name), _read(copy_of(folder, name))
    if copy is None:
        return True
    head, _, text = copy.partition(b"\n")
    return _hash(data).encode() in head.split() or data == text


def kept_names(folder: Path) -> list[str]:
    """The kept files of a store that have a second copy."""
    home = folder / COPIES
    found = (path for path in home.rglob("*") if path.is_file())
    names = sorted(path.relative_to(home).as_posix() for path in found)
    return [
        name
        for name in names
        if not name.startswith(("tables/", "manifests/")) and not name.endswith(".part")
    ]


def is_copy_whole(folder: Path, name: str) -> bool:
    """True where the second copy of a kept file is what was written."""
    head, _, text = (_read(copy_of(folder, name)) or b"").partition(b"\n")
    return head.split()[:1] == [_hash(text).encode()]


def restore_kept(folder: Path, name: str) -> None:
    """Put the second copy of a kept file in its place."""
    _write(folder / name, copy_of(folder, name).read_bytes().partition(b"\n")[2])


def accept_kept(folder: Path, name: str) -> None:
    """Take a kept file as it is by now, or as gone."""
    data = _read(folder / name)
    if data is None:
        copy_of(folder, name).unlink(missing_ok=True)
    else:
        _write(copy_of(folder, name), _with_head(data, _hash(data)))


def _hash(data: bytes | None) -> str:
    return _NONE if data is None else hashlib.sha256(data).hexdigest()


def _with_head(data: bytes, *hashes: str) -> bytes:
    return " ".join(hashes).encode() + b"\n" + data


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, data)
