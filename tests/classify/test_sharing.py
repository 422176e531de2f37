"""Payments for services that are shared already are told from transfers.

The lines of data/ are invented, with what a reader would say of each: the function that is shared,
"any" where the words do not tell it, nothing where no service is shared.
"""

import csv
from pathlib import Path

import pytest

from tallystick.classify import Combination, classify, load_categories
from tallystick.classify.sharing import PartnerForm, is_shared, partner_of
from tallystick.match.names.kinds import kind_of
from tallystick.reference.councils import load_councils
from tallystick.reference.sharing import shared_bodies
from tallystick.words.labels import Label

DATA = Path(__file__).parent / "data"
PRECISION, RECALL = 0.95, 0.8
FUNCTION = 0.8


def rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def said(supplier: str, department: str = "", description: str = "", category: str = "") -> str:
    """The category of one line, its supplier's kind as the matcher tells it."""
    kind = str(kind_of(supplier))
    (found,) = classify([Combination(supplier, department, description, category, kind=kind)])
    return found.category


@pytest.mark.parametrize("file", sorted(path.name for path in DATA.glob("sharing_*.csv")))
def test_sharing_is_seen_on_invented_lines(file: str) -> None:
    lines = rows(file)
    found = {
        number: said(line["supplier"], line["department"], line["description"], line["category"])
        for number, line in enumerate(lines)
    }
    shared = {number for number, line in enumerate(lines) if line["shared"]}
    seen = {number for number, category in found.items() if is_shared(category)}
    assert len(lines) == 50
    assert len(shared & seen) >= PRECISION * len(seen), [lines[each] for each in seen - shared]
    assert len(shared & seen) >= RECALL * len(shared), [lines[each] for each in shared - seen]
    named = [
        number
        for number in shared & seen
        if lines[number]["shared"] in ("any", found[number].removeprefix("shared_"))
    ]
    assert len(named) >= FUNCTION * len(shared & seen)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Wendmark District Council", PartnerForm.COUNCIL),
        ("LB Wendmark", PartnerForm.COUNCIL),
        ("Wendmark and Arun Joint Committee", PartnerForm.JOINT),
        ("Wendmark Shared Services", PartnerForm.SHARED_SERVICE),
        ("Wendmark Shared Services Ltd", PartnerForm.FIRM),
        ("Wendmark Council Trading Ltd", PartnerForm.COMPANY),
        ("Publica Group (Support) Limited", PartnerForm.COMPANY),
        ("LGSS", PartnerForm.JOINT),
    ],
)
def test_a_name_tells_what_sort_of_partner_it_is(name: str, form: PartnerForm) -> None:
    partner = partner_of(name, "organisation")
    assert partner is not None
    assert partner.form is form


@pytest.mark.parametrize(
    "name",
    [
        "Wendmark Parish Council",
        "Wendmark Council for Voluntary Service",
        "Refugee Council Limited",
        "Arts Council England",
        "Wendmark (Support) Ltd",
        "Hart and Wend Legal Partnership LLP",
        "Joint Industry Board",
    ],
)
def test_what_only_sounds_like_a_partner_is_none(name: str) -> None:
    assert partner_of(name, "organisation") is None


def test_a_private_person_is_no_partner() -> None:
    assert partner_of("LGSS", "person") is None


def test_what_a_council_buys_from_a_firm_stays_what_it_was() -> None:
    assert said("Quillworks Ltd", "ICT", "Software licences recharge") == "software"


def test_a_ledger_s_other_local_authorities_of_a_central_department_are_shared() -> None:
    texts = ("Other Local Authorities", "Third party payments")
    assert said("Wendmark Borough Council", "Resources", *texts) == "shared_unknown"
    assert not is_shared(said("Wendmark Borough Council", "Children's Services", *texts))


def test_every_label_but_transfer_has_its_category() -> None:
    slugs = {slug for slug in load_categories() if is_shared(slug)}
    assert slugs == {f"shared_{label}" for label in Label if label is not Label.TRANSFER}
    assert not any(load_categories()[slug].has_rate for slug in slugs)


def test_members_of_the_table_are_councils() -> None:
    councils = load_councils()
    unknown = [
        member for body in shared_bodies() for member in body.members
        if councils.recognise(member) is None
    ]  # fmt: skip
    assert unknown == []
