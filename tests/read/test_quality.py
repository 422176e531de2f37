"""How well a body publishes, on files small enough to count by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.read.test_keep import publish, read

from tallystick.engine.store import Store, open_store
from tallystick.read.quality import BodyQuality, quality_of
from tallystick.words.period import Month


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store."""
    with open_store(tmp_path / "store") as opened:
        yield opened


def quality(store: Store) -> BodyQuality:
    """The quality of the one body in the store."""
    (found,) = quality_of(store)
    return found


def test_a_month_missing_between_others(store: Store, tmp_path: Path) -> None:
    for month in ("04", "05", "07"):
        publish(tmp_path / f"{month}.csv", "600.00", "550.00", month=f"{month}/2024")
    read(store, *tmp_path.glob("*.csv"))
    found = quality(store)
    assert found.months == (
        Month(date(2024, 4, 1)),
        Month(date(2024, 5, 1)),
        Month(date(2024, 7, 1)),
    )
    assert found.missing == (Month(date(2024, 6, 1)),)
    assert (found.basis, found.least_pence, found.redacted_share) == ("net", 55_000, 0.0)
    assert found.concerns == ()


def test_a_month_in_two_files_with_mostly_the_same_lines(store: Store, tmp_path: Path) -> None:
    publish(tmp_path / "may.csv", "600.00", "550.00", "700.00", "800.00", "900.00")
    publish(tmp_path / "spring.csv", "600.00", "550.00", "700.00", "800.00", "901.00")
    read(store, *tmp_path.glob("*.csv"))
    (concern,) = quality(store).concerns
    assert concern.code == "month_twice"
    assert [Path(file).name for file in concern.files] == ["may.csv", "spring.csv"]
    assert "may.csv and spring.csv, with 4 lines the same" in concern.text


def test_two_files_of_a_month_that_share_little(store: Store, tmp_path: Path) -> None:
    publish(tmp_path / "payments.csv", "600.00", "550.00", "700.00")
    publish(tmp_path / "cards.csv", "600.00", "12.00", "13.00")
    read(store, *tmp_path.glob("*.csv"))
    assert quality(store).concerns == ()


def test_signs_that_were_lost(store: Store, tmp_path: Path) -> None:
    publish(tmp_path / "may.csv", *["600.00"] * 28)
    content = (tmp_path / "may.csv").read_text()
    head, _, body = content.partition("\n")
    (tmp_path / "may.csv").write_text(head + "\n" + body * 20)
    read(store, tmp_path / "may.csv")
    assert [concern.code for concern in quality(store).concerns] == ["signs_lost"]
