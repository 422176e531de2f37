"""Classifies names as organisation, public body, private person, redacted, or none."""

import re
from enum import IntEnum
from functools import cache, lru_cache

from tallystick.match.names.lists import TOKENS, PeopleWords, legal_forms, name_words, people_words
from tallystick.match.names.normalise import plain
from tallystick.match.names.parse import shop_of
from tallystick.match.names.payee_parts import WORD, is_clients, is_code, is_odd
from tallystick.match.names.payees import (
    BODY_LETTERS,
    Given,
    by_features,
    decides_alone,
    given_of,
    is_named,
    names_person,
)
from tallystick.match.names.traits import bears_organisation, kind_words, traits_of
from tallystick.match.spellings import SupplierKind

_WITHHELD = frozenset({"redacted", "redact", "withheld", "suppressed", "supressed", "removed"})
_LAST_OF_NOTHING = frozenset({"total", "known", "applicable", "name"})
_AT_CHAMBERS = re.compile(r" (at|of) .*\bchambers$")  # barristers are persons


def kind_of(name: str) -> SupplierKind:
    """The kind of a published name. A pure function. In doubt it returns PERSON, because a private
    person must never be named in a report."""
    return kind_of_plain(plain(name))


def kind_of_plain(text: str) -> SupplierKind:
    """As kind_of, of a text that normalise.plain() gave."""
    if shop_of(text):
        return SupplierKind.ORGANISATION  # the letters of an order code can look like a name
    text = _AT_CHAMBERS.sub("", text) if text.endswith("chambers") else text
    words = WORD.findall(text)
    people = people_words()
    bare = " ".join([word for word in words if word != ","])
    if people.nothing.search(bare):
        return SupplierKind.NONE
    held = set(words)
    dated = text[4:5] == ":" and text[:4].isdigit()  # "2016:05 ...": a total by month, no payee
    is_firm = words[-1] in legal_forms().anywhere and held.isdisjoint(_WITHHELD)
    told = dated or (held & people.redacted_words and not is_firm)
    if told and people.redacted.search(text):
        return SupplierKind.REDACTED
    if held & people.public_words and _is_public(text, words, people):
        return SupplierKind.PUBLIC_BODY
    return SupplierKind.PERSON if names_person(text) else SupplierKind.ORGANISATION


def is_told(name: str) -> bool:
    """True of a name that a title, the reason of the payment or a client's number tells to be a
    person's, whatever else is published beside it."""
    return decides_alone(plain(name))


def name_probability(name: str) -> float:
    """How probable, 0 to 1, it is that a name is a person's, by its words alone; for names that
    nothing else tells (`is_told`)."""
    return by_features(plain(name))


def given_in(name: str) -> Given:
    """How much of a person's name a published name holds."""
    return given_of(plain(name))


class Hint(IntEnum):
    """What a word says of the kind of a name of several words that holds it."""

    NONE = 0
    CLOSER = 1  # that only a closer look can tell it
    LEGAL = 2  # where it stands last, that an organisation is named
    FIRM = 3  # behind the first word, that an organisation is named


@lru_cache(maxsize=TOKENS)
def hint_of(word: str) -> Hint:
    """What a word of letters and digits says of the kind of a name that holds others besides."""
    people = people_words()
    if _means_more(word, people) or word in _LAST_OF_NOTHING or is_code(word):
        return Hint.CLOSER
    if word in legal_forms().anywhere:
        return Hint.LEGAL
    return Hint.FIRM if len(word) > 1 and bears_organisation(word) else Hint.NONE


def _means_more(word: str, people: PeopleWords) -> bool:
    """True when a word may be part of a phrase whose meaning depends on the whole text."""
    return (
        word in people.redacted_words
        or is_odd(word)
        or word in people.public_words
        or word.startswith(("trad", "known", "former", "prev"))
        or word in name_words().openers
        or word == "chambers"
    )


@lru_cache(maxsize=TOKENS)
def standing(word: str) -> tuple[object, ...] | None:
    """All properties of a word that kind_of_plain uses, for a text of letters, digits and blanks:
    two texts whose words have equal properties, one by one, are of the same kind. None when only
    the whole text can decide."""
    people = people_words()
    if _means_more(word, people):
        return None
    return (
        word if word in BODY_LETTERS or word in _words_of_phrases() else "",
        word in legal_forms().anywhere,
        word in kind_words().fillers,
        word in kind_words().particles,
        word in kind_words().buildings,
        word in kind_words().bodies,
        word == "bacs",
        is_code(word) and is_clients(word),
        is_code(word),
        len(word) == 2,
        is_named([word]),
        traits_of(word),
    )


@cache
def _words_of_phrases() -> frozenset[str]:
    """Words that mean something else together than each for itself."""
    people = people_words()
    phrases = (*people.firms, people.nothing.pattern)
    return frozenset(word for phrase in phrases for word in re.findall("[a-z]+", phrase))


def _is_public(text: str, words: list[str], people: PeopleWords) -> bool:
    company = words[-1] in legal_forms().anywhere
    return not company and people.public.search(text) is not None
