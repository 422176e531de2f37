"""Published splits of South Hams and West Devon, a true-up by hand, and what must always hold."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.sharing.basis import Basis, shares_on
from tallystick.sharing.billing import shares_over, tolerate, true_up
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import FinancialYear
from tallystick.words.share import Shares

YEAR = FinancialYear(2022)
UNKNOWN = "The shares of 2022/23 are not known from 1 April."
GIVE_FIRST = "Give those in force on the first day of the year."
DISORDER = "The changes of shares in 2022/23 are not in the order of their days, or lie after it."
GIVE_ONCE = "Give each day once, earliest first."


@pytest.mark.parametrize(
    ("driver", "estimate", "first", "second", "share", "published"),
    [
        ("calls 2021/22", 71, 77_297, 32_158, "70.62", 71),
        ("calls 2022/23", 66, 60_924, 27_820, "68.65", 66),
        ("calls 2023/24", 66, 53_418, 23_154, "69.76", 70),
        ("planning applications 2022/23", 75, 2_125, 806, "72.50", 75),
        ("planning enforcement 2022/23", 75, 372, 150, "71.26", 71),
        ("planning enforcement 2023/24", 71, 382, 118, "76.40", 76),
        ("HR 2022/23", 74, 512, 110, "82.32", 82),
        ("HR 2023/24", 82, 495, 104, "82.64", 82),
        ("council tax 2023/24", 63, 46_949, 27_112, "63.39", 63),
        ("new benefit claims 2023/24", 60, 299, 176, "62.95", 60),
    ],
)
def test_published_splits(
    driver: str, estimate: int, first: int, second: int, share: str, published: int
) -> None:
    """South Hams to West Devon, committee reports of 2022 to 2024: 3 points of tolerance."""
    actual = shares_on(Basis.TRANSACTIONS, {"S": first, "W": second}, source=driver)
    assert f"{float(actual['S'] * 100):.2f}" == share
    told = tolerate(Shares.by({"S": estimate, "W": 100 - estimate}), actual, points=3)
    assert told.shares["S"] * 100 == published
    assert told.moved == (published != estimate)


def test_exactly_the_tolerance_is_within_it() -> None:
    estimate = Shares.by({"A": 60, "B": 40})
    assert not tolerate(estimate, Shares.by({"A": 63, "B": 37}), points=3).moved
    assert tolerate(estimate, Shares.by({"A": 631, "B": 369}), points=3).moved


def test_a_tolerance_shows_what_it_hides() -> None:
    """60 stays though the share is 62: on a bill of £1,000 that is £20 for one and against the
    other."""
    told = tolerate(Shares.by({"A": 60, "B": 40}), Shares.by({"A": 62, "B": 38}), points=3)
    assert told.unadjusted(100_000) == {"A": -2_000, "B": 2_000}


def test_three_councils_move_together_in_whole_percentages() -> None:
    """Thirds are 34, 33 and 33: what replaces the estimate adds up to 100."""
    told = tolerate(Shares.by({"A": 50, "B": 50}), Shares.equal(["A", "B", "C"]), points=3)
    assert {code: part * 100 for code, part in told.shares.items()} == {"A": 34, "B": 33, "C": 33}


def test_a_true_up_to_the_penny() -> None:
    """£600,000 billed 50/30/20, an outturn of £630,000, drivers of 5,460, 2,730 and 1,910."""
    billed = Shares.by({"A": 50, "B": 30, "C": 20}).of(600_000_00)
    due = shares_on(Basis.HEADCOUNT, {"A": 5_460, "B": 2_730, "C": 1_910}, source="period 9").of(
        630_000_00
    )
    assert due == {"A": 340_574_26, "B": 170_287_13, "C": 119_138_61}
    assert true_up(billed, due) == {"A": 40_574_26, "B": -9_712_87, "C": -861_39}


def test_shares_that_change_in_the_year_count_by_their_days() -> None:
    """From 3 October 2022: 185 days at 74, 180 at 82."""
    changes = [
        (date(2022, 4, 1), Shares.by({"S": 74, "W": 26})),
        (date(2022, 10, 3), Shares.by({"S": 82, "W": 18})),
    ]
    assert shares_over(YEAR, changes)["S"] == Fraction(185 * 74 + 180 * 82, 365 * 100)


def test_a_council_that_joins_pays_from_that_day() -> None:
    changes = [
        (date(2020, 4, 1), Shares.by({"A": 1})),
        (date(2022, 4, 1), Shares.equal(["A", "B"])),
        (date(2023, 3, 31), Shares.equal(["A", "B", "C", "D"])),
    ]
    year = shares_over(YEAR, changes)
    assert year["C"] == Fraction(1, 4 * 365)
    assert year["A"] == Fraction(364, 2 * 365) + Fraction(1, 4 * 365)


@pytest.mark.parametrize(
    ("days", "sentence", "next_step"),
    [
        ([], UNKNOWN, GIVE_FIRST),
        ([date(2022, 4, 2)], UNKNOWN, GIVE_FIRST),
        ([date(2022, 4, 1), date(2022, 4, 1)], DISORDER, GIVE_ONCE),
        ([date(2022, 4, 1), date(2023, 4, 1)], DISORDER, GIVE_ONCE),
        ([date(2022, 4, 1), date(2022, 9, 1), date(2023, 4, 1)], DISORDER, GIVE_ONCE),
        ([date(2023, 4, 1), date(2022, 4, 1)], UNKNOWN, GIVE_FIRST),
        ([date(2022, 4, 1), date(2022, 9, 1), date(2022, 8, 1)], DISORDER, GIVE_ONCE),
    ],
)
def test_a_year_with_days_missing_or_out_of_order_is_refused(
    days: list[date], sentence: str, next_step: str
) -> None:
    with pytest.raises(UserMistake) as mistake:
        shares_over(YEAR, [(day, Shares.equal(["A", "B"])) for day in days])
    assert (mistake.value.sentence, mistake.value.next_step) == (sentence, next_step)


def test_a_change_on_the_last_day_of_a_long_list_counts() -> None:
    """31 March is the year's own day, also as the third of three."""
    changes = [
        (date(2022, 4, 1), Shares.by({"A": 1})),
        (date(2022, 4, 2), Shares.by({"B": 1})),
        (date(2023, 3, 31), Shares.by({"A": 1})),
    ]
    assert shares_over(YEAR, changes)["A"] == Fraction(2, 365)


def test_shares_that_never_changed_hold_all_year() -> None:
    same = Shares.by({"A": 3, "B": 1})
    assert shares_over(YEAR, [(date(2019, 1, 1), same)]) == same


def test_a_council_that_left_is_owed_all_and_one_that_came_owes_all() -> None:
    assert true_up({"A": 600, "B": 400}, {"B": 500, "C": 700}) == {"A": -600, "B": 100, "C": 700}


def test_the_tolerance_of_a_council_in_one_of_the_two_only() -> None:
    """C is new with two hundredths: that is within three points, and nobody pays for it yet."""
    told = tolerate(Shares.by({"A": 1}), Shares.by({"A": 98, "C": 2}), points=3)
    assert not told.moved
    assert told.unadjusted(10_000) == {"A": 200, "C": -200}
    gone = tolerate(Shares.by({"A": 98, "C": 2}), Shares.by({"A": 1}), points=3)
    assert gone.unadjusted(10_000) == {"A": -200, "C": 200}
    far = tolerate(Shares.by({"A": 1}), Shares.by({"A": 96, "C": 4}), points=3)
    assert far.moved and far.shares["C"] * 100 == 4


@given(
    st.integers(-(10**10), 10**10),
    st.lists(st.integers(0, 999), min_size=3, max_size=3).filter(any),
    st.lists(st.integers(0, 999), min_size=3, max_size=3).filter(any),
)
def test_what_is_left_where_it_was_adds_up_to_nothing(
    pence: int, estimate: list[int], actual: list[int]
) -> None:
    told = tolerate(
        Shares.by(dict(zip("ABC", estimate, strict=True))),
        Shares.by(dict(zip("ABC", actual, strict=True))),
        points=3,
    )
    assert sum(told.unadjusted(pence).values()) == 0
    assert sum(told.shares.of(pence).values()) == pence
