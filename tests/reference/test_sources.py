"""SOURCES.md has a row for every shipped table, with its source, its licence and its date."""

import re
import tomllib
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "tallystick"
LICENCES = {"MIT", "CC-BY-4.0", "OGL-UK-3.0", "OFL-1.1", "not stated", "not open"}
DATED = re.compile(r"^(?:as_of|as_at|date|measured): '?(\d{4}-\d{2}-\d{2})", re.MULTILINE)


def rows() -> list[list[str]]:
    """The cells of each row: table, source, licence, date."""
    lines = (PACKAGE / "reference" / "SOURCES.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    assert cells[0] == ["Table", "Source", "Licence", "Date"]
    return cells[2:]


def shipped() -> list[str]:
    """What the package ships beside Python, by its path in the package."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file())
    paths = {path.relative_to(PACKAGE) for path in files if "__pycache__" not in path.parts}
    others = {path.as_posix() for path in paths if path.suffix != ".py"}
    return sorted(others - {"reference/SOURCES.md"})


def test_every_shipped_table_has_a_row() -> None:
    named = [table for table, *_ in rows()]
    folders = tuple(name for name in named if name.endswith("/"))
    without = [path for path in shipped() if path not in named and not path.startswith(folders)]
    assert without == [], "give each a row in src/tallystick/reference/SOURCES.md"


def test_every_row_is_of_something_shipped() -> None:
    assert [table for table, *_ in rows() if not (PACKAGE / table).exists()] == []


def test_every_row_says_its_source_its_licence_and_its_date() -> None:
    for table, source, licence, day in rows():
        assert source, table
        assert set(licence.split(", ")) <= LICENCES, table
        assert date.fromisoformat(day), table


def test_the_date_is_the_one_that_the_table_gives_itself() -> None:
    differ = {}
    for table, _, _, day in rows():
        if table.endswith(".yaml"):
            own = DATED.search((PACKAGE / table).read_text(encoding="utf-8"))
            if own and own[1] != day:
                differ[table] = own[1]
    assert differ == {}


def test_the_licences_of_the_rows_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {licence for _, _, cell, _ in rows() for licence in cell.split(", ")}
    assert set(project["license"].split(" AND ")) == named - {"not stated", "not open"}
