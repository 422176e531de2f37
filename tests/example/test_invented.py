"""Nobody in the county exists."""

import csv
import gzip
import re
from pathlib import Path

import pytest

from tallystick.example import EXAMPLE_COUNCILS


def _folded(name: str) -> str:
    words = re.sub(r"[^a-z0-9 ]", "", name.lower().replace("&", "and")).split()
    return " ".join(word for word in words if word not in ("ltd", "limited", "plc", "llp"))


@pytest.mark.shared
def test_no_council_of_the_county_exists(shared: Path):
    with (shared / "reference" / "uk_local_authorities.csv").open(encoding="utf-8") as page:
        real = list(csv.DictReader(page))
    names = " | ".join(
        f"{row['official-name']} {row['nice-name']} {row['alt-names']}".lower() for row in real
    )
    codes = {row["gss-code"] for row in real}
    for council in EXAMPLE_COUNCILS:
        assert council.short_name.split()[0].lower() not in names
        assert council.code not in codes


@pytest.mark.shared
def test_no_supplier_of_the_county_was_ever_paid_by_a_real_council(shared: Path, truth):
    with gzip.open(shared / "truth" / "match" / "names.csv.gz", "rt", encoding="utf-8") as page:
        real = {_folded(row["name"]) for row in csv.DictReader(page)}
    invented = {
        _folded(row["name"]) for row in truth.rows("spellings") if row["kind"] != "redacted"
    }
    assert not invented & real


def test_numbers_are_of_no_real_shape(truth, county):
    page = (county.published / "kingsholt" / "Kingsholt_May_2024.csv").read_text("utf-8")
    assert set(re.findall(r",([A-Z]{2})\d{6},", page)) == {"ZC"}
