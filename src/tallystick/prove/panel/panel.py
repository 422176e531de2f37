"""A balanced panel: what each council spent on each date, and who joined when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Outcomes of every unit on every date. Raises ValueError when its parts do not fit.

    units: names, in order, each once. times: labels in the order of time. outcomes: (units,
    times), finite, in the outcome's unit. starts: unit -> index of its first date with the shared
    service, at least 1; every other unit is a donor. period: dates in a year (12 months, 4
    quarters, otherwise 1). gaps: labels after which dates are missing.
    """

    units: tuple[str, ...]
    times: tuple[str, ...]
    outcomes: Floats
    starts: Mapping[str, int]
    period: int = 1
    gaps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.outcomes.shape != (len(self.units), len(self.times)):
            raise ValueError("outcomes must have a row a unit and a column a date.")
        if len(set(self.units)) != len(self.units) or not np.isfinite(self.outcomes).all():
            raise ValueError("units must differ and outcomes must be finite.")
        if not set(self.starts) <= set(self.units) or not self.starts:
            raise ValueError("starts must name units of the panel, at least one.")
        if not all(1 <= start < len(self.times) for start in self.starts.values()):
            raise ValueError("a start needs dates before it and lies within the dates.")

    @property
    def donors(self) -> tuple[str, ...]:
        """The units that never joined, sorted by mean outcome, smallest first, so that an answer
        does not depend on unit names."""
        rows = [row for row, unit in enumerate(self.units) if unit not in self.starts]
        level = self.outcomes.mean(axis=1)
        return tuple(self.units[row] for row in sorted(rows, key=lambda row: (level[row], row)))

    @property
    def cohorts(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Each start and those that joined then, earliest first."""
        return tuple(
            (start, tuple(unit for unit in self.units if self.starts.get(unit) == start))
            for start in sorted(set(self.starts.values()))
        )

    def outcomes_of(self, units: Iterable[str]) -> Floats:
        """Outcomes of the named units, in the order given."""
        place = {unit: row for row, unit in enumerate(self.units)}
        chosen: Floats = self.outcomes[[place[unit] for unit in units]]
        return chosen

    def without(self, units: Iterable[str]) -> "Panel":
        """The panel without some units."""
        dropped = set(units)
        kept = tuple(unit for unit in self.units if unit not in dropped)
        starts = {unit: start for unit, start in self.starts.items() if unit not in dropped}
        return replace(self, units=kept, outcomes=self.outcomes_of(kept), starts=starts)

    def until(self, date: int, starts: Mapping[str, int]) -> "Panel":
        """The dates before index `date` alone, with other starts and the joiners in them alone."""
        others = [unit for unit in self.starts if unit not in starts]
        kept = self.without(others) if others else self
        return replace(
            kept, times=self.times[:date], outcomes=kept.outcomes[:, :date], starts=dict(starts)
        )
