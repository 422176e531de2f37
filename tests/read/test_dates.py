"""Days in a column, where a spreadsheet turned some of them round."""

from pathlib import Path

from tests.read.files import read_lines

HEADER = "Payment Date,Supplier,Amount"


def _read_days(folder: Path, days: list[str], name: str = "spend.csv") -> list[str]:
    return read_lines(folder, HEADER, *(f"{d},Oakrise Ltd,5.00" for d in days), name=name).days


def test_days_that_a_spreadsheet_could_turn_round_are_turned_back(tmp_path: Path) -> None:
    # 3, 4 and 9 April were taken for days of March, April and September; 16 and 30 could not be.
    days = ["04/03/2019", "04/04/2019", "04/09/2019", "16/04/2019", "30/04/2019", "04/11/2019"]
    whole = ["2019-04-03", "2019-04-04", "2019-04-09", "2019-04-16", "2019-04-30", "2019-04-11"]
    assert _read_days(tmp_path, days) == whole


def test_a_year_of_days_is_not_turned_round(tmp_path: Path) -> None:
    days = [f"{day:02}/{month:02}/2019" for month in range(1, 13) for day in (4, 17)]
    whole = [f"2019-{month:02}-{day:02}" for month in range(1, 13) for day in (4, 17)]
    assert _read_days(tmp_path, days) == whole


def test_the_file_name_does_not_turn_round_what_plainly_lies_elsewhere(tmp_path: Path) -> None:
    days = ["04/05/2019", "04/05/2019", "04/05/2019", "18/05/2019", "21/05/2019"]
    assert _read_days(tmp_path, days, "april-2019.csv")[:2] == ["2019-05-04", "2019-05-04"]
    assert _read_days(tmp_path, days[:3], "april-2019.csv")[0] == "2019-04-05"


def test_the_day_of_the_week_before_the_month(tmp_path: Path) -> None:
    header = '"Monday, April 01, 2019",Oakrise Ltd,5.00'
    assert read_lines(tmp_path, HEADER, header).days == ["2019-04-01"]


def test_days_without_a_year_take_it_from_the_file_name(tmp_path: Path) -> None:
    days = ["31-Dec", "2 Jan", "14-Jan"]
    whole = ["2010-12-31", "2011-01-02", "2011-01-14"]
    assert _read_days(tmp_path, days, "January 2011.csv") == whole
    assert _read_days(tmp_path, days) == ["None"] * 3


def test_a_clock_of_twelve_hours_goes_with_the_month_first(tmp_path: Path) -> None:
    days = ["04/05/2022 12:00:00 AM", "04/06/2022 12:00:00 AM"]
    assert _read_days(tmp_path, days) == ["2022-04-05", "2022-04-06"]
    assert _read_days(tmp_path, [*days, "25/05/2022 12:00:00 AM"])[0] == "2022-05-04"
    assert _read_days(tmp_path, ["04/05/2022 00:00:00"]) == ["2022-05-04"]
