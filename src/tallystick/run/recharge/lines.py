"""The lines of a bill, and what was tested on the way to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tallystick.ledger.volumes import Volume
from tallystick.sharing.agreement import Vat
from tallystick.words.share import Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What one council pays of one pool.

    basis: the driver's name, of a price list its unit. driver and driver_total: the council's
    number and that of all members. share: of the pool, exactly. versions: the numbers of the
    versions by which it was worked out, the latest last. price: pence a unit, None where the pool
    has no price. volumes: the lines that its driver is from, those of all members.
    """

    council: str
    service: str
    pool: str
    basis: str
    driver: Fraction
    driver_total: Fraction
    share: Fraction
    pence: int
    vat: Vat
    versions: tuple[str, ...]
    price: Fraction | None = None
    volumes: tuple[Volume, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """Pool, council and last version: no two lines of a bill have the same."""
        return (self.pool, self.council, self.versions[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """A service's shares held against its estimate. used: those that the bill goes by."""

    service: str
    version: str
    estimate: Shares
    period: Shares
    used: Shares
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """A bill's arithmetic. pools: pence charged for each pool; they add up to the lines. balance:
    what a pool with a price cost more (below zero: less) than it billed."""

    pools: Mapping[str, int]
    lines: tuple[Charge, ...]
    balance: Mapping[str, int]
    tolerance: tuple[Tested, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Pence of each council, by code."""
        totals: dict[str, int] = {}
        for line in sorted(self.lines, key=lambda each: each.council):
            totals[line.council] = totals.get(line.council, 0) + line.pence
        return totals
