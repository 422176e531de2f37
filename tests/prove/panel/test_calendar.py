"""Labels of dates: which kind, which order, what does not fit."""

import pytest

from tallystick.prove.panel.calendar import Calendar, calendar_of


@pytest.mark.parametrize(
    ("labels", "kind", "period"),
    [
        (["2019", "2020"], "number", 1),
        (["-3", "0", "12"], "number", 1),
        (["2019.0", "2020.0"], "number", 1),
        (["2019/20", "2020/21"], "financial year", 1),
        (["2010-11", "2011-12"], "financial year", 1),
        (["2011-12", "2012-01"], "month", 12),
        (["2021-07", "2021-08-01"], "month", 12),
        (["2021Q1", "2021-Q2", "2021 q3"], "quarter", 4),
    ],
)
def test_the_column_as_a_whole_tells_the_kind(labels: list[str], kind: str, period: int) -> None:
    found = calendar_of(labels)
    assert found == Calendar(kind)
    assert found.period == period


@pytest.mark.parametrize("labels", [["2021", "2021Q1"], ["spring"], ["2021-13"], []])
def test_labels_of_no_one_kind_have_no_calendar(labels: list[str]) -> None:
    assert calendar_of(labels) is None


def test_neighbours_stand_one_apart() -> None:
    assert Calendar("month").position("2022-01") - Calendar("month").position("2021-12") == 1
    assert Calendar("quarter").position("2022Q1") - Calendar("quarter").position("2021Q4") == 1
    assert Calendar("financial year").position("1999/00") == 1999


def test_numbers_sort_as_numbers() -> None:
    calendar = Calendar("number")
    assert sorted(["10", "9", "-1"], key=calendar.position) == ["-1", "9", "10"]


@pytest.mark.parametrize(("kind", "label"), [("month", "2021-00"), ("financial year", "2021/23")])
def test_a_label_of_the_right_form_can_still_be_no_date(kind: str, label: str) -> None:
    with pytest.raises(ValueError, match=label):
        Calendar(kind).position(label)
