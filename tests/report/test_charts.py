"""The pictures: well-formed, in proportion, and nothing published in them can run."""

from xml.etree import ElementTree

from tallystick.report.charts import Span, Strip, Tile, months, spans, tiles

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
