"""How much of each council's spending the files show."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from tallystick.engine.arriving import SourceRow
from tallystick.engine.questions.spending import CouncilMonth, CouncilShown, SmallPayments
from tallystick.find.comparability.cautions import council_cautions
from tallystick.find.findings import Coverage
from tallystick.read.quality import Concern
from tallystick.reference.councils import Councils
from tallystick.words.council import Council
from tallystick.words.period import Month, missing_months

FEW = 0.02
"""Credits and corrections make a few small payments everywhere; above one in fifty they are
published as such."""

MOSTLY_REFERENCED = 0.9
"""Lines are added up by a reference that most of them carry."""


def cover(
    sources: Sequence[SourceRow],
    *,
    months: Iterable[CouncilMonth],
    shown: Iterable[CouncilShown],
    small: Iterable[SmallPayments],
    councils: Councils,
    on: date,
    concerns: Mapping[str, tuple[Concern, ...]] = MappingProxyType({}),
) -> tuple[Coverage, ...]:
    """The coverage of each council that has a source, by name.

    concerns: those of read.quality.quality_of, by council. on: the day of the report, which tells
    whether a council is abolished.
    """
    present: dict[str, list[Month]] = defaultdict(list)
    for row in months:
        present[row.council].append(Month.of(row.month))
    by_council: dict[str, list[SourceRow]] = defaultdict(list)
    for source in sources:
        by_council[source.council].append(source)
    sums: dict[str, list[SmallPayments]] = defaultdict(list)
    for each in small:
        sums[each.council].append(each)
    said = {row.council: row for row in shown}
    covered = [
        _cover_one(
            _council(councils, code),
            mine,
            present[code],
            said.get(code, CouncilShown(code, 0, 0, 0)),
            sums[code],
        )
        for code, mine in by_council.items()
    ]
    concerned = [replace(c, concerns=concerns.get(c.council.code, ())) for c in covered]
    with_cautions = [replace(seen, cautions=council_cautions(seen, on=on)) for seen in concerned]
    return tuple(
        sorted(with_cautions, key=lambda each: (each.council.short_name, each.council.code))
    )


def shared_window(coverage: Iterable[Coverage]) -> tuple[Month, Month] | None:
    """The longest run of consecutive months that more than half of the councils cover; of equal
    runs the latest; None where no month qualifies."""
    seen = list(coverage)
    covering = Counter(month for each in seen for month in each.months)
    shared = sorted(month for month, count in covering.items() if count * 2 > len(seen))
    runs: list[list[Month]] = []
    for month in shared:
        if runs and runs[-1][-1].next == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    longest = max(runs, key=lambda run: (len(run), run[0]), default=None)
    return (longest[0], longest[-1]) if longest else None


def months_within(months: Sequence[Month], first: Month | None, last: Month | None) -> int:
    """How many of the months lie in a window, both ends included."""
    return sum((first is None or first <= m) and (last is None or m <= last) for m in months)


def _council(councils: Councils, code: str) -> Council:
    council = councils.by_code(code)
    if council is None:
        raise LookupError(f"the store holds lines of {code}, which no reference table knows")
    return council


def _cover_one(
    council: Council,
    sources: Sequence[SourceRow],
    months: Sequence[Month],
    shown: CouncilShown,
    sums: Iterable[SmallPayments],
) -> Coverage:
    """The coverage of one council, its cautions still empty."""
    return Coverage(
        council=council,
        files=len(sources),
        lines=sum(source.lines for source in sources),
        rejected=sum(source.rejected for source in sources),
        pence=sum(source.total_pence for source in sources),
        months=tuple(months),
        missing=missing_months(months),
        stray_lines=shown.stray,
        amount_basis=_basis(sources),
        threshold_pence=_threshold(sums),
        redacted_pence=shown.redacted_pence,
        person_pence=shown.person_pence,
        cautions=(),
        lost_lines=sum(source.record.get("lost_lines", 0) for source in sources),
        lost_pence=sum(source.record.get("lost_pence", 0) for source in sources),
    )


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


def _threshold(sums: Iterable[SmallPayments]) -> int | None:
    """From what amount the council publishes, as its payments show: 0, £250 or £500 in pence.

    A threshold is one of invoices, and ledgers cut invoices into lines: lines are added up by the
    reference that leaves the fewest small sums. None where small lines carry no reference, so
    that a small line cannot be told from a small invoice.
    """
    usable = [
        row
        for row in sums
        if row.reference == "line" or row.referenced >= MOSTLY_REFERENCED * row.lines
    ]
    if not usable:
        return None
    best = min(usable, key=lambda row: (row.under_250 / row.payments, row.reference))
    if best.under_250 > FEW * best.payments:
        return None if best.reference == "line" else 0
    return 25_000 if best.under_500 > FEW * best.payments else 50_000
