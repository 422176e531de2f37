"""The shapes of the pictures."""

from hypothesis import given
from hypothesis import strategies as st

from tallystick.report.picture import SHADES, axis, bar, cells, scale
from tallystick.words.period import Month, months_between

AMOUNTS = st.lists(st.integers(min_value=-(10**9), max_value=10**12), max_size=60)


def month(text: str) -> Month:
    return Month.parse(text)


def test_the_axis_holds_only_years_that_have_months() -> None:
    strip = axis([month("2010-12"), month("2022-01"), month("2021-07")])
    assert strip.years == (2010, 2021, 2022)
    assert strip.block == 12 * 9
    assert strip.labels == ((0, 2010), (112, 2021), (224, 2022))
    assert strip.width == 332


def test_a_month_off_the_axis_is_left_to_the_words() -> None:
    strip = axis([month("2021-01")])
    assert cells(strip, [month("2020-12"), month("2021-02")]) == "M9 1H18V13H9z"


def test_many_years_get_narrow_cells() -> None:
    assert axis(months_between(month("2018-01"), month("2022-01"))).cell == 5
    assert axis(months_between(month("2010-01"), month("2022-01"))).cell == 3


def test_no_month_gives_an_empty_strip() -> None:
    assert axis([]).width == 0
    assert cells(axis([]), []) == ""


def test_neighbouring_months_are_one_box_and_years_stand_apart() -> None:
    year = months_between(month("2021-11"), month("2022-02"))
    strip = axis(year)
    assert cells(strip, year) == "M90 1H108V13H90zM112 1H130V13H112z"
    assert cells(strip, [month("2021-01"), month("2021-03")]) == "M0 1H9V13H0zM18 1H27V13H18z"


def test_a_bar_is_in_proportion_and_the_least_is_seen() -> None:
    assert bar(500, 1_000) == 50
    assert bar(1_000, 1_000) == 100
    assert bar(1, 1_000_000) == 1
    assert bar(0, 1_000) == 0
    assert bar(-500, 1_000) == 0
    assert bar(0, 0) == 0


def test_shades_hold_a_quarter_each() -> None:
    shades = scale([10, 20, 30, 40, 50, 60, 70, 80])
    assert shades.edges == (20, 40, 60, 80)
    assert [shades.shade(pence) for pence in (0, 1, 20, 21, 60, 80)] == [0, 1, 1, 2, 3, 4]


def test_nothing_has_no_shade() -> None:
    assert scale([]).edges == ()
    assert scale([0, -5]).shade(0) == 0


@given(AMOUNTS)
def test_more_money_is_never_lighter(amounts: list[int]) -> None:
    shades = scale(amounts)
    given_shades = [shades.shade(pence) for pence in sorted(amounts)]
    assert given_shades == sorted(given_shades)
    assert all(0 <= shade <= SHADES for shade in given_shades)
    assert all(
        (shade > 0) == (pence > 0)
        for shade, pence in zip(given_shades, sorted(amounts), strict=True)
    )


@given(AMOUNTS)
def test_every_bar_fits(amounts: list[int]) -> None:
    longest = max(amounts, default=0)
    assert all(0 <= bar(pence, longest) <= 100 for pence in amounts)
