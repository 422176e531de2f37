"""Cautions about a comparison, as remarks that are shown wherever the comparison is shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.findings import CouncilSpend, Coverage
from tallystick.words.council import Council
from tallystick.words.remarks import Remark, remark

FEW_MONTHS = 6
"""Below half a year one large invoice or one season makes a year of its own. Judgement."""

MUCH_REDACTED = 0.10
"""Share of the pounds with their supplier withheld beyond which that is said. Judgement."""

_BODIES_NAMED = 3


def council_cautions(seen: Coverage, *, on: date) -> tuple[Remark, ...]:
    """What to bear in mind about one council's files.

    seen: its coverage, cautions still empty. on: the day of the report.
    """
    one = (seen.council.code,)
    missing, strays = len(seen.missing), seen.stray_lines
    checks = (
        (
            0 < len(seen.months) < FEW_MONTHS,
            remark("few_months", councils=one, months=len(seen.months)),
        ),
        (not seen.months, remark("no_months", councils=one)),
        (missing > 0, remark("months_missing", councils=one, months=missing)),
        (strays > 0, remark("stray_lines", councils=one, lines=strays)),
        (seen.amount_basis == "gross", remark("amounts_gross", councils=one)),
        (seen.amount_basis == "mixed", remark("amounts_mixed", councils=one)),
        (
            seen.pence > 0 and seen.redacted_pence / max(seen.pence, 1) > MUCH_REDACTED,
            remark("suppliers_withheld", councils=one, pence=seen.redacted_pence),
        ),
        (
            seen.council.end is not None and seen.council.end <= on,
            _ending(seen.council),
        ),
    )
    said = tuple(each for holds, each in checks if holds)
    return (*said, *(concern.text for concern in seen.concerns))


def _ending(council: Council) -> Remark:
    """The remark on a body's end: a department is renamed or merged more often than abolished."""
    if council.kind.is_of_government:
        return remark("body_ended", councils=(council.code,), day=council.end)
    return remark("council_abolished", councils=(council.code,), day=council.end)


def overlap_cautions(
    councils: Sequence[CouncilSpend], cells: Iterable[Cell], comparison: Comparison
) -> tuple[Remark, ...]:
    """Reasons why the councils of one overlap are hard to compare with each other."""
    seen = [comparison.coverage[each.council.code] for each in councils]
    found = (
        _years_differ(seen, comparison),
        _few_months(councils),
        _bases_differ(seen),
        _thresholds_differ(seen),
        _figures_bent(seen),
        _paid_to_councils(cells, comparison),
    )
    return tuple(each for each in found if each)


def _years_differ(seen: Sequence[Coverage], comparison: Comparison) -> Remark | None:
    """A remark when councils have no month in common: it names those that stand apart from
    most of the others, or all of them where none does."""
    dated = [each for each in seen if each.months]
    calendars = [comparison.calendars[each.council.code] for each in dated]
    # There are few distinct calendars, so pairs of calendars are compared, not pairs of councils.
    held = Counter(calendars)
    strangers = {
        mine: sum(count for other, count in held.items() if not mine & other) for mine in held
    }
    if not any(strangers.values()):
        return None
    aside = [
        each
        for each, mine in zip(dated, calendars, strict=True)
        if strangers[mine] * 2 > len(dated) - 1
    ]
    named = sorted(aside or dated, key=lambda each: (each.months[0], each.council.code))
    spans = tuple(
        remark(
            "council_span",
            councils=(each.council.code,),
            first=each.months[0],
            last=each.months[-1],
        )
        for each in named
    )
    some = len(named) < len(dated)
    return remark("time_of_some_differs" if some else "times_differ", spans=spans)


def _few_months(councils: Sequence[CouncilSpend]) -> Remark | None:
    few = tuple(
        remark("council_months", councils=(each.council.code,), months=each.months)
        for each in councils
        if each.months < FEW_MONTHS
    )
    return remark("scaled_from_few_months", each=few) if few else None


def _bases_differ(seen: Sequence[Coverage]) -> Remark | None:
    gross = [each.council.code for each in seen if each.amount_basis in ("gross", "mixed")]
    if not gross or len(gross) == len(seen):
        return None
    return remark("some_hold_vat", councils=gross)


def _thresholds_differ(seen: Sequence[Coverage]) -> Remark | None:
    if len({each.threshold_pence for each in seen}) < 2:
        return None
    small = [each.council.code for each in seen if each.threshold_pence == 0]
    return remark("small_seen_in_some", councils=small) if small else None


def _figures_bent(seen: Sequence[Coverage]) -> Remark | None:
    """A remark on the councils whose files show that their figures are not of the right size."""
    bent = tuple(
        remark("council_bent", councils=(each.council.code,), bends=_bends(each))
        for each in seen
        if _bends(each)
    )
    return remark("figures_bent", each=bent) if bent else None


def _bends(seen: Coverage) -> tuple[str, ...]:
    return tuple(sorted({concern.bends for concern in seen.concerns if concern.bends}))


def _paid_to_councils(cells: Iterable[Cell], comparison: Comparison) -> Remark | None:
    bodies = tuple(
        sorted({comparison.names[cell.supplier_id] for cell in cells if cell.kind == "public_body"})
    )
    if not bodies:
        return None
    others = len(bodies) - _BODIES_NAMED
    return remark(
        "partly_to_public_bodies",
        suppliers=bodies[:_BODIES_NAMED],
        more=remark("and_more", number=others) if others > 0 else None,
    )
