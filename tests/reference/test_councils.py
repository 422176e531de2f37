"""The councils of the table: by code, by day, by border."""

from collections import Counter
from datetime import date

import pytest

from tallystick.reference.councils import Councils, load_councils
from tallystick.words.council import Council, CouncilKind

HARROGATE, NORTH_YORKSHIRE = "E07000165", "E06000065"
DEVON, EXETER = "E10000008", "E07000041"
LEEDS, MANCHESTER = "E08000035", "E08000003"
VESTING = date(2023, 4, 1)


@pytest.fixture(scope="module")
def councils() -> Councils:
    return load_councils()


def made_up(code: str, name: str, **more: object) -> Council:
    short = name.removesuffix(" Council").removesuffix(" District").removesuffix(" County")
    kind = CouncilKind.COUNTY if "County" in name else CouncilKind.DISTRICT
    return Council(**{"code": code, "name": name, "short_name": short, "kind": kind, **more})


def test_every_nation_and_kind_is_there(councils: Councils) -> None:
    kinds = Counter(council.kind for council in councils)
    assert kinds == {
        CouncilKind.COUNTY: 27,
        CouncilKind.DISTRICT: 204,
        CouncilKind.UNITARY: 65,
        CouncilKind.METROPOLITAN: 36,
        CouncilKind.LONDON: 33,
        CouncilKind.COMBINED: 18,
        CouncilKind.SCOTTISH: 32,
        CouncilKind.WELSH: 22,
        CouncilKind.NI: 36,
        CouncilKind.POLICE: 39,
        CouncilKind.FIRE: 35,
        CouncilKind.DEPARTMENT: 53,
        CouncilKind.AGENCY: 65,
    }
    assert len(councils) == 665
    assert [council.code for council in councils.all()] == sorted(c.code for c in councils)


def test_english_councils_that_stand_have_people_and_a_place(councils: Councils) -> None:
    today = date(2026, 11, 23)
    for council in councils:
        if council.in_force(today) and council.kind.is_of_place:
            assert council.population, council
            assert council.latitude, council
            if council.nation == "England":
                assert council.population_year == 2024, council
                assert council.region, council


def test_england_has_as_many_people_by_either_tier(councils: Councils) -> None:
    """Counties hold what their districts hold, as the office that counts them says."""
    today = date(2026, 11, 23)
    for county in councils:
        if county.kind is CouncilKind.COUNTY and county.in_force(today):
            districts = [
                c.population or 0 for c in councils if c.county == county.code and c.in_force(today)
            ]
            assert sum(districts) == county.population, county.name


@pytest.mark.parametrize(
    "code", ["E08000033", "e08000033", " E08000033 ", "CLD", "00CY", "00cy", "E4702"]
)
def test_any_code_finds_the_council(councils: Councils, code: str) -> None:
    found = councils.by_code(code)
    assert found is not None
    assert found.name == "Calderdale Metropolitan Borough Council"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E08000020", "Gateshead Metropolitan Borough Council"),
        ("S12000043", "Glasgow City Council"),
        ("95A", "Derry City Council"),
        ("E08000039", "Sheffield City Council"),  # its code since April 2025
    ],
)
def test_a_former_or_later_code_finds_the_council(councils: Councils, code: str, name: str) -> None:
    found = councils.by_code(code)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("code", ["", "E99999999", "Leeds"])
def test_a_strange_code_finds_nobody(councils: Councils, code: str) -> None:
    assert councils.by_code(code) is None


def test_harrogate_ended_and_north_yorkshire_took_over(councils: Councils) -> None:
    harrogate = councils.by_code(HARROGATE)
    assert harrogate is not None
    assert (harrogate.end, harrogate.replaced_by) == (VESTING, (NORTH_YORKSHIRE,))
    assert councils.in_force(HARROGATE, date(2023, 3, 31))
    assert not councils.in_force(HARROGATE, VESTING)
    assert [c.code for c in councils.successors(HARROGATE, date(2023, 3, 31))] == [HARROGATE]
    assert [c.code for c in councils.successors(HARROGATE, VESTING)] == [NORTH_YORKSHIRE]


def test_succession_runs_through_any_number_of_changes(councils: Councils) -> None:
    """Taunton Deane became Somerset West and Taunton in 2019, and that became Somerset in 2023."""
    names = {
        on: [c.name for c in councils.successors("TAU", on)]
        for on in (date(2019, 3, 31), date(2019, 4, 1), VESTING)
    }
    assert list(names.values()) == [
        ["Taunton Deane Borough Council"],
        ["Somerset West and Taunton Council"],
        ["Somerset Council"],
    ]


def test_a_county_may_be_divided(councils: Councils) -> None:
    assert [c.name for c in councils.successors("CMA", VESTING)] == [
        "Cumberland Council",
        "Westmorland and Furness Council",
    ]


def test_whatever_ended_has_a_successor_that_begins_that_day(councils: Councils) -> None:
    for council in councils:
        if council.end and council.kind.is_of_place:
            heirs = [councils.by_code(code) for code in council.replaced_by]
            assert heirs, council.name
            assert {heir.start for heir in heirs if heir} == {council.end}, council.name


def test_a_council_that_names_no_heir_ends_with_itself() -> None:
    alone = Councils([made_up("X07000001", "Wend District Council", end=VESTING)])
    assert alone.successors("X07000001", VESTING) == ()


def test_a_council_before_its_start_has_no_successor(councils: Councils) -> None:
    assert councils.successors(NORTH_YORKSHIRE, date(2023, 3, 31)) == ()


def test_districts_know_their_county(councils: Councils) -> None:
    exeter = councils.by_code(EXETER)
    assert exeter is not None
    assert exeter.county == DEVON
    for council in councils:
        assert (council.county is not None) == (council.kind is CouncilKind.DISTRICT), council


def test_neighbours_share_a_border(councils: Councils) -> None:
    names = [c.short_name for c in councils.neighbours(MANCHESTER)]
    assert names == [
        "Cheshire East",  # at the airport
        "Bury",
        "Oldham",
        "Rochdale",
        "Salford",
        "Stockport",
        "Tameside",
        "Trafford",
    ]


def test_borders_hold_both_ways(councils: Councils) -> None:
    for council in councils:
        for neighbour in councils.neighbours(council.code):
            assert council.code in neighbour.neighbours, (council.name, neighbour.name)
        assert not set(council.neighbours) & set(council.near)


def test_counties_and_new_councils_have_borders_too(councils: Councils) -> None:
    devon = {c.name for c in councils.neighbours(DEVON)}
    assert {"Cornwall Council", "Plymouth City Council", "Torbay Council"} <= devon
    assert {"Somerset Council", "Dorset Council"} <= devon
    assert "Exeter City Council" not in devon  # within it, not beside it
    assert LEEDS in {c.code for c in councils.neighbours(NORTH_YORKSHIRE)}
    assert [c.code for c in councils.neighbours("E06000053")] == []  # the Isles of Scilly


@pytest.mark.parametrize("ask", ["neighbours", "in_force", "successors"])
def test_an_unknown_code_is_a_programmers_mistake(councils: Councils, ask: str) -> None:
    more = () if ask == "neighbours" else (VESTING,)
    with pytest.raises(KeyError):
        getattr(councils, ask)("E99999999", *more)


def test_made_up_councils_join_the_others(councils: Councils) -> None:
    more = councils.with_extra(
        [
            made_up("X10000001", "Moorshire County Council"),
            made_up("X07000001", "Vale of Wend District Council", county="X10000001"),
        ]
    )
    assert len(more) == len(councils) + 2
    for text, code in (
        ("Vale of Wend District Council", "X07000001"),
        ("vale-of-wend", "X07000001"),
        ("Moorshire CC payments 2021.csv", "X10000001"),
        ("leeds", LEEDS),
    ):
        found = more.recognise(text)
        assert found is not None
        assert found.code == code
    assert councils.recognise("vale-of-wend") is None


def test_a_code_belongs_to_one_council(councils: Councils) -> None:
    with pytest.raises(ValueError, match="00CY is a code of"):
        councils.with_extra([made_up("X07000001", "Wend District Council", other_codes=("00CY",))])
    with pytest.raises(ValueError, match=f"{LEEDS} is a code of"):
        councils.with_extra([made_up(LEEDS, "Wend District Council")])


def test_a_council_refers_to_councils_that_are_there() -> None:
    with pytest.raises(ValueError, match="refers to X10000009"):
        Councils([made_up("X07000001", "Wend District Council", county="X10000009")])
