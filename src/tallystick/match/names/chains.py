"""Replaces a name by the one it refers to: a shop branch by its chain, an acronym by the body's
name."""

from functools import cache

from tallystick.match.names.lists import acronyms, chain_words, places
from tallystick.match.names.normalise import plain, plain_words, stem


def settled(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name after replacement: a branch of a chain of shops becomes the chain; the
    well-known acronym of a body becomes the words of its name."""
    for chain, anywhere in _chains().get(words[0], ()):
        if words == chain:
            return words
        rest = words[len(chain) :]
        if words[: len(chain)] == chain and _is_branch(rest, anywhere=anywhere):
            return chain
    return _bodies().get("".join(words), words)


def _is_branch(rest: tuple[str, ...], *, anywhere: bool) -> bool:
    """True when the words after a chain's name identify a branch and not another company."""
    branch_words, others = _branch_words()
    if not others.isdisjoint(rest):
        return False
    return anywhere or all(word in branch_words or word[0].isdigit() for word in rest)


@cache
def _chains() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """First word -> the chains that begin with it, the longer name first, and whether anything
    may follow."""
    chains = chain_words()
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for names, anywhere in ((chains.firms, True), (chains.firms_by_branch, False)):
        for name in names:
            words = plain_words(plain(name).split())
            found.setdefault(words[0], []).append((words, anywhere))
    return {first: sorted(held, key=lambda chain: -len(chain[0])) for first, held in found.items()}


@cache
def _branch_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that say which branch of a chain, and those that say another company."""
    chains = chain_words()
    branch = frozenset(stem(word) for word in chains.shop_words | places())
    return branch, frozenset(stem(word) for word in chains.not_branches)


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    """A body's letters -> the words of its name."""
    return {letters: plain_words(plain(name).split()) for letters, name in acronyms().items()}


@cache
def _beginnings_of_bodies() -> frozenset[str]:
    return frozenset(letters[:n] for letters in _bodies() for n in range(1, len(letters) + 1))


def may_settle(words: tuple[str, ...]) -> bool:
    """True when a name that begins with these words may be a branch of a chain, or a body."""
    return bool(words) and (words[0] in _chains() or words[0] in _beginnings_of_bodies())
