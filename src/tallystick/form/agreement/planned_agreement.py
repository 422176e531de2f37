"""The agreement of a plan: what is agreed, beside what the plan expects of leaving and dividing."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tallystick.sharing.agreement import Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Something that a leaver pays for, or (reserves) is paid, once: pence, and where from."""

    name: str
    pence: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What the leaving of one council would cause: what it is charged for beside the fixed cost
    left behind, and the reserves that it takes with it."""

    charges: tuple[Charge, ...] = ()
    reserves: Charge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Successors:
    """How a shared function would be divided, should the councils be: the driver of each successor,
    by its name, and the pence a year of fixed cost that each would need of its own."""

    function: str
    figures: Mapping[str, Decimal]
    fixed_each: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAgreement:
    """The agreement, and the plan's estimates of what is not agreed. leaving: by code."""

    agreement: Agreement
    leaving: Mapping[str, Leaving]
    successors: tuple[Successors, ...]
