"""With whom a council would act first: the others of the comparison, by what speaks for each."""

from collections.abc import Iterable, Mapping, Sequence

from tallystick.find.council_values import Confidence, Partner, SystemSeen
from tallystick.find.values import Opportunity, PairOverlap
from tallystick.find.wording import in_a_sentence
from tallystick.words.council import Council
from tallystick.words.money import short_pounds

SYSTEMS_NAMED = 3


def likely_partners(
    council: Council,
    others: Iterable[Council],
    *,
    acting: Sequence[Opportunity],
    pairs: Sequence[PairOverlap],
    systems: Iterable[SystemSeen],
) -> tuple[Partner, ...]:
    """The other councils, by how many pounds the two pay in opportunities whose groups hold both;
    of equals by the firms that both pay.

    acting: opportunities to act on, by rank.
    """
    firms = {pair.other: pair.suppliers for pair in pairs if pair.council == council.code}
    run = _systems_by_council(systems)
    partners = [
        _partner(council, other, acting, firms.get(other.code, 0), run)
        for other in others
        if other.code != council.code
    ]
    partners.sort(key=lambda one: (-one.pence_a_year, -one.suppliers, one.council.code))
    return tuple(partners)


def _partner(
    council: Council,
    other: Council,
    acting: Sequence[Opportunity],
    suppliers: int,
    run: Mapping[str, Mapping[str, str]],
) -> Partner:
    both = {council.code, other.code}
    shared = [
        each
        for each in acting
        if any(both <= {one.code for one in group.councils} for group in each.groups)
    ]
    pence = sum(
        spend.pence_a_year
        for each in shared
        for spend in each.councils
        if spend.council.code in both
    )
    mine, theirs = run.get(council.code, {}), run.get(other.code, {})
    names = tuple(mine[key] for key in sorted(mine.keys() & theirs.keys()))
    borders = other.code in council.neighbours or council.code in other.neighbours
    return Partner(
        council=other,
        opportunities=tuple(each.key for each in shared),
        pence_a_year=pence,
        suppliers=suppliers,
        systems=names,
        shares_border=borders,
        reasons=_reasons(council, other, len(shared), pence, suppliers, names, borders=borders),
    )


def _reasons(
    council: Council,
    other: Council,
    opportunities: int,
    pence: int,
    suppliers: int,
    systems: Sequence[str],
    *,
    borders: bool,
) -> tuple[str, ...]:
    checks = (
        (
            opportunities > 0,
            f"{_opportunities(opportunities)} for both, {short_pounds(pence)} a year between them.",
        ),
        (suppliers > 0, f"Both pay {suppliers} firm{'' if suppliers == 1 else 's'} in common."),
        (
            bool(systems),
            f"Both seem to run {in_a_sentence(systems[:SYSTEMS_NAMED])}"
            f"{' and others' if len(systems) > SYSTEMS_NAMED else ''}.",
        ),
        (borders, "They share a border."),
        (council.kind == other.kind, "They are of one kind."),
        (
            bool(set(council.replaced_by) & set(other.replaced_by)),
            "They become one council.",
        ),
    )
    return tuple(sentence for holds, sentence in checks if holds)


def _opportunities(number: int) -> str:
    return "One opportunity makes sense" if number == 1 else f"{number} opportunities make sense"


def _systems_by_council(systems: Iterable[SystemSeen]) -> dict[str, dict[str, str]]:
    """Council -> product -> its name, of what is told with any confidence."""
    run: dict[str, dict[str, str]] = {}
    for seen in systems:
        if seen.product and seen.product_name and seen.confidence is not Confidence.UNKNOWN:
            run.setdefault(seen.council, {})[seen.product] = seen.product_name
    return run
