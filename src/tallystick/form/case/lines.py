"""The lines of a business case: one cost or benefit of one council in one function, year by year.

A case consists only of its lines. Every table, total and net present value is a sum of lines, so
totals always agree to the penny.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tallystick.form.case.appraisal import Flows

MONTHS = 12


class LineKind(StrEnum):
    """What a line is."""

    SAVING = "saving"
    ONCE = "one-off cost"
    YEARLY = "yearly cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One cost or one saving.

    item: lever ('L1') or key of the cost line. stated: pence of each year in real terms, year 0
    first, before any correction. correction: what it is multiplied by to be counted: the share
    that its evidence bears of a saving, 1 + the optimism bias of a cost. pay: it moves with pay.
    transfer: it only moves money between pockets, so is no cost to society. because: where the
    figure is from. Raises ValueError for a figure or a correction below zero.
    """

    council: str
    function: str
    item: str
    name: str
    kind: LineKind
    stated: tuple[int, ...]
    correction: Decimal
    because: str
    grade: str = ""
    cash_releasing: bool = True
    transfer: bool = False
    pay: bool = False

    def __post_init__(self) -> None:
        if min(self.stated, default=0) < 0 or self.correction < 0:
            raise ValueError(f"{self.name} of {self.council} is below zero.")

    @property
    def counted(self) -> tuple[int, ...]:
        """Pence of each year that the case counts: savings rounded down, costs rounded up."""
        factor = Fraction(self.correction)
        if self.kind is LineKind.SAVING:
            return tuple(int(pence * factor // 1) for pence in self.stated)
        return tuple(int(-(-pence * factor // 1)) for pence in self.stated)

    @property
    def sign(self) -> int:
        """1 for a saving, -1 for a cost."""
        return 1 if self.kind is LineKind.SAVING else -1


def flows(lines: Iterable[Line], *, years: int) -> Flows:
    """What the lines are together, as counted, for appraise."""
    return _flows([(line, line.counted) for line in lines], years)


def stated_flows(lines: Iterable[Line], *, years: int) -> Flows:
    """What the lines are together before any correction."""
    return _flows([(line, line.stated) for line in lines], years)


def yearly(lines: Iterable[Line], *, years: int) -> tuple[int, ...]:
    """Savings less costs of each year in pence, as counted, in real terms."""
    total = [0] * years
    for line in lines:
        for year, pence in enumerate(line.counted):
            total[year] += line.sign * pence
    return tuple(total)


def in_money_of_the_year(pence: Sequence[int], *, prices: Decimal) -> tuple[int, ...]:
    """Real pence of each year in the prices of that year, to the nearest penny, halves to even.

    prices: how much they rise a year, as a share of 1."""
    rise = 1 + Fraction(prices)
    return tuple(round(each * rise**year) for year, each in enumerate(pence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stress:
    """What may turn out otherwise. delivery, once and volume multiply savings as stated, one-off
    costs as stated, and all that moves with volume; None leaves the correction of the case in
    place. delay: whole months by which savings are late. pay: growth of pay above prices a year."""

    delivery: Decimal | None = None
    once: Decimal | None = None
    volume: Decimal = Decimal(1)
    delay: int = 0
    pay: Decimal = Decimal(0)


def stressed(lines: Iterable[Line], under: Stress, *, years: int) -> Flows:
    """The lines as they would be under stress."""
    return _flows([(line, _stressed(line, under)) for line in lines], years)


def without(lines: Iterable[Line], council: str, *, from_year: int) -> tuple[Line, ...]:
    """The lines when a council leaves at the start of a year: what is spent stays spent, what it
    would have saved and paid from then on is gone."""
    return tuple(
        replace(line, stated=line.stated[:from_year]) if line.council == council else line
        for line in lines
    )


def late(pence: Sequence[Fraction], months: int) -> tuple[Fraction, ...]:
    """The yearly flow when everything comes so many months later; amounts after the last year are
    not counted."""
    whole, part = divmod(months, MONTHS)
    moved = [Fraction(0)] * whole + [Fraction(each) for each in pence]
    before = [Fraction(0), *moved]
    share = Fraction(part, MONTHS)
    return tuple(
        now * (1 - share) + earlier * share
        for now, earlier, _year in zip(moved, before, pence, strict=False)
    )


def _stressed(line: Line, under: Stress) -> tuple[Fraction, ...]:
    asked = {LineKind.SAVING: under.delivery, LineKind.ONCE: under.once, LineKind.YEARLY: None}[
        line.kind
    ]
    factor = Fraction(1 if line.kind is LineKind.ONCE else under.volume)
    if asked is not None:
        factor *= Fraction(asked)
    growth = 1 + Fraction(under.pay if line.pay else 0)
    base = line.counted if asked is None else line.stated
    pence = [each * factor * growth**year for year, each in enumerate(base)]
    return late(pence, under.delay if line.kind is LineKind.SAVING else 0)


def _flows(lines: Sequence[tuple[Line, Sequence[int | Fraction]]], years: int) -> Flows:
    costs, benefits = [Fraction(0)] * years, [Fraction(0)] * years
    for line, pence in lines:
        side = benefits if line.kind is LineKind.SAVING else costs
        for year, each in enumerate(pence):
            side[year] += each
    return Flows(tuple(costs), tuple(benefits))
