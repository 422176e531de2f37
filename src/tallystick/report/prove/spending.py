"""What the members paid beside what was expected, scope by scope: a picture, and its figures."""

from collections.abc import Sequence

from tallystick.prove.verdict.findings import PartnershipFinding, ScopeFinding
from tallystick.report.charts import Line, Tick, lines
from tallystick.report.document import (
    Block,
    Look,
    Paragraph,
    Part,
    Picture,
    Piece,
    Table,
    Tone,
    columns,
    table,
)
from tallystick.report.prove.common import spending_on
from tallystick.words import phrases
from tallystick.words.money import pounds, short_pounds
from tallystick.words.period import Month, months_between

MONTHS = "months"
_MOST_LEVELS = 5
_ROUND_STEPS = (1, 2, 5)


def spending_parts(found: PartnershipFinding) -> tuple[Part, ...]:
    """A part for each scope: what could be seen, what was seen, and the picture of it."""
    return tuple(
        Part(
            id=f"scope-{at}",
            title=f"Spending on {spending_on(scope, found)}",
            # The picture first: on paper it then stays with its heading.
            blocks=(*_picture(at, scope, found), Paragraph(f"{_power(scope)} {scope.verdict.why}")),
        )
        for at, scope in enumerate(found.scopes, 1)
    )


def months_part(found: PartnershipFinding) -> tuple[Part, ...]:
    """The figures of every picture; nothing where there is no picture."""
    shown = [
        _months(at, scope, found)
        for at, scope in enumerate(found.scopes, 1)
        if scope.estimate is not None
    ]
    if not shown:
        return ()
    return (Part(id=MONTHS, title="The figures of the pictures", blocks=tuple(shown)),)


def _power(found: ScopeFinding) -> str:
    if found.estimate is None:
        return "No comparison could be made."
    seen = found.estimate.chance.power_percent
    return f"With this noise a saving under {seen:.1f}% cannot be seen here."


def _picture(at: int, found: ScopeFinding, whole: PartnershipFinding) -> tuple[Block, ...]:
    if found.estimate is None:
        return ()
    what = spending_on(found, whole)
    return (
        Picture(
            id=f"scope-{at}-picture",
            caption=f"Paid a month on {what}, and expected without sharing",
            alt=(
                f"The members' spending a month on {what}, beside what was expected without "
                f"sharing, {phrases.month(found.months[0])} to {phrases.month(found.months[-1])}. "
                "The table of its figures says the same."
            ),
            svg=spending_lines(found.months, found.actual, found.expected, start=found.start),
        ),
        Paragraph(
            (
                Piece(
                    "Solid: what the members paid outside the partnership. Dashed: what was "
                    "expected without sharing. The upright line: sharing begins. "
                ),
                Piece("The figures of the picture", to=f"#{MONTHS}"),
                Piece(" stand at the end."),
            ),
            Tone.QUIET,
        ),
    )


def spending_lines(
    months: Sequence[Month], actual: Sequence[int], expected: Sequence[int], *, start: Month
) -> str:
    """The picture of two series in pence a month, as SVG. A month that is missing has its
    room, and breaks the lines."""
    places = [len(months_between(months[0], month)) - 1 for month in months]
    ends = (0, *actual, *expected)
    began = next((at for at, month in zip(places, months, strict=True) if month >= start), None)
    return lines(
        (
            Line("Paid by the members", tuple(zip(places, actual, strict=True))),
            Line("Expected without sharing", tuple(zip(places, expected, strict=True)), True),
        ),
        levels=[Tick(pence, short_pounds(pence)) for pence in levels(min(ends), max(ends))],
        steps=(
            Tick(places[0], phrases.month(months[0])),
            Tick(places[-1], phrases.month(months[-1])),
        ),
        mark=None if began is None else Tick(began, f"Shared from {phrases.month(start)}"),
    )


def levels(least: int, most: int) -> tuple[int, ...]:
    """Round amounts in pence from `least` or below it to `most` or above it, six at most, nought
    among them."""
    step = next(
        unit * factor
        for unit in (10**power for power in range(2, 40))
        for factor in _ROUND_STEPS
        if -(-most // (unit * factor)) + -(least // (unit * factor)) <= _MOST_LEVELS
    )
    return tuple(range(least // step * step, max(-(-most // step), 1) * step + 1, step))


def _months(at: int, found: ScopeFinding, whole: PartnershipFinding) -> Table:
    rows = [
        (phrases.month(month), pounds(actual), pounds(expected))
        for month, actual, expected in zip(found.months, found.actual, found.expected, strict=True)
    ]
    return table(
        f"scope-{at}-months",
        f"Pounds a month on {spending_on(found, whole)}",
        columns=columns(("Month",), ("Paid", "Expected")),
        rows=rows,
        look=Look.FOLDED,
    )
