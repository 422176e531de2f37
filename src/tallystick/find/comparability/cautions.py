"""What makes a comparison unsafe, as sentences that stand wherever the comparison does."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.findings import CouncilSpend, Coverage
from tallystick.words.money import pounds
from tallystick.words.period import Month

FEW_MONTHS = 6
"""Below half a year one large invoice or one season makes a year of its own. Judgement."""

MUCH_REDACTED = 0.10
"""Share of the pounds with their supplier withheld beyond which that is said. Judgement."""


def council_cautions(seen: Coverage, *, on: date) -> tuple[str, ...]:
    """What to bear in mind about one council's files.

    seen: its coverage, cautions still empty. on: the day of the report.
    """
    name = seen.council.short_name
    checks = (
        (
            0 < len(seen.months) < FEW_MONTHS,
            f"Only {len(seen.months)} month{'s' if len(seen.months) != 1 else ''} of {name} "
            "were read; a year scaled up from so little is a rough guide.",
        ),
        (
            not seen.months,
            f"No line of {name} says in which month it was paid, so it cannot be compared.",
        ),
        (
            bool(seen.missing),
            f"{len(seen.missing)} month{'s' if len(seen.missing) != 1 else ''} between the first "
            f"and the last of {name} are missing; yearly figures scale over the months present.",
        ),
        (
            bool(seen.stray_lines),
            f"{seen.stray_lines:,} lines of {name} carry no date, or one outside the months of "
            "their file; they count in the file's main month.",
        ),
        (
            seen.amount_basis in ("gross", "mixed"),
            f"{name} publishes amounts "
            + ("with VAT" if seen.amount_basis == "gross" else "now with, now without VAT")
            + ", so its figures look higher than those of councils that publish net.",
        ),
        (
            seen.pence > 0 and seen.redacted_pence / max(seen.pence, 1) > MUCH_REDACTED,
            f"{pounds(seen.redacted_pence)} of {name}'s spending has its supplier withheld.",
        ),
        (
            seen.council.end is not None and seen.council.end <= on,
            f"{name} was abolished on {_day(seen.council.end)}; its contracts passed to its "
            "successor.",
        ),
    )
    said = tuple(sentence for holds, sentence in checks if holds)
    return (*said, *(concern.text for concern in seen.concerns))


def overlap_cautions(
    councils: Sequence[CouncilSpend], cells: Iterable[Cell], comparison: Comparison
) -> tuple[str, ...]:
    """What makes the councils of one overlap hard to compare with each other."""
    seen = [comparison.coverage[each.council.code] for each in councils]
    sentences = [
        _years_differ(seen, comparison),
        _few_months(councils),
        _bases_differ(seen),
        _thresholds_differ(seen),
        _figures_bent(seen),
        _paid_to_councils(cells, comparison),
    ]
    return tuple(sentence for sentence in sentences if sentence)


def _years_differ(seen: Sequence[Coverage], comparison: Comparison) -> str | None:
    """A sentence when councils have no month in common: it names those that stand apart from
    most of the others, or all of them where none does."""
    dated = [each for each in seen if each.months]
    calendars = [comparison.calendars[each.council.code] for each in dated]
    # Few calendars are different, so each is met with each other once and not council by council.
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
    spans = "; ".join(
        f"{each.council.short_name} {_month(each.months[0])} to {_month(each.months[-1])}"
        for each in named
    )
    others = " unlike the others" if len(named) < len(dated) else ""
    return f"Not all of the same time ({spans}{others}): firms, prices and needs may have changed."


def _few_months(councils: Sequence[CouncilSpend]) -> str | None:
    few = [each for each in councils if each.months < FEW_MONTHS]
    if not few:
        return None
    said = ", ".join(f"{each.council.short_name} ({each.months})" for each in few)
    return f"Scaled to a year from few months: {said}."


def _bases_differ(seen: Sequence[Coverage]) -> str | None:
    gross = [each.council.short_name for each in seen if each.amount_basis in ("gross", "mixed")]
    if not gross or len(gross) == len(seen):
        return None
    return f"Amounts of {', '.join(gross)} hold VAT; those of the others do not."


def _thresholds_differ(seen: Sequence[Coverage]) -> str | None:
    if len({each.threshold_pence for each in seen}) < 2:
        return None
    small = [each.council.short_name for each in seen if each.threshold_pence == 0]
    if not small:
        return None
    return f"Small purchases are seen only in {', '.join(small)}, which publish every payment."


def _figures_bent(seen: Sequence[Coverage]) -> str | None:
    """A sentence on the councils whose files show that their figures are not of the right size."""
    bent = {each.council.short_name: _bends(each) for each in seen if _bends(each)}
    if not bent:
        return None
    told = "; those of ".join(f"{name} may {' and '.join(what)}" for name, what in bent.items())
    return f"Figures of {told}."


def _bends(seen: Coverage) -> list[str]:
    return sorted({concern.bends for concern in seen.concerns if concern.bends})


def _paid_to_councils(cells: Iterable[Cell], comparison: Comparison) -> str | None:
    bodies = sorted(
        {comparison.names[cell.supplier_id] for cell in cells if cell.kind == "public_body"}
    )
    if not bodies:
        return None
    more = f" and {len(bodies) - 3} more" if len(bodies) > 3 else ""
    return (
        f"Some of it is paid to public bodies ({', '.join(bodies[:3])}{more}): part may be shared "
        "already."
    )


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _month(month: Month) -> str:
    return f"{month.first_day:%B %Y}"
