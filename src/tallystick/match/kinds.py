"""Tells organisations, public bodies, private persons, withheld names and blanks apart."""

import re

from tallystick.match.lists import (
    PeopleWords,
    frequencies,
    legal_forms,
    name_words,
    people_words,
    places,
)
from tallystick.match.names import plain, stem
from tallystick.match.values import Kind

_WORD = re.compile(r"[a-z0-9][a-z0-9\-]*|,")
_PUBLIC = re.compile(
    r"\b(?:county|borough|city|district|parish|town|community|metropolitan|london borough"
    r"|unitary|islands?|royal borough)\b.*\bcouncil\b|^(?!.*\b(?:british|arts|training|research"
    r"|business|scout|safety|church|film|crafts|industry)\b).*\bcouncil$|\bcouncil of the\b"
    r"|\b(?:mbc|mdc|lbc)\b|\blondon borough\b|^borough of\b|\bnhs\b|\bccg\b|clinical commissioning"
    r"|\bpolice\b(?! (?:federation|club))|\bfire (?:and rescue )?(?:service|authority)\b"
    r"|\bcombined authority\b|\bpassenger transport executive\b|^department (?:of|for)\b"
    r"|^dep(?:t|artmen)?t? (?:of|for)\b|\bhm (?:revenue|courts?|treasury|land registry|prison)"
    r"|\bhmrc\b|\bhmcts\b|\bministry of\b|^home office$|^cabinet office$|\bpension fund\b"
    r"|\benvironment agency\b|\bland registry\b|\bordnance survey\b|\bdvla\b|\bofsted\b"
    r"|\bpublic health england\b|\bhomes england\b|\bhighways england\b|\bnational highways\b"
)
_ORG_MIN = 20  # a word seen this often, and seldom in a person's name, belongs to organisations
_SELDOM = 25  # one in so many
_ROLES = frozenset({"childminding", "childminder", "bacs", "fostering", "carer", "and", ","})
_LONGEST_PERSON = 5


def kind_of(name: str) -> Kind:
    """What a published spelling names. Pure; errs towards PERSON, because a person is never
    named in a report."""
    text = plain(name).strip()
    words = _WORD.findall(text)
    people = people_words()
    bare = " ".join(word for word in words if word != ",")
    if people.nothing.search(bare):
        return Kind.NONE
    if people.redacted.search(text):
        return Kind.REDACTED
    if _PUBLIC.search(text) and words[-1] not in legal_forms().anywhere:
        return Kind.PUBLIC_BODY
    parts = [_WORD.findall(part) for part in name_words().second_name.split(text)]
    personal = all(_names_person(part, people) for part in parts if part)
    return Kind.PERSON if personal else Kind.ORGANISATION


def _names_person(words: list[str], people: PeopleWords) -> bool:
    """True for a private person, alone or two together, also where "T/A" adds nothing else."""
    comma = "," in words
    words = [word for word in words if word not in _ROLES]
    titled = bool(words) and words[0] in people.titles
    words = [word for word in words if word not in people.titles]
    while words and words[-1] in people.suffixes:
        words.pop()
        titled = True
    if not words or len(words) > _LONGEST_PERSON or any(not _is_name(word) for word in words):
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


def _is_name(word: str) -> bool:
    return not any(char.isdigit() for char in word) and word not in legal_forms().anywhere


def _is_org_word(word: str, people: PeopleWords) -> bool:
    """True for a word that organisations bear and persons do not."""
    if word in people.surnames or word in people.forenames:
        return False
    base = stem(word)
    table = frequencies()
    count = table.counts.get(base, 0)
    common = count >= _ORG_MIN and table.personal.get(base, 0) * _SELDOM < count
    return common or word in places() or word in legal_forms().at_end
