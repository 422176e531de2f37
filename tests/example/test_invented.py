"""Nobody in the county exists."""

import csv
import gzip
import random
import re
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from tallystick.example import EXAMPLE_COUNCILS
from tallystick.example.world.names import NameBook


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


def test_people_and_firms_are_told_apart_by_more_than_a_slip_of_the_pen(truth):
    """Only the lookalikes that were placed on purpose differ by a letter or two."""
    placed = {key for group in truth.json("overlaps")["lookalikes"] for key in group["suppliers"]}
    names = sorted(
        {
            row["name"]
            for row in truth.rows("spellings")
            if row["kind"] in ("firm", "charity") and row["supplier_key"] not in placed
        }
    )
    close = [
        (one, other)
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if Levenshtein.distance(one, other, score_cutoff=2) <= 2
    ]
    assert close == []
    people = [row["name"] for row in truth.rows("spellings") if row["kind"] == "individual"]
    initials = [(name.split()[-2][0], name.split()[-1]) for name in people]
    assert len(initials) == len(set(initials))


def test_registration_numbers_are_given_once(county):
    book = NameBook(random.Random(1))
    issued = [book.next_vat_number() for _ in range(50)]
    issued += [book.next_company_number() for _ in range(50)]
    issued += [book.next_charity_number() for _ in range(50)]
    assert len(set(issued)) == 150
