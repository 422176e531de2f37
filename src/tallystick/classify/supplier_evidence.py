"""What a supplier's name says of its trade, each item with its reason in words."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tallystick.classify.phrases import PhraseBook, Words
from tallystick.classify.reference import (
    Sense,
    channel_noise,
    channels,
    known_suppliers,
    load_categories,
    name_phrases,
    name_words,
)
from tallystick.words.phrases import inside

_TRADING_AS = re.compile(r"\bt/a\b|\btrading as\b", re.IGNORECASE)

_SMALL_WORDS = frozenset({"and", "of", "for", "in", "the", "to"})


class CategoryEvidence(NamedTuple):
    """One thing that speaks for a category."""

    category: str
    tier: str
    reason: str


def read_supplier(name: str) -> list[CategoryEvidence]:
    """What a supplier's name says: by the table of known suppliers, else by its trade words.

    Of a way of paying the merchant behind it is read; where none is named, nothing.
    """
    words = name_words(name)
    # "Acme Holdings t/a Bristow & Sutor" is known by either of its names
    known = _known([words, *(name_words(part) for part in _TRADING_AS.split(name)[1:])])
    if known is None:
        merchant = _merchant(words)
        if merchant is not None:
            words, known = merchant, _known([merchant])
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


def names_no_seller(name: str) -> bool:
    """True where a name is only a way of paying, such as a card scheme or a BACS run."""
    words = name_words(name)
    return _merchant(words) == () and _known([words]) is None


def _merchant(words: Words) -> Words | None:
    """The words behind a way of paying, () where they name no merchant; None where the name does
    not begin with a way of paying."""
    found = channels().longest_start(words)
    if found is None:
        return None
    behind = words[len(found[0]) :]
    return tuple(word for word in behind if word not in channel_noise() and not word.isdigit())
