"""Tells whether a free text, as a description or a department, names a person."""

import re
from collections.abc import Iterable

from tallystick.match.names.normalise import plain
from tallystick.match.names.payees import BODY_LETTERS, is_named
from tallystick.match.names.traits import Traits, bears_organisation, kind_words, traits_of

_RUN = re.compile(r"[a-z0-9\-]+")
_BREAKS = re.compile(
    r"\b(?:for|re|to|of|by|with|from|at|in|on|per|attn|attention|payee|name|paid|client|tenant|carer|student)\b"
    r"|[-–:/;()\[\]*|]+(?=\s|$)|(?<=\s)[-–:/;()\[\]*|]+|(?<=[a-z0-9])[(/:](?=[a-z])"
)
_TURNED = re.compile(
    r"(?:^|[\s(/:\-])([a-z][a-z\-]+)\s*,\s*([a-z][a-z\-]*)(?:\s+[a-z])?\s*(?:$|[)\-/])"
)
_COMMON = 4  # the 10,000 commonest
_FIRMS = 4  # use of a word from which organisations bear it
_GIVEN = 2  # a forename that firms do not go by
_LONGEST = 4  # words of a person's name between marks
_NO_PERSON = frozenset({"st", "saint", "queen", "king", "prince", "princess", "marie", "mother"})


def names_a_person(text: str) -> bool:
    """True where a text names a private person: a title and a name, a surname and a forename with a
    comma between, or, alone between marks or behind "for" or "re", a forename or initials and a
    surname. In doubt it says True: such a text is not shown."""
    bare = plain(text)
    words = _RUN.findall(bare)
    if not words:
        return False
    if not kind_words().titles.isdisjoint(words) and _after_title(words):
        return True
    if any(_is_turned(*found.groups()) for found in _TURNED.finditer(bare)):
        return True
    return any(_is_person(run) for run in _runs(bare))


def any_person(texts: Iterable[str]) -> frozenset[str]:
    """Those of the texts that name a person."""
    return frozenset(text for text in texts if names_a_person(text))


def _runs(bare: str) -> Iterable[list[str]]:
    """The words between the marks and small words of a text."""
    for part in _BREAKS.split(bare):
        words = _RUN.findall(part.replace(",", " "))
        if words:
            yield words


def _after_title(words: list[str]) -> bool:
    """A title and, next to it, an initial or what may be a name."""
    titles = kind_words().titles
    for at, word in enumerate(words[:-1]):
        if word not in titles:
            continue
        after = [each for each in words[at + 1 : at + 3] if each not in ("and", *titles)]
        if after and (_may_be_name(after[0]) or (len(after[0]) == 1 and after[0].isalpha())):
            return not (len(after) > 1 and after[1] in kind_words().bodies)
    return False


def _may_be_name(word: str) -> bool:
    seen = traits_of(word)
    if not word.isalpha() or bears_organisation(word) or seen.trade:
        return False
    return seen.forename > 0 or seen.surname > 1 or (not seen.use and len(word) > 2)


def _is_turned(surname: str, forename: str) -> bool:
    last, first = traits_of(surname), traits_of(forename)
    if not _may_be_name(surname) or last.use >= _FIRMS:
        return False
    if len(forename) == 1:
        return last.surname > 1 or not last.use
    return first.forename >= _GIVEN and (last.surname > 1 or not last.use)


def _is_person(words: list[str]) -> bool:
    """True of a run that is, or ends or begins with, a forename or initials and a surname."""
    if is_named(words) or not _NO_PERSON.isdisjoint(words):
        return False
    near = [words[-2:], words[-3:], words[:2], words[:3]] if len(words) > 1 else []
    return any(_is_name(each, whole=len(words) <= _LONGEST) for each in near if len(each) > 1)


def _is_name(words: list[str], *, whole: bool) -> bool:
    """Initials or a forename, then a surname. whole: nothing much else stands beside them."""
    if is_named(words) or any(not word.isalpha() or bears_organisation(word) for word in words):
        return False
    *given, last = (traits_of(word) for word in words)
    if last.trade or last.place or words[-1] in BODY_LETTERS or last.initial:
        return False
    named = given[0].forename >= _GIVEN and not given[0].trade
    lettered = all(each.initial == 1 for each in given)
    if any(not (each.initial or each.forename) for each in given):
        return False
    return whole and ((named and _is_last(last)) or (lettered and _is_sure_last(last)))


def _is_last(last: Traits) -> bool:
    """What stands behind a forename may be its surname."""
    if last.use >= _FIRMS:
        return last.surname >= _COMMON and last.use < 6
    return last.surname > 1 or not last.use


def _is_sure_last(last: Traits) -> bool:
    """What stands behind initials is a surname: words that stand behind letters are many."""
    return last.use < _FIRMS and (last.surname > 1 or not last.use)
