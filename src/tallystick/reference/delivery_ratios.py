"""What earlier partnerships delivered compared with what they promised: delivery_ratios.yaml."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from tallystick.reference.tables import exact, yaml_table


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRatio:
    """One case: delivered divided by anticipated savings, as a range where sources conflict.

    low and high are None where the two figures cannot be compared; below_zero then says that the
    case cost more than it saved. Raises ValueError when the fields of the entry contradict each
    other.
    """

    case: str
    shared_service: bool
    anticipated: str
    delivered: str
    low: Decimal | None
    high: Decimal | None
    below_zero: bool
    status: str
    sources: tuple[str, ...]
    as_of: date

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError(f"{self.case}: a ratio has both a low and a high, or neither.")
        if self.low is not None and self.high is not None and not 0 <= self.low <= self.high:
            raise ValueError(f"{self.case}: the ratio does not rise from low to high.")
        if not self.sources or self.status not in {"S", "D", "B", "P"}:
            raise ValueError(f"{self.case}: an entry has a source and a status.")


@cache
def load_delivery_ratios() -> tuple[DeliveryRatio, ...]:
    """The cases of the table in its order: shared services first.

    Raises ValueError, TypeError or KeyError when the table is incomplete.
    """
    table = yaml_table("delivery_ratios.yaml")
    return tuple(
        _ratio(entry, shared_service=group == "shared_services", as_of=table["as_of"])
        for group in ("shared_services", "savings_programmes")
        for entry in table[group]
    )


def _ratio(entry: dict[str, Any], *, shared_service: bool, as_of: date) -> DeliveryRatio:
    return DeliveryRatio(
        case=entry["case"],
        shared_service=shared_service,
        anticipated=entry["anticipated"],
        delivered=entry["delivered"],
        low=None if entry["low"] is None else exact(entry["low"]),
        high=None if entry["high"] is None else exact(entry["high"]),
        below_zero=entry.get("below_zero", False),
        status=entry["status"],
        sources=tuple(entry["sources"]),
        as_of=as_of,
    )
