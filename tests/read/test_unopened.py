"""One bad file never costs another: each path that cannot be opened has its sentence, and the other
files count."""

import errno
import hashlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tallystick.engine.store import Store, open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.read import look_under
from tallystick.read import persist as reading
from tallystick.read.persist import Intake, read_into_store
from tallystick.reference.councils import Councils
from tallystick.words.mistakes import UserMistake

COUNCILS = Councils(EXAMPLE_COUNCILS)
HEADER = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type\n"


def line(amount: str) -> str:
    """One invented payment."""
    return f"Wendlemere County Council,03/05/2024,Quillworks Ltd,{amount},Computer Software\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store."""
    with open_store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file of one payment."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "good.csv").write_text(HEADER + line("600.00"), encoding="utf-8")
    return made


def read(store: Store, *paths: Path) -> Intake:
    """Read paths into the store."""
    return read_into_store(store, paths, councils=COUNCILS)


def pence(store: Store) -> int:
    """What the store adds up."""
    (row,) = store.rows("select coalesce(sum(amount_pence), 0)::bigint as pence from payments")
    return int(row["pence"])


def the_reason(intake: Intake) -> str:
    """The sentence of the one path that was left out; nobody has seen what it holds."""
    (skipped,) = intake.skipped
    assert skipped.is_unopened
    return skipped.sentence


def test_a_name_that_is_not_utf8(store: Store, folder: Path) -> None:
    bad = os.fsencode(folder) + b"/caf\xe9.csv"
    with open(bad, "w", encoding="utf-8") as stream:  # noqa: PTH123 -- a Path is text
        stream.write(HEADER + line("1.00"))
    intake = read(store, folder)
    assert the_reason(intake) == (
        f"The name of {folder}/caf\\xe9.csv is not written in UTF-8, so that no report can say "
        "where a line stands."
    )
    assert pence(store) == 60_000


def test_a_folder_whose_name_is_not_utf8(store: Store, folder: Path) -> None:
    bad = os.fsencode(folder) + b"/caf\xe9"
    os.mkdir(bad)  # noqa: PTH102 -- a Path is text
    for name in (b"/a.csv", b"/b.csv"):
        with open(bad + name, "w", encoding="utf-8") as stream:  # noqa: PTH123
            stream.write(HEADER + line("1.00"))
    assert "caf\\xe9 is not written in UTF-8" in the_reason(read(store, folder))


def test_a_line_end_in_a_name_is_shown_as_its_code(store: Store, folder: Path) -> None:
    (folder / "a\n2 files were read.csv").write_bytes(b"")
    (skipped,) = read(store, folder).skipped
    assert "\n" not in skipped.sentence


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "may not be opened."),
        (errno.EPERM, "may not be opened."),
        (errno.EIO, "cannot be read: its disk reports an error."),
        (errno.EBUSY, "cannot be opened: Device or resource busy."),
        (errno.ENOENT, "is not there."),  # it was there when the folder was listed
    ],
)
def test_a_file_that_may_not_be_opened(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    bad = folder / "bad.csv"
    bad.write_text(HEADER + line("1.00"), encoding="utf-8")
    opened = Path.open

    def refuse(path: Path, *given: Any, **named: Any) -> Any:
        if path == bad:
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, *given, **named)

    monkeypatch.setattr(Path, "open", refuse)
    assert the_reason(read(store, folder)) == f"{bad} {said}"
    assert pence(store) == 60_000


def test_a_folder_that_may_not_be_listed(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = folder / "shut"
    shut.mkdir()
    (shut / "a.csv").write_text(HEADER + line("1.00"), encoding="utf-8")
    listed = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path == shut:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert the_reason(read(store, folder)) == f"{shut} may not be opened."
    assert pence(store) == 60_000


def test_links_that_lead_nowhere(store: Store, folder: Path) -> None:
    (folder / "gone.csv").symlink_to(folder / "none.csv")
    assert the_reason(read(store, folder)) == f"{folder}/gone.csv is a link to what is not there."
    (folder / "gone.csv").unlink()
    (folder / "loop.csv").symlink_to(folder / "loop.csv")
    assert the_reason(read(store, folder)).startswith(f"{folder}/loop.csv is a link that leads")
    assert pence(store) == 60_000


def test_a_link_to_a_folder_elsewhere_is_named_and_one_within_is_not(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    (folder / "again").symlink_to(folder)
    assert read(store, folder).skipped == ()
    (tmp_path / "elsewhere").mkdir()
    (folder / "away").symlink_to(tmp_path / "elsewhere")
    assert "link to a folder elsewhere" in the_reason(read(store, folder))
    assert read(store, folder, tmp_path / "elsewhere").skipped == ()


def test_a_pipe_and_a_socket_are_no_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "pipe.csv")
    monkeypatch.chdir(folder)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as held:
        held.bind("socket.csv")
        found = look_under([folder])
    assert [path.name for path in found.files] == ["good.csv"]
    assert sorted(mistake.sentence for _, mistake in found.mistakes) == [
        f"{folder}/pipe.csv is no file.",
        f"{folder}/socket.csv is no file.",
    ]


def test_a_file_that_grows_while_it_is_read_is_read_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grows, times = folder / "good.csv", []
    once = reading.read_file

    def read_then_grow(path: Path, **given: Any) -> Any:
        if not times:
            times.append(1)
            grows.write_text(HEADER + line("600.00") + line("50.00"), encoding="utf-8")
        return once(path, **given)

    monkeypatch.setattr(reading, "read_file", read_then_grow)
    (record,) = read(store, folder).records
    (source,) = store.sources(replaced=True)
    assert source.source == hashlib.sha256(grows.read_bytes()).hexdigest()
    assert (source.bytes, record["lines"]) == (grows.stat().st_size, 2)
    assert pence(store) == 65_000


def test_a_file_of_the_same_size_and_times_is_read_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, times = folder / "good.csv", []
    once = reading.read_file

    def change_and_read(path: Path, **given: Any) -> Any:
        if not times:
            times.append(1)
            before = file.stat()
            file.write_text(HEADER + line("700.00"), encoding="utf-8")
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        return once(path, **given)

    monkeypatch.setattr(reading, "read_file", change_and_read)
    read(store, folder)
    assert [row.total_pence for row in store.sources(replaced=True)] == [70_000]


def test_a_file_that_never_holds_still_is_left_out(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = folder / "log.csv"
    log.write_text(HEADER, encoding="utf-8")
    once = reading.read_file

    def append_and_read(path: Path, **given: Any) -> Any:
        if path == log:
            with log.open("a", encoding="utf-8") as stream:
                stream.write(line("1.00"))
        return once(path, **given)

    monkeypatch.setattr(reading, "read_file", append_and_read)
    assert the_reason(read(store, folder)) == f"{log} is being changed while it is read."
    assert pence(store) == 60_000


def test_a_store_that_cannot_be_written_is_not_a_bad_file(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tallystick.engine.arriving.Draft.write", full)
    with pytest.raises(OSError, match="No space left"):
        read(store, folder)


def test_one_bad_file_alone_is_a_mistake(store: Store, tmp_path: Path) -> None:
    (tmp_path / "alone.csv").symlink_to(tmp_path / "none")
    with pytest.raises(UserMistake, match="is a link to what is not there"):
        read(store, tmp_path / "alone.csv")
