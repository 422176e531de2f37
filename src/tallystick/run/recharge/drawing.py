"""Ledger lines drawn into pools: by the mapping of the version in force on the day of each line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import translate

import numpy as np
from numpy.typing import NDArray

from tallystick.ledger.extract import Extract
from tallystick.run.recharge.segments import Segment
from tallystick.sharing.pools import Fits
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import Period

UNMAPPED = -1


@dataclass(frozen=True, slots=True)
class Drawn:
    """What each pool drew from a ledger.

    pools: ids in order. held: for each segment, pence by pool. pool_of: for each ledger line the
    place of its pool in `pools`, UNMAPPED where no rule fits. segment_of: the place of its
    segment.
    """

    pools: tuple[str, ...]
    held: tuple[dict[str, int], ...]
    pool_of: NDArray[np.int64]
    segment_of: NDArray[np.int64]

    @property
    def unmapped(self) -> NDArray[np.int64]:
        """The places of the lines that no rule fits."""
        return np.flatnonzero(self.pool_of == UNMAPPED)

    def lines_of(self, extract: Extract, reaching: Sequence[frozenset[str]]) -> NDArray[np.int64]:
        """The physical lines of the pools named for each segment, in the order of the file."""
        chosen = np.array([[pool in of for pool in (*self.pools, "")] for of in reaching])
        lines: NDArray[np.int64] = extract.lines[chosen[self.segment_of, self.pool_of]]
        return lines


def refuse_outside(extract: Extract, period: Period) -> None:
    """Raise UserMistake, naming the first line, where one was posted outside the period."""
    first, last = period.start.toordinal(), period.end.toordinal()
    outside = np.flatnonzero((extract.days < first) | (extract.days > last))
    if len(outside):
        row = int(outside[0])
        raise UserMistake(
            f"{extract.file}, line {extract.lines[row]}, posted_on: "
            f"{date.fromordinal(int(extract.days[row]))} is not in {period}.",
            f"Give the lines of {period} only, {period.start} to {period.end}.",
        )


def refuse_before(extract: Extract, segments: Sequence[Segment]) -> None:
    """Raise UserMistake, naming the first line, where one was posted before any version began."""
    before = np.flatnonzero(extract.days < segments[0].first.toordinal())
    if len(before):
        row = int(before[0])
        raise UserMistake(
            f"{extract.file}, line {extract.lines[row]}, posted_on: nothing of the agreement is in "
            f"force on {date.fromordinal(int(extract.days[row]))}.",
            f"Give the lines from {segments[0].first} on.",
        )


def draw(extract: Extract, segments: Sequence[Segment]) -> Drawn:
    """Draw the lines of a ledger into the pools. A line before the first segment counts as in it,
    one after the last as in the last: callers that mind refuse them first."""
    begins = np.array([each.first.toordinal() for each in segments])
    segment_of = np.searchsorted(begins, extract.days, side="right").astype(np.int64) - 1
    segment_of = np.maximum(segment_of, 0)
    pools = tuple(sorted({pool.id for each in segments for pool in each.version.pools}))
    places = {id: at for at, id in enumerate(pools)}
    pool_of = np.full(len(extract), UNMAPPED, dtype=np.int64)
    for at, each in enumerate(segments):
        _map(extract, each.version.mapping, places, within=segment_of == at, into=pool_of)
    return Drawn(
        pools, _held(extract, pools, pool_of, segment_of, len(segments)), pool_of, segment_of
    )


def _map(
    extract: Extract,
    mapping: Sequence[Fits],
    places: dict[str, int],
    *,
    within: NDArray[np.bool_],
    into: NDArray[np.int64],
) -> None:
    """Set the pool of the lines chosen by `within`: that of the first rule that fits. Patterns meet
    each distinct code once, not each line."""
    for rule in reversed(mapping):  # so that the first that fits has the last word
        centres = _fitting(rule.cost_centre, extract.centres)[extract.centre_of]
        accounts = _fitting(rule.account, extract.accounts)[extract.account_of]
        into[within & centres & accounts] = places[rule.pool]


def _fitting(pattern: str, names: Sequence[str]) -> NDArray[np.bool_]:
    """Which names fit a pattern, in which * stands for any letters."""
    fits = re.compile(translate(pattern)).match
    return np.array([fits(name) is not None for name in names], dtype=bool)


def _held(
    extract: Extract,
    pools: tuple[str, ...],
    pool_of: NDArray[np.int64],
    segment_of: NDArray[np.int64],
    segments: int,
) -> tuple[dict[str, int], ...]:
    """Pence by segment and pool. Floats are exact here: an extract's pence are below 2 to the 53rd
    in all."""
    mapped = pool_of != UNMAPPED
    groups = segment_of[mapped] * len(pools) + pool_of[mapped]
    sums = np.bincount(groups, extract.pence[mapped], minlength=segments * len(pools))
    whole = sums.astype(np.int64).reshape(segments, len(pools)).tolist()
    return tuple(dict(zip(pools, row, strict=True)) for row in whole)
