"""How well a body publishes, on files small enough to count by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.read.test_persist import HEADER, publish, read

from tallystick.engine.store import Store, open_store
from tallystick.read.quality import Concern, quality_of
from tallystick.words.remarks import NO_NAMES, say


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store."""
    with open_store(tmp_path / "store") as opened:
        yield opened


def concerns(store: Store) -> list[Concern]:
    """The concerns about the one body in the store."""
    return [concern for of_body in quality_of(store).values() for concern in of_body]


def test_months_with_nothing_odd_about_them(store: Store, tmp_path: Path) -> None:
    for month in ("04", "05", "07"):
        publish(tmp_path / f"{month}.csv", "600.00", "550.00", month=f"{month}/2024")
    read(store, *tmp_path.glob("*.csv"))
    assert quality_of(store) == {}


def test_months_in_two_files_with_mostly_the_same_lines(store: Store, tmp_path: Path) -> None:
    publish(tmp_path / "may.csv", "600.00", "550.00", "700.00", "800.00", "900.00")
    publish(tmp_path / "spring.csv", "600.00", "550.00", "700.00", "800.00", "901.00")
    read(store, *tmp_path.glob("*.csv"))
    (concern,) = concerns(store)
    assert (concern.code, concern.bends) == ("month_twice", "count some months twice")
    assert [Path(file).name for file in concern.files] == ["may.csv", "spring.csv"]
    assert say(concern.text, NO_NAMES) == (
        "May 2024 stands in both may.csv and spring.csv, with 4 payments the same, and may be "
        "counted twice."
    )


def test_two_files_of_a_month_that_share_little(store: Store, tmp_path: Path) -> None:
    publish(tmp_path / "payments.csv", "600.00", "550.00", "700.00")
    publish(tmp_path / "cards.csv", "600.00", "12.00", "13.00")
    read(store, *tmp_path.glob("*.csv"))
    assert concerns(store) == []


def _repeat(path: Path, times: int) -> None:
    head, _, body = path.read_text().partition("\n")
    path.write_text(head + "\n" + body * times)


def test_a_file_put_together_twice(store: Store, tmp_path: Path) -> None:
    _repeat(publish(tmp_path / "may.csv", "600.00", "700.00", "-55.00"), 2)
    read(store, tmp_path / "may.csv")
    assert [(each.code, say(each.text, NO_NAMES)) for each in concerns(store)] == [
        (
            "file_repeated",
            "may.csv holds nearly every payment more than once, as if put together twice.",
        )
    ]


def test_lines_that_are_alike_are_told_and_count(store: Store, tmp_path: Path) -> None:
    path = publish(tmp_path / "may.csv", "600.00", "700.00", "-55.00")
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")
    read(store, path)
    assert [each.code for each in concerns(store)] == ["twin_lines"]
    assert [each.bends for each in concerns(store)] == [""]


@pytest.mark.parametrize(("lines", "told"), [(200, []), (199, ["twin_lines"])])
def test_twins_are_told_from_more_than_one_line_in_a_hundred(
    store: Store, tmp_path: Path, lines: int, told: list[str]
) -> None:
    """Two lines alike among two hundred are one in a hundred; among 199 they are more."""
    amounts = [f"-{number}.00" for number in range(1, lines)]
    path = publish(tmp_path / "may.csv", *amounts)
    body = path.read_text().splitlines()
    rows = [row.replace(row.split(",")[1], "07/05/2024") for row in body[1:]]
    path.write_text("\n".join([body[0], *rows, rows[0], ""]))
    read(store, path)
    found = [each.code for each in concerns(store)]
    assert [code for code in found if code == "twin_lines"] == told


def test_signs_that_were_lost(store: Store, tmp_path: Path) -> None:
    days = [*(f"{600 + day}.00" for day in range(28))]
    for month in range(1, 13):
        publish(tmp_path / f"{month}.csv", *days, month=f"{month:02}/2024")
    lines = [(tmp_path / f"{month}.csv").read_text().split("\n", 1)[1] for month in range(1, 13)]
    for year in ("2024", "2025"):
        text = "".join(line.replace("/2024", f"/{year}") for line in lines)
        with (tmp_path / "years.csv").open("a") as whole:
            whole.write(text if year == "2025" else f"{HEADER}\n{text}")
    read(store, tmp_path / "years.csv")
    (concern,) = concerns(store)
    assert (concern.code, concern.files) == ("signs_lost", (str(tmp_path / "years.csv"),))
    assert say(concern.text, NO_NAMES).startswith("No file holds a refund")


def test_what_was_odd_about_several_files_is_one_sentence(store: Store, tmp_path: Path) -> None:
    for number, month in enumerate(("april", "may", "june", "july"), start=1):
        publish(tmp_path / f"{month}-2024.csv", f"{number}00.00", "-5.00", month="01/2019")
    read(store, *tmp_path.glob("*.csv"))
    (concern,) = concerns(store)
    assert concern.code == "outside_period"
    assert say(concern.text, NO_NAMES) == (
        "4 files (april-2024.csv, july-2024.csv, june-2024.csv and others) hold payments dated "
        "outside the months they were published for."
    )
