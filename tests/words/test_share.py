"""Pence are handed out whole, and none is lost or made."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.words.share import Shares, apportion, blend

WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any)


@given(st.integers(-(10**12), 10**12), WEIGHTS)
def test_parts_add_up_and_none_is_a_penny_out(pence: int, weights: list[int]) -> None:
    parts = apportion(pence, weights)
    assert sum(parts) == pence
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(pence * weight, sum(weights))) < 1
        assert weight or not part


@given(st.integers(0, 10**12), WEIGHTS)
def test_a_refund_mirrors_a_bill(pence: int, weights: list[int]) -> None:
    assert apportion(-pence, weights) == tuple(-part for part in apportion(pence, weights))


@given(st.integers(0, 10**9), WEIGHTS)
def test_the_larger_remainder_never_goes_short_of_the_smaller(
    pence: int, weights: list[int]
) -> None:
    parts = apportion(pence, weights)
    exact = [Fraction(pence * weight, sum(weights)) for weight in weights]
    raised = [each % 1 for each, part in zip(exact, parts, strict=True) if part > each]
    lowered = [each % 1 for each, part in zip(exact, parts, strict=True) if part < each]
    assert not raised or not lowered or min(raised) >= max(lowered)


@pytest.mark.parametrize(
    ("pence", "weights", "parts"),
    [
        (1000, [3, 3, 3], (334, 333, 333)),  # one left over: to the first
        (800, [3, 3, 3], (266, 267, 267)),  # one too many out: back from the first
        (-1106, [1, 1, 1, 1], (-277, -277, -276, -276)),
        (1, [0, 1, 1], (0, 1, 0)),
        (0, [1, 2], (0, 0)),
        (5, [Decimal("0.5"), Fraction(1, 2)], (3, 2)),
    ],
)
def test_the_tie_rule(pence: int, weights: list[int], parts: tuple[int, ...]) -> None:
    assert apportion(pence, weights) == parts


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_that_give_no_proportion_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError):
        apportion(100, weights)


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="exact"):
        apportion(100, [0.1, 0.9])  # type: ignore[list-item]


def pence_of(text: str) -> int:
    return int(Decimal(text) * 100)


@pytest.mark.shared
def test_the_published_splits(shared: Path) -> None:
    held = json.loads((shared / "truth/vectors/penny_split.json").read_text(encoding="utf-8"))
    assert held["vectors"]
    for vector in held["vectors"]:
        parts = apportion(pence_of(vector["amount"]), [Decimal(each) for each in vector["ratios"]])
        assert parts == tuple(pence_of(each) for each in vector["expect"]), vector


@pytest.mark.shared
def test_the_published_failures_of_others(shared: Path) -> None:
    held = json.loads(
        (shared / "truth/vectors/penny_split_failures.json").read_text(encoding="utf-8")
    )
    assert held["vectors"]
    for vector in held["vectors"]:
        parts = apportion(pence_of(vector["amount"]), [Decimal(each) for each in vector["weights"]])
        assert sum(parts) == pence_of(vector["required_sum"]), vector


@given(st.integers(-(10**9), 10**9), st.permutations(["E1", "E2", "E3", "E4"]))
def test_who_is_named_first_does_not_matter(pence: int, order: list[str]) -> None:
    weights = {"E1": 3, "E2": 3, "E3": 1, "E4": 0}
    named = {code: weights[code] for code in order}
    assert Shares.by(named).of(pence) == Shares.by(weights).of(pence)


def test_shares_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing to take shares of"):
        Shares.by({"A": 0})
    with pytest.raises(ValueError, match="nothing to take shares of"):
        Shares.by({})


def test_shares_are_a_mapping() -> None:
    shares = Shares.by({"E2": 1, "E1": 3})
    assert dict(shares) == {"E1": Fraction(3, 4), "E2": Fraction(1, 4)}
    assert len(shares) == 2 and shares["E2"] == Fraction(1, 4)
    with pytest.raises(KeyError):
        shares["E3"]


def test_equal_shares() -> None:
    assert Shares.equal(["B", "A", "C"]).of(100) == {"A": 34, "B": 33, "C": 33}


@pytest.mark.parametrize(
    "parts",
    [
        (("A", Fraction(1, 2)),),
        (("A", Fraction(3, 2)), ("B", Fraction(-1, 2))),
        (("B", Fraction(1, 2)), ("A", Fraction(1, 2))),
        (("A", Fraction(1, 2)), ("A", Fraction(1, 2))),
        (),
    ],
)
def test_shares_that_are_not_one_whole_are_refused(parts: tuple[tuple[str, Fraction], ...]) -> None:
    with pytest.raises(ValueError):
        Shares(parts)


def test_a_blend_counts_by_weight() -> None:
    blended = blend([(1, Shares.by({"A": 1})), (3, Shares.by({"A": 1, "B": 1}))])
    assert dict(blended) == {"A": Fraction(5, 8), "B": Fraction(3, 8)}
    with pytest.raises(ValueError, match="below zero"):
        blend([(-1, Shares.by({"A": 1})), (3, Shares.by({"B": 1}))])


def test_what_counts_nothing_adds_nothing_to_a_blend() -> None:
    blended = blend([(0, Shares.by({"A": 1})), (Fraction(1, 2), Shares.by({"B": 1}))])
    assert dict(blended) == {"A": 0, "B": 1}
