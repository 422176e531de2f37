"""Councils as squares on a grid."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.report import sample

from tallystick.report.find.tiles import place
from tallystick.words.council import Council

PLACES = st.lists(
    st.tuples(st.floats(49.9, 60.8), st.floats(-8.2, 1.8)), min_size=0, max_size=40, unique=True
)


def at(number: int, latitude: float, longitude: float) -> Council:
    made = sample.council(f"Council {number}", number)
    return replace(made, latitude=latitude, longitude=longitude)


def test_four_corners_keep_their_corners() -> None:
    corners = [at(1, 53.0, -1.0), at(2, 53.0, 1.0), at(3, 52.0, -1.0), at(4, 52.0, 1.0)]
    placed = {each.council.code[-1]: (each.row, each.column) for each in place(corners)}
    assert placed == {"1": (0, 0), "2": (0, 1), "3": (1, 0), "4": (1, 1)}


def test_a_council_without_a_place_has_no_square() -> None:
    nowhere = replace(at(1, 53.0, 0.0), latitude=None, longitude=None)
    assert place([nowhere]) == ()
    assert [each.council.code[-1] for each in place([nowhere, at(2, 52.0, 0.0)])] == ["2"]


@given(PLACES)
def test_everybody_has_a_square_of_their_own(places: list[tuple[float, float]]) -> None:
    councils = [at(number, *each) for number, each in enumerate(places, 1)]
    placed = place(councils)
    assert len({(each.row, each.column) for each in placed}) == len(councils)
    assert {each.council.code for each in placed} == {each.code for each in councils}
    assert place(list(reversed(councils))) == placed
