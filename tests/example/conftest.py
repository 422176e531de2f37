"""The example county, made once for all tests of this room, and a reader that owes it nothing.

The reader is told where everything is by truth/files.csv. It shares no code with the writers: csv,
zipfile and calamine read, and amounts are understood anew.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tallystick.example.make import County, make_county


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return make_county(tmp_path_factory.mktemp("county"))


class Truth:
    """The truth files of a county, as rows of text and as JSON."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as page:
            return list(csv.DictReader(page))

    def json(self, name: str) -> Any:
        return json.loads((self.folder / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def truth(county: County) -> Truth:
    return Truth(county.truth)


@pytest.fixture(scope="session")
def reread() -> SimpleNamespace:
    """numbered_rows, pence and day, see below."""
    return SimpleNamespace(numbered_rows=numbered_rows, pence=pence, day=day)


def numbered_rows(path: Path, table: dict[str, str]) -> Iterator[tuple[int, list[object]]]:
    """Every row of a table with its physical line or sheet row, from 1."""
    if table["format"] in ("xlsx", "xls", "ods"):
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(table["sheet"])
        yield from enumerate(sheet.to_python(skip_empty_area=False), start=1)
        return
    data = path.read_bytes()
    if table["format"] == "zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = archive.read(table["sheet"])
    text = data.decode(table["encoding"])
    lines = re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$", text)
    reader = csv.reader(lines, delimiter="\t" if table["encoding"] == "utf-16" else ",")
    start = 1
    for row in reader:
        yield start, list(row)
        start = reader.line_num + 1


def pence(cell: object) -> int:
    """Pounds in any of the county's styles as pence."""
    if isinstance(cell, (int, float)):
        return round(Decimal(repr(cell)) * 100)
    text = re.sub(r"[£, ]", "", str(cell))
    negative = text.startswith(("(", "-")) or text.endswith("-")
    return round(Decimal(text.strip("()-")) * 100) * (-1 if negative else 1)


def day(cell: object, styles: str) -> date:
    """A day, given the styles that truth/files.csv names for its column."""
    if styles == "excel serial":
        return date(1899, 12, 30) + timedelta(days=int(str(cell)))
    if isinstance(cell, (date, datetime)):
        return date(cell.year, cell.month, cell.day)
    for style in styles.split("|"):
        try:
            return datetime.strptime(str(cell), style).date()
        except ValueError:
            continue
    raise ValueError(f"{cell!r} is in none of the styles {styles}")
