"""The parts of a period, each with the version of the agreement that holds in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tallystick.sharing.agreement import Agreement, Service, Version
from tallystick.sharing.pools import Pool
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import Period


@dataclass(frozen=True, slots=True)
class Segment:
    """Days of a period, both ends among them, with the version in force on all of them."""

    version: Version
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def overlaps(self, period: Period) -> bool:
        """True where a day of it is one of the period."""
        return self.first <= period.end and period.start <= self.last

    def service(self, function: str) -> Service:
        """Its schedule of a function, which its pools name only where there is one."""
        return next(each for each in self.version.services if each.function == function)

    @property
    def feeds(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Its pools that feed, with their weights."""
        return {each.id: each.feeds for each in self.version.pools if each.feeds}

    def pool(self, id: str) -> Pool | None:
        """Its pool of this id, None where it has none."""
        return next((each for each in self.version.pools if each.id == id), None)


def segments_of(agreement: Agreement, period: Period) -> tuple[Segment, ...]:
    """The segments of a period in their order. Days before the first version belong to none.

    Raises UserMistake where no version has begun by its end, or the agreement ended before.
    """
    agreement.in_force(period.end)
    if agreement.ends is not None and agreement.ends < period.start:
        raise UserMistake(
            f"The agreement {agreement.name!r} ended on {agreement.ends}, before {period}.",
            "Choose a period in which it holds.",
        )
    firsts = [each.first for each in agreement.versions]
    ends = [*(first - timedelta(days=1) for first in firsts[1:]), period.end]
    return tuple(
        Segment(version, max(version.first, period.start), min(end, period.end))
        for version, end in zip(agreement.versions, ends, strict=True)
        if version.first <= period.end and end >= period.start
    )
