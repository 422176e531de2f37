"""Files made to fill memory or time: each refused by name or read, within its bounds."""

from pathlib import Path

import pytest
from bench.hostile import hostile, measure, mutated, ods
from tests.read.files import refusal

from tallystick.read.files import patience
from tallystick.words.mistakes import UserMistake


@pytest.mark.parametrize(
    ("prefix", "cell"),
    [
        ("table", 'table:number-columns-repeated="1000000"'),
        ("table", "table:number-columns-repeated='1000000'"),
        ("t", 't:number-columns-repeated = "1000000"'),
        ("t", "t:number-columns-repeated\n=\n'&#49;000000'"),
        ("table", "table:style-name='>' table:number-columns-repeated='1000000'"),
    ],
)
def test_repeats_are_counted_however_they_are_written(
    tmp_path: Path, prefix: str, cell: str
) -> None:
    row = f"{prefix}:table-row"
    body = (
        f"<{prefix}:table><{row} {prefix}:number-rows-repeated = '1000'>"
        f"<{prefix}:table-cell {cell}><text:p>x</text:p></{prefix}:table-cell></{row}>"
        f"</{prefix}:table>"
    )
    said = refusal(tmp_path, ods(body, prefix=prefix), "spend.ods")
    assert said.startswith("spend.ods has a sheet far larger")


def test_a_file_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SECONDS", -1)
    with pytest.raises(UserMistake, match=r"spend\.csv takes longer"):
        patience.Patience("spend.csv", 0).check()


@pytest.mark.parametrize("file", [*hostile(21, 7)], ids=lambda file: file[0])
def test_a_share_of_the_hostile_files(file: tuple[str, str, bytes]) -> None:
    assert not (took := measure(*file)).failed, took


def test_a_share_of_the_mutated_files() -> None:
    assert [took for file in mutated(20, 7) if (took := measure(*file)).failed] == []
