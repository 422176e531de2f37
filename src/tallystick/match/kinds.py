"""Tells organisations, public bodies, private persons, withheld names and blanks apart."""

import re

from tallystick.match.lists import (
    PeopleWords,
    frequencies,
    legal_forms,
    people_words,
    places,
)
from tallystick.match.names import plain, second_names, stem
from tallystick.match.values import Kind

_WORD = re.compile(r"[a-z0-9][a-z0-9\-]*|,")
_DIGIT = re.compile(r"\d")  # no person's name holds one
_ORG_MIN = 20  # a word seen this often, and seldom in a person's name, belongs to organisations
_SELDOM = 25  # one in so many
_ROLES = frozenset({"childminding", "childminder", "bacs", "fostering", "carer", "and", ","})
_LONGEST_PERSON = 5


def kind_of(name: str) -> Kind:
    """What a published spelling names. Pure; errs towards PERSON, because a person is never
    named in a report."""
    return kind_of_plain(plain(name))


def kind_of_plain(text: str) -> Kind:
    """As kind_of, of a text that names.plain() gave."""
    words = _WORD.findall(text)
    people = people_words()
    bare = " ".join([word for word in words if word != ","])
    if people.nothing.search(bare):
        return Kind.NONE
    held = set(words)
    dated = text[4:5] == ":" and text[:4].isdigit()  # "2016:05 ...": a total by month, no payee
    if (dated or held & people.redacted_words) and people.redacted.search(text):
        return Kind.REDACTED
    if held & people.public_words and _is_public(text, words, people):
        return Kind.PUBLIC_BODY
    if words[-1] in legal_forms().anywhere or _DIGIT.search(text):
        return Kind.ORGANISATION
    parts = [_WORD.findall(part) for part in second_names(text)]
    personal = all(_names_person(part, people) for part in parts if part)
    return Kind.PERSON if personal else Kind.ORGANISATION


def _is_public(text: str, words: list[str], people: PeopleWords) -> bool:
    company = words[-1] in legal_forms().anywhere
    return not company and people.public.search(text) is not None


def _names_person(words: list[str], people: PeopleWords) -> bool:
    """True for a private person, alone or two together, also where "T/A" adds nothing else."""
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
        return not any(_is_org_word(word, people) for word in words[1:-1]) and (
            not _is_org_word(words[-1], people) or len(words) > 1
        )
    return len(words) > 1 and _looks_personal(words, people, comma=comma)


def _looks_personal(words: list[str], people: PeopleWords, *, comma: bool) -> bool:
    """Forename or initials with a surname, in either order, and no word of organisations."""
    if " ".join(words[:2]) in people.firms or all(len(word) == 1 for word in words):
        return False
    full = [word for word in words if len(word) > 1 and word not in people.forenames]
    if any(_is_org_word(word, people) for word in full):
        return False
    first, last = words[0], words[-1]
    forename = first in people.forenames or any(part in people.forenames for part in words[1:-1])
    initials = len(first) == 1 or (len(first) == 2 and not set(first) & set("aeiou"))
    initials = initials and len(words) <= 4 and len(last) > 2
    turned = (comma or first in people.surnames) and (
        last in people.forenames or (len(last) <= 2 and last.isalpha())
    )
    return forename or initials or turned or (last in people.surnames and len(words) == 2)


def _is_org_word(word: str, people: PeopleWords) -> bool:
    """True for a word that organisations bear and persons do not."""
    if word in people.surnames or word in people.forenames:
        return False
    base = stem(word)
    table = frequencies()
    count = table.counts.get(base, 0)
    common = count >= _ORG_MIN and table.personal.get(base, 0) * _SELDOM < count
    return common or word in places() or word in legal_forms().at_end
