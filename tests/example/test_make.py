"""Making the county: the same bytes for the same seed, and the promised size."""

from pathlib import Path

from tallystick.example import EXAMPLE_COUNCILS
from tallystick.example.make import County, make_county


def _contents(county: County) -> dict[str, bytes]:
    return {
        path.relative_to(county.folder).as_posix(): path.read_bytes()
        for path in sorted(county.folder.rglob("*"))
        if path.is_file()
    }


def test_made_again_in_its_place_it_is_the_same_to_the_byte(county: County):
    first = _contents(county)
    assert make_county(county.folder) == county
    assert _contents(county) == first


def test_another_seed_gives_another_county(county: County, tmp_path: Path):
    other = _contents(make_county(tmp_path, seed=1))
    assert other.keys() == _contents(county).keys()
    assert other["truth/lines.csv"] != _contents(county)["truth/lines.csv"]


def test_the_county_lists_what_it_wrote(county: County):
    assert set(county.files) == {path for path in county.folder.rglob("*") if path.is_file()}
    assert county.councils == EXAMPLE_COUNCILS
    assert {path.name for path in county.published.iterdir()} == {
        "wendlemere", "saltersby", "kingsholt", "ashcombe-vale", "brindleford", "thornmarsh",
        "eastwold", "pellgrave", "marlcombe", "wendlemere-fire",
    }  # fmt: skip


def test_it_says_that_it_is_invented(county: County):
    assert "does not exist" in (county.folder / "README.txt").read_text("utf-8")


def test_it_stays_small(county: County, truth):
    assert sum(path.stat().st_size for path in county.files) < 10_000_000
    assert 25_000 < len(truth.rows("lines")) < 40_000


def test_councils_border_one_another_both_ways():
    known = {council.code: council for council in EXAMPLE_COUNCILS}
    for council in EXAMPLE_COUNCILS:
        assert council.code.startswith("X")  # no GSS code does
        for neighbour in council.neighbours:
            assert council.code in known[neighbour].neighbours
