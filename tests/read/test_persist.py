"""Files into the store: each content once, corrections in place, a kill at any moment."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.kill_read import trial

from tallystick.engine.store import Store, open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.read.persist import Intake, read_into_store
from tallystick.reference.councils import Councils
from tallystick.words.mistakes import UserMistake

COUNCILS = Councils(EXAMPLE_COUNCILS)
HEADER = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type"
BODY = "Wendlemere County Council"


def publish(path: Path, *amounts: str, month: str = "05/2024") -> Path:
    """A small published file with one payment an amount."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{BODY},{day:02d}/{month},Quillworks Ltd,{amount},Computer Software"
        for day, amount in enumerate(amounts, start=1)
    ]
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


def read(store: Store, *paths: Path) -> Intake:
    """Read paths into the store."""
    return read_into_store(store, paths, councils=COUNCILS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store."""
    with open_store(tmp_path / "store") as opened:
        yield opened


def total(store: Store) -> tuple[int, int]:
    """How many payments count, and their pence."""
    (row,) = store.rows(
        "select count(*) as lines, coalesce(sum(amount_pence), 0)::bigint as pence from payments"
    )
    return row["lines"], row["pence"]


def test_a_file_is_read_once(store: Store, tmp_path: Path) -> None:
    file = publish(tmp_path / "in" / "may.csv", "600.00", "700.00")
    first, second = read(store, file), read(store, file)
    assert (first.fresh, first.known) == (1, 0)
    assert (second.fresh, second.known) == (0, 1)
    assert second.records == first.records
    assert total(store) == (2, 130_000)


def test_the_same_content_under_two_names_counts_once(store: Store, tmp_path: Path) -> None:
    publish(tmp_path / "in" / "may.csv", "600.00")
    publish(tmp_path / "in" / "may-again.csv", "600.00")
    intake = read(store, tmp_path / "in")
    assert (intake.fresh, intake.known) == (1, 1)
    assert total(store) == (1, 60_000)


def test_new_content_at_a_path_replaces_the_old(store: Store, tmp_path: Path) -> None:
    read(store, publish(tmp_path / "in" / "may.csv", "600.00", "700.00"))
    read(store, publish(tmp_path / "in" / "may.csv", "600.00", "750.00"))
    assert total(store) == (2, 135_000)
    assert len(store.sources()) == 1


def test_the_old_content_put_back_counts_again(store: Store, tmp_path: Path) -> None:
    for amount in ("600.00", "650.00", "600.00"):
        read(store, publish(tmp_path / "in" / "may.csv", amount))
    assert total(store) == (1, 60_000)


@pytest.mark.parametrize("names", [("may.csv", "may corrected.csv"), ("a/may.csv", "b/may.csv")])
def test_a_correction_counts_instead_and_another_folder_beside(
    store: Store, tmp_path: Path, names: tuple[str, str]
) -> None:
    for name, amount in zip(names, ("600.00", "650.00"), strict=True):
        publish(tmp_path / "in" / name, amount)
    read(store, tmp_path / "in")
    assert total(store) == ((1, 65_000) if "corrected" in names[1] else (2, 125_000))


def test_what_cannot_be_read_is_skipped_and_the_rest_goes_on(store: Store, tmp_path: Path) -> None:
    publish(tmp_path / "in" / "may.csv", "600.00")
    (tmp_path / "in" / "empty.csv").touch()
    intake = read(store, tmp_path / "in")
    assert [Path(each.path).name for each in intake.skipped] == ["empty.csv"]
    assert total(store) == (1, 60_000)


def test_nothing_read_at_all_is_a_mistake(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    with pytest.raises(UserMistake, match=r"empty\.csv"):
        read(store, tmp_path / "empty.csv")


def test_a_run_killed_at_any_moment_is_completed_by_the_next(tmp_path: Path) -> None:
    for number in range(12):
        publish(tmp_path / "in" / f"{number}.csv", *["600.00"] * 28, month=f"{number + 1:02d}/2024")
    found = trial(sorted((tmp_path / "in").iterdir()), kills=6, chain=3)
    assert (found.kills, found.rounds > 0, found.wrong) == (6, True, 0)


def test_a_correction_of_columns_wins_and_is_remembered(store: Store, tmp_path: Path) -> None:
    may, june = (tmp_path / f"{month}.csv" for month in ("may", "june"))
    for file, number in ((may, 5), (june, 6)):
        publish(file, "600.00", month=f"{number:02d}/2024")
        file.write_text(
            file.read_text().replace("Type", "Type,Order Value").replace("re\n", "re,7\n")
        )
    assert read(store, may).records[0]["total_pence"] == 60_000
    settled = tmp_path / "settled.yaml"
    settled.write_text("columns: {amount: Order Value}")
    again = read_into_store(store, [may], councils=COUNCILS, corrections=settled)
    assert (again.fresh, again.records[0]["total_pence"]) == (1, 700)
    assert read(store, may, june).records[0]["total_pence"] == 700
    assert total(store) == (2, 1_400)
    assert read(store, may, june).fresh == 0
