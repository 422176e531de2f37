"""How much of each council the files show: the first page of any honest comparison."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Any

from tallystick.engine.store import SourceRow
from tallystick.find.cautions import council_cautions
from tallystick.find.values import Coverage
from tallystick.reference.councils import Councils
from tallystick.words.period import Month, missing_months

STRAY = 0.05
"""A month with under a twentieth of the median month's lines is stray dates, not a month."""

SMALL_LINES = 0.02
"""A publisher that drops small payments still shows some small lines of large invoices; above one
in fifty they are published as such."""


def cover(
    sources: Sequence[SourceRow],
    *,
    months: Iterable[Mapping[str, Any]],
    sizes: Iterable[Mapping[str, Any]],
    councils: Councils,
    on: date,
) -> tuple[Coverage, ...]:
    """The coverage of each council that has a source, by name.

    months, sizes: rows of engine.facts.months_by_council and sizes_by_council. on: the day of the
    report, which tells whether a council is abolished.
    """
    lines_by_month: dict[str, dict[Month | None, int]] = defaultdict(dict)
    for row in months:
        month = Month.of(row["month"]) if row["month"] else None
        lines_by_month[row["council"]][month] = row["lines"]
    by_size = {row["council"]: row for row in sizes}
    by_council: dict[str, list[SourceRow]] = defaultdict(list)
    for source in sources:
        by_council[source.council].append(source)
    covered = [
        _cover_one(councils, code, mine, lines_by_month[code], by_size.get(code), on)
        for code, mine in by_council.items()
    ]
    return tuple(sorted(covered, key=lambda each: (each.council.short_name, each.council.code)))


def months_within(months: Sequence[Month], first: Month | None, last: Month | None) -> int:
    """How many of the months lie in a window, both ends included."""
    return sum((first is None or first <= m) and (last is None or m <= last) for m in months)


def _cover_one(
    councils: Councils,
    code: str,
    sources: Sequence[SourceRow],
    lines: Mapping[Month | None, int],
    size: Mapping[str, Any] | None,
    on: date,
) -> Coverage:
    council = councils.by_code(code)
    if council is None:
        raise LookupError(f"the store holds lines of {code}, which no reference table knows")
    months, missing = _usual_months(lines)
    stray = sum(count for month, count in lines.items() if month not in set(months))
    seen = Coverage(
        council=council,
        files=len(sources),
        lines=sum(source.lines for source in sources),
        rejected=sum(source.rejected for source in sources),
        pence=sum(source.total_pence for source in sources),
        months=months,
        missing=missing,
        undated_lines=stray,
        amount_basis=_basis(sources),
        threshold_pence=_threshold(size) if size else None,
        redacted_pence=size["redacted_pence"] if size else 0,
        person_pence=size["person_pence"] if size else 0,
        cautions=(),
    )
    return replace(seen, cautions=council_cautions(seen, on=on))


def _usual_months(
    lines: Mapping[Month | None, int],
) -> tuple[tuple[Month, ...], tuple[Month, ...]]:
    """The months with a usual number of lines, and those missing between the first and last."""
    dated = {month: count for month, count in lines.items() if month is not None}
    if not dated:
        return (), ()
    # The median of the lines, not of the months: a scatter of stray dates makes many small months.
    usual = median(count for count in dated.values() for _ in range(count))
    months = tuple(sorted(month for month, count in dated.items() if count >= STRAY * usual))
    return months, missing_months(months)


def _basis(sources: Iterable[SourceRow]) -> str:
    """net, gross, not stated or mixed, over all tables of all files, by most lines of record."""
    stated = Counter(
        table["amount_basis"] for source in sources for table in source.record["tables"]
    )
    stated.pop(None, None)
    known = {basis for basis in stated if basis in ("net", "gross")}
    if len(known) == 2:
        return "mixed"
    return known.pop() if known else "not stated"


def _threshold(size: Mapping[str, Any]) -> int:
    """From what amount the council publishes, as its lines show: 0, £250 or £500 in pence."""
    if size["under_250"] > SMALL_LINES * size["lines"]:
        return 0
    if size["under_500"] > SMALL_LINES * size["lines"]:
        return 25_000
    return 50_000
