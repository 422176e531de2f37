"""Invented persons, and organisations that look like them, in two halves: see people/README.md.
Only totals of the held half are looked at."""

import csv
from pathlib import Path

import pytest

from tallystick.match import SupplierKind, kind_of
from tallystick.match.names.in_texts import names_a_person

HERE = Path(__file__).parent / "people"
MASKED = {SupplierKind.PERSON, SupplierKind.REDACTED, SupplierKind.NONE}
ALONE = ("titled", "carers", "numbers", "budgets", "estates")


def rows_of(file: str) -> list[dict[str, str]]:
    with (HERE / file).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def masked_share(rows: list[dict[str, str]]) -> float:
    return sum(kind_of(row["name"]) in MASKED for row in rows) / len(rows)


@pytest.mark.parametrize("file", ["tuned.csv", "held_out.csv"])
def test_persons_are_masked(file: str) -> None:
    persons = [row for row in rows_of(file) if row["is"] == "person" and row["kind"] != "one"]
    shown = 1 - masked_share(persons)
    print(f"\n{file}: {shown:.1%} of {len(persons)} persons shown")
    assert shown <= 0.03


@pytest.mark.parametrize("kind", ["titled", "carers", "numbers"])
@pytest.mark.parametrize("file", ["tuned.csv", "held_out.csv"])
def test_no_person_with_a_title_a_care_word_or_a_number_is_shown(file: str, kind: str) -> None:
    assert masked_share([row for row in rows_of(file) if row["kind"] == kind]) == 1.0


def test_persons_of_the_third_set_are_masked() -> None:
    persons = [row for row in rows_of("third.csv") if row["is"] == "person"]
    for kind in sorted({row["kind"] for row in persons}):
        of_kind = [row for row in persons if row["kind"] == kind]
        print(f"\n{kind}: {1 - masked_share(of_kind):.1%} of {len(of_kind)} shown")
    assert 1 - masked_share(persons) <= 0.03


def test_most_organisations_that_look_like_persons_are_shown() -> None:
    firms = [row for row in rows_of("held_out.csv") if row["is"] == "organisation"]
    share = masked_share(firms)
    print(f"\n{share:.1%} of {len(firms)} hard organisations masked")
    assert share <= 0.25


@pytest.mark.parametrize("file", ["texts_tuned.csv", "texts_held_out.csv"])
def test_texts_that_name_a_person_are_told(file: str) -> None:
    rows = rows_of(file)
    told = {row["text"]: names_a_person(row["text"]) for row in rows}
    named = [row["text"] for row in rows if row["person"] == "1"]
    plain = [row["text"] for row in rows if row["person"] == "0"]
    missed = sum(not told[text] for text in named) / len(named)
    hidden = sum(told[text] for text in plain) / len(plain)
    print(f"\n{file}: {missed:.1%} of {len(named)} missed, {hidden:.1%} of {len(plain)} hidden")
    assert missed <= 0.03
    assert hidden <= 0.25
