"""What a reorganisation on a known day does to a business case: what comes before it, to whom the
rest falls, and what the reorganisation would bring without any sharing."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from tallystick.form.case.options import BusinessCase, Effect, OptionCase
from tallystick.form.case.sharing import names
from tallystick.form.plan.plan_values import Plan
from tallystick.words.money import pounds
from tallystick.words.period import FinancialYear


def reorganised(case: BusinessCase, shared: OptionCase) -> tuple[str, ...]:
    """A sentence or two for each council of the plan that ends, and for each group of which several
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


def _falls_to(plan: Plan, effect: Effect) -> str:
    """What of a council's net effect comes before its end, and who gets the rest."""
    member = plan.member(effect.council)
    assert member.ends is not None  # asked only of those that end
    whole, early = sum(effect.net), before(effect.net, plan.financial_years, member.ends)
    heirs = " and ".join(_heir(plan, code) for code in member.becomes) or "successors not named"
    day = f"{member.ends.day} {member.ends:%B} {member.ends.year}"
    said = (
        f"{member.name} ends on {day}: it is left with {pounds(early)} net up to then, and {heirs} "
        f"with the {pounds(whole - early)} that come after."
    )
    return f"{said} {effect.too_late}".strip()


def _merged_anyway(plan: Plan, case: BusinessCase, shared: OptionCase) -> Iterator[str]:
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
) -> str:
    years = plan.financial_years
    counted = [line for line in shared.lines if line.sign > 0 and line.function == function]
    theirs = [line.counted for line in counted if line.council in codes]
    later = sum(sum(pence) - before(pence, years[: len(pence)], day) for pence in theirs)
    into = " and ".join(_heir(plan, code) for code in heirs)
    return (
        f"{names(plan, tuple(codes))} become {into} on {day.day} {day:%B} {day.year}, which brings "
        f"them together without any sharing: {pounds(later)} of the savings counted come later "
        "and may be the merger's."
    )


def _heir(plan: Plan, code: str) -> str:
    return plan.member(code).name if code in plan.codes else code
