"""Tells whether a plain name is a private person's: by what decides alone (a title, the reason why
persons are paid, a client's number), else by the learnt features of persons.py."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from tallystick.match.names.lists import TOKENS, legal_forms, people_words
from tallystick.match.names.parse import second_names
from tallystick.match.names.persons import mask_from, probability
from tallystick.match.names.traits import Traits, bears_organisation, kind_words, traits_of

WORD = re.compile(r"[a-z0-9][a-z0-9\-]*|,")
_CODE = re.compile(r"(?=(?:.*\d){4})[a-z0-9\-]+")  # a client's number has four digits or more
_DIGIT = re.compile(r"\d")
_GLUED_CODE = re.compile(r"(?<=\d{4})[\-/](?=[a-z])|(?<=[a-z])[\-/](?=\d{4})")  # "61200-Quillbury"
_GLUED_REASON = re.compile(r"\b(dp|phb|isf|sgo)[\-/](?=[a-z])")  # "PHB-Quillbury"
_GLUED = re.compile(r"^(mrs|miss|mr)([a-z])(?= [a-z])")  # "MRSG CATTERALL"
_GLUED_WORD = re.compile(r"(?:mrs|miss|mr)[a-z]")
_STREET = (
    r"\d{1,4}[a-z]?[ ,]+[a-z ]+?\b"
    r"(?:road|rd|street|st|lane|ln|avenue|ave|close|drive|dr|way|crescent|cres"
    r"|terrace|place|gardens|gdns|grove|court|view|walk|mews|square|row|hill)\b"
)
_ADDRESS = re.compile(rf"[ ,\-]+{_STREET}.*")
_ADDRESS_FIRST = re.compile(rf"^{_STREET}[ ,\-]+(?=[a-z])")
BODY_LETTERS = frozenset({"cc", "bc", "dc", "tc", "pc", "jv", "fc", "m", "b", "c"})
"""Letters that end a council's name, a venture's or a club's, as well as initials a person's."""
_METROPOLITAN, _COUNCIL, _VENTURE = ["m", "b", "c"], ["c", "c"], "jv"
_ALWAYS_LEFT = frozenset({"bacs", ","})
_LONGEST = 6  # words of a person's name; judgement
_LONGEST_PAID = 5  # of one beside the reason for the payment, which may say more
_KNOWN_SURNAME = 2  # rank: any that a list holds
_BODY_SURNAME = 3
_COMMON_SURNAME = 4


@dataclass(frozen=True, slots=True)
class _Part:
    """One name of a text. core: its words without titles, numbers and the reason of the payment.
    coded: a number of four digits or more stood beside them. is_legal: it ends in a legal form."""

    core: list[str]
    titled: bool
    ranked: bool
    told: bool
    coded: bool
    comma: bool
    is_legal: bool


def names_person(text: str) -> bool:
    """True of a plain text that names a private person, also beside the name they trade under."""
    if _is_plainly_firm(text):
        return False
    parts = _parts(text)
    return _alone(parts) or _by_features(parts) >= mask_from()


def decides_alone(text: str) -> bool:
    """True where a title, the reason why persons are paid, or a client's number tells a person,
    whatever else is known of the payee."""
    return _alone(_parts(text))


def by_features(text: str) -> float:
    """How probable a person is by the words of a plain name alone."""
    return _by_features(_parts(text))


class Given(IntEnum):
    """How much of a person's name a text holds, its words taken one by one."""

    NONE = 0
    SOME = 1  # a forename that firms do not go by, or initials
    MANY_BEAR_IT = 2  # and with it one of the 10,000 commonest surnames


def given_of(text: str) -> Given:
    """How much of a person's name a plain name holds."""
    found = Given.NONE
    for part in _parts(text):
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


def is_code(word: str) -> bool:
    """True of a number that says nothing of a name: four digits or more."""
    return _CODE.fullmatch(word) is not None


@lru_cache(maxsize=TOKENS)
def is_odd(word: str) -> bool:
    """True of a word that only the whole text can explain: a title, a reason, a short number."""
    lists = kind_words()
    return (
        word in lists.titles
        or word in people_words().suffixes
        or word in lists.ranks
        or word in lists.openers
        or (_DIGIT.search(word) is not None and not is_code(word))
        or _GLUED_WORD.fullmatch(word) is not None
    )


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


def _alone(parts: Sequence[_Part]) -> bool:
    if any(part.titled and _is_titled_person(part) for part in parts):
        return True
    if any(part.is_legal for part in parts):
        return False
    return any(
        (part.told and _is_paid_person(part.core))
        or (part.coded and _is_numbered_person(part.core))
        for part in parts
    )


def _by_features(parts: Sequence[_Part]) -> float:
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


def _parts(text: str) -> list[_Part]:
    parts = (_part(part) for part in second_names(text))
    return [part for part in parts if part.core]


def _part(text: str) -> _Part:
    lists, people, legal = kind_words(), people_words(), legal_forms().anywhere
    text = _GLUED_REASON.sub(r"\1 ", _GLUED.sub(r"\1 \2", text))
    numbered = _DIGIT.search(text) is not None
    if numbered:
        text = _ADDRESS.sub("", _ADDRESS_FIRST.sub("", _GLUED_CODE.sub(" ", text)))
    whole = WORD.findall(text)
    told = not lists.openers.isdisjoint(whole) and lists.reasons.search(text) is not None
    told |= numbered and lists.clients.search(text) is not None
    words = WORD.findall(lists.reasons.sub(" ", text)) if told else whole
    is_legal = not legal.isdisjoint(whole[1:])  # "Quill Ltd (Airtime)" too
    titled = not (lists.titles | people.suffixes).isdisjoint(words)
    left = [word for word in words if not (word.isdigit() or is_code(word))]
    coded = len(left) < len(words)
    drop = lists.titles | people.suffixes | _ALWAYS_LEFT
    drop = drop | lists.fillers if told or coded else drop
    core = _without_and(
        [word for word in left if word not in drop or _is_initial(word, left, told, coded)]
    )
    ranked = len(core) > 1 and core[0] in lists.ranks
    comma = len(words) > 1 and words[1] == ","
    coded = any(map(is_code, words))
    return _Part(core[1:] if ranked else core, titled, ranked, told, coded, comma, is_legal)


def _is_initial(word: str, words: list[str], told: bool, coded: bool) -> bool:
    """True of a letter that is dropped beside a number, but is an initial beside a name."""
    if len(word) != 1 or not word.isalpha() or len(words) == 1:
        return False
    return (told and words[-1] != word) or (coded and len(words) == 2)


def _without_and(words: list[str]) -> list[str]:
    while words and words[0] == "and":
        words = words[1:]
    while words and words[-1] == "and":
        words = words[:-1]
    return words


def _is_given(word: Traits) -> bool:
    return word.forename > 1 or word.initial == 1


def _is_titled_person(part: _Part) -> bool:
    """False of "Mr Tyre", "Dr Quill's Grammar School", "MS Society" and firms with a legal form."""
    core = part.core
    if part.is_legal or (is_named(core) and not _is_common_surname(core)):
        return False
    seen = [traits_of(word) for word in core]
    if any(each.initial == 1 for each in seen):
        return True
    if any(_is_body(word, core) for word in core):
        return False
    if any(_may_be_name(word) for word in core):
        return True
    return not any(bears_organisation(word) or traits_of(word).trade for word in core)


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
    if _is_common_surname(core):
        return True
    if len(core) > _LONGEST_PAID or is_named(core) or any(map(bears_organisation, core)):
        return False
    seen = [traits_of(word) for word in core]
    if len(core) == 1:
        return bool(seen[0].surname or not seen[0].use) and not seen[0].trade
    if any(_is_body(word, core) or each.trade for word, each in zip(core, seen, strict=True)):
        return any(map(_is_given, seen))
    return any(each.initial == 1 or each.forename or each.surname or not each.use for each in seen)


def _is_numbered_person(core: Sequence[str]) -> bool:
    """True where what stands beside a number is a surname alone, or has a forename or initials."""
    if is_named(core) or len(core) > _LONGEST_PAID or any(map(bears_organisation, core)):
        return False
    if _is_common_surname(core):
        return True
    seen = [traits_of(word) for word in core]
    if len(core) == 1:
        return seen[0].surname > 0 and not seen[0].trade
    if _ends_as_body(core) or any(each.trade for each in seen):
        return False
    return any(map(_is_given, seen)) and any(not each.initial for each in seen)


def _is_common_surname(core: Sequence[str]) -> bool:
    """True of one word that is a common surname, whatever else it means: "Marsh", "Church"."""
    return len(core) == 1 and traits_of(core[0]).surname >= _COMMON_SURNAME


def _probability(part: _Part) -> float:
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
