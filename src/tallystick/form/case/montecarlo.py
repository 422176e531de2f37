"""The uncertainty of a business case: seeded random draws of its uncertain inputs, for each
council.

Drawn together: the share of each lever's savings that is delivered (a Beta-PERT distribution for
each, with the same rank correlation between any two), the one-off costs (triangular), the delay of
the savings in months, and the year in which each partner leaves, if any. Savings and costs are
taken as stated: the draws replace the corrections for evidence and optimism bias.

Floats are used, because results are statistics; they are rounded to whole pence. PCG64 and a fixed
order of sums: the same seed gives the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, ndtr

from tallystick.form.case.appraisal import discount_factors
from tallystick.form.case.lines import Line, LineKind, late
from tallystick.reference.appraisal import DiscountSchedule
from tallystick.reference.case import Chances

Floats = npt.NDArray[np.float64]
Years = npt.NDArray[np.int64]

PERCENTILES = (10, 50, 90)

Groups = Mapping[tuple[str, str], tuple[str, ...]]
"""By council and function, the codes of the councils that share it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """What the draws say of one council, or of all together (council '').

    p10, p50, p90: net present value in pence that so many of a hundred draws do not exceed. loses:
    the share of draws in which it is below zero. late: the share in which it has not paid for
    itself before its reorganisation; None where none is known.
    """

    council: str
    p10: int
    p50: int
    p90: int
    loses: float
    late: float | None


def draw(
    lines: Sequence[Line],
    councils: Sequence[str],
    *,
    chances: Chances,
    schedule: DiscountSchedule,
    years: int,
    deadlines: dict[str, int],
    seed: int,
    groups: Groups | None = None,
) -> tuple[Odds, ...]:
    """The odds of each council, in their order, and of all together last.

    years: how many the case has. deadlines: by council (or ''), the last year, from 0, by whose
    end it is to have paid for itself. groups: by council and function, those that share it; all
    of them where not given. When a partner leaves, its savings and yearly costs end and it pays
    `exit_months` of its yearly costs; once fewer than two of a group are left, its savings end.
    """
    factors = np.array([float(f) for f in discount_factors(schedule, years)])
    drawn = _drawn(lines, councils, chances=chances, years=years, seed=seed)
    together = np.zeros((chances.draws, years))
    odds = []
    for council in councils:
        net = _net([line for line in lines if line.council == council], council, drawn, groups)
        together += net
        odds.append(_odds(council, net, factors, deadlines.get(council)))
    return (*odds, _odds("", together, factors, deadlines.get("")))


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """The draws. delivered: (draws, levers); once and delay: (draws,); gone: the year, from 1, in
    which each council leaves, (draws, councils); alive: whether it is there, (draws, councils,
    years)."""

    councils: tuple[str, ...]
    levers: tuple[str, ...]
    delivered: Floats
    once: Floats
    delay: Years
    gone: Years
    alive: npt.NDArray[np.bool_]
    exit_months: int

    @property
    def years(self) -> int:
        return int(self.alive.shape[2])


def _drawn(
    lines: Sequence[Line], councils: Sequence[str], *, chances: Chances, years: int, seed: int
) -> _Drawn:
    dice = np.random.Generator(np.random.PCG64(seed))
    levers = tuple(sorted({line.item for line in lines if line.kind is LineKind.SAVING}))
    delivered = _delivered(dice, len(levers), chances)
    least, likely, most = map(float, chances.once_costs)
    once = dice.triangular(least, likely, most, size=chances.draws)
    delay = dice.choice(
        np.array(list(chances.delay_months)),
        p=np.array([float(chance) for chance in chances.delay_months.values()]),
        size=chances.draws,
    )
    gone = _leaving(dice, len(councils), chances)
    alive = np.arange(years) < gone[:, :, None]
    return _Drawn(tuple(councils), levers, delivered, once, delay, gone, alive, chances.exit_months)


def _net(lines: Sequence[Line], council: str, drawn: _Drawn, groups: Groups | None) -> Floats:
    """What one council's lines come to in each draw and year, shape (draws, years)."""
    at = drawn.councils.index(council)
    here, years = drawn.alive[:, at], drawn.years
    net = -drawn.once[:, None] * _sum(lines, LineKind.ONCE, years)
    net -= _yearly(lines, drawn.gone[:, at], here, drawn.exit_months, years)
    for group, theirs in _by_group(lines, drawn.councils, groups).items():
        places = [drawn.councils.index(code) for code in group]
        others_too = drawn.alive[:, places].sum(axis=1) > 1 if len(group) > 1 else here
        net += _savings(theirs, drawn) * (here & others_too)
    return np.asarray(net, dtype=np.float64)


def _by_group(
    lines: Sequence[Line], councils: Sequence[str], groups: Groups | None
) -> dict[tuple[str, ...], list[Line]]:
    """One council's lines by those that share what they are about with it."""
    found: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        group = tuple(councils) if groups is None else groups[line.council, line.function]
        found.setdefault(group, []).append(line)
    return found


def _delivered(dice: np.random.Generator, levers: int, chances: Chances) -> Floats:
    """The share of each lever's savings that comes, shape (draws, levers): a normal copula whose
    correlation gives the rank correlation asked for (Pearson 1907: 2 sin(pi r / 6))."""
    least, likely, most = map(float, chances.delivery)
    correlation = 2 * np.sin(np.pi * float(chances.rank_correlation) / 6)
    common = dice.standard_normal((chances.draws, 1))
    own = dice.standard_normal((chances.draws, levers))
    ranks = ndtr(np.sqrt(correlation) * common + np.sqrt(1 - correlation) * own)
    a = 1 + 4 * (likely - least) / (most - least)
    b = 1 + 4 * (most - likely) / (most - least)
    # The inverse is smooth: a fine table of it is exact to far less than the draws are.
    steps = np.linspace(0.0, 1.0, 4001)
    shares = np.interp(ranks, steps, betaincinv(a, b, steps))
    return np.asarray(least + (most - least) * shares, dtype=np.float64)


def _leaving(dice: np.random.Generator, councils: int, chances: Chances) -> Years:
    """The year, from 1, in which each council leaves, shape (draws, councils)."""
    chance = float(chances.leaves_a_year)
    if not chance:
        return np.full((chances.draws, councils), np.iinfo(np.int64).max)
    return dice.geometric(chance, size=(chances.draws, councils))


def _savings(lines: Sequence[Line], drawn: _Drawn) -> Floats:
    """Savings of each year, shape (draws, years)."""
    count, years = len(drawn.levers), drawn.years
    stated = np.zeros((count, years))
    for line in lines:
        if line.kind is LineKind.SAVING:
            # A line may be shorter than the case; numpy would broadcast a single year.
            stated[drawn.levers.index(line.item), : len(line.stated)] += line.stated
    savings = np.zeros((len(drawn.delay), years))
    for months in np.unique(drawn.delay):
        moved = np.array([_late(row, int(months)) for row in stated]).reshape(count, years)
        here = drawn.delay == months
        # einsum adds in one order everywhere; a BLAS would choose its own.
        savings[here] = np.einsum("dl,ly->dy", drawn.delivered[here], moved)
    return savings


def _late(row: Floats, months: int) -> list[float]:
    return [float(each) for each in late([Fraction(pence) for pence in row], months)]


def _yearly(
    lines: Sequence[Line], gone: Years, alive: npt.NDArray[np.bool_], exit_months: int, years: int
) -> Floats:
    """Yearly costs while it stays, and what it pays when it leaves, shape (draws, years)."""
    a_year = _sum(lines, LineKind.YEARLY, years)
    charge = np.where(np.arange(years) == gone[:, None], a_year * exit_months / 12, 0.0)
    return alive * a_year + charge


def _sum(lines: Sequence[Line], kind: LineKind, years: int) -> Floats:
    total = np.zeros(years)
    for line in lines:
        if line.kind is kind:
            total[: len(line.stated)] += line.stated
    return total


def _odds(council: str, net: Floats, factors: Floats, deadline: int | None) -> Odds:
    worth = (net * factors).sum(axis=1)
    p10, p50, p90 = (round(float(each)) for each in np.percentile(worth, PERCENTILES))
    return Odds(
        council=council,
        p10=p10,
        p50=p50,
        p90=p90,
        loses=float((worth < 0).mean()),
        late=None if deadline is None else float(_unpaid(net, deadline).mean()),
    )


def _unpaid(net: Floats, deadline: int) -> npt.NDArray[np.bool_]:
    """Where it has not paid for itself, for good, by the end of the year `deadline`."""
    so_far = net.cumsum(axis=1)
    return np.asarray((so_far[:, max(deadline, 0) :] < 0).any(axis=1) | (deadline < 0))
