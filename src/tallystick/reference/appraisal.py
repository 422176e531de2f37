"""How a business case is discounted and corrected: discount.yaml and optimism_bias.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from tallystick.reference.tables import exact, yaml_table

RATES = ("standard", "health", "sensitivity")


@dataclass(frozen=True, slots=True)
class Band:
    """A yearly discount rate, as a share of 1, for years first to last after year 0, both included;
    last is None for the open-ended band."""

    first: int
    last: int | None
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountSchedule:
    """Discount rates by number of years after year 0. Raises ValueError when the bands leave a
    gap."""

    id: str
    in_force_from: date
    rate: str
    bands: tuple[Band, ...]
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        expected: int | None = 0
        for band in self.bands:
            if band.first != expected:
                raise ValueError(f"{self.id}: the bands leave a gap at year {expected}.")
            expected = None if band.last is None else band.last + 1
        if expected is not None:
            raise ValueError(f"{self.id}: the last band has an end.")


@dataclass(frozen=True, slots=True)
class Uplift:
    """The optimism bias to start from (upper bound) and the least that remains when all its causes
    are dealt with (lower bound), as shares of the estimate. Raises ValueError when lower >
    upper."""

    upper: Decimal
    lower: Decimal

    def __post_init__(self) -> None:
        if not 0 <= self.lower <= self.upper:
            raise ValueError(f"{self} does not fall from upper to lower.")


@cache
def load_discount_schedule(on: date, *, rate: str = "standard") -> DiscountSchedule:
    """The schedule in force on a day, with its standard, health or sensitivity rates.

    Raises LookupError when none was in force, or there is no such rate.
    """
    if rate not in RATES:
        raise LookupError(f"There is no {rate!r} rate; there are {', '.join(RATES)}.")
    entries = [e for e in yaml_table("discount.yaml")["schedules"] if e["in_force_from"] <= on]
    if not entries:
        raise LookupError(f"No discount schedule of the table was in force on {on}.")
    newest = max(entries, key=lambda entry: entry["in_force_from"])
    return DiscountSchedule(
        id=newest["id"],
        in_force_from=newest["in_force_from"],
        rate=rate,
        bands=tuple(Band(b["from"], b["to"], exact(b[rate]) / 100) for b in newest["bands"]),
        sources=tuple(newest["sources"]),
    )


@cache
def load_optimism_bias() -> Mapping[tuple[str, str], Uplift]:
    """The uplift of each type of project and measure: ('equipment_development', 'capital')."""
    types: dict[str, dict[str, Any]] = yaml_table("optimism_bias.yaml")["types"]
    return MappingProxyType(
        {
            (project, measure): Uplift(exact(entry["upper"]), exact(entry["lower"]))
            for project, measures in types.items()
            for measure, entry in measures.items()
        }
    )


@cache
def load_evidence_grades() -> Mapping[str, Decimal]:
    """The share of a claimed benefit to count, 0 to 1, by evidence grade 'A' to 'E'."""
    grades: dict[str, dict[str, str]] = yaml_table("optimism_bias.yaml")["evidence_grades"]
    return MappingProxyType({grade: exact(entry["counted"]) for grade, entry in grades.items()})


@cache
def load_track_record_rule() -> tuple[int, int]:
    """(at_least, share_weighs), in claims. From at_least closed claims on, the user's own track
    record changes the share of a benefit that is counted; the evidence grade's share then has the
    weight of share_weighs claims."""
    rule: dict[str, int] = yaml_table("optimism_bias.yaml")["own_record"]
    return rule["at_least"], rule["share_weighs"]
