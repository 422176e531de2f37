"""Finds similar councils, by figures that do not depend on their spending.

Method (domain.md 2.4): each descriptor is standardised among the existing councils of one kind; the
distance is Euclidean, scaled so that the most distant pair is at 1. The descriptors are those in
the reference table: the logarithm of the population, and the location. The Office for National
Statistics' list of 29 descriptors, which we do not have, says more about age, work and need.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import asin, cos, dist, log, radians, sin, sqrt
from statistics import fmean, pstdev

from tallystick.find.council_findings import Near
from tallystick.reference.councils import Councils
from tallystick.words.council import Council, CouncilKind

MOST = 10
EARTH_RADIUS_KM = 6371.0
_THOUSANDTHS = 1000


@dataclass(frozen=True, slots=True)
class Peers:
    """The standing councils of one kind and nation, with their descriptors standardised."""

    councils: tuple[Council, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    farthest: float

    def place(self, council: Council) -> tuple[float, ...]:
        """A council's standardised descriptors among its peers."""
        return tuple(
            (value - mean) / spread
            for value, mean, spread in zip(
                _descriptors(council), self.means, self.spreads, strict=True
            )
        )


def peers_of(kind: CouncilKind, nation: str, councils: Iterable[Council], *, on: date) -> Peers:
    """The peers among these councils, without those that lack a population or a place."""
    chosen = tuple(
        each
        for each in councils
        if (each.kind, each.nation) == (kind, nation) and each.in_force(on) and _is_described(each)
    )
    columns = list(zip(*(_descriptors(each) for each in chosen), strict=True))
    peers = Peers(
        chosen,
        tuple(fmean(column) for column in columns),
        tuple(pstdev(column) or 1.0 for column in columns),
        1.0,
    )
    places = [peers.place(each) for each in chosen]
    farthest = max((dist(a, b) for a in places for b in places), default=0.0)
    return replace(peers, farthest=farthest or 1.0)


PeersByKind = Mapping[tuple[CouncilKind, str], Peers]
"""Peers by kind and nation."""


def all_peers(taking_part: Iterable[Council], councils: Councils, *, on: date) -> PeersByKind:
    """The peers of each kind and nation that takes part."""
    return {
        (kind, nation): peers_of(kind, nation, councils, on=on)
        for kind, nation in {(each.kind, each.nation) for each in taking_part}
    }


def most_alike(
    council: Council, by_kind: PeersByKind, *, compared: Collection[str]
) -> tuple[Near, ...]:
    """The peers that are most alike, the nearest first; none for a council without a population or
    a place. compared: codes of the councils in this comparison."""
    peers = by_kind[council.kind, council.nation]
    if not _is_described(council) or not peers.councils:
        return ()
    here = peers.place(council)
    nearest = sorted(
        (_distance(here, peers.place(each), peers), each.code, each)
        for each in peers.councils
        if each.code != council.code
    )
    return tuple(
        Near(
            council=each,
            distance=distance,
            kilometres=round(kilometres(council, each)),
            shares_border=each.code in council.neighbours or council.code in each.neighbours,
            is_compared=each.code in compared,
        )
        for distance, _code, each in nearest[:MOST]
    )


def _distance(here: Sequence[float], there: Sequence[float], peers: Peers) -> Fraction:
    return Fraction(round(dist(here, there) / peers.farthest * _THOUSANDTHS), _THOUSANDTHS)


def kilometres(one: Council, other: Council) -> float:
    """As the crow flies, between the places that the reference table gives (haversine)."""
    places = [
        (radians(each.latitude or 0.0), radians(each.longitude or 0.0)) for each in (one, other)
    ]
    (north, east), (other_north, other_east) = places
    across = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(across))


def _is_described(council: Council) -> bool:
    return council.population is not None and council.latitude is not None


def _descriptors(council: Council) -> tuple[float, ...]:
    latitude = council.latitude or 0.0
    return (
        log(council.population or 1),
        latitude,
        (council.longitude or 0.0) * cos(radians(latitude)),
    )
