"""What single words say of whether they stand in a person's name or an organisation's."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from tallystick.match.names.firm_lists import trades
from tallystick.match.names.lists import (
    TOKENS,
    chain_words,
    frequencies,
    legal_forms,
    people_words,
    places,
)
from tallystick.match.names.normalise import stem
from tallystick.reference.tables import word_lists, yaml_table

_SURE, _DOUBTFUL = 2, 1  # of a forename
_RANKS = (
    5  # of surnames: 5 for the 1,500 commonest, 2 for the rarest, 1 for words that end as they do
)
_COMMON = 4  # this rank and above: the 10,000 commonest
_ORG_MIN = 20  # a word this frequent, and rare in persons' names, indicates an organisation
_OFTEN = 200  # spellings
_SEEN = 5  # spellings, the fewest that name_frequencies.csv counts
_SELDOM, _SOME, _MOSTLY = 25, 10, 3  # one in so many spellings of a word is a person's name
_SAINT = "st"
_VOWELS = frozenset("aeiouy")
_ENDS = re.compile(
    r"[a-z]{2,}(?:thwaite|bottom|shaw|worth|croft|clough|royd|bank|bury|ley|den|tree|cott|combe|son|kin|kins|kiss?"
    r"|ski|ska|wicz|czyk|czak|escu|eanu|enko|chuk|ova|ev|ov|poulos|idis|akis|oglu|ius|aite|iene|aukas|vicius|ins"
    r"|ova|ics|vic|inen|sson|sen|stein|berg|mann|nathan|swamy|murthy|appa|amma|iah|wala|ani|preet|jit|deep|inder"
    r"|unde|wale|tunji|yemi|bayo|chukwu|nkwo|uzo|ogbu|elli|etti|ini|ucci|ez|es|eira|inho|inha|dottir)|(?:mc|mac|fitz|o)[a-z]{4,}"
)
"""How surnames of many origins end, or begin; for names that no list holds."""


class Traits(NamedTuple):
    """What is known of a word. initial: 1 for a letter, 2 for two without a vowel. forename: 2
    where firms do not go by it, 1 where they do. surname: 1 to 5, 5 for the commonest. use: how
    the published spellings that hold it are: 0 fewer than five, 1 mostly persons' to 5 an
    organisation's, 6 very many of them."""

    initial: int
    forename: int
    surname: int
    use: int
    trade: bool
    place: bool
    chain: bool


@lru_cache(maxsize=TOKENS)
def traits_of(word: str) -> Traits:
    """The traits of a plain word."""
    base = stem(word)
    work = trades()
    surname = _surname(word)
    is_own = base == word or surname < _COMMON  # "Banks" is no plural
    return Traits(
        initial=_initial(word),
        forename=_forename(word),
        surname=surname,
        use=_use(base) if is_own else 0,
        trade=base in work.trades or base in work.institutions,
        place=word in places(),
        chain=word in _chains() or word in legal_forms().at_end,
    )


@lru_cache(maxsize=TOKENS)
def bears_organisation(word: str) -> bool:
    """True for a word that organisations bear and persons do not: it decides alone."""
    traits = traits_of(word)
    if word in kind_words().buildings:
        return True
    if traits.forename or traits.initial or traits.surname >= _COMMON:
        return False
    return traits.use >= 5 or traits.trade or traits.place or traits.chain


def _initial(word: str) -> int:
    if len(word) == 1 and word.isalpha():
        return 1
    together = len(word) == 2 and word.isalpha() and _VOWELS.isdisjoint(word)
    return 2 if together and word != _SAINT else 0


def _forename(word: str) -> int:
    people = people_words()
    for part in (word, word.partition("-")[0]):
        if part in people.doubtful:
            return _DOUBTFUL
        if part in people.forenames:
            return _SURE
    return 0


def _surname(word: str) -> int:
    if word in people_words().surnames:
        return _RANKS
    ranks = _ranks()
    parts = [ranks.get(part, 0) for part in (word, *word.strip("-").split("-"))]
    if "-" in word and not trades().institutions.isdisjoint(word.split("-")):
        return 0  # "pre-school"
    if "-" in word.strip("-"):
        return max(*parts, _COMMON if max(parts) else 1)
    return parts[0] or (1 if _ENDS.fullmatch(word) else 0)


@cache
def _ranks() -> dict[str, int]:
    """Surname -> 5 for the commonest to 2; the British ones that the census has not count as those
    of the next 10,000."""
    lists = word_lists("name_surnames.txt")
    ranks = {"4": 2, "3": 3, "0": 3, "2": 4, "1": 5}
    return {word: rank for name, rank in ranks.items() for word in lists[name]}


def _use(base: str) -> int:
    table = frequencies()
    count = table.counts.get(base, 0)
    if count < _SEEN:
        return 0
    personal = table.personal.get(base, 0)
    for kind, one_in in enumerate((_MOSTLY, _SOME, _SELDOM), start=1):
        if personal * one_in >= count:
            return kind
    if count < _ORG_MIN:
        return 4
    return 5 if count < _OFTEN else 6


@cache
def _chains() -> frozenset[str]:
    """Chains of shops that go by a single word."""
    chains = chain_words()
    return frozenset({*chains.firms, *chains.firms_by_branch})


@dataclass(frozen=True, slots=True)
class KindWords:
    """name_kinds.yaml; see there. openers: words one of which stands in every reason."""

    titles: frozenset[str]
    ranks: frozenset[str]
    reasons: re.Pattern[str]
    openers: frozenset[str]
    clients: re.Pattern[str]
    fillers: frozenset[str]
    particles: frozenset[str]
    bodies: frozenset[str]
    buildings: frozenset[str]
    named: frozenset[str]


@cache
def kind_words() -> KindWords:
    """name_kinds.yaml."""
    table = yaml_table("name_kinds.yaml")
    reasons = sorted({each.replace("'", "") for each in table["reasons"]}, key=len, reverse=True)
    # "family & friends" is plain as "family  and  friends"
    either = "|".join(re.escape(each).replace(r"\ ", " +") for each in reasons)
    clients = "|".join(sorted(table["clients"], key=len, reverse=True))
    named = {_bare(name) for name in table["named"].split(",")}
    return KindWords(
        titles=frozenset(table["titles"]),
        ranks=frozenset(table["ranks"]),
        reasons=re.compile(rf"(?<![a-z])(?:{either})(?![a-z])"),
        openers=frozenset(map(_rarest, reasons)),
        clients=re.compile(rf"(?<![a-z])(?:{clients})(?![a-z])"),
        fillers=frozenset(table["fillers"]),
        particles=frozenset(table["particles"]),
        bodies=frozenset(table["bodies"]),
        buildings=frozenset(table["buildings"]),
        named=frozenset(named | _suppliers() | people_words().firms),
    )


def _rarest(reason: str) -> str:
    """The word of a reason that stands in the fewest published names."""
    counts = frequencies().counts
    return min(reason.split(), key=lambda word: (counts.get(stem(word), 0), word))


def _bare(name: str) -> str:
    return " ".join(name.replace("&", "and").split())


def _suppliers() -> set[str]:
    """The known suppliers whose names are several words, and the chains."""
    found = set()
    for listed in yaml_table("known_suppliers.yaml")["suppliers"].values():
        for names in listed.values():
            found |= {_bare(str(name).lstrip("^=")) for name in names}
    chains = chain_words()
    found |= {_bare(name) for name in (*chains.firms, *chains.firms_by_branch, *chains.also)}
    return {name for name in found if len(name) > 3}
