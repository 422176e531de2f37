"""The council, or any other public body: who pays suppliers, and whom a report is about."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")


class CouncilKind(StrEnum):
    """The type of public body. It decides what a body buys and which bodies it can be compared
    with."""

    COUNTY = "county"
    DISTRICT = "district"
    UNITARY = "unitary"
    METROPOLITAN = "metropolitan"
    LONDON = "london"  # boroughs and the City
    COMBINED = "combined"  # combined authorities and the Greater London Authority
    SCOTTISH = "scottish"
    WELSH = "welsh"
    NI = "ni"
    FIRE = "fire"
    POLICE = "police"  # commissioners, and the authorities before them, with their forces
    DEPARTMENT = "department"  # of central government, ministerial or not
    AGENCY = "agency"  # executive agencies and other bodies that a department answers for
    OTHER = "other"  # any other body, given in a file of the user's

    @property
    def is_of_place(self) -> bool:
        """True of councils: a place's name alone may mean one of them."""
        return self not in _NAMED_BODIES

    @property
    def is_of_government(self) -> bool:
        """True of departments and agencies, of which no two do the same work."""
        return self in (CouncilKind.DEPARTMENT, CouncilKind.AGENCY)

    def is_like(self, other: "CouncilKind") -> bool:
        """True when figures per resident of the two kinds may stand side by side: both do the
        same work for the same residents."""
        if self.is_of_government or self is CouncilKind.OTHER:
            return False
        return self is other or {self, other} <= _ONE_TIER


_NAMED_BODIES = frozenset(
    {
        CouncilKind.COMBINED,
        CouncilKind.FIRE,
        CouncilKind.POLICE,
        CouncilKind.DEPARTMENT,
        CouncilKind.AGENCY,
        CouncilKind.OTHER,
    }
)
"""Several of these share a place's name with each other and with councils."""

_ONE_TIER = frozenset(
    {
        CouncilKind.UNITARY,
        CouncilKind.METROPOLITAN,
        CouncilKind.LONDON,
        CouncilKind.SCOTTISH,
        CouncilKind.WELSH,
    }
)
"""Councils that do all the work of a council in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """One public body, current, abolished or yet to begin. Raises ValueError when made wrongly.

    code: the Office for National Statistics' nine characters where there are such, else the
    code that the reference table gives. start and end: the first day in force and the first day
    no longer in force; None where the record does not reach or there is none. replaced_by,
    county and sponsor hold codes of other bodies; sponsor is the department that answers for an
    agency. Neighbours are those that share a border, near those that the Office for National
    Statistics lists as close by without one.
    """

    code: str
    name: str
    short_name: str
    kind: CouncilKind
    nation: str = "England"
    region: str = ""
    start: date | None = None
    end: date | None = None
    replaced_by: tuple[str, ...] = ()
    county: str | None = None
    population: int | None = None
    population_year: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    other_codes: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    sponsor: str | None = None

    def __post_init__(self) -> None:
        for held, fault in (
            (_CODE.fullmatch(self.code), "a code is capital letters and digits"),
            (self.name.strip() and self.short_name.strip(), "a council has a name"),
            (self.nation.strip(), "a council has a nation"),
            (_in_order(self.start, self.end), "it ends after it starts"),
            (self.end or not self.replaced_by, "only what has an end is replaced"),
            (self._stands_apart(), "it is not its own successor, county or neighbour"),
            (self._population_is_dated(), "a population is positive and has its year"),
            (self._place_is_whole(), "a place is a latitude and a longitude in degrees"),
        ):
            if not held:
                raise ValueError(f"Council {self.code!r} ({self.name}): {fault}.")

    def in_force(self, on: date) -> bool:
        """True on the days from start up to, and without, end."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)

    def _stands_apart(self) -> bool:
        others = (
            *self.replaced_by,
            *self.neighbours,
            *self.near,
            self.county,
            self.sponsor,
        )
        return self.code not in others

    def _population_is_dated(self) -> bool:
        if self.population is None or self.population_year is None:
            return self.population is self.population_year
        return self.population > 0 and self.population_year > 1800

    def _place_is_whole(self) -> bool:
        if self.latitude is None or self.longitude is None:
            return self.latitude is self.longitude
        return -90 <= self.latitude <= 90 and -180 <= self.longitude <= 180


def _in_order(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end
