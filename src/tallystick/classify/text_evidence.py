"""The evidence in each text of a combination, each item with its reason in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tallystick.classify.phrases import PhraseBook, Words, level
from tallystick.classify.reference import (
    Move,
    PublishedCode,
    Sense,
    known_suppliers,
    load_categories,
    moves,
    name_phrases,
    name_words,
    published_codes,
    text_abbreviations,
    text_phrases,
    wide_places,
)
from tallystick.words.labels import Label
from tallystick.words.phrases import inside

# How sure each tier is, so that a text speaks once for a label, by its surest words.
_SURENESS = {
    tier: sureness
    for sureness, tier in enumerate(
        ("place", "weak", "fair", "often", "strong", "published", "known", "sure", "named")
    )
}


# Tiers of words that name the thing bought.
_PLAIN = frozenset({"sure", "strong"})

_TRADING_AS = re.compile(r"\bt/a\b|\btrading as\b", re.IGNORECASE)

# "Economy and Environment-Highways | Capital": directorate, service and team
_PARTS = re.compile(r"[|-]")

_SMALL_WORDS = frozenset({"and", "of", "for", "in", "the", "to"})


class CategoryEvidence(NamedTuple):
    """One thing that speaks for a category."""

    category: str
    tier: str
    reason: str


# Councils take out the names of people (carers, guardians, tenants, claimants) far more often than
# those of firms. A person who is named may as well be a sole trader, so that says nothing.
_REDACTED = CategoryEvidence(
    "people_payments", "fair", "the council has taken the payee's name out"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The evidence in one text, reduced to the strongest item for each label and category.

    A feature is the text's field and the tier of the evidence, such as "description.strong": the
    key under which its weight is learnt.
    """

    by_label: tuple[tuple[Label, str, str], ...]  # label, feature, reason
    by_category: tuple[tuple[str, str], ...]  # slug, feature
    proclass: str | None = None  # level-2 code that the text itself gives


def read(field: str, text: str, *, move: Move | None = None) -> Reading:
    """What one text of a combination says.

    field: "description", "published_category", "department", "supplier", "code" or "payee" (what
    the matcher took the supplier for).
    move: where the line is charged, if that changes what some categories are for.
    """
    proclass = None
    evidence: Iterable[CategoryEvidence]
    if field == "supplier":
        evidence = _read_supplier(text)
    elif field == "code":
        code = read_code(text)
        proclass = code.proclass if code else None
        evidence = _read_code(text, code) if code else ()
    elif field == "payee":
        evidence = [_REDACTED] if text == "redacted" else ()
    else:
        evidence = _read_heading(field.replace("_", " "), text)
    if move is not None:
        evidence = [_moved(item, move) for item in evidence]
    return _boiled_down(field, evidence, proclass)


def find_move(text: str) -> Move | None:
    """The first rule of reference/keywords_places.yaml whose place stands in the text."""
    return _first_move(level(text, text_abbreviations()))


def find_department_move(department: str) -> Move | None:
    """The first rule whose place stands in the department.

    A directorate that joins the place to wider work ("Economy & Highways") runs buildings of its
    own, so it moves nothing.
    """
    parts = (level(part, text_abbreviations()) for part in _PARTS.split(department))
    return _first_move(sum((part for part in parts if not wide_places().find(part)), start=()))


def _first_move(words: Words) -> Move | None:
    return next((move for move in moves() if move.places.find(words)), None)


def is_elsewhere(move: Move, description: str) -> bool:
    """True when the description names something else than the move's place: the offices of the
    highways department are offices."""
    return bool(move.unless.find(level(description, text_abbreviations())))


def read_code(code: str) -> PublishedCode | None:
    """What a published code means, when it is one of ProClass (six digits) or of the CPV (eight
    digits, read by as many leading digits as the table knows); None for a council's own codes.

    Councils' own ledger codes have eight digits too, so a CPV code must show itself by its check
    digit ("48219300-9") or by the zeros of a broad class ("48219000").
    """
    digits, check, _ = code.strip().partition("-")
    codes = published_codes()
    if len(digits) == 6:
        return codes.get(("proclass", digits))
    if len(digits) == 8 and (check or digits.endswith("000")):
        prefixes = (digits[:length] for length in (5, 4, 3, 2))
        return next((codes["cpv", one] for one in prefixes if ("cpv", one) in codes), None)
    return None


def _read_code(text: str, code: PublishedCode) -> list[CategoryEvidence]:
    reason = f'published code {text} stands for "{code.title}"'
    return [CategoryEvidence(code.category, "published", reason)]


def _read_heading(said_by: str, text: str) -> list[CategoryEvidence]:
    found = [
        CategoryEvidence(sense.category, sense.tier, f'{said_by} says "{" ".join(phrase)}"')
        for phrase, senses in text_phrases().find(level(text, text_abbreviations()))
        for sense in senses
    ]
    # "ASC training": a place, then the thing bought; weak hints count only if nothing is named
    return [item for item in found if item.tier in _PLAIN] or found


def _read_supplier(name: str) -> list[CategoryEvidence]:
    """A name in the table of known suppliers, else the trade words in it."""
    words = name_words(name)
    # "Acme Holdings t/a Bristow & Sutor" is known by either of its names
    known = _known([words, *(name_words(part) for part in _TRADING_AS.split(name)[1:])])
    if known is None:
        return [
            CategoryEvidence(
                sense.category, sense.tier, f'supplier\'s name says "{" ".join(phrase)}"'
            )
            for phrase, senses in name_phrases().find(words)
            for sense in senses
        ]
    as_of, categories = known_suppliers().as_of, load_categories()
    return [
        CategoryEvidence(
            sense.category,
            sense.tier,
            f'supplier "{_as_name(sense.name)}" is known for '
            f"{inside(categories[sense.category].title)} (reference {as_of})",
        )
        for sense in known
    ]


def _as_name(pattern: str) -> str:
    """A pattern as a name: "zurich municipal" -> "Zurich Municipal", "bt" -> "BT"."""
    return " ".join(
        word if word in _SMALL_WORDS else word.upper() if len(word) <= 3 else word.capitalize()
        for word in pattern.split()
    )


def _known(names: Iterable[Words]) -> list[Sense] | None:
    """The senses of the longest pattern that holds for one of the names; the stricter kind of
    pattern wins a draw."""
    table = known_suppliers()
    found: list[tuple[Words, list[Sense]]] = []
    for words in names:
        if words in table.whole.entries:
            found.append((words, table.whole.entries[words]))
        found += [one for one in (table.start.longest_start(words),) if one]
        found += [one for one in (_longest(table.anywhere, words),) if one]
    # max keeps the first of equals
    return max(found, key=lambda one: len(one[0]))[1] if found else None


def _longest(book: PhraseBook[Sense], words: Words) -> tuple[Words, list[Sense]] | None:
    return max(book.find(words), key=lambda one: len(one[0]), default=None)


def _moved(item: CategoryEvidence, move: Move) -> CategoryEvidence:
    if item.category not in move.from_:
        return item
    return CategoryEvidence(move.to, item.tier, f"{item.reason}, {move.why}")


def _boiled_down(field: str, evidence: Iterable[CategoryEvidence], proclass: str | None) -> Reading:
    categories = load_categories()
    by_label: dict[Label, CategoryEvidence] = {}
    by_category: dict[str, CategoryEvidence] = {}
    for item in evidence:
        label = categories[item.category].label
        if _surer(item, by_label.get(label)):
            by_label[label] = item
        if _surer(item, by_category.get(item.category)):
            by_category[item.category] = item
    return Reading(
        tuple((label, f"{field}.{item.tier}", item.reason) for label, item in by_label.items()),
        tuple((slug, f"{field}.{item.tier}") for slug, item in by_category.items()),
        proclass,
    )


def _surer(item: CategoryEvidence, held: CategoryEvidence | None) -> bool:
    return held is None or _SURENESS[item.tier] > _SURENESS[held.tier]
