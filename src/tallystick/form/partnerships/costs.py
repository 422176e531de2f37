"""What a group of councils would pay to run a function together: a model, because the costs of
groups that do not exist cannot be observed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Groups = npt.NDArray[np.int16]
"""Groups of councils, shape (m, k): each row the places of its members, rising, then NOBODY."""

Pence = npt.NDArray[np.int64]

EARTH_KM = 6371.0088  # mean radius, International Union of Geodesy and Geophysics


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One council's part in a function: what it handles a year in whole units of work, what its
    retained client side would cost in pence a year, and where it is in degrees."""

    volume: int
    retained: int = 0
    latitude: float = 0.0
    longitude: float = 0.0

    def __post_init__(self) -> None:
        if self.volume < 0 or self.retained < 0:
            raise ValueError("Volumes and costs are not below zero.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CostModel:
    """What a group pays a year, in pence:

    fixed + unit * volume^exponent + for groups of two or more:
    coordination for each partner after the first + each member's retained client side
    + distance for each kilometre between the two members furthest apart
    + integration for each member (the one-off cost spread over the years of the case).

    exponent: 1 is the sceptic's case, in which size saves nothing but the fixed cost; below 1 is
    a belief in scale. All of it is assumption, to be shown as such. Raises ValueError for a
    cost below zero or an exponent that is not above 0.
    """

    fixed: int
    unit: float
    exponent: float
    coordination: int = 0
    distance: float = 0.0
    integration: int = 0

    def __post_init__(self) -> None:
        if min(self.fixed, self.unit, self.coordination, self.distance, self.integration) < 0:
            raise ValueError("Costs are not below zero.")
        if self.exponent <= 0:
            raise ValueError("The scale exponent is above zero.")

    def cost(self, operations: Sequence[Operation], groups: Groups) -> Pence:
        """What each group pays a year, rounded to the penny, shape (m,)."""
        volume, retained, here = _tables(operations)
        size = (groups < len(operations)).sum(axis=1)
        together = size > 1
        cost = self.fixed + self.unit * volume[groups].sum(axis=1) ** self.exponent
        cost += (size - 1) * self.coordination + together * retained[groups].sum(axis=1)
        cost += together * size * self.integration
        if self.distance:
            cost += self.distance * _widest(here, groups)
        return np.asarray(np.rint(cost), dtype=np.int64)

    def saving(self, operations: Sequence[Operation], groups: Groups) -> Pence:
        """What each group saves a year over its members each on their own, shape (m,); below zero
        where sharing costs more."""
        own = self.cost(operations, np.arange(len(operations), dtype=np.int16)[:, None])
        apart = np.append(own, 0)[groups].sum(axis=1)
        return np.asarray(apart - self.cost(operations, groups), dtype=np.int64)


def _tables(
    operations: Sequence[Operation],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Volumes and retained costs, nothing for NOBODY; and places on the globe in kilometres."""
    volume = np.array([*(each.volume for each in operations), 0], dtype=np.float64)
    retained = np.array([*(each.retained for each in operations), 0], dtype=np.float64)
    north = np.radians([each.latitude for each in operations])
    east = np.radians([each.longitude for each in operations])
    here = np.column_stack(
        [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)]
    )
    return volume, retained, here * EARTH_KM


def _widest(here: npt.NDArray[np.float64], groups: Groups) -> npt.NDArray[np.float64]:
    """Kilometres in a straight line between the two members furthest apart, shape (m,)."""
    # NOBODY gets the first member's place, so it is never the furthest.
    at = here[np.where(groups < len(here), groups, groups[:, :1])]
    widest = np.zeros(len(groups))
    for one in range(groups.shape[1]):
        for other in range(one):
            apart = np.linalg.norm(at[:, one] - at[:, other], axis=1)
            np.maximum(widest, apart, out=widest)
    return widest
