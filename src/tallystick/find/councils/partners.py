"""Ranks the partners with whom a council would act first, by the evidence for each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import permutations

from tallystick.find.comparability.cells import Spent, spent_of
from tallystick.find.council_findings import Partner, SystemSeen
from tallystick.find.findings import Opportunity, PairOverlap
from tallystick.words.council import Council
from tallystick.words.remarks import Remark, remark

SYSTEMS_NAMED = 3


MOST = 15
"""Partners listed of a council."""

NOTHING = Spent(0, 0)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties councils together, looked up by pairs of codes (in either order)."""

    together: Mapping[Pair, Sequence[str]]  # keys of those whose groups hold both, by rank
    pence: Mapping[Pair, Spent]  # what the two pay in these
    firms: Mapping[Pair, int]  # that both pay
    systems: Mapping[str, Mapping[str, str]]  # council -> product -> its name


def tie(
    acting: Iterable[Opportunity], pairs: Iterable[PairOverlap], systems: Iterable[SystemSeen]
) -> Ties:
    """The ties of all councils. acting: opportunities to act on, by rank."""
    together: dict[Pair, list[str]] = defaultdict(list)
    pence: dict[Pair, Spent] = defaultdict(lambda: NOTHING)
    for each in acting:
        paid = {one.council.code: spent_of(one) for one in each.councils}
        held = {
            pair
            for group in each.groups
            for pair in permutations((council.code for council in group.councils), 2)
        }
        for pair in held:
            together[pair].append(each.key)
            both = [paid.get(code, NOTHING) for code in pair]
            pence[pair] = Spent(*map(sum, zip(pence[pair], *both, strict=True)))
    run: dict[str, dict[str, str]] = defaultdict(dict)
    for seen in systems:
        if seen.product and seen.product_name:
            run[seen.council][seen.product] = seen.product_name
    return Ties(together, pence, {(one.council, one.other): one.suppliers for one in pairs}, run)


def likely_partners(council: Council, others: Iterable[Council], ties: Ties) -> tuple[Partner, ...]:
    """The other councils, by how many pounds the two pay in opportunities whose groups hold both;
    of equals by the firms that both pay."""

    def order(other: Council) -> tuple[int, int, str]:
        both = (council.code, other.code)
        spent = ties.pence.get(both, NOTHING)
        return (-spent.pence_a_year, -ties.firms.get(both, 0), other.code)

    likely = nsmallest(MOST, (one for one in others if one.code != council.code), key=order)
    return tuple(_partner(council, other, ties) for other in likely)


def _partner(council: Council, other: Council, ties: Ties) -> Partner:
    both = (council.code, other.code)
    mine, theirs = (ties.systems.get(code, {}) for code in both)
    partner = Partner(
        council=other,
        opportunities=tuple(ties.together.get(both, ())),
        pence_a_year=ties.pence.get(both, NOTHING).pence_a_year,
        pence=ties.pence.get(both, NOTHING).pence,
        suppliers=ties.firms.get(both, 0),
        systems=tuple(mine[key] for key in sorted(mine.keys() & theirs.keys())),
        shares_border=other.code in council.neighbours or council.code in other.neighbours,
        reasons=(),
    )
    return replace(partner, reasons=_reasons(council, partner))


def _reasons(council: Council, partner: Partner) -> tuple[Remark, ...]:
    other, number, systems = partner.council, len(partner.opportunities), partner.systems
    checks = (
        (
            number > 0,
            remark(
                "one_for_both" if number == 1 else "many_for_both",
                number=number,
                pence=partner.pence,
            ),
        ),
        (partner.suppliers > 0, remark("firms_in_common", number=partner.suppliers)),
        (
            bool(systems),
            remark(
                "systems_in_common",
                titles=systems[:SYSTEMS_NAMED],
                more=remark("and_others") if len(systems) > SYSTEMS_NAMED else None,
            ),
        ),
        (partner.shares_border, remark("share_a_border")),
        (
            council.kind == other.kind and not council.kind.is_of_government,
            remark("of_one_kind"),
        ),
        (bool(set(council.replaced_by) & set(other.replaced_by)), remark("become_one")),
    )
    return tuple(each for holds, each in checks if holds)
