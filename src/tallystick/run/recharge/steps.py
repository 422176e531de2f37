"""Overhead passed on step by step: pools that feed others, each other too, solved exactly.

The reciprocal method of cost accounting: what a pool holds is what was posted to it and what others
feed it, x = c + Fx. With Fractions there is no rounding, so the order of the pools cannot matter.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

Feeds = Mapping[str, Mapping[str, Decimal]]
"""By the id of a pool that feeds: the weights by which it gives, by the ids of those it feeds."""


def reached(pool: str, feeds: Feeds) -> frozenset[str]:
    """The pools to which some of what the pool holds comes, itself only by a loop."""
    met: set[str] = set()
    waiting = [pool]
    while waiting:
        for other, weight in feeds.get(waiting.pop(), {}).items():
            if weight and other not in met:
                met.add(other)
                waiting.append(other)
    return frozenset(met)


def feeders(pool: str, feeds: Feeds) -> frozenset[str]:
    """The pools of which something comes to the pool."""
    return frozenset(each for each in feeds if pool in reached(each, feeds))


def without_way_out(feeds: Feeds) -> str:
    """The first pool, by id, all of which goes round in a loop and never arrives; '' where none
    does."""
    stuck = (pool for pool in sorted(feeds) if reached(pool, feeds) <= feeds.keys())
    return next(stuck, "")


def after_steps(held: Mapping[str, Fraction], feeds: Feeds) -> dict[str, Fraction]:
    """What each pool that keeps its cost holds once all that feed have given all they hold away.

    held: exact pence posted to each pool. The sum stays what it was. feeds: every one of its pools
    has a way out (without_way_out).
    """
    given = _solved(held, feeds)
    kept = {pool: Fraction(pence) for pool, pence in held.items() if pool not in feeds}
    for pool, pence in given.items():
        for other, part in _parts(feeds[pool]).items():
            if other not in feeds:
                kept[other] = kept.get(other, Fraction(0)) + pence * part
    return kept


def _parts(weights: Mapping[str, Decimal]) -> dict[str, Fraction]:
    whole = sum(map(Fraction, weights.values()))
    return {pool: Fraction(weight) / whole for pool, weight in weights.items()}


def _solved(held: Mapping[str, Fraction], feeds: Feeds) -> dict[str, Fraction]:
    """What each pool that feeds gives away in all, by elimination: each row says that a pool gives
    `held` and a part of what others give."""
    rows = {pool: (Fraction(held.get(pool, 0)), _taken(pool, feeds)) for pool in sorted(feeds)}
    order = list(rows)
    for at, pool in enumerate(order):
        pence, taken = rows[pool]
        own = 1 / (1 - taken.pop(pool, Fraction(0)))
        rows[pool] = (pence * own, {other: part * own for other, part in taken.items()})
        _put_in(pool, rows, order[at + 1 :])
    for at, pool in reversed(list(enumerate(order))):
        _put_in(pool, rows, order[:at])
    return {pool: pence for pool, (pence, _taken_from) in rows.items()}


def _taken(pool: str, feeds: Feeds) -> dict[str, Fraction]:
    """The part that the pool gets of what each pool gives."""
    parts = {other: _parts(weights).get(pool, Fraction(0)) for other, weights in feeds.items()}
    return {other: part for other, part in parts.items() if part}


Row = tuple[Fraction, dict[str, Fraction]]


def _put_in(pool: str, rows: dict[str, Row], others: Iterable[str]) -> None:
    """Put what is known of a pool in its place in the rows of others."""
    pence, taken = rows[pool]
    for other in others:
        held, parts = rows[other]
        factor = parts.pop(pool, None)
        if factor is None:
            continue
        for each, part in taken.items():
            parts[each] = parts.get(each, Fraction(0)) + factor * part
        rows[other] = (held + factor * pence, parts)
