"""Replaces a name by the one it refers to: a shop branch by its chain, an acronym by the body's
name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tallystick.match.names.firm_lists import brands, towns, trades
from tallystick.match.names.lists import acronyms, chain_words, places
from tallystick.match.names.normalise import plain, plain_words, stem

_PLACE_ENDS = re.compile(
    r"[a-z]{2,}(?:ton|ham|ley|ford|bury|borough|brough|field|worth|wick|wich|thorpe|dale|mouth|port|pool|gate"
    r"|stead|combe|shire|chester|caster|minster|bridge|hurst|cliffe|ington|holme|thwaite|royd|bourne"
    r"|burn|side|stow|low|shaw|wood|well|den|by)"
)
"""How names of English places end; a word so formed behind a chain's name is where the shop is."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """A chain as its names are written, the words it goes by, what it adds to its own name, and
    whether words that nobody knows may follow."""

    written: tuple[str, ...]
    words: tuple[str, ...]
    own: frozenset[str]
    anywhere: bool


def settled(words: tuple[str, ...], main: int) -> tuple[tuple[str, ...], int]:
    """The words of a name after replacement, and how many are its main words: a branch of a chain
    of shops becomes the chain; the well-known acronym of a body becomes the words of its name."""
    for chain in _chains().get(words[0], ()):
        rest = words[len(chain.written) :]
        if words[: len(chain.written)] == chain.written and _is_branch(rest, chain):
            return chain.words, len(chain.words)
    body = _bodies().get("".join(words))
    if body is not None:
        return body, len(body)
    body = _bodies().get("".join(words[:main]), words[:main]) if main < len(words) else words[:main]
    return (*body, *words[main:]), len(body)


def chain_of(words: Sequence[str]) -> tuple[str, ...] | None:
    """The words of the chain whose name a name begins with, of several the longest."""
    for chain in _chains().get(words[0], ()) if words else ():
        if tuple(words[: len(chain.written)]) == chain.written:
            return chain.words
    return None


def chain_firsts() -> frozenset[str]:
    """The words with which the name of a chain, or of a body known by its letters, may begin."""
    return frozenset(_chains()) | {words[0] for words in _names_of_bodies()}


def root_of_chain(words: tuple[str, ...]) -> tuple[str, ...]:
    """The chain with which a chain's own name begins, the shortest: "Holiday Inn" of "Holiday Inn
    Express"."""
    names = {chain.words for chain in _chains().get(words[0], ())}
    return min((name for name in names if words[: len(name)] == name), key=len, default=words)


def is_chain(words: tuple[str, ...]) -> bool:
    """True of the whole name of a chain."""
    return any(chain.words == words for chain in _chains().get(words[0], ()))


def body_of(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words themselves where they are the name of a body that is known by its letters."""
    return words if words in _names_of_bodies() else None


def _is_branch(rest: tuple[str, ...], chain: _Chain) -> bool:
    """True when the words after a chain's name identify a branch and not another company."""
    branch_words, others = _branch_words()
    unknown = [word for word in rest if word not in chain.own and not word[0].isdigit()]
    if any(word in others and word not in branch_words for word in unknown):
        return False
    return chain.anywhere or all(_tells_where(word) for word in unknown)


def _tells_where(word: str) -> bool:
    return word in _branch_words()[0] or word in towns() or bool(_PLACE_ENDS.fullmatch(word))


@cache
def _chains() -> dict[str, list[_Chain]]:
    """First word -> the chains that begin with it, the longer name first."""
    table = chain_words()
    found: dict[str, list[_Chain]] = {}
    for names, anywhere in ((table.firms, True), (table.firms_by_branch, False)):
        for name in names:
            written = _plain(name)
            known = table.also.get(name, name)
            own = frozenset(map(stem, table.own_words.get(known, ())))
            chain = _Chain(written, _plain(known), own, anywhere)
            found.setdefault(written[0], []).append(chain)
    return {first: sorted(held, key=_longest_first) for first, held in found.items()}


def _longest_first(chain: _Chain) -> tuple[int, tuple[str, ...], bool]:
    return -len(chain.written), chain.written, not chain.anywhere


def _plain(name: str) -> tuple[str, ...]:
    return plain_words(plain(name).split())


@cache
def _branch_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that say which branch of a chain, and those that say another company."""
    chains = chain_words()
    branch = frozenset(stem(word) for word in chains.shop_words | places())
    others = frozenset(stem(word) for word in chains.not_branches)
    return branch - others, others | trades().trades | brands().arms


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    """A body's letters -> the words of its name."""
    return {stem(letters): _plain(name) for letters, name in acronyms().items()}


@cache
def _names_of_bodies() -> frozenset[tuple[str, ...]]:
    return frozenset(_bodies().values())


@cache
def _beginnings_of_bodies() -> frozenset[str]:
    return frozenset(letters[:n] for letters in _bodies() for n in range(1, len(letters) + 1))


def may_settle(words: tuple[str, ...]) -> bool:
    """True when a name that begins with these words may be a branch of a chain, or a body."""
    return bool(words) and (words[0] in _chains() or words[0] in _beginnings_of_bodies())
