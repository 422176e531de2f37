"""Days in cells and how columns write them, read by hand."""

from datetime import date

import pytest

from tallystick.read.columns.dates import (
    DateReading,
    DateStyle,
    date_style,
    is_destroyed,
    is_yearless,
    looks_dated,
    read_date,
    read_day,
)

DAY_FIRST, MONTH_FIRST = DateStyle(), DateStyle(month_first=True)


@pytest.mark.parametrize(
    ("cell", "on", "written"),
    [
        ("2024-05-14", "2024-05-14", "%Y-%m-%d"),
        ("2024/5/4", "2024-05-04", "%Y/%m/%d"),
        ("14/05/2024", "2024-05-14", "%d/%m/%Y"),
        ("04/05/2024", "2024-05-04", "%d/%m/%Y"),
        ("05/14/2024", "2024-05-14", "%m/%d/%Y"),  # there is no fourteenth month
        ("14.5.24", "2024-05-14", "%d.%m.%y"),
        ("14 / 05 / 2024", "2024-05-14", "%d/%m/%Y"),
        ("14 May 2024", "2024-05-14", "%d %b %Y"),
        ("14-May-24", "2024-05-14", "%d-%b-%y"),
        ("1st June 2024", "2024-06-01", "%d %B %Y"),
        ("Monday, 3rd June 2024", "2024-06-03", "%d %B %Y"),
        ("June 3rd, 2024", "2024-06-03", "%B %d %Y"),
        ("Jun 3 2024", "2024-06-03", "%b %d %Y"),
        ("20240514", "2024-05-14", "%Y%m%d"),
        ("14052024", "2024-05-14", "%d%m%Y"),
        ("20240514093000", "2024-05-14", "%Y%m%d%H%M%S"),
        ("45426", "2024-05-14", "excel serial"),
        ("45426.75", "2024-05-14", "excel serial"),
        ("'14/05/2024'", "2024-05-14", "%d/%m/%Y"),
        ("01/01/1995", "1995-01-01", "%d/%m/%Y"),
        ("31/12/2079", "2079-12-31", "%d/%m/%Y"),
    ],
)
def test_a_cell_with_a_day(cell: str, on: str, written: str) -> None:
    assert read_date(cell, DAY_FIRST) == DateReading(date.fromisoformat(on), written)


def test_the_style_settles_which_comes_first_where_both_could() -> None:
    assert read_date("04/05/2024", MONTH_FIRST) == DateReading(date(2024, 4, 5), "%m/%d/%Y")
    assert read_date("14/05/2024", MONTH_FIRST) == DateReading(date(2024, 5, 14), "%d/%m/%Y")


@pytest.mark.parametrize(
    "cell",
    ["", "x", "31/02/2024", "31/12/1994", "01/01/2080", "14 Mayo 2024", "29999", "60000", "14-May",
     "2024-05/14", "x" * 61],
)  # fmt: skip
def test_a_cell_without_one(cell: str) -> None:
    assert read_date(cell, DAY_FIRST) is None


def test_a_time_after_the_day_is_passed_over() -> None:
    for cell in ("14/05/2024 09:30", "14/05/2024T09:30:00Z", "14/05/2024 9:30:00.123 PM"):
        found = read_date(cell, DAY_FIRST)
        assert found is not None and found.on == date(2024, 5, 14)


def test_a_day_outside_the_column_is_taken_for_none() -> None:
    style = DateStyle(earliest=date(2024, 4, 1), latest=date(2024, 4, 30))
    days = ("31/03/2024", "01/04/2024", "30/04/2024", "01/05/2024")
    assert [read_day(day, style) is not None for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("cell", "dated", "yearless", "destroyed"),
    [
        ("31/02/2024", True, False, False),
        ("14 Foo 2024", True, False, False),
        ("2024-99-99 10:00", True, False, False),
        ("03-Dec", False, True, False),
        ("3rd December", False, True, False),
        ("31 Dec", False, True, False),
        ("1 Dec", False, True, False),
        ("32 Dec", False, False, False),
        ("0 Dec", False, False, False),
        ("03-Foo", False, False, False),
        ("###", False, False, True),
        ("##", False, False, False),
        ("44:12.0", False, False, True),
        ("00/01/1900", True, False, True),
        ("01/01/1900", True, False, True),
        ("02/01/1900", True, False, False),
        ("Tern plc", False, False, False),
    ],
)
def test_what_a_cell_looks_like(cell: str, dated: bool, yearless: bool, destroyed: bool) -> None:
    assert (looks_dated(cell), is_yearless(cell), is_destroyed(cell)) == (
        dated,
        yearless,
        destroyed,
    )


def test_a_column_says_how_it_writes_the_most_used_way_first() -> None:
    style = date_style({"14/05/2024": 1, "2024-05-15": 3, "16/05/2024": 1})
    assert style.written == "%Y-%m-%d | %d/%m/%Y"
    assert not style.month_first


def test_a_number_over_twelve_settles_it_for_the_column() -> None:
    assert date_style({"05/14/2024": 2, "05/16/2024": 1, "05/04/2024": 1}).month_first
    assert not date_style({"14/05/2024": 2, "16/05/2024": 1, "05/04/2024": 1}).month_first


def test_a_few_slips_do_not_turn_a_column_round() -> None:
    """One day of the other order among twenty is too many; among twenty-one it is a slip."""
    for times, turned in ((20, False), (21, True)):
        cells = {"05/14/2024": times, "14/05/2024": 1, "06/07/2031": 1}
        assert date_style(cells).month_first is turned


def test_expected_months_settle_what_nothing_else_does() -> None:
    cells = {f"04/{day:02}/2024": 1 for day in range(1, 13)}  # all April, or one of each month
    assert date_style(cells, [date(2024, 4, 1)]).month_first
    assert not date_style(cells).month_first


def test_months_that_either_order_gives_settle_nothing() -> None:
    """Each cell lies in April to June 2024 either way, so the day stays first as in Britain."""
    cells = {"04/05/2024": 10, "06/05/2024": 1, "05/06/2024": 10, "04/06/2024": 1}
    cells |= {"06/04/2024": 10, "05/04/2024": 1}
    assert not date_style(cells, [date(2024, month, 1) for month in (4, 5, 6)]).month_first


def test_a_year_is_the_one_that_brings_a_month_nearest() -> None:
    years = dict(date_style({"3 Dec": 1}, [date(2011, 1, 1)]).years)
    assert (years[12], years[1], years[6], years[7]) == (2010, 2011, 2011, 2010)
    assert date_style({"3 Dec": 1}).years == ()
    found = read_date("31-Dec", DateStyle(years=((12, 2010),)))
    assert found == DateReading(date(2010, 12, 31), "%d-%b")


def test_days_far_from_the_middle_half_are_slips() -> None:
    """The middle half is one day, 14 May 2024; three years of 365 days either way are likely."""
    style = date_style({"14/05/2024": 3, "14/05/2014": 1})
    assert (style.earliest, style.latest) == (date(2021, 5, 15), date(2027, 5, 14))
    few = date_style({"14/05/2024": 2})
    assert (few.earliest, few.latest) == (date(1995, 1, 1), date(2079, 12, 31))
