"""A damaged store is noticed in a sentence, checked, and made again with the same answers."""

import json
import random
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from tallystick.cli.work.common import known_councils
from tallystick.cli.work.store_rebuild import rebuild
from tallystick.engine.check import check_store
from tallystick.engine.kept_files import write_kept
from tallystick.engine.snapshot import open_snapshot
from tallystick.engine.store import open_store
from tallystick.find import Declared, Question, take_in
from tallystick.words.mistakes import UserMistake

ASKED = (
    "select council, month, supplier, amount_pence, line from payments order by all",
    "select * exclude (source) from rejects order by all",
    "select * from placed_lines order by all",
    "select * from wordings order by all",
    "select * from sources order by all",
    "select * from spellings order by all",
    "select * from categories order by all",
)


def answers(folder: Path) -> list[object]:
    with open_snapshot(folder) as snapshot:
        return [snapshot.rows(sql) for sql in ASKED]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `s`, a store, and `published`, what it was read from: made once."""
    home = tmp_path_factory.mktemp("made")
    for body in ("Wendlemere County Council", "Pellgrave Borough Council"):
        lines = [
            f"{body},{day:02d}/{month:02d}/2024,Quillworks Limited,1250.00,Computer Software"
            for month in range(1, 13)
            for day in (3, 17)
        ]
        file = home / "published" / body.split()[0].lower() / "2024.csv"
        file.parent.mkdir(parents=True)
        header = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type"
        file.write_text("\n".join([header, *lines]) + "\n")
    with open_store(home / "s") as store:
        take_in(
            store,
            Question(on=date(2025, 1, 1), paths=(home / "published",)),
            Declared(),
            councils=known_councils(None),
        )
    return home


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """A copy of that store."""
    return Path(shutil.copytree(made / "s", tmp_path / "s"))


def flip(file: Path, bit: int) -> None:
    data = bytearray(file.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    file.write_bytes(data)


def test_a_whole_store_is_said_to_be(tallystick: Run, store: Path) -> None:
    done = tallystick("store", "check", "--store", "s")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("all as they were written.\n")
    assert (
        json.loads(tallystick("store", "check", "--store", "s", "--json").stdout)["damaged"] == []
    )
    assert tallystick("store", "check", "--store", "none").returncode == 2


@pytest.mark.parametrize("kind", ["payments", "placed_lines", "sources", "manifests", "all"])
def test_what_is_damaged_is_made_again(store: Path, kind: str) -> None:
    before = answers(store)
    write_kept(store, "bodies.csv", "code,name,kind\n")
    files = [
        file
        for file in sorted(store.rglob("*.*"))
        if file.suffix in {".parquet", ".json"}
        and "copies" not in file.parts
        and file.name != "served-report.json"
        and (kind == "all" or kind in file.as_posix().removeprefix(store.as_posix()))
    ]
    assert files
    for file in files:
        flip(file, 8 * (file.stat().st_size // 2))
    flip(store / "bodies.csv", 3)
    told = {each.file for each in check_store(store).damaged}
    assert told == {file.relative_to(store).as_posix() for file in files} | {"bodies.csv"}
    _, after = rebuild(store)
    assert after.damaged == ()
    assert answers(store) == before
    assert (store / "bodies.csv").read_text() == "code,name,kind\n"


def test_what_cannot_be_made_again_is_said_and_its_file_may_have_moved(
    tallystick: Run, store: Path, made: Path
) -> None:
    before = answers(store)
    part = sorted((store / "payments").rglob("*.parquet"))[0]
    part.unlink()
    (made / "published").rename(made / "moved")
    with pytest.raises(UserMistake, match=r"has lost its file .* store rebuild"):
        answers(store)
    try:
        done = tallystick("store", "rebuild", "--store", "s")
        assert done.returncode == 2
        assert f"Damaged or lost: {part.relative_to(store).as_posix()}, from" in done.stdout
        _, after = rebuild(store, [made / "moved"])
    finally:
        (made / "moved").rename(made / "published")
    assert after.damaged == ()
    assert len(answers(store)[0]) == len(before[0])


def test_a_store_without_manifest_and_copy_says_so(tallystick: Run, store: Path) -> None:
    for file in store.rglob("manifests/*.json"):
        file.write_text("{")
    done = tallystick("store", "rebuild", "--store", "s")
    assert (done.returncode, done.stdout) == (2, "")
    assert "and its copy are both damaged" in done.stderr


def test_twenty_flipped_bits_are_noticed_or_change_no_answer(store: Path, tmp_path: Path) -> None:
    draw = random.Random(14)
    before = answers(store)
    files = [file for file in sorted(store.rglob("*")) if file.is_file() and file.stat().st_size]
    for trial in range(20):
        file = draw.choice(files)
        spoilt = tmp_path / f"spoilt-{trial}"
        shutil.copytree(store, spoilt)
        flip(spoilt / file.relative_to(store), draw.randrange(8 * file.stat().st_size))
        try:
            assert answers(spoilt) == before
        except UserMistake as mistake:
            assert "tallystick store rebuild" in str(mistake)
            assert check_store(spoilt).damaged
        _, after = rebuild(spoilt)
        assert after.damaged == ()
        assert answers(spoilt) == before
        shutil.rmtree(spoilt)
