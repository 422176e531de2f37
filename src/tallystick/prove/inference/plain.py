"""An estimate as plain values: for programs, and as rows from which to rebuild it by hand."""

import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tallystick.prove.inference.estimate import Estimate, Wave

WORKINGS = ("method", "start", "part", "name", "value")
"""The columns of the workings."""


def estimate_as_plain(found: Estimate) -> dict[str, Any]:
    """The answer in plain values; null where too few councils never joined to know chance."""
    plain = {
        "method": found.method,
        "effect": found.effect,
        "effect_percent": found.effect_percent,
        "se": found.chance.se,
        "interval90": found.chance.interval90,
        "interval95": found.chance.interval95,
        "p_placebo": found.chance.p_placebo,
        "pre_rmse": found.pre_rmse,
        "weights": found.weights,
        "time_weights": found.time_weights,
        "power_percent": found.chance.power_percent,
        "verdict": found.verdict.word,
        "guards": [asdict(guard) for guard in found.guards],
    }
    return {name: _or_null(value) for name, value in plain.items()}


def _or_null(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_or_null(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def workings(found: Estimate) -> Iterator[tuple[str, ...]]:
    """Every weight of every start, the picture's values and the donors left out, as rows."""
    for wave in found.waves:
        for part, name, value in _of_wave(wave):
            yield found.method, wave.start, part, name, repr(value)
    for point in found.events:
        part = "effect by dates after the start"
        yield found.method, "", part, str(point.after), repr(point.effect)
    for name, effect in found.without_donor.items():
        yield found.method, "", "effect without a donor", name, repr(effect)


def _of_wave(wave: Wave) -> Iterator[tuple[str, str, float]]:
    joiners = "|".join(wave.joiners)
    yield "share of the pooled effect", joiners, wave.share
    yield "change of the joiners", joiners, wave.joined
    for part, values in (
        ("change of a donor", wave.changes),
        ("weight of a donor", wave.unit_weights),
        ("weight of a date", wave.time_weights),
    ):
        for name, value in values.items():
            yield part, name, value
