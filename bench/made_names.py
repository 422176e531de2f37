"""Any number of made-up supplier spellings that are to a matcher what the published ones are.

A million spellings put together from a short list of words are all alike, and cost a matcher six
times what a million real ones do. These are drawn so that what makes the work is as in the 186,561
published spellings of sixteen bodies (in brackets):

    distinct names to a spelling     0.84 (0.80)      candidate pairs to a name    15.0 (16.0)
    words to a name                   2.6 (2.5)       of these worth a look         2.5 (3.3)
    distinct words                 54,000 (65,000)    of these compared             1.4 (1.5)
    spellings to a supplier           1.5 (1.5)       of these joined              0.30 (0.17)
    of words and blanks alone        0.74 (0.77)      that give a second name     0.014 (0.016)

Words in common use come from reference/name_frequencies.csv as often as they stand there; the
others are invented, and come again as words do (Simon 1955: a new word with a constant chance, else
one that was used before, as likely as it was used). No real name is in it.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate

from tallystick.match.names.lists import frequencies, people_words

_WORDS = (1, 2, 3, 4, 5)  # of a name
_OF_SO_MANY_WORDS = (15, 46, 26, 10, 3)
_RARE_FIRST = (0.87, 0.37, 0.23, 0.18, 0.13)  # that the first of so many words is in no list
_RARE_LATER = 0.1
_NEW = 0.6  # that a word in no list was not used before
_PERSON = 0.13
_CARD_LINE = 0.11  # an order code behind a shop's name
_LEGAL = 0.4
_AGAIN = 0.1  # that a supplier is spelt in one more way
_DOTTED, _ASIDE, _DASHED, _TRADING = 0.08, 0.04, 0.03, 0.02  # marks in an organisation's name
_BRACKETED = ("Leeds", "Exeter", "Salford", "York", "North", "UK", "Holdings", "Training")
_KIN = 0.25  # that a supplier's name begins as another's does and ends in words of its own
_STARTS = "b br c ch d dr f g gl h j k l m n p pr qu r s sh st t th tr v w z"
_VOWELS = "a e i o u ai ea ee oo ou"
_ENDS = "b ck d ft g l ll m n nd ng nt p r rd rn s sk st t th x"
_SOUNDS = [letters.split() for letters in (_STARTS, _VOWELS, _ENDS)]


class _Words:
    """Draws words as they come in names."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.known = list(frequencies().counts)
        counts = list(frequencies().counts.values())
        self.later = list(accumulate(counts))
        self.first = list(accumulate([count**0.5 for count in counts]))  # common words stand last
        self.rare: list[str] = []
        self.names: list[list[str]] = []

    def name(self) -> list[str]:
        """The words of one organisation."""
        if self.names and self.chance.random() < _KIN:
            kin = self.chance.choice(self.names)[: self.chance.choice((1, 2, 2, 3))]
            more = self.chance.choice((1, 2))
            name = kin + [self._draw(_RARE_LATER, self.later) for _ in range(more)]
        else:
            name = self._new_name()
        self.names.append(name)
        return name

    def _new_name(self) -> list[str]:
        size = self.chance.choices(_WORDS, _OF_SO_MANY_WORDS)[0]
        first = self._draw(_RARE_FIRST[size - 1], self.first)
        return [first] + [self._draw(_RARE_LATER, self.later) for _ in range(size - 1)]

    def _draw(self, rare: float, weights: Sequence[float]) -> str:
        if self.chance.random() < rare:
            return self.invented()
        return self.chance.choices(self.known, cum_weights=weights)[0]

    def invented(self) -> str:
        """A word in no list, new or used before."""
        if self.rare and self.chance.random() > _NEW:
            word = self.chance.choice(self.rare)
        else:
            pick = self.chance.choice
            word = "".join("".join(map(pick, _SOUNDS)) for _ in range(pick((1, 2, 2, 3))))
        self.rare.append(word)
        return word


def made_up(count: int) -> list[str]:
    """So many distinct spellings, the same at every call."""
    chance = random.Random(20261123)
    found: dict[str, None] = {}
    for name in _suppliers(chance):
        found[_cased(name, chance)] = None
        while chance.random() < _AGAIN:
            found[_cased(_written_otherwise(name, chance), chance)] = None
        if len(found) >= count:
            return list(found)[:count]
    raise AssertionError  # there is always one more


def _suppliers(chance: random.Random) -> Iterator[str]:
    words = _Words(chance)
    people = people_words()
    forenames = sorted(people.forenames)
    surnames = sorted(people.surnames)
    while True:
        kind = chance.random()
        if kind < _CARD_LINE:
            yield f"AMZN Mktp UK*{chance.randrange(36**6):06X}"
        elif kind < _CARD_LINE + _PERSON:
            surname = chance.choice(surnames) if chance.random() < 0.5 else words.invented()
            forename = chance.choice(forenames)
            given = forename if chance.random() < 0.7 else forename[0]
            yield f"{chance.choice(('Mr ', 'Mrs ', 'Ms ', ''))}{given} {surname}"
        else:
            legal = chance.choice((" Ltd", " Limited")) if chance.random() < _LEGAL else ""
            yield _dressed(" ".join(words.name()) + legal, chance)


def _dressed(name: str, chance: random.Random) -> str:
    """The name as it stands, or with a mark that makes it more than words."""
    kind = chance.random()
    first, _, rest = name.partition(" ")
    if kind < _DOTTED:
        return f"{name}."
    if kind < _DOTTED + _ASIDE:
        return f"{name} ({chance.choice(_BRACKETED)})"
    if kind < _DOTTED + _ASIDE + _DASHED and rest:
        return f"{first} - {rest}"
    if kind < _DOTTED + _ASIDE + _DASHED + _TRADING and rest:
        return f"{name} T/A {rest}"
    return name


def _cased(name: str, chance: random.Random) -> str:
    return name.upper() if chance.random() < 0.46 else name.title()


def _written_otherwise(name: str, chance: random.Random) -> str:
    """One more way to spell it: half of them writing habits, the others accidents."""
    at = chance.randrange(1, max(2, len(name) - 1))
    bare = name.removesuffix(" Ltd").removesuffix(" Limited")
    ways = (
        f"{bare} Ltd", f"{bare} Limited", bare, f"{bare} (Leeds)", f"{bare} {at}",
        f"Sumup *{bare}", name[: max(10, len(name) - 4)], name[:at] + name[at + 1 :],
    )  # fmt: skip
    return chance.choice(ways)
