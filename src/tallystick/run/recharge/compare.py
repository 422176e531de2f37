"""The difference between two runs, line by line, by what caused it.

The first run is brought to the second one step at a time: with the second's ledger, then with its
drivers, then under the rules of its period, then under its agreement. What a step changes is that
step's; so the causes of a line add up to its difference, to the penny. A step that cannot be taken
alone, as new drivers without the partner that joins, is taken together with the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tallystick.ledger.extract import Extract
from tallystick.run.recharge.agreement_file import AgreementFile
from tallystick.run.recharge.bill import Run
from tallystick.run.recharge.charging import charge
from tallystick.run.recharge.drawing import draw
from tallystick.run.recharge.drivers import drivers_of
from tallystick.run.recharge.lines import Charged
from tallystick.run.recharge.segments import Segment, segments_of
from tallystick.words.mistakes import UserMistake


class Cause(StrEnum):
    """Why a line differs, in the order in which the steps are taken."""

    LEDGER = "ledger"
    DRIVERS = "drivers"
    RULE = "rule"  # another version holds
    AGREEMENT = "agreement"  # the version itself was changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a council pays of a pool in two runs, in pence; 0 where a run has no such line. causes
    add up to after less before."""

    pool: str
    council: str
    before: int
    after: int
    causes: Mapping[Cause, int]

    @property
    def pence(self) -> int:
        """How much more the second run charges."""
        return self.after - self.before


Key = tuple[str, str]
_State = Mapping[Key, tuple[int, str]]
"""Pence and rule version by pool and council."""


def compare(one: Run, other: Run) -> tuple[Difference, ...]:
    """Each line of either run, by pool and council."""
    first, last = _state(one.charged), _state(other.charged)
    keys = sorted({*first, *last})
    causes: dict[Key, dict[Cause, int]] = {key: dict.fromkeys(Cause, 0) for key in keys}
    before: _State = first
    for cause, state in (*_steps(one, other), (Cause.AGREEMENT, last)):
        for key in sorted({*before, *state}):
            was, now = before.get(key, (0, "")), state.get(key, (0, ""))
            changed = cause is Cause.AGREEMENT and was[1] != now[1]
            by = causes.setdefault(key, dict.fromkeys(Cause, 0))
            by[Cause.RULE if changed else cause] += now[0] - was[0]
        before = state
    return tuple(
        Difference(
            pool=key[0],
            council=key[1],
            before=first.get(key, (0, ""))[0],
            after=last.get(key, (0, ""))[0],
            causes=causes[key],
        )
        for key in sorted(causes)
    )


def _state(charged: Charged) -> dict[Key, tuple[int, str]]:
    state: dict[Key, tuple[int, str]] = {}
    for line in charged.lines:
        key = (line.pool, line.council)
        state[key] = (state.get(key, (0, ""))[0] + line.pence, line.versions[-1])
    return state


def _steps(one: Run, other: Run) -> Iterator[tuple[Cause, _State]]:
    """The bills between the two, as far as they can be worked out."""
    agreed = one.agreed
    held_on = list(one.segments)
    if one.period != other.period:
        held_on = [Segment(one.segments[-1].version, other.period.start, other.period.end)]
    for cause, segments, extract, volumes_of in (
        (Cause.LEDGER, one.segments, other.extract, one),
        (Cause.DRIVERS, held_on, other.extract, other),
        (Cause.RULE, None, other.extract, other),
    ):
        try:
            held = segments or segments_of(agreed.agreement, other.period)
            yield cause, _state(_charged(agreed, held, extract, volumes_of))
        except UserMistake:
            continue


def _charged(
    agreed: AgreementFile, segments: Sequence[Segment], extract: Extract, volumes_of: Run
) -> Charged:
    return charge(
        segments,
        draw(extract, segments).held,
        drivers_of(volumes_of.volumes, volumes_of.period, segments),
        within=agreed.agreement.within,
        spots=agreed.spot,
    )
