"""Each council beside the others, worked out by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.find.world import ASH, BECK, COOM, TODAY, all_told_as, cell, comparison, coverage, told

from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.council_findings import Profile
from tallystick.find.councils.neighbours import all_peers, kilometres, most_alike
from tallystick.find.councils.profiles import profile_councils
from tallystick.find.overlap.overlaps import pair_overlaps
from tallystick.reference.councils import Councils, load_councils
from tallystick.words.council import Council, CouncilKind
from tallystick.words.labels import Label
from tallystick.words.remarks import CouncilNames, say

PEOPLE = {ASH: 1_000, BECK: 2_000, COOM: 4_000}
SEEN = comparison(
    *(
        replace(seen, council=replace(seen.council, population=PEOPLE[code], population_year=2024))
        for code, seen in comparison().coverage.items()
    )
)
COUNCILS = Councils([seen.council for seen in SEEN.coverage.values()])


def profiles(*cells: Cell) -> dict[str, Profile]:
    """The profiles of Ash, Beck and Coom, by code."""
    found = profile_councils(
        cells,
        SEEN,
        found=told(cells, SEEN).opportunities,
        pairs=pair_overlaps(cells, SEEN),
        systems=[],
        returns=[],
        councils=COUNCILS,
    )
    return {each.council.code: each for each in found}


def profile(seen: Comparison, councils: Councils) -> tuple[Profile, ...]:
    """The profiles of councils that pay for nothing."""
    return profile_councils([], seen, found=[], pairs=[], systems=[], returns=[], councils=councils)


def test_a_council_is_set_beside_the_others_by_the_head() -> None:
    ash = profiles(
        cell(ASH, "quill", 500_000), cell(BECK, "quill", 2_000_000), cell(COOM, "tarn", 800_000)
    )[ASH]
    (it,) = ash.functions
    (software,) = it.categories
    assert (it.label, it.pence_a_year, it.per_head_pence) == (Label.IT, 500_000, 500)
    assert (software.others, software.others_low, software.others_high) == (2, 200, 1_000)
    assert software.others_median == 600
    assert ash.opportunities == ("category:software",)


def test_what_nobody_else_buys_stands_alone() -> None:
    found = profiles(
        cell(ASH, "quill", 500_000),
        cell(ASH, "tarn", 70_000, category="telecoms"),
        cell(BECK, "tarn", 49_000, category="telecoms"),
        cell(BECK, "quill", 60_000),
    )
    assert [view.category for view in found[ASH].alone] == ["telecoms"]
    assert found[ASH].alone[0].others_median is None
    assert found[BECK].alone == ()


def test_a_council_that_ended_or_began_not_long_ago_says_so() -> None:
    councils = load_councils()
    harrogate, north = councils.by_code("E07000165"), councils.by_code("E06000065")
    assert harrogate and north
    seen = replace(coverage(ASH, "Ash"), council=harrogate)
    other = replace(coverage(BECK, "Beck"), council=north)
    here = comparison(seen, other)
    found = profile_councils(
        [], here, found=[], pairs=[], systems=[], returns=[], councils=councils
    )
    by_name = {
        each.council.short_name: say(each.reorganisation, CouncilNames.of(councils))
        for each in found
    }
    assert by_name["Harrogate"] == (
        "Harrogate Borough Council ended on 1 April 2023 and was replaced by North Yorkshire "
        "Council."
    )
    assert by_name["North Yorkshire"].startswith(
        "North Yorkshire Council began on 1 April 2023, taking over from Craven"
    )


def test_central_services_come_with_their_warning() -> None:
    councils = load_councils()
    gateshead = councils.by_code("E08000037")
    assert gateshead
    here = comparison(replace(coverage(ASH, "Ash"), council=gateshead))
    (found,) = profile_councils(
        [], here, found=[], pairs=[], systems=[], returns=[], councils=councils
    )
    assert found.outturn is not None
    assert (found.outturn.year, found.outturn.central_pence) == ("2023/24", 1_190_000_000)
    assert "ranks nobody" in found.outturn.caution


def unitary(code: str, people: int, latitude: float) -> Council:
    """A made-up council on the Greenwich meridian."""
    return Council(
        code=code,
        name=f"{code} Council",
        short_name=code,
        kind=CouncilKind.UNITARY,
        population=people,
        population_year=2024,
        latitude=latitude,
        longitude=0.0,
    )


def test_distance_is_of_standardised_descriptors_and_the_farthest_pair_is_at_one() -> None:
    """Three councils of one size on a line: only the place counts, and the ends are at 1."""
    a, b, c = (
        unitary(code, 100_000, at) for code, at in (("A1", 51.0), ("B1", 52.0), ("C1", 55.0))
    )
    peers = all_peers([a], Councils([a, b, c]), on=TODAY)
    near = most_alike(a, peers, compared=frozenset({"B1"}))
    assert [(each.council.code, each.distance, each.is_compared) for each in near] == [
        ("B1", Fraction(1, 4), True),
        ("C1", Fraction(1), False),
    ]
    assert near[0].kilometres == 111  # one degree of latitude


def test_councils_of_another_kind_or_gone_are_no_peers() -> None:
    here = unitary("A1", 100_000, 51.0)
    gone = replace(unitary("B1", 100_000, 51.1), end=date(2023, 4, 1))
    other = replace(unitary("C1", 100_000, 51.2), kind=CouncilKind.DISTRICT)
    unknown = replace(unitary("D1", 1, 51.2), population=None, population_year=None)
    peers = all_peers([here], Councils([here, gone, other, unknown]), on=TODAY)
    assert most_alike(here, peers, compared=frozenset()) == ()
    assert most_alike(unknown, peers, compared=frozenset()) == ()


def test_real_places_lie_as_far_apart_as_maps_say() -> None:
    councils = load_councils()
    manchester, leeds = councils.by_code("E08000003"), councils.by_code("E08000035")
    assert manchester and leeds
    assert kilometres(manchester, leeds) == pytest.approx(60, abs=6)


def test_the_likeliest_partner_is_the_one_with_most_to_let_together() -> None:
    found = profiles(
        cell(ASH, "quill", 2_000_000),
        cell(BECK, "quill", 1_000_000),
        cell(ASH, "tarn", 500_000, category="telecoms"),
        cell(COOM, "tarn", 500_000, category="telecoms"),
    )
    beck, coom = found[ASH].partners
    assert (beck.council.code, beck.opportunities) == (BECK, ("category:software",))
    assert (beck.pence_a_year, beck.suppliers, coom.pence_a_year) == (3_000_000, 1, 1_000_000)
    assert all_told_as(beck.reasons) == (
        "One opportunity makes sense for both, £30k paid between them.",
        "Both pay 1 firm in common.",
        "They are of one kind.",
    )
