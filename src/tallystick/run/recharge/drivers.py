"""What each council used of each driver within a period."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from tallystick.ledger.volumes import Volume, Volumes
from tallystick.run.recharge.segments import Segment
from tallystick.words.mistakes import UserMistake
from tallystick.words.nodes import Spot
from tallystick.words.period import FinancialYear, Month, Period, Quarter, months_between


@dataclass(frozen=True, slots=True)
class Drivers:
    """The volumes of one period: those whose own period lies within it."""

    file: str
    period: Period
    rows: tuple[Volume, ...]

    def of(self, driver: str, councils: Collection[str]) -> tuple[Volume, ...]:
        """The lines of a driver for some councils, in the order of the file."""
        return tuple(
            each for each in self.rows if each.driver == driver and each.council in councils
        )

    def figures(
        self, driver: str, councils: Collection[str], over: Segment, *, asked: Spot
    ) -> dict[str, Fraction]:
        """What each council used in the whole period, by code.

        over: the part of the period in which they are members; each has given the months that any
        has given in it, or in the period where nobody has in it. asked: where the agreement asks
        for the driver. Raises UserMistake naming the council and the month where one has not.
        """
        rows = self.of(driver, councils)
        months: dict[str, set[Month]] = {code: set() for code in councils}
        for each in [each for each in rows if over.overlaps(each.period)] or rows:
            months[each.council].update(_months(each.period))
        given = set().union(*months.values())
        for code in sorted(councils):
            lacking = sorted(given - months[code])
            if not given or lacking:
                self.lacks(
                    driver, code, lacking[0] if len(lacking) < len(given) else self.period, asked
                )
        return summed(rows)

    def lacks(self, driver: str, code: str, period: Period, asked: Spot) -> NoReturn:
        """Raise the UserMistake for a council without volumes."""
        raise UserMistake(
            f"{self.file}, {driver}: {code} has no volume for {period}, which "
            f"{asked.path}, line {asked.line}, {asked.field} asks for.",
            "Add its line; write 0 where it used nothing.",
        )


def summed(rows: Iterable[Volume]) -> dict[str, Fraction]:
    """The values of lines together, by council."""
    values: defaultdict[str, Fraction] = defaultdict(Fraction)
    for each in rows:
        values[each.council] += Fraction(each.value)
    return dict(values)


def drivers_of(volumes: Volumes, period: Period, segments: Sequence[Segment]) -> Drivers:
    """The volumes that count in a period.

    Raises UserMistake naming file, line and field for a council that is in no version in force in
    it, for a line given twice, and for one whose period overlaps that of another line.
    """
    rows = tuple(
        each
        for each in volumes.rows
        if period.start <= each.period.start and each.period.end <= period.end
    )
    members = sorted({code for each in segments for code in each.version.members})
    met: dict[tuple[str, str], list[Volume]] = {}
    for each in rows:
        where = f"{volumes.file}, line {each.line}"
        if each.council not in members:
            raise UserMistake(
                f"{where}, council: {each.council} is not in the agreement.",
                f"Name one of {', '.join(members)}.",
            )
        before = met.setdefault((each.council, each.driver), [])
        for other in before:
            _refuse_both(where, each, other)
        before.append(each)
    return Drivers(volumes.file, period, rows)


def _refuse_both(where: str, one: Volume, other: Volume) -> None:
    """Two returns for the same period from two sources are added; the same one twice, and a month
    beside the quarter that holds it, would count twice."""
    same = one.period == other.period
    if same and one.source == other.source:
        raise UserMistake(
            f"{where}, period: {one.driver} of {one.council} for {one.period} stands in line "
            f"{other.line} too.",
            "Keep one.",
        )
    if not same and one.period.start <= other.period.end and other.period.start <= one.period.end:
        raise UserMistake(
            f"{where}, period: {one.period} overlaps {other.period} of line {other.line}.",
            "Give the months, or the whole.",
        )


def _months(period: Period) -> tuple[Month, ...]:
    if isinstance(period, FinancialYear | Quarter):
        return months_between(Month.of(period.start), Month.of(period.end))
    return (period,)
