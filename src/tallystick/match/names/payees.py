"""Tells whether a plain name is a private person's: by what decides alone (a title, the reason why
persons are paid, a client's number), else by the learnt features of persons.py."""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

from tallystick.match.names.lists import legal_forms, people_words
from tallystick.match.names.parse import second_names
from tallystick.match.names.payee_parts import WORD, Part, is_clients, is_code, is_odd, parts_of
from tallystick.match.names.persons import mask_from, probability
from tallystick.match.names.traits import Traits, bears_organisation, kind_words, traits_of

_INITIALS = re.compile(r"(?!st|le|la|de)[a-z]{2}")  # "Dr CE Quillbury": one may be a vowel
BODY_LETTERS = frozenset({"cc", "bc", "dc", "tc", "pc", "jv", "fc", "m", "b", "c"})
"""Letters that end a council's name, a venture's or a club's, as well as initials a person's."""
_METROPOLITAN, _COUNCIL, _VENTURE = ["m", "b", "c"], ["c", "c"], "jv"
_LONGEST = 6  # words of a person's name; judgement
_LONGEST_PAID = 5  # of one beside the reason for the payment, which may say more
_LONGEST_WHOLE = 4  # words of a forename and surname with nothing else
_MIXED = 4  # use of a word that stands in firms' names and persons'
_KNOWN_SURNAME = 2  # rank: any that a list holds
_BODY_SURNAME = 3
_COMMON_SURNAME = 4


def names_person(text: str) -> bool:
    """True of a plain text that names a private person, also beside the name they trade under."""
    if _is_plainly_firm(text):
        return False
    parts = parts_of(text)
    return _alone(parts) or _by_features(parts) >= mask_from()


def decides_alone(text: str) -> bool:
    """True where a title, the reason why persons are paid, or a client's number tells a person,
    whatever else is known of the payee."""
    return _alone(parts_of(text))


def by_features(text: str) -> float:
    """How probable a person is by the words of a plain name alone."""
    return _by_features(parts_of(text))


class Given(IntEnum):
    """How much of a person's name a text holds, its words taken one by one."""

    NONE = 0
    SOME = 1  # a forename that firms do not go by, or initials
    MANY_BEAR_IT = 2  # and with it one of the 10,000 commonest surnames


def given_of(text: str) -> Given:
    """How much of a person's name a plain name holds."""
    found = Given.NONE
    for part in parts_of(text):
        seen = [traits_of(word) for word in part.core]
        given = [bool(word.forename > 1 or word.initial) for word in seen]
        if any(given):
            found = max(found, Given.SOME)
        if any(
            any(given[:at] + given[at + 1 :]) and word.surname >= _COMMON_SURNAME
            for at, word in enumerate(seen)
        ):
            found = Given.MANY_BEAR_IT
    return found


def _is_plainly_firm(text: str) -> bool:
    """True where a legal form, or a word that organisations bear, stands among words that need no
    closer look: most names of firms, and a short cut for them."""
    words = WORD.findall(text)
    if any(map(is_odd, words)):
        return False
    if second_names(text) != [text]:
        return False
    if any(map(is_code, words)):  # "Account 61200 Quillbury"
        words = [word for word in words if word not in kind_words().fillers]
    return not legal_forms().anywhere.isdisjoint(words[1:]) or any(map(bears_organisation, words))


def _alone(parts: Sequence[Part]) -> bool:
    if any(part.titled and _is_titled_person(part) for part in parts):
        return True
    if any(part.is_legal for part in parts):
        return False
    return any(
        (part.told and _is_paid_person(part.core))
        or (part.code and _is_numbered_person(part.core, part.code))
        for part in parts
    )


def _by_features(parts: Sequence[Part]) -> float:
    """How probable a person is by the words of the name alone; 0 where a word, or the whole name,
    is an organisation's."""
    if not parts or any(part.is_legal for part in parts):
        return 0.0
    own, *others = parts
    given = [part for part in others if any(map(_is_given, map(traits_of, part.core)))]
    return max(map(_probability, [own, *given]))


def is_named(words: Sequence[str]) -> bool:
    """True of the whole name of a firm that is listed because persons are called so."""
    return "".join(word for word in words if word not in ("and", ",")) in _named()


@cache
def _named() -> frozenset[str]:
    """The listed firms without blanks, so that "W H Smith" is "WH Smith"."""
    lists = kind_words()
    return frozenset(
        "".join(word for word in WORD.findall(name) if word != "and") for name in lists.named
    )


def _is_given(word: Traits) -> bool:
    return word.forename > 1 or word.initial == 1


def _is_titled_person(part: Part) -> bool:
    """False of "Mr Tyre", "Dr Quill's Grammar School", "MS Society" and firms with a legal form."""
    core = part.core
    if part.is_legal or (is_named(core) and not _is_common_surname(core)):
        return False
    seen = [traits_of(word) for word in core]
    is_name = _is_whole_name(core) or _is_common_surname(core)
    if is_name or any(each.initial == 1 for each in seen):
        return True
    if any(_is_body(word, core) for word in core):
        return False
    if _INITIALS.fullmatch(core[0]):
        return True
    if any(_may_be_name(word) for word in core):
        return True
    return not any(
        each.trade or (bears_organisation(word) and not each.place)
        for word, each in zip(core, seen, strict=True)
    )


def _is_body(word: str, core: Sequence[str]) -> bool:
    is_surname = traits_of(word).surname >= _BODY_SURNAME and len(core) <= 2
    return word in kind_words().bodies and not is_surname


def _may_be_name(word: str) -> bool:
    seen = traits_of(word)
    listed = seen.forename > 0 or seen.surname >= _KNOWN_SURNAME
    return listed and not bears_organisation(word) and not (seen.trade and seen.surname < 4)


def _is_paid_person(core: Sequence[str]) -> bool:
    """True where nothing beside the reason of a payment bears an organisation, and something may
    be a name."""
    if _is_common_surname(core) or _is_whole_name(core):
        return True
    if len(core) > _LONGEST_PAID or is_named(core) or any(map(bears_organisation, core)):
        return False
    seen = [traits_of(word) for word in core]
    if len(core) == 1:
        return bool(seen[0].surname or not seen[0].use) and not seen[0].trade
    if any(_is_body(word, core) or _is_trade(each) for word, each in zip(core, seen, strict=True)):
        return any(map(_is_given, seen))
    return any(each.initial == 1 or each.forename or each.surname or not each.use for each in seen)


def _is_numbered_person(core: Sequence[str], code: str) -> bool:
    """True where what stands beside a number is a surname alone, or has a forename or initials."""
    if is_named(core) or len(core) > _LONGEST_PAID:
        return False
    if _is_common_surname(core) or _is_whole_name(core):
        return True
    seen = [traits_of(word) for word in core]
    if len(core) == 1:
        return _is_numbered_surname(core[0], code)
    if any(map(bears_organisation, core)) or _ends_as_body(core) or any(x.trade for x in seen):
        return False
    if len(core) == 2 and any(each.surname for each in seen) and not all(x.use for x in seen):
        return True
    if not kind_words().particles.isdisjoint(core):
        return bool(seen[-1].surname or not seen[-1].use)
    return any(map(_is_given, seen)) and any(not each.initial for each in seen)


def _is_numbered_surname(word: str, code: str) -> bool:
    """True of a listed surname, also one that is a place, and of a word that is as often a person's
    beside what may be a client's number."""
    seen = traits_of(word)
    if seen.trade or word in kind_words().buildings:
        return False
    if seen.surname >= _KNOWN_SURNAME:
        return True
    may_be = seen.surname > 0 or (is_clients(code) and seen.use < _MIXED)
    return may_be and not bears_organisation(word)


def _is_whole_name(core: Sequence[str]) -> bool:
    """True of a surname, also one that is a place too, with a forename or initials beside it and
    nothing else: "Joan Ramsbottom"."""
    if not 1 < len(core) <= _LONGEST_WHOLE or is_named(core) or "and" in core:
        return False
    lists, seen = kind_words(), [traits_of(word) for word in core]
    given = [_is_given(each) for each in seen]
    return (
        any(given)
        and any(each.surname for each in seen)
        and all(
            is_given or (each.surname > 0 and not _is_trade(each) and word not in lists.buildings)
            for word, each, is_given in zip(core, seen, given, strict=True)
        )
        and not _ends_as_body(core)
    )


def _is_trade(word: Traits) -> bool:
    return word.trade and word.surname < _COMMON_SURNAME


def _is_common_surname(core: Sequence[str]) -> bool:
    """True of one word that is a common surname, whatever else it means: "Marsh", "Church"."""
    return len(core) == 1 and traits_of(core[0]).surname >= _COMMON_SURNAME


def _probability(part: Part) -> float:
    core = part.core
    if not core or len(core) > _LONGEST or is_named(core) or " ".join(core[:2]) in _beginnings():
        return 0.0
    if any(map(bears_organisation, core)) or _ends_as_body(core):
        return 0.0
    if part.ranked and _is_given(traits_of(core[0])) and not any(_is_body(w, core) for w in core):
        return 1.0
    return probability(core, comma=part.comma)


def _ends_as_body(core: Sequence[str]) -> bool:
    """True of "Quillshire CC": letters of a body behind a place, or behind no common surname."""
    if core[-3:] == _METROPOLITAN or (core[-1] == _VENTURE and len(core) > 2):
        return True
    apart = core[-2:] == _COUNCIL
    seen = [traits_of(word) for word in core[: -2 if apart else -1]]
    if not apart and (len(core[-1]) == 1 or core[-1] not in BODY_LETTERS):
        return False
    rank = _COMMON_SURNAME if apart else _KNOWN_SURNAME
    return any(each.place or not (each.surname >= rank or each.initial) for each in seen)


@cache
def _beginnings() -> frozenset[str]:
    return people_words().firms
