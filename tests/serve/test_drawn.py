"""Pages that were drawn: once each, within a bound, and none that failed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tallystick.serve.drawn import Drawn


def test_a_page_is_drawn_once_however_many_ask_at_once() -> None:
    drawn, begun, go = Drawn(), Event(), Event()
    times: list[int] = []

    def draw() -> str:
        times.append(1)
        begun.set()
        assert go.wait(10)
        return "page"

    with ThreadPoolExecutor(20) as pool:
        first = pool.submit(drawn.page, "/", draw)
        assert begun.wait(10)
        others = [pool.submit(drawn.page, "/", draw) for _ in range(15)]
        go.set()
        assert {each.result() for each in (first, *others)} == {"page"}
    assert times == [1]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    drawn, times = Drawn(most=10), []

    def page(address: str) -> str:
        return drawn.page(address, lambda: times.append(address) or address * 4)

    for address in ("a", "b", "a", "c"):
        page(address)
    assert times == ["a", "b", "c"]
    page("a")
    assert times == ["a", "b", "c"]
    page("b")
    assert times == ["a", "b", "c", "b"]


def test_a_page_larger_than_the_bound_is_shown_all_the_same() -> None:
    drawn = Drawn(most=3)
    assert drawn.page("a", lambda: "long page") == "long page"
    assert drawn.page("b", lambda: "other") == "other"


def test_what_fails_is_not_kept() -> None:
    drawn = Drawn()

    def fail() -> str:
        raise LookupError("no such page")

    for _ in range(2):
        with pytest.raises(LookupError):
            drawn.page("/", fail)
    assert drawn.page("/", lambda: "page") == "page"
