"""What words and beginnings of names say of whose names they are: marks that keep names apart."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from tallystick.match.names.chains import body_of, chain_firsts, chain_of, is_chain, root_of_chain
from tallystick.match.names.columns import Ints
from tallystick.match.names.firm_lists import brands, countries, trades
from tallystick.match.names.forms import Forms
from tallystick.match.names.lists import name_words
from tallystick.match.names.normalise import stem

BRAND = 1  # a brand of one word
JOINT = 2  # a joint venture
CHAMBERS = 4  # barristers' chambers
INSTITUTION = 8  # a school, surgery, parish
TRADE = 16  # another trade than a shop's
COMPASS = 32
PUBLIC = 64  # a public body whose names go by region
FOREIGN = 128  # a country
GENERAL = 256  # what every company of a brand may add
ARM = 512  # another licence: bank, insurance, pension
LOCAL = 1024  # what a local body adds to its name or leaves out
COMMERCE = 2048  # of a chamber that is no barristers'
OF_A_PLACE = 4096  # a body whose name is that of its place and its kind

_STUMP = 3  # letters that a word cut short has left, to be known
_WORDS: dict[int, tuple[str, ...]] = {
    JOINT: ("jointventure",),
    CHAMBERS: ("chambers",),
    COMPASS: ("north", "south", "east", "west", "northern", "southern", "eastern", "western"),
    PUBLIC: ("council", "police", "ccg", "clinical", "commissioning", "pct", "constabulary",
             "authority", "fire", "borough", "district", "county"),
    COMMERCE: ("commerce", "trade"),
    OF_A_PLACE: ("hospital", "infirmary", "nhs", "university", "college", "school", "academy",
                 "church", "council", "police", "magistrates", "court", "racecourse"),
}  # fmt: skip


def sign_of(word: str) -> int:
    """The bits of a plain word."""
    return _signs().get(word, 0) | (LOCAL if _is_of_institution(word) else 0)


def _is_of_institution(word: str) -> bool:
    """True of an institution's word that is cut short ("scho") or run together with another."""
    institutions = trades().institutions
    if len(word) < _STUMP:
        return False
    if any(whole.startswith(word) for whole in institutions):
        return True
    return word.endswith(tuple(institutions)) or word.endswith("hospital")


@cache
def _signs() -> dict[str, int]:
    words = {bit: frozenset(map(stem, listed)) for bit, listed in _WORDS.items()}
    words[BRAND] = frozenset(name[0] for name in brands().names if len(name) == 1)
    words[INSTITUTION] = trades().institutions
    words[TRADE] = trades().trades
    words[FOREIGN] = countries()
    words[GENERAL] = brands().general
    words[ARM] = brands().arms
    words[LOCAL] = name_words().local_common
    signs: dict[str, int] = {}
    for bit, listed in words.items():
        for word in listed:
            signs[word] = signs.get(word, 0) | bit
    return signs


@dataclass(frozen=True, slots=True)
class Owners:
    """Of each row -1, or the number of what its name is or begins with.

    body: a body known by its letters. chain: a chain of shops, the name being its name alone.
    brand: the brand or chain with which the name begins. length: words of that.
    """

    body: Ints
    chain: Ints
    brand: Ints
    length: Ints


def owners_of(forms: Forms) -> Owners:
    """Look at the rows whose first word may begin one of these names."""
    n = len(forms)
    found = {name: np.full(n, -1, dtype=np.int64) for name in ("body", "chain", "brand")}
    length = np.zeros(n, dtype=np.int64)
    numbers: dict[tuple[str, ...], int] = {}
    for row in forms.begin_with(brands().first_words() | chain_firsts()).tolist():
        words = forms[row].words
        chain, body, brand = chain_of(words), body_of(words), brand_of(words)
        if body is not None:
            found["body"][row] = numbers.setdefault(body, len(numbers))
        if chain is not None and is_chain(words):
            root = root_of_chain(chain)
            found["chain"][row] = numbers.setdefault(root, len(numbers))
        own = max(brand or (), chain or (), key=len) or None
        if own is not None:
            found["brand"][row] = numbers.setdefault(own, len(numbers))
            length[row] = len(own)
    return Owners(found["body"], found["chain"], found["brand"], length)


def brand_of(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The brand with which a name begins, of several the longest."""
    names = brands().names
    for count in range(min(len(words), _longest()), 0, -1):
        if words[:count] in names:
            return words[:count]
    return None


@cache
def _longest() -> int:
    return max(map(len, brands().names))
