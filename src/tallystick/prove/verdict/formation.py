"""Central against local: did services that councils chose to share deliver more of their promise
than those directed from above, as far as the cases can tell?

Cases are few, unlike and self-chosen, so nothing is assumed of their distribution: a group's
median lies between its least and its greatest ratio with probability 1 - 2 ** (1 - n), and two
groups are compared by the exact test of ranks (Mann & Whitney 1947)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from math import comb
from statistics import median

from tallystick.prove.verdict.findings import ClaimFinding, PartnershipFinding
from tallystick.reference.delivery_ratios import load_delivery_ratios
from tallystick.reference.formations import load_formations
from tallystick.sharing.partnership import Formation
from tallystick.sharing.track_record import ClosedClaim, ClosedPartnership

SURE = Fraction(95, 100)
"""The usual convention."""

_MOST_SPLITS = 200_000
"""Beyond so many ways to split the cases the test is of an even sample of them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One service: delivered over promised. at_most: the ratio is only known to lie no higher.
    own: from the user's register rather than the reference table."""

    name: str
    formation: Formation
    ratio: Fraction
    at_most: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one formation. middle: their median; low and high: the least and the greatest,
    between which the median of such services lies with probability `sure`. None without cases."""

    formation: Formation
    cases: tuple[Case, ...]
    middle: Fraction | None
    low: Fraction | None
    high: Fraction | None
    sure: Fraction


@dataclass(frozen=True, slots=True)
class FormationComparison:
    """Both groups, the cases of unknown formation, and what can be said. chance: how often a
    split of the same cases by lot differs as much; least_chance: the least that so few cases
    could give. Both None where a group is empty."""

    chosen: Group
    directed: Group
    unknown: Group
    chance: Fraction | None
    least_chance: Fraction | None
    is_too_thin: bool
    sentence: str


def known_cases() -> tuple[Case, ...]:
    """The shared services of the reference table that have a ratio, or are known to have none."""
    formations = load_formations()
    found = []
    for each in load_delivery_ratios():
        if not each.shared_service or (each.low is None and not each.below_zero):
            continue
        middle = (Fraction(each.low or 0) + Fraction(each.high or 0)) * Fraction(1, 2)
        formation = Formation(formations[each.case])
        found.append(Case(each.case, formation, middle, each.below_zero, own=False))
    return tuple(found)


def closed_case(finding: PartnershipFinding, *, on: date) -> ClosedPartnership | None:
    """A partnership of the user's own as a case, once all that its claims promise is due and
    spend can tell of each; None before. on: the day of the verdict."""
    held = [each for each in finding.claims if not each.is_refused]
    if not held or not all(_is_closed(each) for each in held):
        return None
    deal = finding.partnership
    claims = tuple(
        ClosedClaim(each.claim.id, each.due, round((each.ratio or Fraction(0)) * each.due))
        for each in held
    )
    return ClosedPartnership(deal.id, deal.name, deal.formation, claims, on, finding.head)


def case_of(own: ClosedPartnership) -> Case:
    """A closed partnership beside the published cases."""
    ratio = Fraction(own.delivered, own.anticipated)
    return Case(own.name, own.formation, ratio, at_most=False, own=True)


def compare(cases: Iterable[Case]) -> FormationComparison:
    """The groups side by side."""
    held = sorted(cases, key=lambda case: (case.ratio, case.name))
    chosen, directed, unknown = (_group(held, formation) for formation in Formation)
    least = chance = None
    if chosen.cases and directed.cases:
        least = _least_chance(len(chosen.cases), len(directed.cases))
        chance = _chance(_ratios(chosen), _ratios(directed))
    thin = least is None or least > 1 - SURE or min(chosen.sure, directed.sure) < SURE
    sentence = _said(chosen, directed, chance, thin)
    return FormationComparison(chosen, directed, unknown, chance, least, thin, sentence)


def _is_closed(found: ClaimFinding) -> bool:
    return found.ratio is not None and 0 < found.due == found.rebased


def _group(cases: Sequence[Case], formation: Formation) -> Group:
    held = tuple(case for case in cases if case.formation is formation)
    if not held:
        return Group(formation, (), None, None, None, Fraction(0))
    ratios = [case.ratio for case in held]
    sure = 1 - Fraction(1, 2 ** (len(held) - 1))
    return Group(formation, held, Fraction(median(ratios)), ratios[0], ratios[-1], sure)


def _ratios(group: Group) -> list[Fraction]:
    return [case.ratio for case in group.cases]


def _least_chance(one: int, other: int) -> Fraction:
    return min(Fraction(2, comb(one + other, one)), Fraction(1))


def _chance(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """Share of the splits of all ratios into groups of these sizes whose ranks differ at least
    as much."""
    whole = [*one, *other]
    ranks = [_rank(each, whole) for each in whole]
    expected = Fraction(len(one) * (len(whole) + 1), 2)
    seen = abs(sum(ranks[: len(one)], Fraction(0)) - expected)
    splits = comb(len(whole), len(one))
    step = -(-splits // _MOST_SPLITS)
    tried = as_far = 0
    for place, split in enumerate(combinations(ranks, len(one))):
        if place % step == 0:
            tried += 1
            as_far += abs(sum(split, Fraction(0)) - expected) >= seen
    return Fraction(as_far, tried)


def _rank(value: Fraction, whole: Sequence[Fraction]) -> Fraction:
    """The mean rank of a value among all, ties sharing theirs."""
    below = sum(other < value for other in whole)
    alike = sum(other == value for other in whole)
    return below + Fraction(alike + 1, 2)


def _said(chosen: Group, directed: Group, chance: Fraction | None, thin: bool) -> str:
    counts = f"{len(chosen.cases)} chosen and {len(directed.cases)} directed"
    if thin or chance is None:
        return (
            f"The evidence is too thin: with {counts} no difference could be told from chance, "
            "whatever the ratios."
        )
    if chance > 1 - SURE:
        return f"With {counts} no difference is seen that chance would not often give."
    higher = "chosen by the councils" if _middle(chosen) > _middle(directed) else "directed"
    return f"With {counts} those {higher} delivered more of their promise, more than by chance."


def _middle(group: Group) -> Fraction:
    return group.middle if group.middle is not None else Fraction(0)
