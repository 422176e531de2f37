"""Ways of sharing the savings of a case among its councils, and what each is worth to each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tallystick.form.case.appraisal import discount_factors
from tallystick.form.case.fairness import basis_shares, shapley_savings
from tallystick.form.case.lines import Line, LineKind, yearly
from tallystick.form.case.options import BusinessCase, OptionCase
from tallystick.form.plan.plan_values import Figure, FunctionPlan, Plan
from tallystick.form.split.savings import (
    ByYear,
    Pattern,
    Pool,
    no_one_worse_off,
    repay_first,
    share_out,
)
from tallystick.words.remarks import Remark, remark
from tallystick.words.share import Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of sharing the savings; every council bears its own costs.

    net: what each council keeps by year, in real pence as counted. worth: its present value in year
    0's pence, rounded. pool: payments under a guarantee that no council is worse off. why_not: the
    reason when this way is not possible; the other fields are then empty.
    """

    pattern: Pattern
    net: ByYear
    worth: Mapping[str, int]
    pool: Pool
    why_not: Remark | None


def ways_of_sharing(case: BusinessCase, shared: OptionCase) -> tuple[Way, ...]:
    """Every pattern for an option that needs partners, in the order of Pattern."""
    return tuple(_way(case, shared, pattern) for pattern in Pattern)


def _way(case: BusinessCase, shared: OptionCase, pattern: Pattern) -> Way:
    plan, years = case.plan, case.plan.years
    costs = [line for line in shared.lines if line.kind is not LineKind.SAVING]
    net = {
        code: list(yearly([line for line in costs if line.council == code], years=years))
        for code in plan.codes
    }
    for sharing in case.sharings:
        for group in sharing.groups:
            theirs = [
                line
                for line in shared.lines
                if line.council in group and line.function == sharing.function
            ]
            split = _split(plan, plan.function(sharing.function), group, theirs, pattern)
            if isinstance(split, Remark):
                return Way(pattern=pattern, net={}, worth={}, pool=Pool({}, ()), why_not=split)
            for code, savings in split.items():
                net[code] = [own + pence for own, pence in zip(net[code], savings, strict=True)]
    by_year = {code: tuple(each) for code, each in net.items()}
    factors = discount_factors(case.schedule, years)
    return Way(
        pattern=pattern,
        net=by_year,
        worth={code: _worth(each, factors) for code, each in by_year.items()},
        pool=no_one_worse_off(by_year),
        why_not=None,
    )


def _split(
    plan: Plan, function: FunctionPlan, group: tuple[str, ...], lines: list[Line], pattern: Pattern
) -> Mapping[str, tuple[int, ...]] | Remark:
    """The savings of a group by council and year, or why this pattern is not open to it."""
    own = {code: _savings(lines, code, plan.years) for code in group}
    if pattern is Pattern.OWN:
        return own
    whole = [sum(each) for each in zip(*own.values(), strict=True)]
    shares = _shares(plan, function, group, pattern)
    if isinstance(shares, Remark):
        return shares
    if pattern is not Pattern.REPAID_FIRST:
        return share_out(whole, shares)
    once = [line for line in lines if line.kind is LineKind.ONCE]
    spent = {
        code: tuple(-p for p in yearly([e for e in once if e.council == code], years=plan.years))
        for code in group
    }
    return repay_first(whole, spent, shares)


def _shares(
    plan: Plan, function: FunctionPlan, group: tuple[str, ...], pattern: Pattern
) -> Shares | Remark:
    if pattern is Pattern.BASELINE:
        costs = {code: part.cost for code in group if (part := function.part(code))}
        figures = {c: cell.pence for c, cell in costs.items() if isinstance(cell, Figure)}
        if len(figures) < len(group) or not any(figures.values()):
            return remark("brought_in_not_known", function=function.label)
        return Shares.by(figures)
    if pattern is Pattern.SHAPLEY:
        saved = shapley_savings(plan, function, group)
        return saved if isinstance(saved, Remark) else Shares.by(saved)
    return basis_shares(function, group)


def _savings(lines: Sequence[Line], council: str, years: int) -> tuple[int, ...]:
    return yearly(
        [line for line in lines if line.council == council and line.kind is LineKind.SAVING],
        years=years,
    )


def _worth(net: Sequence[int], factors: Sequence[Fraction]) -> int:
    return round(sum((n * f for n, f in zip(net, factors, strict=True)), Fraction(0)))
