"""Removes seasonality and outliers from spending paths, separately before and after the start, so
that a real change at the start is never clipped."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MAD_TO_SD = 1.4826
"""A normal distribution's standard deviation per median absolute deviation."""

CLIP = 2.0
"""Standard deviations from a council's own middle beyond which a date counts as a lump. Tuned on
made-up panels of bench/prove.py with seeds that its table does not use."""

_BORROWED = 2.0
"""Dates' worth of weight that the typical council's noise has in each council's own."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """Paths without seasonality and outliers.

    paths: (n, t). noise: (n,) standard deviation of each council's dates around its own median.
    lumps: (n, t) the amount that was clipped, zero where nothing was.
    """

    paths: Floats
    noise: Floats
    lumps: Floats


def tidy(paths: Floats, before: int, *, period: int = 1) -> Tidied:
    """Clip each path around its middle before and its middle after the start.

    paths: (n, t) in logs or in the outcome's unit. before: dates before the start. period: dates
    in a year; above one, each path's own season is taken off, as far as it stands out from noise.
    """
    common = np.median(paths - _middle(paths[:, :before]), axis=0)
    around = _around_middles(paths - common, before)
    season = np.zeros_like(paths)
    if period > 1 and paths.shape[1] >= 2 * period:
        season = _season(around, period)
        around = around - season
    noise = _noise(around)
    lumps = around - np.clip(around, -CLIP * noise[:, None], CLIP * noise[:, None])
    return Tidied(paths - season - lumps, noise, lumps)


def robust_sd(values: Floats) -> float:
    """Standard deviation estimated from the median absolute deviation from zero."""
    return float(MAD_TO_SD * np.median(np.abs(values)))


def _middle(paths: Floats) -> Floats:
    middle: Floats = np.median(paths, axis=1, keepdims=True)
    return middle


def _around_middles(paths: Floats, before: int) -> Floats:
    return np.hstack([era - _middle(era) for era in (paths[:, :before], paths[:, before:])])


def _noise(around: Floats) -> Floats:
    """Each path's spread, shrunk towards the typical spread where there are few dates."""
    own = MAD_TO_SD * np.median(np.abs(around), axis=1)
    typical = float(np.median(own[own > 0])) if (own > 0).any() else 0.0
    steadied: Floats = np.sqrt((own**2 + _BORROWED * typical**2) / (1.0 + _BORROWED))
    return steadied


def _season(around: Floats, period: int) -> Floats:
    """Each path's mean by month or quarter of the year, shrunk by the share of it that is noise
    (the positive-part rule of James & Stein 1961)."""
    place = np.arange(around.shape[1]) % period
    bound = CLIP * MAD_TO_SD * np.median(np.abs(around), axis=1, keepdims=True)
    calm = np.clip(around, -bound, bound)
    means = np.stack([calm[:, place == each].mean(axis=1) for each in range(period)], axis=1)
    means -= means.mean(axis=1, keepdims=True)
    chance = (calm - means[:, place]).var(axis=1) / (around.shape[1] / period)
    spread = means.var(axis=1)
    real = np.clip(1.0 - chance / np.where(spread > 0, spread, np.inf), 0.0, 1.0)
    season: Floats = (real[:, None] * means)[:, place]
    return season
