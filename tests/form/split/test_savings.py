"""Savings are shared out to the penny, and a guarantee takes only from those who are ahead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.form.split.savings import no_one_worse_off, repay_first, share_out
from tallystick.words.share import Shares

pence = st.integers(-1_000_000, 1_000_000)
years = st.integers(1, 4)
thirds = Shares.equal(["A", "B", "C"])


def test_each_year_is_shared_by_itself() -> None:
    """A joiner's gain of £100,000 a year as £60,000 and £40,000: Anglia Revenues, 2009."""
    shares = Shares.by({"A": 60, "B": 40})
    assert share_out([10_000_000, 0], shares) == {"A": (6_000_000, 0), "B": (4_000_000, 0)}


def test_what_was_put_in_comes_back_first() -> None:
    """A put in 90 and B 10, then A 20 more. 50 come back 45 to 5; of the next 100 the 45 and 20
    that A is still owed, the 5 of B, and 30 are left for both alike."""
    shared = repay_first([50, 100], {"A": [90, 20], "B": [10, 0]}, Shares.equal(["A", "B"]))
    assert shared == {"A": (45, 65 + 15), "B": (5, 5 + 15)}


def test_a_loss_is_not_shared_out_as_a_saving() -> None:
    with pytest.raises(ValueError, match="not below zero"):
        repay_first([-1], {}, thirds)


@given(
    st.lists(st.integers(0, 1_000_000), min_size=3, max_size=3),
    st.lists(st.lists(st.integers(0, 1_000_000), min_size=3, max_size=3), min_size=3, max_size=3),
)
def test_repaying_first_loses_no_penny_and_repays_no_more(
    savings: list[int], put_in: list[list[int]]
) -> None:
    spent = dict(zip("ABC", put_in, strict=True))
    shared = repay_first(savings, spent, thirds)
    for year, whole in enumerate(savings):
        assert sum(each[year] for each in shared.values()) == whole
    for code in "ABC":  # nobody has less than the least of its third and what it put in
        assert min(shared[code]) >= 0
    if sum(savings) >= sum(map(sum, put_in)) and not any(map(sum, (e[1:] for e in put_in))):
        assert all(sum(shared[code]) >= sum(spent[code]) for code in "ABC")


def test_a_guarantee_takes_from_who_is_ahead() -> None:
    """C is 30 behind: A, 40 ahead, pays 20 and B, 20 ahead, pays 10. In the second year nobody can
    make good the 50 that are missing beyond A's 10."""
    pool = no_one_worse_off({"A": (40, 10), "B": (20, -20), "C": (-30, -40)})
    assert pool.moves == {"A": (-20, -10), "B": (-10, 3), "C": (30, 7)}
    assert pool.short == (0, 50)


@given(
    years.flatmap(
        lambda count: st.lists(
            st.lists(pence, min_size=count, max_size=count), min_size=1, max_size=5
        )
    )
)
def test_a_guarantee_makes_nobody_behind_and_loses_no_penny(net: list[list[int]]) -> None:
    by_year = {f"{at}": tuple(each) for at, each in enumerate(net)}
    pool = no_one_worse_off(by_year)
    for year, short in enumerate(pool.short):
        assert sum(moves[year] for moves in pool.moves.values()) == 0
        after = {code: by_year[code][year] + pool.moves[code][year] for code in by_year}
        for code, each in by_year.items():
            assert (after[code] >= 0) if each[year] >= 0 else (each[year] <= after[code] <= 0)
        assert -sum(min(left, 0) for left in after.values()) == short
        assert short == 0 or sum(each[year] for each in by_year.values()) < 0
