"""What the levers L1 to L8 save of their own bases: in which order, how soon, and up to what cap.

Rates are assumptions of reference/savings_rates.yaml or the plan's own; how a lever comes is in
reference/case_settings.yaml.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tallystick.form.case.lines import Line, LineKind
from tallystick.reference.case import CaseSettings, Option
from tallystick.words.period import FinancialYear
from tallystick.words.rate import SavingsRate
from tallystick.words.remarks import Remark, remark

CAPPED = ("L1", "L2", "L3", "L4")
"""The levers that together stay under the cap of a whole function."""

AFTER = {"L3": ("L2",)}
"""Whose base is part of whose: the staff who handle transactions are among the other staff, so
the third lever works on what the second has left of them. Managers are in neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a lever's rate is applied to: pence of each year of one council in one function.

    ready: for a lever that waits for a contract, licence or lease, the first day without it; None
    where not known. counted: the share of the saving that is counted for its evidence; grade and
    because: that evidence. mechanism: the post, contract or lease that causes the saving, or ''.
    Raises ValueError for pence below zero.
    """

    council: str
    function: str
    lever: str
    pence: tuple[int, ...]
    counted: Decimal
    grade: str
    because: str
    ready: date | None = None
    mechanism: str = ""

    def __post_init__(self) -> None:
        if min(self.pence, default=0) < 0:
            raise ValueError(f"The base of {self.lever} in {self.council} is below zero.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a lever at full strength saves of a base, in pence of each year, and whether a cap cut
    it in any."""

    base: Base
    pence: tuple[Fraction, ...]
    capped: bool


def save(
    bases: Sequence[Base],
    rates: Mapping[str, Decimal],
    *,
    reach: Mapping[str, Decimal],
    cap: Decimal,
) -> tuple[Saved, ...]:
    """What each base saves at full strength, in the order of the bases, which have the same years.

    rates, reach and cap: shares of 1; a lever without reach saves nothing. The cap holds for the
    levers L1 to L4 of a council's function together, of managers, other staff and systems; where
    they exceed it, all four are cut in the same proportion.
    """
    sums = [_uncapped(base, rates, reach) for base in bases]
    held: dict[tuple[str, str], list[tuple[Base, tuple[Fraction, ...]]]] = {}
    for base, pence in zip(bases, sums, strict=True):
        if base.lever in CAPPED:
            held.setdefault((base.council, base.function), []).append((base, pence))
    kept = {place: _kept(within, cap) for place, within in held.items()}
    answer = []
    for base, pence in zip(bases, sums, strict=True):
        share = (
            kept[base.council, base.function]
            if base.lever in CAPPED
            else (Fraction(1),) * len(pence)
        )
        cut = tuple(each * part for each, part in zip(pence, share, strict=True))
        answer.append(Saved(base=base, pence=cut, capped=cut != pence))
    return tuple(answer)


def arrived(
    base: Base, years: Sequence[FinancialYear], settings: CaseSettings
) -> tuple[Fraction, ...]:
    """The share of a year's saving that comes in each year: along the ramp, or by days from the
    day the base is ready; nothing while that day is not known."""
    if not settings.levers[base.lever].dated:
        ramp = settings.pay_ramp
        return tuple(Fraction(ramp[min(at, len(ramp) - 1)]) for at in range(len(years)))
    if base.ready is None:
        return (Fraction(0),) * len(years)
    return tuple(_share_of_year(base.ready, year) for year in years)


def saving_lines(
    bases: Sequence[Base],
    rates: Mapping[str, SavingsRate],
    option: Option,
    *,
    years: Sequence[FinancialYear],
    settings: CaseSettings,
) -> tuple[Line, ...]:
    """The savings of an option at the central rates; pence rounded down, and those that save
    nothing left out."""
    central = {lever: rate.central for lever, rate in rates.items()}
    lines = []
    for saved in save(bases, central, reach=option.reach, cap=central["cap"]):
        base, lever = saved.base, settings.levers[saved.base.lever]
        shares = arrived(base, years, settings)
        stated = tuple(int(p * s // 1) for p, s in zip(saved.pence, shares, strict=True))
        if any(stated):
            lines.append(
                Line(
                    council=base.council,
                    function=base.function,
                    item=base.lever,
                    name=rates[base.lever].name,
                    kind=LineKind.SAVING,
                    stated=stated,
                    correction=base.counted,
                    because=_because(saved, rates[base.lever], option),
                    grade=base.grade,
                    cash_releasing=lever.cash_releasing,
                    pay=lever.pay,
                )
            )
    return tuple(lines)


def claimed_twice(bases: Iterable[Base]) -> tuple[Remark, ...]:
    """A remark for each post, contract or lease that more than one saving goes through."""
    by_mechanism: dict[str, list[Base]] = {}
    for base in bases:
        if base.mechanism:
            by_mechanism.setdefault(base.mechanism, []).append(base)
    return tuple(
        remark(
            "claimed_twice",
            mechanism=mechanism,
            number=len(held),
            bases=tuple(_title(base) for base in held),
        )
        for mechanism, held in sorted(by_mechanism.items())
        if len(held) > 1
    )


def undated(bases: Iterable[Base], settings: CaseSettings) -> tuple[Base, ...]:
    """The bases that save nothing because the day they are ready is not known."""
    return tuple(
        base
        for base in bases
        if any(base.pence) and settings.levers[base.lever].dated and base.ready is None
    )


def _uncapped(
    base: Base, rates: Mapping[str, Decimal], reach: Mapping[str, Decimal]
) -> tuple[Fraction, ...]:
    share = _effective(base.lever, rates, reach)
    for earlier in AFTER.get(base.lever, ()):
        share *= 1 - _effective(earlier, rates, reach)
    return tuple(pence * share for pence in base.pence)


def _effective(lever: str, rates: Mapping[str, Decimal], reach: Mapping[str, Decimal]) -> Fraction:
    return Fraction(rates[lever]) * Fraction(reach.get(lever, 0))


def _kept(held: Sequence[tuple[Base, tuple[Fraction, ...]]], cap: Decimal) -> tuple[Fraction, ...]:
    """The share of the savings of L1 to L4 that is left under the cap in each year."""
    # The staff of L3 are among those of L2, so L3's base is counted only where there is no L2.
    apart = {"L1", "L4", "L2" if any(base.lever == "L2" for base, _saving in held) else "L3"}
    shares = []
    for at in range(len(held[0][1])):
        most = sum(base.pence[at] for base, _s in held if base.lever in apart) * Fraction(cap)
        saving = sum((pence[at] for _base, pence in held), Fraction(0))
        shares.append(most / saving if saving > most else Fraction(1))
    return tuple(shares)


def _share_of_year(ready: date, year: FinancialYear) -> Fraction:
    days = (year.end - year.start).days + 1
    left = (year.end - max(ready, year.start)).days + 1
    return Fraction(max(left, 0), days)


def _title(base: Base) -> Remark:
    return remark(
        "base_of", councils=(base.council,), lever=base.lever, function=str(base.function)
    )


def _because(saved: Saved, rate: SavingsRate, option: Option) -> str:
    reach = Fraction(option.reach[saved.base.lever])
    share = "" if reach == 1 else f", of which this option reaches {float(reach):.0%}"
    cut = ", cut to the cap of a whole function" if saved.capped else ""
    return f"{float(rate.central):.1%} of the {rate.base}{share}{cut}. {saved.base.because}"
