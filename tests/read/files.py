"""Small invented files for the tests of reading, and a reader that keeps all it is handed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tallystick.engine.schema import PAYMENTS, REJECTS
from tallystick.read import Corrections, ReadingRecord, read_file
from tallystick.words.mistakes import UserMistake

HEADER = "Payment Date,Supplier Name,Department,Expense Type,Transaction Number,Net Amount"
LINES = (
    "03/04/2023,Oakrise Homecare Ltd,Adults,Home care,T1,1200.50",
    "14/04/2023,Pennyweight Pay Services,Resources,Payroll bureau,T2,350.00",
    "28/04/2023,Dunnock IT Services Ltd,Resources,Software licences,T3,-25.25",
)
PENCE = [120050, 35000, -2525]


@dataclass(frozen=True)
class Read:
    """What a file was read as."""

    payments: list[dict[str, Any]]
    rejects: list[dict[str, Any]]
    record: ReadingRecord

    @property
    def pence(self) -> list[int]:
        return [payment["amount_pence"] for payment in self.payments]

    @property
    def suppliers(self) -> list[str]:
        return [payment["supplier"] for payment in self.payments]

    @property
    def days(self) -> list[str]:
        return [str(payment["paid_on"]) for payment in self.payments]

    @property
    def lines(self) -> list[int]:
        return [payment["line"] for payment in self.payments]

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return [(reject["line"], reject["reason"]) for reject in self.rejects]

    @property
    def columns(self) -> dict[str, str]:
        columns = self.record.as_json()["tables"][0]["columns"]  # type: ignore[index]
        return dict(columns)

    @property
    def codes(self) -> list[str]:
        return [warning.code for warning in self.record.warnings]


def read(path: Path, corrections: Corrections | None = None) -> Read:
    """Read a file as council X, and check what holds of every reading."""
    payments: list[pa.Table] = []
    rejects: list[pa.Table] = []

    def sink(some_payments: pa.Table, some_rejects: pa.Table) -> None:
        payments.append(some_payments)
        rejects.append(some_rejects)

    record = read_file(path, councils=None, council="X", corrections=corrections, sink=sink)
    for table in payments:
        assert table.schema == PAYMENTS
    for table in rejects:
        assert table.schema == REJECTS
    found = Read(
        pa.concat_tables(payments).to_pylist(), pa.concat_tables(rejects).to_pylist(), record
    )
    assert record.lines == len(found.payments)
    assert record.rejected == len(found.rejects)
    assert len({(p["sheet"], p["line"]) for p in found.payments + found.rejects}) == (
        len(found.payments) + len(found.rejects)
    )
    return found


def read_bytes(folder: Path, content: bytes, name: str = "spend.csv") -> Read:
    """Write a file of these bytes and read it."""
    path = folder / name
    path.write_bytes(content)
    return read(path)


def read_lines(folder: Path, *lines: str, name: str = "spend.csv", end: str = "\n") -> Read:
    """Write a file of these lines in UTF-8 and read it."""
    return read_bytes(folder, "".join(line + end for line in lines).encode(), name)


def refusal(folder: Path, content: bytes, name: str = "spend.csv") -> str:
    """The sentence with which a file of these bytes is refused."""
    with pytest.raises(UserMistake) as caught:
        read_bytes(folder, content, name)
    assert name in caught.value.sentence
    assert caught.value.next_step.endswith(".")
    return caught.value.sentence


@dataclass(frozen=True)
class Known:
    code: str
    name: str


class Finder:
    """Knows two councils by a word in a text."""

    _KNOWN = (Known("X1", "Wendlemere"), Known("X2", "Eastwold"))

    def by_code(self, code: str) -> Known | None:
        return next((known for known in self._KNOWN if known.code == code), None)

    def recognise(self, text: str) -> Known | None:
        return next((known for known in self._KNOWN if known.name in text), None)
