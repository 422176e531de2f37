"""The evidence in each text of a combination, each item with its reason in words."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tallystick.classify.phrases import Words, level
from tallystick.classify.reference import (
    Move,
    PublishedCode,
    excluding_words,
    load_categories,
    moves,
    published_codes,
    steady_trades,
    text_abbreviations,
    text_phrases,
    wide_places,
)
from tallystick.classify.supplier_evidence import CategoryEvidence, names_no_seller, read_supplier
from tallystick.words.labels import Label

# How sure each tier is, so that a text speaks once for a label, by its surest words.
_SURENESS = {
    tier: sureness
    for sureness, tier in enumerate(
        ("place", "weak", "fair", "often", "strong", "published", "known", "sure", "named")
    )
}


# Tiers of words that name the thing bought.
_PLAIN = frozenset({"sure", "strong"})

# A heading of professional fees or consultants names no one thing.
_TOO_WIDE = frozenset({Label.CONSULTANCY})

# Tiers of words that lean towards a thing without naming it.
_HINTS = frozenset({"place", "weak"})

# Tiers of the table of known suppliers, except the one that decides alone.
_KNOWN = frozenset({"known", "often"})

# "Economy and Environment-Highways | Capital": directorate, service and team
_PARTS = re.compile(r"[|-]")

# Councils take out the names of people (carers, guardians, tenants, claimants) far more often than
# those of firms. A person who is named may as well be a sole trader, so that says nothing.
_REDACTED = CategoryEvidence(
    "people_payments", "fair", "the council has taken the payee's name out"
)


class Reading(NamedTuple):
    """The evidence in one text, reduced to the strongest item for each label and category.

    A feature is the text's field and the tier of the evidence, such as "description.strong": the
    key under which its weight is learnt.
    """

    field: str
    by_label: tuple[tuple[Label, str, str], ...]  # label, feature, reason
    by_category: tuple[tuple[str, str], ...]  # slug, feature
    proclass: str | None = None  # level-2 code that the text itself gives
    names: frozenset[Label] = frozenset()  # labels that its words name, and do not only hint at
    plain: frozenset[Label] = frozenset()  # those of which a word plainly names the thing bought
    steady: frozenset[Label] = frozenset()  # what a known supplier sells whatever the heading
    slugs: frozenset[str] = frozenset()  # the categories that it speaks for
    is_channel: bool = False  # True for a supplier that is only a way of paying

    def is_moved(self, move: Move) -> bool:
        """True where a move could change what this text says."""
        if move.of is not None and self.field not in move.of:
            return False
        return not move.from_.isdisjoint(self.slugs)


def read(field: str, text: str, *, move: Move | None = None) -> Reading:
    """What one text of a combination says.

    field: "description", "published_category", "subjective", "narrative", "department",
    "cost_centre", "supplier", "code" or "payee" (what the matcher took the supplier for).
    move: where the line is charged, if that changes what some categories are for (`is_moved`).
    """
    proclass = None
    evidence: Sequence[CategoryEvidence]
    if field == "supplier":
        evidence = read_supplier(text)
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
    return _boiled_down(field, text, evidence, proclass)


def find_move(text: str) -> Move | None:
    """The first rule of reference/keywords_places.yaml whose place stands in the text."""
    return _first_move(_named_words(text))


def find_department_move(department: str) -> Move | None:
    """The first rule whose place stands in the department.

    A directorate that joins the place to wider work ("Economy & Highways") runs buildings of its
    own, so it moves nothing.
    """
    parts = (level(part, text_abbreviations()) for part in _PARTS.split(department))
    return _first_move(sum((part for part in parts if not _is_wide(part)), start=()))


def _is_wide(part: Words) -> bool:
    return wide_places().stands_in(part)


def _first_move(words: Words) -> Move | None:
    return next((move for move in moves() if move.stands_in(words)), None)


def is_elsewhere(move: Move, description: str) -> bool:
    """True when the description names something else than the move's place: the offices of the
    highways department are offices."""
    return bool(move.unless.find(level(description, text_abbreviations())))


def read_code(code: str) -> PublishedCode | None:
    """What a published code means, when it is one of ProClass (six digits) or of the CPV (eight
    digits, read by as many leading digits as the table knows); None for a council's own codes.

    Councils' own ledger codes have eight digits too, so a CPV code must show itself by its check
    digit ("48219300-9"), by the zeros of a broad class ("48219000"), or be marked ("CPV 48219300").
    """
    marked = code.strip().removeprefix("CPV ")
    is_cpv = marked != code.strip()
    digits, check, _ = marked.partition("-")
    codes = published_codes()
    if len(digits) == 6:
        return codes.get(("proclass", digits))
    if len(digits) == 8 and (is_cpv or check or digits.endswith("000")):
        prefixes = (digits[:length] for length in (5, 4, 3, 2))
        return next((codes["cpv", one] for one in prefixes if ("cpv", one) in codes), None)
    return None


def _read_code(text: str, code: PublishedCode) -> list[CategoryEvidence]:
    reason = f'published code {text} stands for "{code.title}"'
    return [CategoryEvidence(code.category, "published", reason)]


def _read_heading(said_by: str, text: str) -> list[CategoryEvidence]:
    found = [
        CategoryEvidence(sense.category, sense.tier, f'{said_by} says "{" ".join(phrase)}"')
        for phrase, senses in text_phrases().find(_named_words(text))
        for sense in senses
    ]
    # "ASC training": a place, then the thing bought; weak hints count only if nothing is named
    return [item for item in found if item.tier in _PLAIN] or found


@lru_cache(maxsize=1 << 14)  # a text is read for its places, and again for what it names
def _named_words(text: str) -> Words:
    """The words of a heading up to those that it excludes."""
    words = level(text, text_abbreviations())
    if excluding_words().isdisjoint(words):
        return words
    end = next((at for at, word in enumerate(words) if at and word in excluding_words()), None)
    return words[:end]


def _moved(item: CategoryEvidence, move: Move) -> CategoryEvidence:
    if item.category not in move.from_ or (item.category in move.steady and item.tier in _KNOWN):
        return item
    return CategoryEvidence(move.to, item.tier, f"{item.reason}, {move.why}")


def _boiled_down(
    field: str, text: str, evidence: Sequence[CategoryEvidence], proclass: str | None
) -> Reading:
    if not evidence:  # most texts say nothing
        return Reading(
            field, (), (), proclass, is_channel=field == "supplier" and names_no_seller(text)
        )
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
        field,
        tuple([(label, f"{field}.{item.tier}", item.reason) for label, item in by_label.items()]),
        tuple([(slug, f"{field}.{item.tier}") for slug, item in by_category.items()]),
        proclass,
        frozenset([label for label, item in by_label.items() if item.tier not in _HINTS]),
        frozenset([label for label, item in by_label.items() if item.tier in _PLAIN]) - _TOO_WIDE,
        _steady(by_label) if field == "supplier" else frozenset(),
        frozenset(by_category),
    )


def _steady(by_label: Mapping[Label, CategoryEvidence]) -> frozenset[Label]:
    """What a known supplier sells whatever the heading."""
    return frozenset(
        label
        for label, item in by_label.items()
        if item.tier in _KNOWN and item.category in steady_trades()
    )


def _surer(item: CategoryEvidence, held: CategoryEvidence | None) -> bool:
    return held is None or _SURENESS[item.tier] > _SURENESS[held.tier]
