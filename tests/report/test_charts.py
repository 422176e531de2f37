"""The pictures: well-formed, in proportion, and nothing published in them can run."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from tallystick.report.charts import Line, Span, Strip, Tick, Tile, lines, months, spans, tiles

SVG = "{http://www.w3.org/2000/svg}"


def boxes(svg: str) -> list[dict[str, str]]:
    return [dict(each.attrib) for each in ElementTree.fromstring(svg).iter(f"{SVG}rect")]


def words(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_bars_share_one_scale_that_holds_nought() -> None:
    svg = spans([Span("A", 0, 100, "100"), Span("B", 0, 50, "50"), Span("C", -100, 0, "−100")])
    left = [float(box["x"]) for box in boxes(svg)]
    wide = [float(box["width"]) for box in boxes(svg)]
    assert wide[0] == wide[2] == 160
    assert wide[1] == 80
    assert left[0] == left[1] == left[2] + 160


def test_a_bar_of_nothing_is_seen_and_no_bar_breaks_nothing() -> None:
    assert float(boxes(spans([Span("A", 0, 0, "£0")]))[0]["width"]) > 0
    assert boxes(spans([])) == []


def test_a_mark_and_a_point_stand_on_the_scale() -> None:
    svg = spans([Span("A", 0, 100, "x", point=50)], mark=200)
    circle = next(ElementTree.fromstring(svg).iter(f"{SVG}circle"))
    box = boxes(svg)[0]
    assert float(circle.attrib["cx"]) == float(box["x"]) + float(box["width"]) / 2
    assert "stroke-dasharray" in svg


def test_what_was_published_is_text_and_long_names_are_cut() -> None:
    svg = spans([Span("<script>alert(1)</script>\x01", 0, 1, "&"), Span("long " * 40, 0, 1, "")])
    assert "<script" not in svg
    assert words(svg)[0] == "<script>alert(1)</script>\ufffd"
    assert words(svg)[2].endswith("…")


def test_tiles_stand_on_their_squares_with_their_words() -> None:
    svg = tiles([Tile(0, 0, ("Ash", "£5"), 4), Tile(2, 1, ("Beck",), 0)])
    assert [(box["x"], box["y"]) for box in boxes(svg)] == [("0", "0"), ("184", "92")]
    assert words(svg) == ["Ash", "£5", "Beck"]
    assert ElementTree.fromstring(tiles([])).tag == f"{SVG}svg"


def test_months_there_missing_and_neither_look_different() -> None:
    svg = months([Strip("Ash", frozenset({0, 1}), frozenset({2}))], [2024])
    drawn = boxes(svg)
    assert len(drawn) == 12
    assert drawn[0]["fill"] == drawn[1]["fill"] != drawn[2]["fill"]
    assert (drawn[0]["height"], drawn[2]["height"]) == ("14", "5")
    assert "stroke" in drawn[2] and "stroke" not in drawn[0]
    assert {box["height"] for box in drawn[3:]} == {"1"}
    assert words(svg) == ["2024", "Ash"]


def strokes(svg: str) -> list[dict[str, str]]:
    """The paths that are lines through points or their samples, in order."""
    paths = ElementTree.fromstring(svg).iter(f"{SVG}path")
    return [dict(each.attrib) for each in paths if each.attrib.get("fill") == "none"]


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (at.split() for at in path[1:].split("L"))]


SCALE = (Tick(0, "£0"), Tick(50, "£50"), Tick(100, "£100"))
ENDS = (Tick(0, "April"), Tick(3, "July"))


def test_lines_run_over_equal_steps_on_one_scale() -> None:
    """From nought at the left to the most at the right, a third of the way with each step."""
    paid = Line("Paid", ((0, 0), (1, 50), (2, 50), (3, 100)))
    drawn = strokes(lines([paid], levels=SCALE, steps=ENDS))
    (left, bottom), (next_left, middle), _third, (right, top) = points(drawn[0]["d"])
    assert (left, bottom, right, top) == (64, 240, 710, 44)
    assert middle == (top + bottom) / 2
    assert next_left - left == pytest.approx((right - left) / 3, abs=0.1)


def test_a_step_without_a_point_breaks_the_line_and_a_point_alone_is_a_dot() -> None:
    svg = lines([Line("Paid", ((0, 0), (1, 0), (3, 100)))], levels=SCALE, steps=ENDS)
    assert strokes(svg)[0]["d"] == "M64 240L279.3 240M710 44h2"


def test_lines_are_told_apart_without_colour_and_named_beside_a_sample() -> None:
    svg = lines(
        [Line("Paid", ((0, 10), (3, 20))), Line("Expected", ((0, 30), (3, 40)), dashed=True)],
        levels=SCALE,
        steps=ENDS,
    )
    drawn = strokes(svg)
    assert ["stroke-dasharray" in each for each in drawn] == [False, False, True, True]
    assert words(svg) == ["£0", "£50", "£100", "Paid", "Expected", "April", "July"]


@pytest.mark.parametrize(("at", "anchor"), [(1, "start"), (2, "end")])
def test_a_mark_stands_half_a_step_before_its_own_and_its_words_stay_inside(
    at: int, anchor: str
) -> None:
    svg = lines(
        [Line("Paid", ((0, 1), (3, 1)))], levels=SCALE, steps=ENDS, mark=Tick(at, "Shared <from>")
    )
    third = (710 - 64) / 3
    (upright,) = (
        each.attrib["d"]
        for each in ElementTree.fromstring(svg).iter(f"{SVG}path")
        if each.attrib.get("stroke-dasharray") == "2 3"
    )
    across = float(upright[1:].split()[0])
    assert across == pytest.approx(64 + third * (at - 0.5), abs=0.1)
    (said,) = (
        each for each in ElementTree.fromstring(svg).iter(f"{SVG}text")
        if each.text == "Shared <from>"
    )  # fmt: skip
    assert said.attrib["text-anchor"] == anchor


def test_what_is_below_nought_is_drawn_below_it() -> None:
    svg = lines(
        [Line("Paid", ((0, -100), (1, 0), (2, 100)))],
        levels=(Tick(-100, "−£100"), *SCALE),
        steps=ENDS,
    )
    heights = [height for _, height in points(strokes(svg)[0]["d"])]
    assert [after < before for before, after in pairwise(heights)] == [True, True]
    assert heights[1] == (heights[0] + heights[2]) / 2


def test_one_step_alone_divides_by_nothing() -> None:
    here = (Tick(0, "April"), Tick(0, "April"))
    assert strokes(lines([Line("Paid", ((0, 5),))], levels=SCALE, steps=here))
