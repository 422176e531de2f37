"""The panel of one partnership's shared spend: its members as one unit beside every council that
does not share, month by month, and a word on each thing that was done to make them comparable.

Members count as one because the lead buys for all: what a partner stops paying to firms it pays to
the lead, and only the sum outside the partnership shows what sharing costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tallystick.prove.inference.guards import Guard
from tallystick.prove.panel.file import FEWEST_DONORS
from tallystick.prove.panel.panel import Panel
from tallystick.prove.register.claims import RegisteredPartnership
from tallystick.prove.verdict.followers import follower_guard, followers_of
from tallystick.prove.verdict.sharing import Sharing
from tallystick.prove.verdict.store_evidence import Published, VerdictEvidence
from tallystick.words.period import Month, months_between

JOINED = "the partnership"
"""The name of the joined unit in the panel."""

_FEWEST_BEFORE, _FEWEST_AFTER = 6, 3
"""Months; below them no noise can be told from a change."""

_MOST_MISSING = 1 / 6
"""Of the months: a donor that lacks more is left out, else its months are, for all."""

_TURNS = (3, 6, 12)
"""Months of the periods that councils publish without days."""

_VAT_SHIFT = 0.5
"""A change of the share of lines that give a net amount, beyond which the basis has changed.
Judgement, not measured."""

Sums = dict[tuple[str, Month], int]


@dataclass(frozen=True, slots=True)
class ServicePanel:
    """panel: in pounds a month, None where none can be made; why_not then says why, as a
    sentence. months: those of the panel. published: those and the ones between first and start.
    left_out: donors that share too, or moved to the members' suppliers."""

    panel: Panel | None
    months: tuple[Month, ...]
    published: tuple[Month, ...]
    guards: tuple[Guard, ...]
    left_out: tuple[str, ...] = ()
    why_not: str = ""


def service_panel(
    sharing: Sharing, evidence: VerdictEvidence, *, sharers: Iterable[str] = ()
) -> ServicePanel:
    """The panel of a scope. sharers: councils that share the same spend in other partnerships."""
    partnership, scope = sharing.partnership, sharing.scope
    sums, spread = _spread(evidence.sums(scope), evidence.published)
    seen = _seen(evidence.published)
    published = _common_months(seen, partnership.members)
    followers = followers_of(sharing, evidence)
    apart = {*sharers, *followers}
    donors, guards = _comparable(sharing, evidence, sums, published, apart)
    kept, published, missing = _without_missing(seen, donors, published)
    months = tuple(month for month in published if sharing.counts(month))
    guards = (
        _coarse_guard(spread, evidence),
        _missing_guard(missing, [each for each in donors if each not in kept], evidence),
        *guards,
        follower_guard(followers, evidence),
        _between_guard(sharing, published),
    )
    left_out = tuple(evidence.name(code) for code in sorted(apart & set(_codes(sums))))
    panel = None
    why_not = _why_not(kept, months, sharing.start)
    if not why_not:
        panel = _panel(sharing, kept, months, sums, evidence)
    return ServicePanel(panel, months, published, guards, left_out, why_not)


def _panel(
    sharing: Sharing,
    donors: Sequence[str],
    months: Sequence[Month],
    sums: Sums,
    evidence: VerdictEvidence,
) -> Panel:
    members = sharing.partnership.members
    rows = [[sums.get((code, month), 0) / 100 for month in months] for code in donors]
    joined = [sum(sums.get((code, month), 0) for code in members) / 100 for month in months]
    whole = months_between(months[0], months[-1])
    gaps = tuple(str(month) for month in months[:-1] if month.next not in months)
    return Panel(
        units=(*_unit_names(donors, evidence), JOINED),
        times=tuple(map(str, months)),
        outcomes=np.array([*rows, joined], dtype=np.float64),
        starts={JOINED: sum(month < sharing.start for month in months)},
        period=12 if len(whole) == len(months) else 1,  # a season needs its months in step
        gaps=gaps,
    )


def _unit_names(donors: Sequence[str], evidence: VerdictEvidence) -> list[str]:
    """Donors by short name, and by code where two share one."""
    names = [evidence.name(code) for code in donors]
    return [
        code if names.count(name) > 1 else name for code, name in zip(donors, names, strict=True)
    ]


def _spread(
    sums: Mapping[tuple[str, Month], int], published: Sequence[Published]
) -> tuple[Sums, list[tuple[str, Month, Month]]]:
    """Months that stand for a whole period, spread evenly. Of payments of which no more than the
    quarter or year is known the months took turns, line by line: such months follow one another,
    without a day in them and with as many lines each, and what falls into which is by lot."""
    even = dict(sums)
    spread = []
    for council, months in _periods(published):
        whole = sum(even.get((council, month), 0) for month in months)
        for place, month in enumerate(months):
            share = whole * (place + 1) // len(months) - whole * place // len(months)
            even[council, month] = share
        spread.append((council, months[0], months[-1]))
    return even, spread


def _periods(published: Sequence[Published]) -> list[tuple[str, list[Month]]]:
    """Each council's runs of months that took turns; a run is a quarter, half a year or a year."""
    runs: list[list[Published]] = []
    for each in sorted(published):
        if each.dayless < each.lines:
            continue
        last = runs[-1] if runs else []
        follows = last and (last[-1].council, last[-1].month.next) == (each.council, each.month)
        if follows and abs(last[0].lines - each.lines) <= 1:
            last.append(each)
        else:
            runs.append([each])
    return [(run[0].council, [each.month for each in run]) for run in runs if len(run) in _TURNS]


def _seen(published: Sequence[Published]) -> dict[str, set[Month]]:
    """The months that each council published."""
    seen: dict[str, set[Month]] = {}
    for each in published:
        seen.setdefault(each.council, set()).add(each.month)
    return seen


def _common_months(seen: Mapping[str, set[Month]], members: Sequence[str]) -> tuple[Month, ...]:
    """Months that every member published."""
    return tuple(sorted(set.intersection(*(seen.get(code, set()) for code in members))))


def _codes(sums: Mapping[tuple[str, Month], int]) -> tuple[str, ...]:
    return tuple(sorted({code for code, _ in sums}))


def _comparable(
    sharing: Sharing,
    evidence: VerdictEvidence,
    sums: Sums,
    months: Sequence[Month],
    sharers: set[str],
) -> tuple[list[str], tuple[Guard, ...]]:
    """Donors: councils outside that buy the same, exist throughout and kept their VAT basis."""
    partnership = sharing.partnership
    before = [month for month in months if month < sharing.first]
    buyers = [
        code
        for code in _codes(sums)
        if code not in partnership.members
        and code not in sharers
        and sum(sums.get((code, month), 0) for month in before) > 0
    ]
    everyone = [*partnership.members, *buyers]
    gone = [code for code in everyone if not _lasts(code, evidence, months)]
    shifted = [code for code in everyone if _vat_shift(code, evidence, sharing.start)]
    donors = [code for code in buyers if code not in gone and code not in shifted]
    return donors, (
        _left_guard("abolished or merged", "begins or ends within the months", gone, evidence,
                    partnership),
        _left_guard("changed VAT basis", "changed between net and gross amounts", shifted,
                    evidence, partnership),
        Guard(
            "changed thresholds",
            "Councils publish from different amounts, and may change them.",
            "Lines below the £500 that all must publish were left out for every council.",
        ),
    )  # fmt: skip


def _lasts(code: str, evidence: VerdictEvidence, months: Sequence[Month]) -> bool:
    body = next((each for each in evidence.bodies if each.code == code), None)
    if body is None or not months:
        return True
    first, last = months[0].first_day, months[-1].last_day
    return not (body.start and body.start > first) and not (body.end and body.end <= last)


def _vat_shift(code: str, evidence: VerdictEvidence, start: Month) -> bool:
    """Whether the share of lines with a net amount changed by more than _VAT_SHIFT."""
    shares = []
    for after in (False, True):
        held = [each for each in evidence.published
                if each.council == code and (each.month >= start) == after]  # fmt: skip
        lines = sum(each.lines for each in held)
        shares.append(sum(each.net for each in held) / lines if lines else None)
    before, now = shares
    return before is not None and now is not None and abs(now - before) > _VAT_SHIFT


def _without_missing(
    seen: Mapping[str, set[Month]], donors: Sequence[str], months: Sequence[Month]
) -> tuple[list[str], tuple[Month, ...], list[Month]]:
    """Donors that published most months, the months that all of those published, and those that
    were left out."""
    kept = [
        code for code in donors
        if sum(month not in seen[code] for month in months) <= _MOST_MISSING * len(months)
    ]  # fmt: skip
    common = tuple(month for month in months if all(month in seen[code] for code in kept))
    whole = months_between(months[0], months[-1]) if months else ()
    return kept, common, [month for month in whole if month not in common]


def _why_not(donors: Sequence[str], months: Sequence[Month], start: Month) -> str:
    before = sum(month < start for month in months)
    if len(donors) < FEWEST_DONORS:
        return f"Only {len(donors)} councils can be compared with, and {FEWEST_DONORS} are needed."
    if before < _FEWEST_BEFORE:
        return f"Only {before} months before the start are published; {_FEWEST_BEFORE} are needed."
    if len(months) - before < _FEWEST_AFTER:
        return (
            f"Only {len(months) - before} months after the start are published; {_FEWEST_AFTER} "
            "are needed."
        )
    return ""


def _between_guard(sharing: Sharing, published: Sequence[Month]) -> Guard:
    name = "several start dates"
    between = [month for month in published if not sharing.counts(month)]
    if not between:
        return Guard(name, f"Everything claimed here began in {sharing.start}.", "Nothing.")
    return Guard(
        name,
        f"Sharing began in {sharing.first}, what is claimed here in {sharing.start}.",
        f"The {len(between)} months between are neither before nor after, and were left out.",
    )


def _coarse_guard(spread: Sequence[tuple[str, Month, Month]], evidence: VerdictEvidence) -> Guard:
    name = "payments without days"
    if not spread:
        return Guard(name, "No council gave one sum for several months.", "Nothing.")
    said = "; ".join(f"{evidence.name(code)}, {first} to {last}" for code, first, last in spread)
    return Guard(name, f"Published as one: {said}.", "Spread evenly over those months.")


def _missing_guard(
    missing: Sequence[Month], left_out: Sequence[str], evidence: VerdictEvidence
) -> Guard:
    name = "missing months"
    if not missing and not left_out:
        return Guard(name, "Every council compared published every month.", "Nothing.")
    found, did = [], []
    if missing:
        found.append(f"Not every council published {', '.join(map(str, missing))}.")
        did.append("Those months were left out for all.")
    if left_out:
        found.append(f"Many months are missing of {_named(left_out, evidence)}.")
        did.append("Left out of the comparison.")
    return Guard(name, " ".join(found), " ".join(did))


def _left_guard(
    name: str,
    what: str,
    codes: Sequence[str],
    evidence: VerdictEvidence,
    partnership: RegisteredPartnership,
) -> Guard:
    if not codes:
        return Guard(name, f"No council {what}.", "Nothing.")
    inside = [code for code in codes if code in partnership.members]
    if inside:
        return Guard(
            name,
            f"A member {what}: {_named(inside, evidence)}.",
            "Warned: the comparison before and after is not of like with like.",
            warns=True,
        )
    return Guard(name, f"{_named(codes, evidence)} {what}.", "Left out of the comparison.")


def _named(codes: Iterable[str], evidence: VerdictEvidence) -> str:
    return ", ".join(evidence.name(code) for code in codes)
