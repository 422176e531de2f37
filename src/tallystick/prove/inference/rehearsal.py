"""Simulated council panels with a known saving, with noise as measured in real spending
(noise.yaml). The methods are tested on them."""

from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from tallystick.prove.panel.panel import Panel

Floats = NDArray[np.float64]

_MONTHS = 12
_SEASONS = 4
_SEASON_SIZE = 0.10
_INFLATION = (0.003, 0.004)
"""Mean and standard deviation of the common change of prices a month."""
_LUMP = (np.log(1.5), np.log(3.0))
"""A lump multiplies its month by so much, log uniform."""
_RAMP = 6
"""Months until a saving has come in full."""


@dataclass(frozen=True, slots=True)
class Design:
    """A kind of panel. councils, months, before and joiners: counts. saving: share of spending
    saved once in full. after_bad_year: joiners are drawn from the three tenths of councils whose
    last year before the start was dearest against their own past."""

    councils: int = 100
    months: int = 72
    before: int = 48
    joiners: int = 3
    saving: float = 0.10
    after_bad_year: bool = False


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A panel and the truth about it. true_log: mean effect on the log over the months after."""

    panel: Panel
    true_log: float

    @property
    def true_percent(self) -> float:
        """The same in percent, a saving below zero."""
        return float(100.0 * np.expm1(self.true_log))


def rehearse(seed: int, design: Design) -> Rehearsal:
    """One made-up panel; the same seed and design give the same panel."""
    random = np.random.default_rng(seed)
    logs = _spending(random, design)
    joiners = _joiners(random, design, logs)
    full = np.clip((np.arange(design.months) - design.before + 1) / _RAMP, 0.0, 1.0)
    saved = np.log1p(-design.saving * full)
    logs[joiners] += saved
    names = tuple(f"Council {row:03d}" for row in range(design.councils))
    panel = Panel(
        units=names,
        times=tuple(f"{2018 + month // 12}-{month % 12 + 1:02d}" for month in range(design.months)),
        outcomes=np.exp(logs),
        starts={names[row]: design.before for row in sorted(joiners)},
        period=_MONTHS,
    )
    return Rehearsal(panel, float(saved[design.before :].mean()))


def _spending(random: np.random.Generator, design: Design) -> Floats:
    """Log spending of every council and month, without any saving: size, prices, two latent
    factors, one of four seasons, noise that carries over, and lumps."""
    noise = _measured()
    shape = (design.councils, design.months)
    size = random.normal(15.0, 1.0, (design.councils, 1))
    prices = np.cumsum(random.normal(*_INFLATION, design.months))
    step = noise["yearly"]["drift_two_years"] / np.sqrt(24)
    factors = np.cumsum(random.normal(0.0, step, (2, design.months)), axis=1)
    loadings = random.normal(0.0, np.sqrt(0.5), (design.councils, 2))
    seasons = random.normal(0.0, _SEASON_SIZE, (_SEASONS, _MONTHS))
    season = seasons[random.integers(0, _SEASONS, design.councils)]
    monthly = noise["monthly"]
    restless = monthly["noise"] * np.exp(random.normal(0.0, monthly["noise_spread"], (shape[0], 1)))
    lumps = (random.random(shape) < monthly["lump_share"]) * random.uniform(*_LUMP, shape)
    drift = loadings @ factors + season[:, np.arange(design.months) % _MONTHS]
    carried = _carried_over(random, shape, monthly["carried_over"])
    logs: Floats = size + prices + drift + restless * carried + lumps
    return logs


def _carried_over(random: np.random.Generator, shape: tuple[int, int], share: float) -> Floats:
    """Noise of variance one of which a share carries over to the next month."""
    noise = random.normal(size=shape)
    for month in range(1, shape[1]):
        noise[:, month] = share * noise[:, month - 1] + np.sqrt(1 - share**2) * noise[:, month]
    return noise


def _joiners(random: np.random.Generator, design: Design, logs: Floats) -> NDArray[np.intp]:
    candidates = np.arange(design.councils)
    if design.after_bad_year:
        past = logs[:, : design.before] - logs[:, : design.before].mean(axis=0)
        excess = past[:, -_MONTHS:].mean(axis=1) - past[:, :-_MONTHS].mean(axis=1)
        candidates = np.argsort(-excess, kind="stable")[: 3 * design.councils // 10]
    return random.choice(candidates, design.joiners, replace=False)


def _measured() -> dict[str, Any]:
    text = (resources.files("tallystick.prove.inference") / "noise.yaml").read_text(
        encoding="utf-8"
    )
    measured: dict[str, Any] = yaml.safe_load(text)
    return measured
