"""How well a body publishes: what its files show of lost signs, missing and repeated months,
thresholds and withheld names. Pure on what the store holds; nothing here is read from files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from tallystick.engine.store import SourceRow, Store
from tallystick.words.period import Month, missing_months

_MOSTLY = 0.8  # share of the smaller file's lines that stand in the other: one month, put out twice
_STRAY = 0.05  # a month with fewer lines than this share of the fullest is slips of the keyboard
_UNSIGNED_LINES = 500  # lines among which a body that refunds at all shows some negative one

_SHARED_LINES = """
    with lines as (
        select council, source, month, paid_on, supplier, amount_pence, transaction_ref,
               count(*) as times
        from payments where month is not null group by all
    ), sizes as (
        select council, source, month, sum(times) as lines from lines group by all
    )
    select a.council, a.month, a.source as one, b.source as other,
           sum(least(a.times, b.times))::bigint as shared,
           any_value(least(sa.lines, sb.lines))::bigint as smaller
    from lines a
    join lines b on a.council = b.council and a.month = b.month and a.source < b.source
        and a.amount_pence = b.amount_pence
        and a.paid_on is not distinct from b.paid_on
        and a.supplier is not distinct from b.supplier
        and a.transaction_ref is not distinct from b.transaction_ref
    join sizes sa on sa.source = a.source and sa.month = a.month and sa.council = a.council
    join sizes sb on sb.source = b.source and sb.month = b.month and sb.council = b.council
    group by a.council, a.month, a.source, b.source
    order by a.council, a.month, a.source, b.source
"""


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that makes comparing a body's figures unsafe. code is stable, text is a plain
    sentence; files: the paths it speaks of, sorted."""

    code: str
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyQuality:
    """How well one body publishes. months: those its files cover; missing: gaps between them;
    basis: "net", "gross", "not stated" or "mixed"; least_pence: the least payment in any file;
    redacted_share: of its lines, 0 to 1."""

    council: str
    months: tuple[Month, ...]
    missing: tuple[Month, ...]
    basis: str
    least_pence: int | None
    redacted_share: float
    concerns: tuple[Concern, ...]


def quality_of(store: Store) -> tuple[BodyQuality, ...]:
    """The quality of each body in the store, by code."""
    by_council: dict[str, list[SourceRow]] = defaultdict(list)
    for source in store.sources():
        by_council[source.council].append(source)
    twice: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in store.rows(_SHARED_LINES):
        twice[row["council"]].append(row)
    return tuple(
        body_quality(council, by_council[council], twice[council]) for council in sorted(by_council)
    )


def body_quality(
    council: str, sources: Sequence[SourceRow], shared: Iterable[Mapping[str, Any]]
) -> BodyQuality:
    """The quality of one body.

    sources: its files that count. shared: one row for each month of two files that have lines in
    common: month, one, other (hashes), shared and smaller (lines).
    """
    lines: dict[Month, int] = defaultdict(int)
    for source in sources:
        for month, count in source.record["months"].items():
            lines[Month.of(date.fromisoformat(f"{month}-01"))] += count
    floor = _STRAY * max(lines.values(), default=0)
    months = tuple(sorted(month for month, count in lines.items() if count >= floor))
    total = sum(source.lines for source in sources)
    least = [p for s in sources if (p := s.record["smallest_pence"]) is not None]
    basis = {table["amount_basis"] for s in sources for table in s.record["tables"]}
    concerns = [
        *_months_put_out_twice(sources, shared),
        *_concerns_of_files(sources),
        *_mixed(basis),
    ]
    return BodyQuality(
        council=council,
        months=months,
        missing=tuple(missing_months(months)),
        basis=basis.pop() if len(basis) == 1 else "mixed",
        least_pence=min(least, default=None),
        redacted_share=sum(s.record["redacted_lines"] for s in sources) / total if total else 0.0,
        concerns=tuple(sorted(concerns, key=lambda c: (c.code, c.files, c.text))),
    )


def _months_put_out_twice(
    sources: Sequence[SourceRow], shared: Iterable[Mapping[str, Any]]
) -> Iterable[Concern]:
    paths = {source.source: source.path for source in sources}
    for row in shared:
        if row["shared"] >= _MOSTLY * row["smaller"] and row["smaller"] > 1:
            files = tuple(sorted((paths[row["one"]], paths[row["other"]])))
            first, second = (PurePath(file).name for file in files)
            yield Concern(
                "month_twice",
                f"{Month.of(row['month'])} stands in both {first} and {second}, with "
                f"{row['shared']:,} lines the same: it may count twice.",
                files,
            )


def _concerns_of_files(sources: Sequence[SourceRow]) -> Iterable[Concern]:
    told = {
        "outside_period": "has lines dated outside the period it states.",
        "dates_destroyed": "has dates that were destroyed before publication.",
        "total_differs": "states a total that its lines do not add up to.",
        "signs_reversed": "has nearly all its amounts negative.",
    }
    for source in sources:
        for code in sorted(told.keys() & set(source.record["warning_codes"])):
            yield Concern(code, f"{PurePath(source.path).name} {told[code]}", (source.path,))
    unsigned = [s for s in sources if s.lines > _UNSIGNED_LINES and not s.record["negative_lines"]]
    if unsigned:
        whole = len(unsigned) == len([s for s in sources if s.lines > _UNSIGNED_LINES])
        which = "No file" if whole else f"{len(unsigned):,} of {len(sources):,} files"
        text = "holds a negative amount" if whole else "hold no negative amount"
        yield Concern(
            "signs_lost",
            f"{which} {text}: refunds were left out or have lost their signs.",
            tuple(sorted(s.path for s in unsigned)),
        )


def _mixed(basis: set[str]) -> Iterable[Concern]:
    if {"net", "gross"} <= basis:
        yield Concern("basis_mixed", "Some files give amounts with VAT and others without.")
