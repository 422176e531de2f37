"""Classifies names as organisation, public body, private person, redacted, or none."""

import re
from enum import IntEnum
from functools import cache, lru_cache

from tallystick.match.names.lists import (
    TOKENS,
    PeopleWords,
    chain_words,
    frequencies,
    legal_forms,
    name_words,
    people_words,
    places,
)
from tallystick.match.names.normalise import plain, stem
from tallystick.match.names.parse import second_names, shop_of
from tallystick.match.spellings import SupplierKind

_WORD = re.compile(r"[a-z0-9][a-z0-9\-]*|,")
_DIGIT = re.compile(r"\d")  # no person's name holds one
_ORG_MIN = 20  # a word this frequent, and rare in persons' names, indicates an organisation
_SELDOM = 25  # one in so many
_MOSTLY = 3  # a word is a surname when one in so many of its spellings is a person
_LARGE_PLACE = 200  # spellings
_ROLES = frozenset({"childminding", "childminder", "bacs", "fostering", "carer", "and", ","})
_WITHHELD = frozenset({"redacted", "redact", "withheld", "suppressed", "supressed", "removed"})
_LAST_OF_NOTHING = frozenset({"total", "known", "applicable", "name"})
_LONGEST_PERSON = 5  # words of a person's name, title and initials included; judgement
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
    words = _WORD.findall(text)
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
    if words[-1] in legal_forms().anywhere or _DIGIT.search(text):
        return SupplierKind.ORGANISATION
    texts = second_names(text)
    parts = [part for part in map(_WORD.findall, texts) if part] if texts != [text] else [words]
    persons = [_names_person(part, people) for part in parts]
    first = parts[0] if parts and persons[0] else []
    personal = all(
        person or _tells_again(first, part) for person, part in zip(persons, parts, strict=True)
    )
    return SupplierKind.PERSON if personal else SupplierKind.ORGANISATION


def is_titled(name: str) -> bool:
    """True of a name that begins with a person's title, or ends in "surname, Mr A"."""
    return not people_words().titles.isdisjoint(_WORD.findall(plain(name)))


def _tells_again(person: list[str], trading: list[str]) -> bool:
    """True when a person trades under their own surname, so that the trading name also identifies
    the person."""
    return bool(person) and len(person[-1]) > 2 and person[-1] in trading


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
    if (
        _means_more(word, people)
        or word in people.titles
        or word in people.suffixes
        or word in _ROLES
        or word in _LAST_OF_NOTHING
    ):
        return Hint.CLOSER
    if word in legal_forms().anywhere:
        return Hint.LEGAL
    bears = len(word) > 1 and _is_org_word(word) and not _is_small_place(word)
    return Hint.FIRM if bears else Hint.NONE


def _means_more(word: str, people: PeopleWords) -> bool:
    """True when a word may be part of a phrase whose meaning depends on the whole text."""
    return (
        word in people.redacted_words
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
        word if word in _words_of_phrases() else "",
        word in people.titles,
        word in people.suffixes,
        word in _ROLES,
        word in legal_forms().anywhere,
        _DIGIT.search(word) is not None,
        _is_forename(word),
        word in people.doubtful,
        word in people.surnames,
        _is_surname(word, people),
        _is_org_word(word),
        _is_small_place(word),
        min(len(word), 3),
        word.isalpha(),
        set(word).isdisjoint("aeiou"),
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


def _names_person(words: list[str], people: PeopleWords) -> bool:
    """True for a private person, or two persons together, also when "T/A" adds only the person's
    own name."""
    comma = "," in words
    words = [word for word in words if word not in _ROLES]
    titled = bool(words) and words[0] in people.titles
    words = [word for word in words if word not in people.titles]
    while words and words[-1] in people.suffixes:
        words.pop()
        titled = True
    if not words or len(words) > _LONGEST_PERSON or not legal_forms().anywhere.isdisjoint(words):
        return False
    if titled:
        return not any(_is_org_word(word) for word in words[1:-1]) and (
            not _is_org_word(words[-1]) or len(words) > 1
        )
    return len(words) > 1 and _looks_personal(words, people, comma=comma)


def _looks_personal(words: list[str], people: PeopleWords, *, comma: bool) -> bool:
    """Forename or initials with a surname, in either order, and no word of organisations."""
    if " ".join(words[:2]) in people.firms or all(len(word) == 1 for word in words):
        return False
    first, last = words[0], words[-1]
    if len(words) == 2 and _is_forename(first) and _is_small_place(last):
        return True
    full = [word for word in words if len(word) > 1 and not _is_forename(word)]
    full = full[1:] if first in people.doubtful and len(words) == 2 else full
    if any(_is_org_word(word) for word in full):
        return False
    if any(_is_forename(word) for word in words[:-1]) or _has_initials(words):
        return True
    if first in people.doubtful and (_is_surname(last, people) or _is_forename(last)):
        return True
    turned = comma or len(words) == 2 or first in people.surnames
    return (turned and (_is_forename(last) or _are_initials(last, first, people))) or (
        last in people.surnames and len(words) == 2
    )


@lru_cache(maxsize=TOKENS)
def _is_forename(word: str) -> bool:
    people = people_words()
    return word in people.forenames or word.partition("-")[0] in people.forenames


def _is_surname(word: str, people: PeopleWords) -> bool:
    """True for a listed or hyphenated surname, and for a word that occurs mostly in persons'
    names."""
    if word in people.surnames or "-" in word.strip("-"):
        return True
    table = frequencies()
    return table.personal.get(word, 0) * _MOSTLY > table.counts.get(word, 0)


def _is_small_place(word: str) -> bool:
    """True for a place name that is also a surname. Larger places are not included: they usually
    name a firm's branch."""
    return word in places() and frequencies().counts.get(stem(word), 0) < _LARGE_PLACE


def _has_initials(words: list[str]) -> bool:
    """True for initials, alone or put together, before a surname."""
    first, last = words[0], words[-1]
    alone = len(first) == 1 or (len(first) == 2 and not set(first) & set("aeiou"))
    return alone and len(words) <= 4 and len(last) > 2


def _are_initials(word: str, surname: str, people: PeopleWords) -> bool:
    return len(word) <= 2 and word.isalpha() and surname in people.surnames


@lru_cache(maxsize=TOKENS)
def _is_org_word(word: str) -> bool:
    """True for a word that organisations bear and persons do not."""
    people = people_words()
    if word in people.surnames or _is_forename(word):
        return False
    base = stem(word)
    table = frequencies()
    count = table.counts.get(base, 0)
    common = count >= _ORG_MIN and table.personal.get(base, 0) * _SELDOM < count
    return common or word in places() or word in legal_forms().at_end or word in _chains()


@cache
def _chains() -> frozenset[str]:
    """Chains of shops that go by a single word."""
    chains = chain_words()
    return frozenset({*chains.firms, *chains.firms_by_branch})
