"""The councils' tables are what the script makes of their sources: nobody edited them by hand."""

import csv
import json
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "src" / "tallystick" / "reference"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.shared
def test_the_tables_follow_from_their_sources(shared: Path) -> None:
    script = runpy.run_path(str(ROOT / "script" / "restate-councils"))
    source = shared / "reference"
    people = json.loads((source / "population-2024.json").read_text(encoding="utf-8"))
    near = json.loads((source / "district-neighbours-2021.json").read_text(encoding="utf-8"))
    councils = script["restate"](rows(source / "uk_local_authorities_future.csv"), people)
    assert councils == rows(REFERENCE / "councils.csv")
    assert script["neighbours"](near, councils) == rows(REFERENCE / "neighbours.csv")
