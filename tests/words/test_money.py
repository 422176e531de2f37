"""Pence as people read them, each line worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.words.money import pounds, pounds_and_pence, short_pounds


@pytest.mark.parametrize(
    ("pence", "text"),
    [
        (0, "£0"),
        (49, "£0"),
        (50, "£1"),  # a half goes away from nothing
        (149, "£1"),
        (150, "£2"),
        (250, "£3"),  # so an even pound does not draw a half to itself
        (-49, "£0"),  # nothing has no sign
        (-50, "−£1"),
        (-149, "−£1"),
        (-150, "−£2"),
        (123_456_789, "£1,234,568"),
    ],
)
def test_whole_pounds(pence: int, text: str) -> None:
    assert pounds(pence) == text


@pytest.mark.parametrize(
    ("pence", "text"),
    [
        (0, "£0.00"),
        (5, "£0.05"),
        (-5, "−£0.05"),
        (123_456, "£1,234.56"),
        (-123_400, "−£1,234.00"),
    ],
)
def test_pounds_to_the_penny(pence: int, text: str) -> None:
    assert pounds_and_pence(pence) == text


@pytest.mark.parametrize(
    ("pence", "text"),
    [
        (0, "£0"),
        (95_000, "£950"),
        (-95_000, "−£950"),
        (99_900, "£999"),
        (100_000, "£1k"),
        (126_000, "£1.3k"),
        (994_000, "£9.9k"),
        (1_000_000, "£10k"),
        (1_040_000, "£10k"),  # tenths only below ten
        (1_050_040, "£11k"),  # £10,500.40
        (1_240_000, "£12k"),
        (99_949_900, "£999k"),
        (99_950_000, "£1m"),  # £999,500 would be a thousand thousands
        (340_000_000, "£3.4m"),
        (1_050_000_500, "£11m"),  # £10,500,005
        (1_200_000_000, "£12m"),
        (99_949_999_900, "£999m"),
        (99_950_000_000, "£1bn"),
        (-30, "£0"),  # nothing has no sign
        (-49, "£0"),
        (50, "£1"),  # as whole pounds are rounded
        (-50, "−£1"),
        (250, "£3"),
        (99_949, "£999"),
        (99_950, "£1k"),  # £999.50 is not £1000 beside £1k
        (99_999, "£1k"),
        (-99_950, "−£1k"),
        (105_000, "£1.1k"),
        (994_999, "£9.9k"),
        (995_000, "£10k"),
        (99_949_999, "£999k"),
        (1_230_000_000_000, "£12.3bn"),
        (10**18, "£10,000,000bn"),
        (105_000_000_050, "£1.1bn"),  # £1,050,000,000.50
        (120_000_000_000, "£1.2bn"),
        (-120_000_000_000, "−£1.2bn"),
    ],
)
def test_pounds_for_a_heading(pence: int, text: str) -> None:
    assert short_pounds(pence) == text


@given(st.integers(-(10**20), 10**20))
def test_every_form_rounds_and_signs_alike(pence: int) -> None:
    short = short_pounds(pence)
    assert ("−" in short) == (short.strip("−£") != "0" and pence < 0)
    assert "£0k" not in short and "£1000" not in short and "£1,000k" not in short
    if abs(pence) < 99_950:
        assert short == pounds(pence)
