"""Pools that feed pools, worked by hand, and what holds of any of them."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tallystick.run.recharge.steps import Feeds, after_steps, feeders, reached, without_way_out


def weights(**each: int) -> dict[str, Decimal]:
    return {pool: Decimal(weight) for pool, weight in each.items()}


def test_overhead_goes_down_two_steps() -> None:
    """100 of premises, 3 to 1: 75 and 25; IT gives its 40 and 25 in halves."""
    feeds = {"premises": weights(hr=3, it=1), "it": weights(hr=1, finance=1)}
    held = {"premises": Fraction(100), "it": Fraction(40), "hr": Fraction(10)}
    assert after_steps(held, feeds) == {
        "hr": 10 + 75 + Fraction(65, 2),
        "finance": Fraction(65, 2),
    }


def test_two_pools_that_serve_each_other() -> None:
    """x = 100 + y/2 and y = 60 + x/4: x = 1040/7, y = 680/7."""
    feeds = {"x": weights(y=1, a=3), "y": weights(x=1, b=1)}
    told = after_steps({"x": Fraction(100), "y": Fraction(60)}, feeds)
    assert told == {"a": Fraction(780, 7), "b": Fraction(340, 7)}


def test_a_loop_of_three() -> None:
    """x gives y half, y gives z all, z gives x half: x = 8 + z/2 = 8 + x/4, so x = 32/3."""
    feeds = {"x": weights(y=1, a=1), "y": weights(z=1), "z": weights(x=1, b=1)}
    assert after_steps({"x": Fraction(8)}, feeds) == {"a": Fraction(16, 3), "b": Fraction(8, 3)}


def test_a_loop_without_a_way_out_is_named() -> None:
    assert without_way_out({"b": weights(c=1), "c": weights(b=1), "a": weights(d=1)}) == "b"
    assert without_way_out({"b": weights(c=1, d=1), "c": weights(b=1)}) == ""
    assert without_way_out({"b": weights(c=1, d=0), "c": weights(b=1)}) == "b"


def test_who_reaches_whom() -> None:
    feeds = {"a": weights(b=1), "b": weights(c=1, d=0), "e": weights(d=1)}
    assert reached("a", feeds) == {"b", "c"}
    assert feeders("c", feeds) == {"a", "b"}
    assert feeders("d", feeds) == {"e"}


POOLS = "abcdef"


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[str, Fraction], Feeds]:
    """Pools of which the first few feed any others; 'z' is always fed, so there is a way out."""
    feeding = POOLS[: draw(st.integers(0, 5))]
    feeds = {
        pool: {other: Decimal(draw(st.integers(0, 5))) for other in POOLS if other != pool}
        | {"z": Decimal(draw(st.integers(1, 5)))}
        for pool in feeding
    }
    held = {pool: Fraction(draw(st.integers(-500, 5000))) for pool in POOLS}
    return held, feeds


@given(worlds())
def test_nothing_is_lost_and_order_does_not_matter(
    world: tuple[dict[str, Fraction], Feeds],
) -> None:
    held, feeds = world
    told = after_steps(held, feeds)
    assert sum(told.values()) == sum(held.values())
    assert not told.keys() & feeds.keys()
    back = {pool: dict(reversed(list(each.items()))) for pool, each in reversed(feeds.items())}
    assert after_steps(dict(reversed(held.items())), back) == told


@given(worlds())
def test_going_round_long_enough_comes_to_the_same(
    world: tuple[dict[str, Fraction], Feeds],
) -> None:
    """The oracle: give away again and again, in floats, until nothing is left."""
    held, feeds = world
    at = {pool: float(pence) for pool, pence in held.items()}
    kept: dict[str, float] = dict.fromkeys((*POOLS, "z"), 0.0)
    for _round in range(2000):
        moved: dict[str, float] = {}
        for pool, pence in at.items():
            if pool not in feeds:
                kept[pool] += pence
                continue
            whole = float(sum(feeds[pool].values()))
            for other, weight in feeds[pool].items():
                moved[other] = moved.get(other, 0.0) + pence * float(weight) / whole
        at = moved
    told = after_steps(held, feeds)
    assert all(abs(float(told.get(pool, 0)) - kept[pool]) < 1e-3 for pool in kept if pool in told)
