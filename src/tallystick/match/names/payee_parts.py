"""The names that stand in a plain name of a payee, and what stands beside them: titles, the reason
of the payment, numbers, an address."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tallystick.match.names.lists import TOKENS, legal_forms, people_words
from tallystick.match.names.parse import second_names
from tallystick.match.names.traits import kind_words

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
_ALWAYS_LEFT = frozenset({"bacs", ","})
_LONGEST_CLIENT = 7  # digits of a client's number; a shop's order has more, or letters


@dataclass(frozen=True, slots=True)
class Part:
    """One name of a text. core: its words without titles, numbers and the reason of the payment.
    code: a number of four digits or more that stood beside them, or "". is_legal: it ends in a
    legal form."""

    core: list[str]
    titled: bool
    ranked: bool
    told: bool
    code: str
    comma: bool
    is_legal: bool


def parts_of(text: str) -> list[Part]:
    """The names of a plain text: its own, then those it trades under."""
    parts = (_part(part) for part in second_names(text))
    return [part for part in parts if part.core]


def _part(text: str) -> Part:
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
    lonely = coded and sum(word not in drop for word in left) == 1  # "Quillbury C 61200"
    core = _without_and(
        [word for word in left if word not in drop or _is_initial(word, left, told, lonely)]
    )
    ranked = len(core) > 1 and core[0] in lists.ranks
    comma = len(words) > 1 and words[1] == ","
    code = next(filter(is_code, words), "")
    return Part(core[1:] if ranked else core, titled, ranked, told, code, comma, is_legal)


def _is_initial(word: str, words: list[str], told: bool, lonely: bool) -> bool:
    """True of a letter that is dropped beside a number, but is an initial beside a name."""
    if len(word) != 1 or not word.isalpha() or len(words) == 1:
        return False
    return lonely or (told and words[-1] != word)


def _without_and(words: list[str]) -> list[str]:
    while words and words[0] == "and":
        words = words[1:]
    while words and words[-1] == "and":
        words = words[:-1]
    return words


def is_code(word: str) -> bool:
    """True of a number that says nothing of a name: four digits or more."""
    return _CODE.fullmatch(word) is not None


def is_clients(code: str) -> bool:
    """True of a number that may be a client's."""
    return code.isdigit() and len(code) <= _LONGEST_CLIENT


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
