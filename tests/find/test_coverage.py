"""Coverage and the ladder, worked out on rows that a reader can check by hand."""

from datetime import date

from tests.find.world import ASH, BECK, COOM, YEAR, cell, council, scene

from tallystick.engine.store import SourceRow
from tallystick.find.coverage import cover, months_within
from tallystick.find.ladder import climb_down
from tallystick.find.values import Coverage
from tallystick.reference.councils import Councils
from tallystick.words.labels import HEART, Label
from tallystick.words.period import Month

TODAY = date(2026, 11, 23)


def source(basis: str | None) -> SourceRow:
    """One file of the council Ash with a hundred lines."""
    return SourceRow(
        source=str(basis),
        path="a.csv",
        council=ASH,
        bytes=1,
        reader="1",
        lines=100,
        rejected=2,
        total_pence=5_000_000,
        first_paid_on=None,
        last_paid_on=None,
        record={"tables": [{"amount_basis": basis}]},
    )


def covered(
    lines: dict[str | None, int],
    *bases: str | None,
    end: date | None = None,
    under_250: int = 0,
    under_500: int = 0,
) -> Coverage:
    """The coverage of Ash with so many lines a month ('2024-04', None: no month)."""
    months = [
        {"council": ASH, "month": Month.parse(key).first_day if key else None, "lines": count}
        for key, count in lines.items()
    ]
    size = {
        "council": ASH,
        "lines": sum(lines.values()),
        "under_250": under_250,
        "under_500": under_500,
        "redacted_pence": 0,
        "person_pence": 0,
    }
    (seen,) = cover(
        [source(basis) for basis in bases or ("net",)],
        months=months,
        sizes=[size],
        councils=Councils([council(ASH, "Ash", end=end)]),
        on=TODAY,
    )
    return seen


def test_months_present_and_missing() -> None:
    seen = covered({"2024-04": 90, "2024-05": 100, "2024-08": 110})
    assert [str(month) for month in seen.months] == ["2024-04", "2024-05", "2024-08"]
    assert [str(month) for month in seen.missing] == ["2024-06", "2024-07"]
    assert "2 months between the first and the last of Ash are missing" in seen.cautions[1]


def test_a_few_stray_dates_do_not_make_a_month() -> None:
    seen = covered({"1924-04": 1, "2024-04": 90, "2024-05": 100, "2042-05": 3, None: 6})
    assert [str(month) for month in seen.months] == ["2024-04", "2024-05"]
    assert seen.undated_lines == 10


def test_a_scatter_of_stray_months_does_not_hide_the_real_ones() -> None:
    scatter: dict[str | None, int] = {f"19{year}-01": 1 for year in range(50, 99)}
    seen = covered({**scatter, "2024-04": 90, "2024-05": 100})
    assert [str(month) for month in seen.months] == ["2024-04", "2024-05"]


def test_the_amount_basis_of_several_files() -> None:
    assert covered({"2024-04": 10}, "net", "net").amount_basis == "net"
    assert covered({"2024-04": 10}, "net", None).amount_basis == "net"
    assert covered({"2024-04": 10}, "net", "gross").amount_basis == "mixed"
    assert covered({"2024-04": 10}, None).amount_basis == "not stated"


def test_the_threshold_shows_in_the_small_lines() -> None:
    assert covered({"2024-04": 100}, under_250=2, under_500=2).threshold_pence == 50_000
    assert covered({"2024-04": 100}, under_250=2, under_500=30).threshold_pence == 25_000
    assert covered({"2024-04": 100}, under_250=30, under_500=60).threshold_pence == 0


def test_an_abolished_council_is_said_to_be() -> None:
    lines: dict[str | None, int] = {str(month): 10 for month in YEAR}
    assert covered(lines, end=date(2025, 4, 1)).cautions == (
        "Ash was abolished on 1 April 2025; its contracts passed to its successor.",
    )
    assert covered(lines, end=date(2028, 4, 1)).cautions == ()


def test_months_within_a_window() -> None:
    assert months_within(YEAR, None, None) == 12
    assert months_within(YEAR, YEAR[3], YEAR[5]) == 3
    assert months_within(YEAR, YEAR[11].next, None) == 0


def test_the_ladder_drops_a_part_on_each_rung_and_ends_in_the_unknown() -> None:
    cells = [
        cell(ASH, "a", 100, label=Label.TRANSFER, category="x"),
        cell(ASH, "b", 200, label=Label.UNKNOWN, category="x"),
        cell(ASH, "c", 400, label=Label.FRONT_LINE, category="x"),
        cell(ASH, "d", 800, label=Label.PROPERTY, category="x"),
        cell(ASH, "e", 1_600, category="telecoms"),
        cell(ASH, "f", 3_200, kind="person"),
        cell(ASH, "g", 6_400),
        cell(BECK, "g", 12_800),
        cell(COOM, "g", 0),
    ]
    rungs = climb_down(
        cells, scene(), functions=HEART, shared={(ASH, "software"), (BECK, "software")}
    )
    assert [rung.pence_a_year for rung in rungs] == [
        25_500,
        22_200,
        22_000,
        21_600,
        20_800,
        19_200,
        19_200,
        None,
        None,
    ]


def test_what_no_rate_applies_to_drops_off_the_ladder() -> None:
    cells = [
        cell(ASH, "a", 100, category="building_works", label=Label.PROPERTY),
        cell(ASH, "b", 200, category="cleaning", label=Label.PROPERTY),
    ]
    shared = {(ASH, "building_works"), (ASH, "cleaning")}
    rungs = {
        rung.key: rung.pence_a_year
        for rung in climb_down(cells, scene(), functions=[Label.PROPERTY], shared=shared)
    }
    assert (rungs["shared"], rungs["rated"]) == (300, 200)
