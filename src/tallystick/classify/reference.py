"""The room's dated reference tables, read once into frozen values."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from tallystick.classify.combinations import Category
from tallystick.classify.phrases import PhraseBook, Words, level
from tallystick.words.bought_for import BoughtFor
from tallystick.words.labels import Label

# The C loader reads the same language some ten times faster; not every build of PyYAML has it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_TIER_OF_GROUP = {"always": "named", "mainly": "known", "often": "often"}


class Sense(NamedTuple):
    """What a phrase stands for: a category slug, and how surely ("strong", "fair", "weak",
    "place"; "named", "known" or "often" for a supplier of the table)."""

    category: str
    tier: str
    name: str = ""  # of a known supplier, as the table spells it


@dataclass(frozen=True, slots=True)
class KnownSuppliers:
    """The table of known suppliers. A pattern holds for the whole name, its start, or anywhere."""

    whole: PhraseBook[Sense]
    start: PhraseBook[Sense]
    anywhere: PhraseBook[Sense]
    as_of: str  # year and month, as a reason quotes it


@dataclass(frozen=True, slots=True)
class PublishedCode:
    """One code of a published scheme: the category it means and its ProClass level-2 code."""

    title: str
    category: str
    proclass: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """A place where some categories are really another thing, and which one; unless the
    description has words that name something else.

    of: the fields whose evidence it moves; None for all. steady: categories that stay where a
    well-known supplier is the evidence. leads: named by the description, it comes before the
    department's rule. along: categories of the purpose that follow where the supplier is moved.
    """

    places: PhraseBook[bool]
    from_: frozenset[str]
    to: str
    why: str
    unless: PhraseBook[bool]
    of: frozenset[str] | None
    steady: frozenset[str]
    leads: bool = False
    along: frozenset[str] = frozenset()

    def stands_in(self, words: Words) -> bool:
        """True where one of the places stands in the words."""
        return self.places.stands_in(words)

    @property
    def of_purpose(self) -> "Move":
        """The same for the published purpose, once the supplier has been moved."""
        return replace(self, of=None, from_=self.along, why=f"{self.why}: its supplier tells")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts, in log-odds; learnt by script/learn-classify."""

    features: Mapping[str, float]  # "description.strong" -> weight
    labels: Mapping[Label, float]  # where a label starts before any evidence


@cache
def _read_yaml(name: str) -> dict[str, Any]:
    text = files("tallystick.reference").joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=_LOADER)
    return loaded


@cache
def load_categories() -> Mapping[str, Category]:
    """Every category by its slug, in the order of reference/categories.yaml."""
    table = _read_yaml("categories.yaml")
    rows = (dict(zip(table["columns"], row, strict=True)) for row in table["categories"])
    return MappingProxyType({row["slug"]: _category(row) for row in rows})


def _category(row: dict[str, Any]) -> Category:
    part = row["bought_for"]
    typed = {"label": Label(row["label"]), "bought_for": BoughtFor(part) if part else None}
    return Category(**{**row, **typed})


@cache
def text_abbreviations() -> Mapping[str, str]:
    """Short forms of ledger headings and what they stand for."""
    return MappingProxyType(dict(_read_yaml("keywords_text.yaml")["abbreviations"]))


@cache
def text_phrases() -> PhraseBook[Sense]:
    """Phrases of headings and places, for descriptions, published categories and departments."""
    book: PhraseBook[Sense] = PhraseBook()
    text = _read_yaml("keywords_text.yaml")
    for category, tiers in text["phrases"].items():
        for tier, phrases in tiers.items():
            for phrase in phrases:
                book.add(level(phrase, text_abbreviations()), [Sense(category, tier)])
    for category, places in _read_yaml("keywords_places.yaml")["places"].items():
        for place in places:
            book.add(level(place, text_abbreviations()), [Sense(category, "place")])
    for phrase in text["nothing"]:
        book.add(level(phrase, text_abbreviations()), [])
    return book


@cache
def moves() -> tuple[Move, ...]:
    """Where a cost is charged can change what it is for: council housing, highways and the like."""
    return tuple(
        Move(
            _book_of(row["places"], but_not=row.get("except", [])),
            frozenset(row["from"]),
            row["to"],
            row["why"],
            _book_of(row["unless"]),
            frozenset(row["of"]) if "of" in row else None,
            frozenset(row.get("steady", [])),
            row.get("leads", False),
            frozenset(row.get("along", [])),
        )
        for row in _read_yaml("keywords_places.yaml")["moves"]
    )


@cache
def wide_places() -> PhraseBook[bool]:
    """Words of directorates that run more than the place which they name besides."""
    table = _read_yaml("keywords_places.yaml")
    return _book_of(table["wide"], but_not=table["wide_except"])


def _book_of(phrases: list[str], *, but_not: Sequence[str] = ()) -> PhraseBook[bool]:
    """A book that only tells whether a phrase stands there; but_not use up their words first."""
    book: PhraseBook[bool] = PhraseBook()
    for phrase in phrases:
        book.add(level(phrase, text_abbreviations()), [True])
    for phrase in but_not:
        book.add(level(phrase, text_abbreviations()), [])
    return book


@cache
def name_noise() -> frozenset[str]:
    """Words of a supplier's name that say nothing: legal forms, "the"."""
    return frozenset(_read_yaml("keywords_names.yaml")["noise"])


@cache
def name_abbreviations() -> Mapping[str, str]:
    """Short forms of trades in suppliers' names and what they stand for."""
    return MappingProxyType(dict(_read_yaml("keywords_names.yaml")["abbreviations"]))


def name_words(name: str) -> Words:
    """The words of a supplier's name that can say something; initials that stand apart are one
    word, "N P S" as "NPS"."""
    noise = name_noise()
    words: list[str] = []
    after_initial = False
    for word in level(name, name_abbreviations()):
        is_initial = len(word) == 1
        if is_initial and after_initial:
            words[-1] += word
        else:
            words.append(word)
        after_initial = is_initial
    return tuple(word for word in words if word not in noise)


@cache
def name_phrases() -> PhraseBook[Sense]:
    """Trade words of suppliers' names."""
    book: PhraseBook[Sense] = PhraseBook()
    table = _read_yaml("keywords_names.yaml")
    for phrase in table["nothing"]:
        book.add(level(phrase), [])
    for category, tiers in table["words"].items():
        for tier, phrases in tiers.items():
            for phrase in phrases:
                book.add(level(phrase), [Sense(category, tier)])
    return book


@cache
def known_suppliers() -> KnownSuppliers:
    """The dated table of well-known suppliers."""
    table = _read_yaml("known_suppliers.yaml")
    books: dict[str, PhraseBook[Sense]] = {"=": PhraseBook(), "^": PhraseBook(), "": PhraseBook()}
    for category, groups in table["suppliers"].items():
        for group, patterns in groups.items():
            tier = _TIER_OF_GROUP[group]
            for pattern in patterns:
                anchor = pattern[0] if pattern[0] in "=^" else ""
                name = pattern.removeprefix(anchor)
                books[anchor].add(name_words(name), [Sense(category, tier, name)])
    return KnownSuppliers(books["="], books["^"], books[""], f"{table['as_of']:%Y-%m}")


@cache
def channels() -> PhraseBook[None]:
    """Ways of paying with which a supplier's name may begin."""
    book: PhraseBook[None] = PhraseBook()
    for name in _read_yaml("known_suppliers.yaml")["channels"]["starts"]:
        book.add(name_words(name), [])
    return book


@cache
def channel_noise() -> frozenset[str]:
    """Words behind a way of paying that name no merchant."""
    noise = _read_yaml("known_suppliers.yaml")["channels"]["noise"]
    return frozenset(word for phrase in noise for word in level(phrase))


@cache
def wide_headings() -> frozenset[str]:
    """Categories whose headings hold more than one trade of their function."""
    return frozenset(_read_yaml("keywords_text.yaml")["wide"])


@cache
def excluding_words() -> frozenset[str]:
    """Words that end what a heading names."""
    return frozenset(_read_yaml("keywords_text.yaml")["excluding"])


@cache
def steady_trades() -> frozenset[str]:
    """Categories of known suppliers that sell the same thing whichever service is charged."""
    return frozenset(_read_yaml("known_suppliers.yaml")["steady"])


@cache
def published_codes() -> Mapping[tuple[str, str], PublishedCode]:
    """Codes of published schemes by (scheme, code)."""
    text = files("tallystick.reference").joinpath("published_codes.csv").read_text("utf-8")
    lines = (line for line in io.StringIO(text) if not line.startswith("#"))
    return MappingProxyType(
        {
            (row["scheme"], row["code"]): PublishedCode(
                row["title"], row["category"], row["proclass"] or None
            )
            for row in csv.DictReader(lines)
        }
    )


@cache
def load_weights() -> Weights:
    """The learnt weights of reference/keywords_weights.yaml."""
    table = _read_yaml("keywords_weights.yaml")
    labels = {Label(name): float(value) for name, value in table["labels"].items()}
    return Weights(MappingProxyType(dict(table["features"])), MappingProxyType(labels))
