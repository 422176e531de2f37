"""An extract of a ledger as columns: each line's day, cost centre, account and whole pence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tallystick.ledger.tables import TextTable, read_table
from tallystick.read.columns.amounts import read_amounts
from tallystick.read.columns.dates import date_style, read_day
from tallystick.words.mistakes import UserMistake

_MOST = 1 << 53
"""Pence that a ledger may hold in all without their signs: up to here a float64 is exact, which
NumPy's counting by groups goes through."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The lines of a ledger, in the order of the file.

    lines: physical line of each. days: its day as an ordinal. centre_of and account_of: the place
    of its cost centre in `centres`, and of its account in `accounts`. pence: whole pence, costs
    above zero. texts: its narrative, "" where there is none; it may name persons.
    """

    file: str
    sha256: str
    lines: NDArray[np.int64]
    days: NDArray[np.int64]
    centre_of: NDArray[np.int64]
    centres: tuple[str, ...]
    account_of: NDArray[np.int64]
    accounts: tuple[str, ...]
    pence: NDArray[np.int64]
    texts: pa.StringArray

    @property
    def total(self) -> int:
        """Pence of all its lines together."""
        return int(self.pence.sum())

    def __len__(self) -> int:
        return len(self.lines)


def read_extract(path: Path) -> Extract:
    """A ledger extract from CSV or a workbook; its headers are those of any council's ledger.

    Raises UserMistake naming file, line and field for a line without a day, an amount in whole
    pence, or a cost centre.
    """
    table = read_table(path, "ledger")
    if not len(table.lines):
        raise UserMistake(f"{path.name} holds no ledger line.", "Give the lines of the period.")
    centre_of, centres = _centres(table)
    account_of, accounts = _encoded(table.columns["account"])
    return Extract(
        file=table.file,
        sha256=table.sha256,
        lines=table.lines,
        days=_days(table),
        centre_of=centre_of,
        centres=centres,
        account_of=account_of,
        accounts=accounts,
        pence=_pence(table),
        texts=table.columns.get("text", pa.array([""] * len(table.lines), pa.string())),
    )


def agree_total(extract: Extract, pence: int) -> None:
    """Raise UserMistake, naming the file and the pounds, where the lines do not add up to the
    control total of the trial balance."""
    if extract.total != pence:
        raise UserMistake(
            f"{extract.file}: its {len(extract)} lines add up to {_pounds(extract.total)}, "
            f"and the control total is {_pounds(pence)}: a difference of "
            f"{_pounds(extract.total - pence)}.",
            "Agree the extract with the trial balance, or correct the control total.",
        )


def _pounds(pence: int) -> str:
    sign = "−" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def _encoded(column: pa.StringArray) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """A column as places in the row of its distinct cells."""
    encoded = column.dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), tuple(encoded.dictionary.to_pylist())


def _centres(table: TextTable) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    codes, names = _encoded(table.columns["cost_centre"])
    if "" in names:
        row = int(np.flatnonzero(codes == names.index(""))[0])
        raise table.mistake(
            row,
            "cost_centre",
            "it has no cost centre",
            "Give each line its code, and leave totals out.",
        )
    return codes, names


def _days(table: TextTable) -> NDArray[np.int64]:
    codes, cells = _encoded(table.columns["posted_on"])
    counts = np.bincount(codes, minlength=len(cells)).tolist()
    style = date_style(Counter(dict(zip(cells, counts, strict=True))))
    days = [_iso(cell) or read_day(cell, style) for cell in cells]
    for place, day in enumerate(days):
        if day is None:
            row = int(np.flatnonzero(codes == place)[0])
            raise table.mistake(
                row, "posted_on", f"{cells[place][:40]!r} is not a day", "Write it as 2026-10-28."
            )
    ordinals = np.array([day.toordinal() for day in days if day], dtype=np.int64)
    return ordinals[codes]


def _iso(cell: str) -> date | None:
    """A day as our own form writes it: it needs no guess at the column's style."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def _pence(table: TextTable) -> NDArray[np.int64]:
    if "pounds" in table.columns:
        pence = _whole_pence(table, "pounds")
    else:
        debit, credit = (_whole_pence(table, each, blank=True) for each in ("debit", "credit"))
        for row in np.flatnonzero(_blank(table, "debit") & _blank(table, "credit"))[:1].tolist():
            _no_amount(table, row, "debit")
        pence = debit - credit
    if float(np.abs(pence.astype(np.float64)).sum()) >= _MOST:
        raise UserMistake(
            f"{table.file}: its amounts are larger than any council's.", "Check them."
        )
    return pence


def _blank(table: TextTable, column: str) -> NDArray[np.bool_]:
    blank: NDArray[np.bool_] = pc.equal(table.columns[column], "").to_numpy(zero_copy_only=False)
    return blank


def _whole_pence(table: TextTable, column: str, *, blank: bool = False) -> NDArray[np.int64]:
    """A column of pounds in whole pence. blank: a cell without anything is nothing."""
    cells = table.columns[column]
    read = read_amounts(cells)
    missing: NDArray[np.bool_] = read.pence.is_null().to_numpy(zero_copy_only=False)
    if blank:
        missing &= ~_blank(table, column)
    for row in np.flatnonzero(missing)[:1].tolist():
        _no_amount(table, row, column)
    broken = _parts_of_pennies(read.fractions, len(cells))
    broken += [at for at, each in read.odd.items() if (each.pounds * 100) % 1]
    for row in sorted(broken)[:1]:
        raise table.mistake(
            row, column, f"{table.cell(row, column)} is not whole pence", "Give pounds and pence."
        )
    for row in sorted(at for at, each in read.odd.items() if each.currency)[:1]:
        raise table.mistake(
            row, column, f"{table.cell(row, column)} is not in pounds", "Give the amount in pounds."
        )
    pence: NDArray[np.int64] = read.pence.fill_null(0).to_numpy(zero_copy_only=False)
    return pence


def _parts_of_pennies(fractions: pa.Decimal128Array | None, rows: int) -> list[int]:
    if fractions is None:
        return []
    held: Sequence[object] = fractions.to_pylist()
    return [at for at in range(rows) if held[at]]


def _no_amount(table: TextTable, row: int, column: str) -> NoReturn:
    cell = table.cell(row, column)
    raise table.mistake(
        row, column, f"{cell[:40]!r} is not an amount", "Write pounds with two places, as 1250.00."
    )
