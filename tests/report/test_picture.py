"""How long bars are and how dark shades."""

from hypothesis import given
from hypothesis import strategies as st

from tallystick.report.picture import bar, scale

AMOUNTS = st.lists(st.integers(min_value=-(10**9), max_value=10**12), max_size=60)


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
    assert all(0 <= shade <= 4 for shade in given_shades)
    assert all(
        (shade > 0) == (pence > 0)
        for shade, pence in zip(given_shades, sorted(amounts), strict=True)
    )


@given(AMOUNTS)
def test_every_bar_fits(amounts: list[int]) -> None:
    longest = max(amounts, default=0)
    assert all(0 <= bar(pence, longest) <= 100 for pence in amounts)
