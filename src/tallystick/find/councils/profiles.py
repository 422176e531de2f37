"""Each council seen whole: what it pays for each function, beside the others and its own return."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from tallystick.find.comparability.cells import (
    LEAST_PENCE_A_YEAR,
    Cell,
    Comparison,
    Spent,
    paid_by,
)
from tallystick.find.council_findings import (
    CategoryView,
    FunctionView,
    Outturn,
    Profile,
    Return,
    SystemSeen,
)
from tallystick.find.councils.neighbours import all_peers, most_alike
from tallystick.find.councils.partners import likely_partners, tie
from tallystick.find.findings import Opportunity, PairOverlap
from tallystick.reference.councils import Councils
from tallystick.reference.outturn import load_central_services
from tallystick.words.bought_for import BoughtFor
from tallystick.words.council import Council
from tallystick.words.labels import Label
from tallystick.words.remarks import Remark, remark

NEW_FOR_YEARS = 5
"""A council that began no longer ago than this says so: its contracts are its predecessors'."""


@dataclass(frozen=True, slots=True)
class _Paid:
    """What was paid by category and council, of councils that pay the least a year or more."""

    by_category: Mapping[str, Mapping[str, Spent]]
    # pence a year a head, where the population is known and the files bear a yearly figure
    a_head: Mapping[str, Mapping[str, int]]
    comparison: Comparison


def profile_councils(
    cells: Iterable[Cell],
    comparison: Comparison,
    *,
    found: Sequence[Opportunity],
    pairs: Sequence[PairOverlap],
    systems: Sequence[SystemSeen],
    returns: Sequence[Return],
    councils: Councils,
) -> tuple[Profile, ...]:
    """The councils that take part, in the order of the coverage.

    cells: those that overlaps are sought in. found: all opportunities, ranked. pairs and systems:
    those of the whole answer. returns: what councils say of themselves. councils: all that are
    known, for those that are alike.
    """
    paid = _paid(cells, comparison)
    compared = frozenset(code for code, months in comparison.months.items() if months)
    acting = [each for each in found if each.is_counted and each.stands]
    taking_part_in = [(each.key, {one.council.code for one in each.councils}) for each in acting]
    ties = tie(acting, pairs, systems)
    taking_part = [comparison.coverage[code].council for code in sorted(compared)]
    peers = all_peers(taking_part, councils, on=comparison.on)
    return tuple(
        Profile(
            council=seen.council,
            reorganisation=_reorganisation(seen.council, councils, comparison.on),
            outturn=_outturn(seen.council),
            near=most_alike(seen.council, peers, compared=compared),
            functions=_functions(seen.council, paid, returns),
            partners=likely_partners(seen.council, taking_part, ties),
            alone=_alone(seen.council, paid),
            opportunities=tuple(key for key, codes in taking_part_in if code in codes),
            is_weak=code in comparison.weak,
        )
        for code, seen in comparison.coverage.items()
        if code in compared
    )


def _paid(cells: Iterable[Cell], comparison: Comparison) -> _Paid:
    bought: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        bought[cell.category].append(cell)
    paid = {
        category: {
            code: Spent(spent[code], a_year)
            for code, a_year in comparison.years(mine).items()
            if a_year >= LEAST_PENCE_A_YEAR
        }
        for category, mine in bought.items()
        for spent in [paid_by(mine)]
    }
    a_head = {
        category: {
            code: a_head
            for code, spent in by_council.items()
            for a_head in [_a_head(spent.pence_a_year, comparison.coverage[code].council)]
            if a_head is not None and code not in comparison.weak
        }
        for category, by_council in paid.items()
    }
    return _Paid(paid, a_head, comparison)


def _functions(
    council: Council, paid: _Paid, returns: Sequence[Return]
) -> tuple[FunctionView, ...]:
    """The functions that it pays for, or gives a return of. returns: of all councils."""
    own = [one for one in returns if one.council == council.code]
    views: dict[Label, list[CategoryView]] = defaultdict(list)
    for category in sorted(paid.by_category):
        if council.code in paid.by_category[category]:
            views[paid.comparison.categories[category].label].append(_view(category, council, paid))
    shown = []
    for label in Label:
        mine = sorted(views[label], key=lambda view: (-view.pence_a_year, view.category))
        returned = tuple(
            sorted((one for one in own if one.function is label), key=lambda one: one.year)
        )
        if mine or returned:
            a_year = sum(view.pence_a_year for view in mine)
            shown.append(
                FunctionView(
                    label=label,
                    pence=sum(view.pence for view in mine),
                    pence_a_year=a_year,
                    per_head_pence=None
                    if council.code in paid.comparison.weak
                    else _a_head(a_year, council),
                    categories=tuple(mine),
                    returned=returned,
                )
            )
    return tuple(shown)


def _view(category: str, council: Council, paid: _Paid) -> CategoryView:
    by_council = paid.by_category[category]
    heads = [
        a_head
        for code, a_head in paid.a_head[category].items()
        if code != council.code
        and paid.comparison.coverage[code].council.kind.is_like(council.kind)
    ]
    spent = by_council[council.code]
    about = paid.comparison.categories[category]
    return CategoryView(
        category=category,
        title=about.title,
        bought_for=about.bought_for or BoughtFor.FUNCTION,
        pence=spent.pence,
        pence_a_year=spent.pence_a_year,
        per_head_pence=paid.a_head[category].get(council.code),
        others=len(by_council) - 1,
        others_low=min(heads, default=None),
        others_median=int(median(heads)) if heads else None,
        others_high=max(heads, default=None),
    )


def _alone(council: Council, paid: _Paid) -> tuple[CategoryView, ...]:
    """What it buys and none of the others does, the largest first."""
    mine = [
        _view(category, council, paid)
        for category, by_council in paid.by_category.items()
        if set(by_council) == {council.code}
    ]
    return tuple(sorted(mine, key=lambda view: (-view.pence_a_year, view.category)))


def _a_head(pence: int, council: Council) -> int | None:
    return int(pence / council.population) if council.population else None


def _outturn(council: Council) -> Outturn | None:
    reported = load_central_services().get(council.code)
    if reported is None:
        return None
    return Outturn(
        year=reported.year,
        central_pence=reported.central_pence,
        total_pence=reported.total_pence,
        per_head_pence=_a_head(reported.central_pence, council),
        caution=reported.caution,
        source=reported.source,
    )


def _reorganisation(council: Council, councils: Councils, on: date) -> Remark | None:
    """What is said where the council has ended, will end, or began not long ago."""
    one = (council.code,)
    if council.end:
        after = [code for code in council.replaced_by if councils.by_code(code)]
        if council.end <= on:
            replaced = remark("was_replaced", councils=after) if after else None
            return remark("council_ended", councils=one, day=council.end, replaced=replaced)
        replaced = remark("will_be_replaced", councils=after) if after else None
        return remark("council_ends", councils=one, day=council.end, replaced=replaced)
    if council.start and on.year - council.start.year <= NEW_FOR_YEARS:
        before = [each.code for each in councils if council.code in each.replaced_by]
        took = remark("took_over", councils=before) if before else None
        return remark("council_began", councils=one, day=council.start, took=took)
    return None
