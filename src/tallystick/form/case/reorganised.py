"""The effect of a reorganisation on a known day on a business case: the part before it, the
successors that take over the rest, and what the reorganisation would bring without sharing."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from tallystick.form.case.options import BusinessCase, Effect, OptionCase
from tallystick.form.plan.plan_values import Plan
from tallystick.words.period import FinancialYear
from tallystick.words.remarks import Remark, remark


def reorganised(case: BusinessCase, shared: OptionCase) -> tuple[Remark, ...]:
    """A remark for each council of the plan that ends, and for each group of which several
    become one council."""
    ending = (each for each in shared.councils if case.plan.member(each.council).ends is not None)
    return (
        *(_falls_to(case.plan, each) for each in ending),
        *_merged_anyway(case.plan, case, shared),
    )


def before(pence: Sequence[int], years: Sequence[FinancialYear], day: date) -> int:
    """The pence of each year that come before a day, a year's part by its days; to the nearest."""
    so_far = Fraction(0)
    for year, each in zip(years, pence, strict=True):
        length = (year.end - year.start).days + 1
        days = min(max((day - year.start).days, 0), length)
        so_far += each * Fraction(days, length)
    return round(so_far)


def _falls_to(plan: Plan, effect: Effect) -> Remark:
    """What of a council's net effect comes before its end, and who gets the rest."""
    member = plan.member(effect.council)
    assert member.ends is not None  # asked only of those that end
    whole, early = sum(effect.net), before(effect.net, plan.financial_years, member.ends)
    return remark(
        "left_to_successors",
        councils=(effect.council,),
        day=member.ends,
        pence=early,
        later=whole - early,
        heirs=_heirs(member.becomes),
        too_late=effect.too_late,
    )


def _heirs(codes: tuple[str, ...]) -> Remark:
    """Who takes over, as a clause."""
    return remark("successors", councils=codes) if codes else remark("successors_not_named")


def _merged_anyway(plan: Plan, case: BusinessCase, shared: OptionCase) -> Iterator[Remark]:
    """Groups of which several councils become the same one: merging brings them together anyway."""
    for sharing in case.sharings:
        for group in sharing.groups:
            by_heirs: dict[tuple[str, ...], list[str]] = {}
            for code in group:
                by_heirs.setdefault(plan.member(code).becomes or (code,), []).append(code)
            for heirs, codes in by_heirs.items():
                ends = [end for code in codes if (end := plan.member(code).ends)]
                if len(codes) > 1 and ends:
                    yield _merging(plan, shared, str(sharing.function), codes, heirs, max(ends))


def _merging(
    plan: Plan,
    shared: OptionCase,
    function: str,
    codes: list[str],
    heirs: tuple[str, ...],
    day: date,
) -> Remark:
    years = plan.financial_years
    counted = [line for line in shared.lines if line.sign > 0 and line.function == function]
    theirs = [line.counted for line in counted if line.council in codes]
    later = sum(sum(pence) - before(pence, years[: len(pence)], day) for pence in theirs)
    return remark("merged_anyway", councils=codes, heirs=_heirs(heirs), day=day, pence=later)
