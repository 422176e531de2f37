"""What a bill is in proportion to, by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tallystick.sharing.basis import Basis, shares_on, two_part
from tallystick.words.mistakes import UserMistake
from tallystick.words.share import Shares


def test_a_two_part_tariff() -> None:
    shares = two_part(
        Shares.equal(["A", "B"]), Shares.by({"A": 3, "B": 1}), fixed_part=Decimal("0.4")
    )
    assert shares["A"] == Fraction(4, 10) / 2 + Fraction(6, 10) * Fraction(3, 4)


def test_agreed_and_equal_shares() -> None:
    fixed = shares_on(Basis.FIXED, {"A": Decimal("73.5"), "B": Decimal("26.5")}, source="x")
    assert fixed["A"] == Fraction(735, 1000)
    assert shares_on(Basis.EQUAL, {"A": 0, "B": 0}, source="x")["A"] == Fraction(1, 2)


@pytest.mark.parametrize(
    ("basis", "figures", "sentence", "next_step"),
    [
        (
            Basis.FIXED,
            {"A": 50, "B": 49},
            "x.csv, fixed: the percentages add up to 99, not to 100.",
            "Correct them, or give weights on another basis: thirds are 1, 1 and 1.",
        ),
        (
            Basis.CALLS,
            {"A": 5, "B": -1},
            "x.csv, calls of B: -1 is below zero.",
            "Correct the figure.",
        ),
        (
            Basis.CALLS,
            {"A": 0, "B": 0},
            "x.csv, calls: there is nothing to take shares of.",
            "Give a figure above zero for at least one council.",
        ),
        (
            Basis.EQUAL,
            {},
            "x.csv, equal: there is nothing to take shares of.",
            "Give a figure above zero for at least one council.",
        ),
    ],
)
def test_figures_that_give_no_shares_are_one_sentence(
    basis: Basis, figures: dict[str, int], sentence: str, next_step: str
) -> None:
    with pytest.raises(UserMistake) as mistake:
        shares_on(basis, figures, source="x.csv")
    assert (mistake.value.sentence, mistake.value.next_step) == (sentence, next_step)


def test_one_council_of_nothing_is_no_mistake_beside_another() -> None:
    assert dict(shares_on(Basis.CALLS, {"A": 0, "B": 1}, source="x")) == {"A": 0, "B": 1}


def test_on_equal_shares_no_figure_counts_not_even_one_below_nothing() -> None:
    assert dict(shares_on(Basis.EQUAL, {"A": -1, "B": 3}, source="x")) == {
        "A": Fraction(1, 2),
        "B": Fraction(1, 2),
    }
