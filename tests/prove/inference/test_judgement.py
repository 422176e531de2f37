"""Three words and the rule that gives them; what cannot be seen is never called seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.prove.inference.chance import Chance
from tallystick.prove.inference.judgement import Word, judge


def chance(low: float, high: float, seen: float) -> Chance:
    return Chance(
        se=1.0,
        interval90=(low, high),
        interval95=(low, high),
        interval95_percent=(low, high),
        p_placebo=0.5,
        power_percent=seen,
    )


@pytest.mark.parametrize(
    ("percent", "low", "high", "seen", "claimed", "word"),
    [
        (-20, -26, -14, 8, None, "supported"),
        (-12, -20, -4, 14, None, "cannot tell"),  # significant, but too small to be trusted
        (-1, -6, 4, 7, None, "not supported"),  # ten per cent would have been seen
        (5, 1, 9, 7, None, "not supported"),
        (-5, -11, 1, 9, None, "cannot tell"),
        (-1, -30, 28, 40, None, "cannot tell"),
        (-20, -26, -14, 8, 20, "supported"),
        (-20, -26, -14, 8, 30, "not supported"),  # something came, but not what was claimed
        (-1, -6, 4, 7, 10, "not supported"),
        (-6, -12, 0.5, 9, 10, "cannot tell"),
        (-20, -26, -14, 8, 5, "cannot tell"),  # five per cent cannot be seen, whatever came
        (float("nan"), -1, 1, 1, None, "cannot tell"),
    ],
)
def test_the_word(
    percent: float, low: float, high: float, seen: float, claimed: float | None, word: Word
) -> None:
    verdict = judge(percent, chance(low, high, seen), claimed=claimed)
    assert verdict.word == word
    assert verdict.why.endswith(".")


numbers = st.floats(-90, 90)


@given(percent=numbers, reach=st.floats(0.1, 50), claimed=st.floats(0.1, 100))
def test_a_claim_below_what_can_be_seen_is_never_decided(
    percent: float, reach: float, claimed: float
) -> None:
    found = chance(percent - reach, percent + reach, 1.43 * reach)
    if claimed < found.power_percent:
        assert judge(percent, found, claimed=claimed).word == "cannot tell"


@given(percent=numbers, reach=st.floats(0.1, 50))
def test_an_estimate_below_what_can_be_seen_is_never_supported(
    percent: float, reach: float
) -> None:
    found = chance(percent - reach, percent + reach, 1.43 * reach)
    if -percent < found.power_percent:
        assert judge(percent, found).word != "supported"
