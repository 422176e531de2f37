"""The whole trip on the example county, held against the truth that lies beside its files."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.walked import PUBLISHED, remarks_of, tells, texts_of

from tallystick.engine.questions.flat import flat_batches
from tallystick.engine.questions.kept import kept_supplier_ids
from tallystick.engine.store import Store, open_store
from tallystick.example import EXAMPLE_COUNCILS, EXAMPLE_PRODUCTS
from tallystick.example.make import make_county
from tallystick.find import Findings, Opportunity, OverlapKind, Question, find
from tallystick.find.council_findings import Confidence
from tallystick.find.evidence_lines import COMMON_TEXT
from tallystick.reference.councils import Councils, load_councils
from tallystick.reference.products import load_products
from tallystick.words.labels import Label
from tallystick.words.remarks import CouncilNames, say

TODAY = date(2026, 11, 23)
NAMED = {"firm", "public_body"}
PRODUCTS = load_products().with_extra(EXAMPLE_PRODUCTS)
SYSTEM_OF = {
    "quillstone": "quillstone_ledger",
    "bowfell-mapping": "bowfell_maps",
    "orrery": "orrery_revenues",
    "tenderwell": "tenderwell_portal",
    "bidmoor": "bidmoor_sourcing",
}
"""Firms of the county that are known for one system; Lattice sells two and is known for neither."""


@dataclass(frozen=True)
class Trip:
    """The county, its truth, and what the trip made of it."""

    published: Path
    truth: Path
    store: Store
    councils: Councils
    findings: Findings

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a truth table."""
        with (self.truth / table).open(newline="", encoding="utf-8") as stream:
            return list(csv.DictReader(stream))

    @property
    def key_of(self) -> dict[str, str]:
        """Spelling -> the supplier that it truly means."""
        return {row["spelling"]: row["supplier_key"] for row in self.rows("spellings.csv")}


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trip]:
    """The county made, read, matched, classified and found once for all these tests."""
    folder = tmp_path_factory.mktemp("county")
    make_county(folder)
    councils = load_councils().with_extra(EXAMPLE_COUNCILS)
    question = Question(on=TODAY, paths=(folder / "published",))
    with open_store(folder / "store") as store:
        findings = find(store, question, councils=councils, products=PRODUCTS)
        yield Trip(folder / "published", folder / "truth", store, councils, findings)


def test_every_file_is_read(trip: Trip) -> None:
    assert trip.findings.skipped == ()


def test_every_payment_line_is_read_to_the_penny(trip: Trip) -> None:
    expected = {
        (row["file"], row["sheet"], int(row["line"])): (row["council"], int(row["amount_pence"]))
        for row in trip.rows("lines.csv")
        if row["counts"] == "1"
    }
    read = {
        (_below(trip, row["path"]), row["sheet"], row["line"]): (
            row["council"],
            row["amount_pence"],
        )
        for row in trip.store.rows(
            """select path, sheet, line, p.council, amount_pence
               from payments p join sources using (source)"""
        )
    }
    assert read.keys() == expected.keys()
    assert {place: read[place] for place in read if read[place] != expected[place]} == {}


def test_the_flat_table_is_every_line_that_counts_and_names_no_person(trip: Trip) -> None:
    expected = {
        (row["file"], row["sheet"], int(row["line"])): (row["council"], int(row["amount_pence"]))
        for row in trip.rows("lines.csv")
        if row["counts"] == "1"
    }
    names = [(council.code, council.name) for council in trip.councils]
    batches = list(flat_batches(trip.store, names, least=COMMON_TEXT))
    rows = [row for batch in batches for row in batch.to_pylist()]
    assert len(rows) == len(expected) == 33_777
    assert {
        (_below(trip, row["file"]), row["sheet"] or "", row["line"]): (
            row["council"],
            row["amount_pence"],
        )
        for row in rows
    } == expected
    assert {row["amount_pence"] for row in rows if row["amount_pence"] != row["pounds"] * 100} == (
        set()
    )
    people = {row["spelling"] for row in trip.rows("spellings.csv") if row["kind"] == "individual"}
    shown = {row["supplier"] for row in rows} | {row["description"] for row in rows}
    assert len(people) > 100
    assert people & shown == set()
    masked = {row["supplier"] for row in rows if row["kind"] not in ("organisation", "public_body")}
    assert masked == {"private person", "withheld"}


def test_every_printed_day_is_read_but_those_that_cannot_be(trip: Trip) -> None:
    expected = {
        (row["file"], row["sheet"], int(row["line"])): row["paid_on"]
        for row in trip.rows("lines.csv")
        if row["counts"] == "1"
    }
    in_the_future = {place for place, day in expected.items() if day > "2100"}
    expected |= dict.fromkeys(in_the_future, "")
    assert len(in_the_future) == 1
    rows = trip.store.rows(
        "select path, sheet, line, paid_on from payments p join sources using (source)"
    )
    wrong = [
        place
        for row in rows
        for place in [(_below(trip, row["path"]), row["sheet"], row["line"])]
        if (row["paid_on"].isoformat() if row["paid_on"] else "") != expected[place]
    ]
    assert wrong == []


def test_every_other_line_is_set_aside(trip: Trip) -> None:
    counting = {_below(trip, source.path) for source in trip.store.sources()}
    expected = {
        (row["file"], row["sheet"], int(row["line"]))
        for row in trip.rows("rejects.csv")
        if row["file"] in counting
    }
    rows = trip.store.rows("select path, sheet, line from rejects join sources using (source)")
    assert {(_below(trip, row["path"]), row["sheet"], row["line"]) for row in rows} == expected


def test_spellings_of_one_supplier_are_joined_and_of_two_kept_apart(trip: Trip) -> None:
    withheld = {
        row["supplier_id"]
        for row in trip.store.rows("select supplier_id from suppliers where kind = 'redacted'")
    }  # whoever they are
    joined: dict[str, set[str]] = defaultdict(set)
    for spelling, supplier in kept_supplier_ids(trip.store).items():
        if supplier not in withheld:
            joined[supplier].add(trip.key_of[spelling])
    assert {supplier: keys for supplier, keys in joined.items() if len(keys) > 1} == {}
    firms = {row["supplier_key"] for row in trip.rows("spellings.csv") if row["kind"] in NAMED}
    parts: dict[str, set[str]] = defaultdict(set)
    for supplier, keys in joined.items():
        for key in keys & firms:
            parts[key].add(supplier)
    assert {key: found for key, found in parts.items() if len(found) > 1} == {}


def test_private_persons_are_told_and_never_named(trip: Trip) -> None:
    people = [row for row in trip.rows("spellings.csv") if row["kind"] == "individual"]
    kinds = {
        row["spelling"]: row["kind"]
        for row in trip.store.rows(
            "select spelling, kind from spellings join suppliers using (supplier_id)"
        )
    }
    assert people
    told = {"person", "redacted"}
    assert [row["spelling"] for row in people if kinds[row["spelling"]] not in told] == []
    said = _everything_said(trip.findings)
    assert [row["spelling"] for row in people if row["spelling"] in said] == []


def test_what_each_line_is_for(trip: Trip) -> None:
    truth = {
        (row["file"], row["sheet"], int(row["line"])): row["label"]
        for row in trip.rows("lines.csv")
    }
    rows = trip.store.rows(
        """select path, sheet, line, label
           from placed_lines l join meanings using (wording)
           join sources s on l.source = s.number"""
    )
    right = sum(
        row["label"] == truth[_below(trip, row["path"]), row["sheet"], row["line"]] for row in rows
    )
    assert right / len(rows) >= 0.95


def test_every_planted_supplier_overlap_is_found_and_none_invented(trip: Trip) -> None:
    planted = _planted(trip, "supplier")
    found = {}
    for overlap in trip.findings.of_kind(OverlapKind.SUPPLIER):
        keys = {trip.key_of[each] for one in overlap.suppliers for each in one.spellings}
        assert len(keys) == 1, overlap.key
        found[keys.pop(), str(overlap.label)] = _codes(overlap)
    assert found == planted


def test_every_planted_category_overlap_is_found_and_none_invented(trip: Trip) -> None:
    found = {
        (overlap.category, str(overlap.label)): _codes(overlap)
        for overlap in trip.findings.of_kind(OverlapKind.CATEGORY)
    }
    assert found == _planted(trip, "category")


def test_every_planted_function_overlap_is_found_and_none_invented(trip: Trip) -> None:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind in (OverlapKind.FUNCTION, OverlapKind.BOUGHT):
        for overlap in trip.findings.of_kind(kind):
            found[str(overlap.label), str(overlap.label)] |= set(_codes(overlap))
    planted = {key: set(codes) for key, codes in _planted(trip, "function").items()}
    assert found == planted


def test_an_overlaps_pounds_are_those_planted(trip: Trip) -> None:
    truth = json.loads((trip.truth / "overlaps.json").read_text(encoding="utf-8"))
    pence = {
        (each["name"], each["label"]): {
            code: sum(years.values()) for code, years in each["pence_by_council_and_year"].items()
        }
        for each in truth["overlaps"]
        if each["kind"] == "supplier"
    }
    for overlap in trip.findings.of_kind(OverlapKind.SUPPLIER):
        (key,) = {trip.key_of[each] for one in overlap.suppliers for each in one.spellings}
        expected = pence[key, str(overlap.label)]
        assert {each.council.code: each.pence for each in overlap.councils} == expected


def test_a_systems_pounds_are_those_of_its_firm_for_what_it_sells(trip: Trip) -> None:
    truth = json.loads((trip.truth / "overlaps.json").read_text(encoding="utf-8"))
    planted = {
        SYSTEM_OF[each["name"]]: {
            code: sum(years.values()) for code, years in each["pence_by_council_and_year"].items()
        }
        for each in truth["overlaps"]
        if each["kind"] == "supplier" and each["name"] in SYSTEM_OF
    }
    found = trip.findings.of_kind(OverlapKind.PRODUCT)
    assert found
    for overlap in found:
        assert {each.council.code: each.pence for each in overlap.councils} == planted[
            overlap.product or ""
        ]


def test_evidence_leads_back_to_its_line(trip: Trip) -> None:
    truth = {
        (row["file"], row["sheet"], int(row["line"])): (row["council"], int(row["amount_pence"]))
        for row in trip.rows("lines.csv")
    }
    shown = [each for overlap in trip.findings.opportunities for each in overlap.evidence]
    assert shown
    for each in shown:
        place = (_below(trip, each.file), each.sheet, each.line)
        assert truth[place] == (each.council, each.pence)


def test_every_planted_system_is_found_and_none_invented(trip: Trip) -> None:
    planted = {
        SYSTEM_OF[name]: codes
        for (name, _), codes in _planted(trip, "supplier").items()
        if name in SYSTEM_OF
    }
    found = {each.product: _codes(each) for each in trip.findings.of_kind(OverlapKind.PRODUCT)}
    assert found == planted


def test_a_councils_systems_are_told_or_said_to_be_unknown(trip: Trip) -> None:
    truth = json.loads((trip.truth / "overlaps.json").read_text(encoding="utf-8"))
    paying = {
        (code, SYSTEM_OF[each["name"]])
        for each in truth["overlaps"]
        if each["kind"] == "supplier" and each["name"] in SYSTEM_OF
        for code in each["councils"]
    }
    told = {(row.council, row.product) for row in trip.findings.systems if row.product}
    assert told == paying
    places = {(row.council, row.purpose) for row in trip.findings.systems}
    compared = {seen.council.code: seen.council for seen in trip.findings.compared}
    assert {
        (code, purpose.slug)
        for code, council in compared.items()
        for purpose in PRODUCTS.purposes.values()
        if council.kind not in purpose.not_for
    } <= places
    unknown = [row for row in trip.findings.systems if row.confidence is Confidence.UNKNOWN]
    assert unknown
    assert all(row.pence_a_year == 0 and not row.evidence for row in unknown)


def test_a_vendor_of_two_systems_is_not_guessed(trip: Trip) -> None:
    lattice = [row for row in trip.findings.systems if row.vendor == "Lattice"]
    assert {row.council for row in lattice} == set(_planted(trip, "supplier")["lattice", "it"])
    assert {row.product for row in lattice} == {None}


def test_no_pound_is_saved_twice(trip: Trip) -> None:
    rungs = {rung.key: rung.pence_a_year for rung in trip.findings.ladder}
    counted = [each for each in trip.findings.opportunities if each.is_counted]
    assert sum(each.basis_pence for each in counted) == rungs["sound"]
    known = [pence for pence in rungs.values() if pence is not None]
    assert known == sorted(known, reverse=True)
    central = sum(each.saving.central for each in counted if each.saving)
    assert central == trip.findings.saving.central


def test_every_part_is_the_sum_of_its_lines(trip: Trip) -> None:
    """What is on a page comes from its parts, and those from published lines."""
    rows = trip.store.rows(
        """select l.council, supplier_id, category, counted, amount_pence
           from placed_lines l join meanings using (wording)
           where kind in ('organisation', 'public_body')"""
    )
    first, last = trip.findings.first_month, trip.findings.last_month
    assert first and last
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        if row["counted"] and first.first_day <= row["counted"] <= last.first_day:
            held = sums[row["council"], row["supplier_id"], row["category"]]
            held[0] += row["amount_pence"]
            held[1] += 1
    for each in trip.findings.opportunities:
        for part in each.parts:
            whole = sums[part.council, part.supplier_id, part.category]
            if each.kind is OverlapKind.PRODUCT:
                assert part.lines <= whole[1]
            else:
                assert [part.pence, part.lines] == whole


def test_each_opportunity_says_what_to_do(trip: Trip) -> None:
    names = trip.findings.names
    for each in trip.findings.opportunities:
        assert say(each.sentence, names).endswith(".")
        # What is paid for a whole function may have no shared firm, and it has no rate.
        assert len(each.reasons) in ((3,) if each.is_counted else (2, 3)), each.key
        assert each.people
        assert say(each.next_step, names).endswith(".")
        assert each.stands or each.hindrances[0].code == "falls_apart"


def test_a_second_run_reads_nothing_and_says_the_same(trip: Trip) -> None:
    before = {file: file.stat().st_mtime_ns for file in trip.store.folder.rglob("*.parquet")}
    question = Question(on=TODAY, paths=(trip.published,))
    again = find(trip.store, question, councils=trip.councils, products=PRODUCTS)
    after = {file: file.stat().st_mtime_ns for file in trip.store.folder.rglob("*.parquet")}
    assert again == trip.findings
    assert after == before


def _below(trip: Trip, path: str) -> str:
    return Path(path).relative_to(trip.published).as_posix()


def _codes(overlap: Opportunity) -> tuple[str, ...]:
    return tuple(sorted(each.council.code for each in overlap.councils))


def _planted(trip: Trip, kind: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """What overlaps in the back office; FIND does not list what is bought for residents."""
    truth = json.loads((trip.truth / "overlaps.json").read_text(encoding="utf-8"))
    return {
        (each["name"], each["label"]): tuple(sorted(each["councils"]))
        for each in truth["overlaps"]
        if each["kind"] == kind and Label(each["label"]).is_back_office
    }


def _everything_said(value: Any) -> str:
    return repr(value)


def test_no_text_of_the_findings_names_a_council(trip: Trip) -> None:
    """What is said of councils is remarks, which hold codes: a site can leave them out."""
    councils = [seen.council for seen in trip.findings.coverage]
    names = {each for one in councils for each in (one.short_name, one.name)}
    told = {
        (field, text)
        for field, text in texts_of(replace(trip.findings, skipped=()))
        if field not in PUBLISHED and any(each in text for each in names)
    }
    assert told == set()


def test_a_council_that_is_hidden_stands_in_no_sentence(trip: Trip) -> None:
    remarks = set(remarks_of(trip.findings))
    for seen in trip.findings.coverage:
        names = CouncilNames.of([seen.council])  # the others by code: a name may begin with another
        named = {each for each in remarks if tells(each, names, seen.council)}
        assert named and named == {each for each in remarks if seen.council.code in each.speaks_of}
        hidden = names.without([seen.council.code])
        assert not any(tells(each, hidden, seen.council) for each in remarks)
