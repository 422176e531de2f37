"""Invents the local firms and the private people of the county."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz.distance import Levenshtein

from tallystick.example.world.county_nouns import PayeeKind, Supplier
from tallystick.example.world.facts import Trade

_UNLIKE = 4  # letters in which the stems of two firms of one calling differ at least


@cache
def _parts() -> dict[str, Any]:
    text = files("tallystick.example").joinpath("county", "names.yaml").read_text("utf-8")
    parts: dict[str, Any] = yaml.safe_load(text)
    return parts


def _stems() -> Iterator[str]:
    """Every stem once."""
    starts, ends = _parts()["stem_starts"], _parts()["stem_ends"]
    for turn in range(len(ends)):
        for place, start in enumerate(starts):
            yield start + ends[(7 * place + turn) % len(ends)]


@dataclass(slots=True)
class NameBook:
    """Gives out names and registration numbers, each once. The numbers cannot be real: no VAT
    number starts with 99, no company number with ZC, no charity number with 9."""

    rng: random.Random
    stems: list[str] = field(default_factory=lambda: list(_stems()))
    stems_of: dict[str, list[str]] = field(default_factory=dict)  # by what the firm calls itself
    people: set[tuple[str, str]] = field(default_factory=set)  # initial and surname
    issued: int = 0

    def next_vat_number(self) -> str:
        """A VAT number that nobody has."""
        self.issued += 1
        return f"GB99{(self.issued * 9973) % 10_000_000:07d}"

    def next_company_number(self) -> str:
        """A company number that nobody has."""
        self.issued += 1
        return f"ZC{self.issued:06d}"

    def next_charity_number(self) -> str:
        """A charity number that nobody has."""
        self.issued += 1
        return f"9{self.issued:06d}"

    def local_supplier(self, trade: Trade) -> Supplier:
        """A new supplier of the trade that no other council pays."""
        if trade.kind is PayeeKind.INDIVIDUAL:
            return self._person()
        calls_itself = self.rng.choice(trade.firms)
        name = f"{self._unlike_stem(calls_itself)} {calls_itself}"
        spellings = [name]
        if self.rng.random() < 0.25:
            spellings.append(name.upper())
        return Supplier(
            key=name.lower().replace(" ", "-").replace("&", "and"),
            name=name,
            kind=trade.kind,
            spellings=tuple(spellings),
            vat_number=self.next_vat_number() if trade.kind is PayeeKind.FIRM else "",
            company_number=self.next_company_number() if name.endswith(("Ltd", "Limited")) else "",
            charity_number=self.next_charity_number() if trade.kind is PayeeKind.CHARITY else "",
        )

    def _unlike_stem(self, calls_itself: str) -> str:
        """A stem that a typing error cannot turn into another firm of the same trade."""
        taken = self.stems_of.setdefault(calls_itself, [])
        stem = next(
            stem
            for stem in self.stems
            if all(Levenshtein.distance(stem, other) >= _UNLIKE for other in taken)
        )
        self.stems.remove(stem)
        taken.append(stem)
        return stem

    def _person(self) -> Supplier:
        name = self._unused_person()
        return Supplier(f"person-{len(self.people):03d}", name, PayeeKind.INDIVIDUAL, (name,))

    def _unused_person(self) -> str:
        """A name, or the number of an individual budget. No two people share initial and surname:
        whether they were one person, nobody could tell."""
        while True:
            title, forename, surname = (
                self.rng.choice(_parts()[part]) for part in ("titles", "forenames", "surnames")
            )
            given = forename if self.rng.random() < 0.6 else forename[0]
            name, person = f"{title} {given} {surname}".strip(), (forename[0], surname)
            if self.rng.random() < 0.15:
                name = f"Individual Budget {self.rng.randrange(10_000, 99_999)}"
                person = ("Individual Budget", name)
            if person not in self.people:
                self.people.add(person)
                return name


def narrative(rng: random.Random) -> str:
    """A free text such as clerks write: a place and a number, sometimes over two lines."""
    street = rng.choice(_parts()["streets"])
    text = f"{street} ref {rng.randrange(1000, 9999)}"
    return f"{text}\nsee order {rng.randrange(100, 999)}" if rng.random() < 0.04 else text


def card_merchants() -> list[tuple[Supplier, str]]:
    """Where the county's purchase cards are used, each with its trade."""
    return [
        (Supplier(row["key"], row["name"], PayeeKind.FIRM, (row["spelling"],)), row["trade"])
        for row in _parts()["card_merchants"]
    ]
