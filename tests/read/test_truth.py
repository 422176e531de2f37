"""The real files: against the truth kept beside them, and against sums taken independently."""

import csv
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from tallystick.read import find_files, read_file

pytestmark = pytest.mark.shared


def _ignore(*_: object) -> None:
    return None


def _truths(shared: Path) -> list[dict[str, str]]:
    with (shared / "truth" / "read" / "truth.csv").open(newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_file_of_the_truth_is_fully_right(shared: Path) -> None:
    wrong = {}
    for truth in _truths(shared):
        path = shared / "truth" / "read" / "files" / truth["file"]
        if differences := _differences(path, truth):
            wrong[truth["file"]] = differences
    assert wrong == {}


def _differences(path: Path, truth: dict[str, str]) -> list[tuple[str, object, object]]:
    record = read_file(path, councils=None, council="X", sink=_ignore)
    table = record.tables[0]
    total = truth["published_total_in_file"]
    pairs: list[tuple[str, object, object]] = [
        ("lines", record.lines, int(truth["n_data_rows"])),
        ("dated", record.lines_with_date, int(truth["n_rows_with_date"])),
        ("named", record.lines_with_supplier, int(truth["n_rows_with_supplier"])),
        ("sum", record.total_pence, round(Decimal(truth["sum_amount"]) * 100)),
        ("total", record.published_total_pence, round(Decimal(total) * 100) if total else None),
        ("first", str(record.first_paid_on or ""), truth["min_date"]),
        ("last", str(record.last_paid_on or ""), truth["max_date"]),
        ("format", record.format, truth["format"]),
        ("encoding", record.encoding, truth["encoding"]),
        ("header", table.header_line, int(truth["header_physical_line"])),
        ("dates", table.date_format or "", truth["date_format"]),
    ]
    columns = {role: column.header for role, column in table.columns.items()}
    columns.setdefault("paid_on", columns.get("period", ""))
    for role, name, others in (
        ("paid_on", "col_date", ""),
        ("amount", "col_amount", "also_ok_amount"),
        ("supplier", "col_supplier", ""),
        ("department", "col_department", "also_ok_department"),
        ("description", "col_description", "also_ok_description"),
        ("transaction_ref", "col_reference", ""),
    ):
        allowed = [truth[name].strip(), *(truth[others].split("|") if others else [])]
        if truth[name] and columns.get(role) not in allowed:
            pairs.append((role, columns.get(role), allowed))
    return [pair for pair in pairs if pair[1] != pair[2]]


# Where the amount stands in each body's files, counted from 0, read off their first lines by eye;
# by the number of columns where a body changed its table.
_AMOUNT_AT: dict[str, int | dict[int, int]] = {
    "calderdale": 5,
    "darlington": 7,
    "devon": {13: 5, 12: 4},
    "exeter": 3,
    "gateshead": 7,
    "harrogate": {11: 9, 13: 11},
    "hyndburn": 6,
    "leeds": 9,
    "manchester": 5,
    "newcastle": 9,
    "salford": 5,
    "trafford": {16: 5},
}
_AMOUNT_AT_IN_FILE = {
    "DCCSpendingOver500_202511.csv": 4,
    "trafford-supplier-spend-2024-25.zip": 8,
    "trafford-supplier-spend-2025-26.zip": 8,
}


def test_every_published_file_sums_to_an_independent_sum(shared: Path) -> None:
    files = find_files([shared / "published"])
    assert len(files) == 120
    wrong = {}
    for path in files:
        record = read_file(path, councils=None, council="X", sink=_ignore)
        expected = _independent_sum(path)
        found = (record.lines, record.total_pence)
        if found != expected or record.rejected != 1:  # the header is all that is no payment
            wrong[path.name] = (found, expected, record.rejected)
    assert wrong == {}


def _independent_sum(path: Path) -> tuple[int, int]:
    """Lines with an amount and their sum in pence, by the plainest reading there is."""
    content = path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read(archive.namelist()[0])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    known = _AMOUNT_AT[path.parent.name]
    at = known if isinstance(known, int) else known.get(len(rows[0]), -1)
    at = _AMOUNT_AT_IN_FILE.get(path.name, at)
    assert at >= 0
    cells = [row[at] for row in rows[1:] if len(row) > at and row[at].strip()]
    amounts = [Decimal(re.sub(r"[^\d.\-Ee+]", "", cell)) for cell in cells]
    return len(amounts), round(sum(amounts) * 100)
