"""How an agreement turns a ledger into a bill: pools of cost, where each one goes, and which ledger
lines belong to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class Within(StrEnum):
    """How shares that change within a period count in it."""

    DAYS = "days"  # each by the days it held
    POSTING = "posting"  # each for the cost posted while it held


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a period's shares may be from the estimate before they replace it.

    points: percentage points. exact: the exact shares replace it; else whole percentages.
    """

    points: Decimal
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Costs that are charged together: by a basis, at a price, or to other pools that it feeds.

    service: the function that it is charged under, '' where it feeds. basis: the driver that its
    cost is in proportion to. price: exact pounds a unit. unit: the driver that the price counts.
    feeds: weights by the ids of the pools that it gives all it holds to. Raises ValueError unless
    it has exactly one of basis, price and feeds.
    """

    id: str
    service: str = ""
    basis: str = ""
    price: Decimal | None = None
    unit: str = ""
    feeds: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if (bool(self.basis), self.price is not None, bool(self.feeds)).count(True) != 1:
            raise ValueError(f"The pool {self.id} has exactly one of basis, price and feeds.")


@dataclass(frozen=True, slots=True)
class Fits:
    """A rule of the mapping: lines whose cost centre and account fit these patterns, in which *
    stands for any letters, belong to the pool."""

    pool: str
    cost_centre: str
    account: str
