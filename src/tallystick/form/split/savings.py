"""Who gets what of the savings of sharing, year by year, and a pool that keeps everybody from being
worse off.

The patterns are those that partnerships use: each its own, as the bill is split, the same
percentage of what each brought in (Orbis), by a rule of fairness, and what was put in repaid first.
All whole pence; every year adds up to what there was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tallystick.words.share import Shares

ByYear = Mapping[str, tuple[int, ...]]
"""Pence of each council in each year, by code."""


class Pattern(StrEnum):
    """How savings can be shared out, as a page says it."""

    OWN = "Each keeps what it saves itself"
    BASIS = "As the bill is split"
    BASELINE = "The same percentage of what each brought in"
    SHAPLEY = "By what each adds to the saving (Shapley)"
    REPAID_FIRST = "What was put in is repaid first, the rest as the bill is split"


@dataclass(frozen=True, slots=True)
class Pool:
    """What a guarantee that nobody is worse off in any year moves. moves: pence that each council
    gets by year, below zero what it pays in; every year adds up to 0. short: by year, what those
    who are ahead together lack to make good those who are behind."""

    moves: ByYear
    short: tuple[int, ...]


def share_out(savings: Sequence[int], shares: Shares) -> dict[str, tuple[int, ...]]:
    """The savings of each year by one set of shares, to the penny."""
    years = [shares.of(pence) for pence in savings]
    return {code: tuple(year[code] for year in years) for code in shares}


def repay_first(
    savings: Sequence[int], spent: Mapping[str, Sequence[int]], shares: Shares
) -> dict[str, tuple[int, ...]]:
    """The savings of each year, first to those who are still out of pocket for what they put in, in
    proportion to that, then by the shares.

    savings: pence of each year, none below zero. spent: what each put in by year, by code; councils
    of the shares that are not in it put in nothing. Raises ValueError for a saving below zero."""
    if min(savings, default=0) < 0:
        raise ValueError("What is shared out here is not below zero.")
    owed = dict.fromkeys(shares, 0)
    years = []
    for year, pence in enumerate(savings):
        for code, put_in in spent.items():
            owed[code] += put_in[year]
        repaid = min(pence, sum(owed.values()))
        back = Shares.by(owed).of(repaid) if repaid else dict.fromkeys(shares, 0)
        rest = shares.of(pence - repaid)
        owed = {code: owed[code] - back[code] for code in shares}
        years.append({code: back[code] + rest[code] for code in shares})
    return {code: tuple(year[code] for year in years) for code in shares}


def no_one_worse_off(net: ByYear) -> Pool:
    """The payments of a guarantee that no council is worse off than alone in any year. Councils
    that gain pay in, in proportion to their gain; councils that lose receive their loss, or a
    proportional part of it where the gains are not enough. net: the gain of each by year, negative
    for a loss."""
    moves: dict[str, list[int]] = {code: [] for code in net}
    short = []
    for year in range(len(next(iter(net.values()), ()))):
        ahead = {code: max(each[year], 0) for code, each in net.items()}
        behind = {code: max(-each[year], 0) for code, each in net.items()}
        moved = min(sum(ahead.values()), sum(behind.values()))
        paid = Shares.by(ahead).of(moved) if moved else {}
        got = Shares.by(behind).of(moved) if moved else {}
        for code in net:
            moves[code].append(got.get(code, 0) - paid.get(code, 0))
        short.append(sum(behind.values()) - moved)
    return Pool({code: tuple(each) for code, each in moves.items()}, tuple(short))
