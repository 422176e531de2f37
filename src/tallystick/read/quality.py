"""What makes a body's published figures unsafe to compare, as its files show it: lost signs, months
put out twice, files that hold their lines twice, destroyed days, totals that differ. How many
months there are, and from what amount a body publishes, is judged in
find/comparability/coverage.py."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from pathlib import PurePath

from tallystick.engine.arriving import SourceRow
from tallystick.engine.questions.quality import (
    SharedLines,
    Suspect,
    TwinLines,
    shared_by_files,
    twins_by_file,
)
from tallystick.engine.snapshot import Snapshot
from tallystick.words.period import Month
from tallystick.words.remarks import NO_NAMES, Remark, remark, say

# The shares and counts below are judgement, not measured.
_MOSTLY = 0.8  # share of the smaller file's lines that stand in the other: one month, put out twice
_UNSIGNED_LINES = 500  # lines among which a body that makes refunds has a negative one
_TWINS = 0.01  # share of lines that are alike from which it is worth saying
_LOOKED_AT = 250_000  # lines among which twins are counted; of more, those of some amounts
_ENOUGH = 3  # different payments that show that a file repeats itself
_NAMED = 3  # files that a sentence names; the others it counts


@dataclass(frozen=True, slots=True)
class Concern:
    """A problem that makes a body's figures unsafe to compare. code is stable; text is the sentence
    to show; files: the paths it is about, sorted. bends: its effect on the figures, such as 'may
    count some payments twice', "" if it does not change their size. part: the
    share of the body's pounds that these files hold."""

    code: str
    text: Remark
    files: tuple[str, ...]
    bends: str = ""
    part: Fraction = Fraction(1)


def quality_of(store: Snapshot) -> dict[str, tuple[Concern, ...]]:
    """The concerns about each body in the store that gives cause for any, by its code."""
    by_council: dict[str, list[SourceRow]] = defaultdict(list)
    for source in store.sources():
        by_council[source.council].append(source)
    shared, twins = (
        _shared_lines(store, by_council.values()),
        _twin_lines(store, by_council.values()),
    )
    found = {
        council: body_concerns(sources, shared, twins)
        for council, sources in sorted(by_council.items())
    }
    return {council: concerns for council, concerns in found.items() if concerns}


def body_concerns(
    sources: Sequence[SourceRow],
    shared: Iterable[SharedLines],
    twins: Iterable[TwinLines],
) -> tuple[Concern, ...]:
    """The concerns about one body, by code.

    sources: its files that count. shared: one entry for each month and pair of files with lines in
    common. twins: one entry for each file that contains lines more than once. Entries about other
    bodies are ignored.
    """
    concerns = [
        *_months_put_out_twice(sources, shared),
        *_repeated(sources, twins),
        *_warned_of(sources),
        *_unsigned(sources),
    ]
    return tuple(sorted(concerns, key=_order))


def _order(of: Concern) -> tuple[str, tuple[str, ...], str]:
    return of.code, of.files, say(of.text, NO_NAMES)


def _shared_lines(store: Snapshot, bodies: Iterable[Sequence[SourceRow]]) -> list[SharedLines]:
    """What files of one body share, asked only of months of which two files hold lines."""
    suspects = [
        Suspect(source.source, month)
        for body in bodies
        for month, holders in _holders(body).items()
        if len(holders) > 1
        for source in holders
    ]
    return shared_by_files(store, suspects) if suspects else []


def _holders(body: Iterable[SourceRow]) -> dict[date, list[SourceRow]]:
    """The files that hold more than a line of each month."""
    holders: dict[date, list[SourceRow]] = defaultdict(list)
    for source in body:
        for month, lines in source.record["months"].items():
            if lines > 1:
                holders[date.fromisoformat(f"{month}-01")].append(source)
    return holders


def _twin_lines(store: Snapshot, bodies: Iterable[Sequence[SourceRow]]) -> list[TwinLines]:
    lines = sum(source.lines for body in bodies for source in body)
    return twins_by_file(store, one_in=1 + lines // _LOOKED_AT)


def _months_put_out_twice(
    sources: Sequence[SourceRow], shared: Iterable[SharedLines]
) -> Iterable[Concern]:
    known = {source.source: source for source in sources}
    twice = [row for row in shared if row.one in known and _is_twice(row, known)]
    for (one, other), rows in groupby(
        sorted(twice, key=lambda row: (row.one, row.other, row.month)),
        key=lambda row: (row.one, row.other),
    ):
        of = list(rows)
        files = tuple(sorted((known[one].path, known[other].path)))
        said = remark(
            "month_twice",
            months=tuple(Month.of(row.month) for row in of),
            number=len(of),
            files=_named(files),
            same=sum(row.shared for row in of),
        )
        yield Concern(
            "month_twice",
            said,
            files,
            "count some months twice",
        )


def _is_twice(row: SharedLines, known: Mapping[str, SourceRow]) -> bool:
    month = str(Month.of(row.month))
    smaller = min(known[file].record["months"].get(month, 0) for file in (row.one, row.other))
    return bool(row.shared >= _MOSTLY * smaller)


def _repeated(sources: Sequence[SourceRow], twins: Iterable[TwinLines]) -> Iterable[Concern]:
    paths = {source.source: source.path for source in sources}
    mine = [row for row in twins if row.source in paths]
    whole = [row for row in mine if row.repeated >= _MOSTLY * row.contents]
    whole = [row for row in whole if row.contents >= _ENOUGH]
    if files := tuple(sorted(paths[row.source] for row in whole)):
        yield Concern(
            "file_repeated",
            remark("file_repeated", files=_named(files), number=len(files)),
            files,
            "count some files twice",
        )
    alike = [row for row in mine if row not in whole and row.twins > _TWINS * row.lines]
    if files := tuple(sorted(paths[row.source] for row in alike)):
        yield Concern(
            "twin_lines",
            remark("twin_lines", files=_named(files), number=len(files)),
            files,
        )


_BENT_BY_CODES = {
    "outside_period": "",
    "dates_destroyed": "",
    "total_differs": "lack or repeat payments",
    "signs_reversed": "have their signs turned round",
    "currency_mark": "may be in another currency",
    "other_currency": "leave out what is not in pounds",
    "other_currency_lines": "leave out what is not in pounds",
    "years_in_doubt": "may count in another year",
    "lost_lines": "lack payments",
    "cards_only": "hold card payments only",
}
"""Codes of warnings about single files, each with what it does to the figures."""


_ONLY_OF_ALL = frozenset(("cards_only",))
"""Codes that bend a body's figures only where all its files have them."""


def _warned_of(sources: Sequence[SourceRow]) -> Iterable[Concern]:
    """What was odd about single files, one sentence for each kind of oddity."""
    for code, bends in _BENT_BY_CODES.items():
        files = sorted(s.path for s in sources if code in s.record["warning_codes"])
        if files and (code not in _ONLY_OF_ALL or len(files) == len(sources)):
            said = remark(code, files=_named(files), number=len(files))
            yield Concern(code, said, tuple(files), bends, _part(files, sources))


def _part(files: Collection[str], sources: Sequence[SourceRow]) -> Fraction:
    """The share of all pounds that these files hold, by their totals without sign."""
    whole = sum(abs(source.total_pence) for source in sources)
    held = sum(abs(source.total_pence) for source in sources if source.path in files)
    return Fraction(held, whole) if whole else Fraction(1)


def _unsigned(sources: Sequence[SourceRow]) -> Iterable[Concern]:
    large = [source for source in sources if source.lines > _UNSIGNED_LINES]
    unsigned = sorted(source.path for source in large if not source.record["negative_lines"])
    if unsigned:
        said = (
            remark("all_signs_lost")
            if len(unsigned) == len(large)
            else remark("signs_lost", files=_named(unsigned), number=len(unsigned))
        )
        yield Concern(
            "signs_lost",
            said,
            tuple(unsigned),
            "leave refunds out or count them as payments",
        )


def _named(files: Sequence[str]) -> Remark:
    """Files as a clause: by name while they are few."""
    names = tuple(PurePath(file).name for file in files)
    if len(names) > _NAMED:
        return remark("files_counted", number=len(names), files=names[:_NAMED])
    return remark("files_named", files=names)
