"""What a user got wrong, as two sentences."""

import errno
import os
import sqlite3
from pathlib import Path

import duckdb
import pytest

from tallystick.words.mistakes import UserMistake, mistake_of, readable


def test_a_mistake_holds_what_is_wrong_and_what_to_do() -> None:
    mistake = UserMistake("a.csv has no amounts.", "Give a file of payments.")
    assert (mistake.sentence, mistake.next_step) == (
        "a.csv has no amounts.",
        "Give a file of payments.",
    )
    assert str(mistake) == "a.csv has no amounts. Give a file of payments."


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full at /r/a.csv."),
        (errno.EFBIG, "The disk is full at /r/a.csv."),
        (errno.EIO, "The disk reports an error at /r/a.csv."),
        (errno.EACCES, "The machine does not allow it at /r/a.csv."),
        (errno.EBUSY, "The machine could not do it at /r/a.csv: Device or resource busy."),
    ],
)
def test_what_the_machine_cannot_do_is_said(number: int, said: str) -> None:
    mistake = mistake_of(OSError(number, os.strerror(number), "/r/a.csv"))
    assert mistake is not None
    assert mistake.sentence == said


def test_an_engine_that_could_not_write_is_the_machines(tmp_path: Path) -> None:
    with sqlite3.connect(":memory:") as database:
        database.execute("pragma max_page_count = 1")
        with pytest.raises(sqlite3.OperationalError) as raised:
            database.execute("create table a (b)")
    mistake = mistake_of(raised.value)
    assert mistake is not None
    assert mistake.sentence == "The disk is full."
    with pytest.raises(duckdb.IOException) as failed:
        duckdb.connect(str(tmp_path / "none" / "x.db"))
    assert mistake_of(failed.value) is not None


def test_what_the_program_has_done_is_not(tmp_path: Path) -> None:
    assert mistake_of(ValueError("ours")) is None
    with pytest.raises(duckdb.ParserException) as raised:
        duckdb.sql("selec 1")
    assert mistake_of(raised.value) is None


def test_a_path_is_shown_without_signs_that_a_terminal_obeys() -> None:
    assert readable("a\nb\x1b[2J\udce9 Łódź.csv") == "a\\nb\\x1b[2J\\xe9 Łódź.csv"
