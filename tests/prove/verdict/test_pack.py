"""A pack gives back every figure, and betrays every change."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.prove.claim_world import ACT, VALE, claim
from tests.prove.service_world import SCOPE, ended, evidence, register

from tallystick.prove.register.register import ClaimRegister, put
from tallystick.prove.verdict.pack import Rebuilt, pack, rebuild
from tallystick.prove.verdict.plain import as_plain
from tallystick.prove.verdict.service import judge_partnership
from tallystick.prove.verdict.store_evidence import BudgetCut, SameSupplier
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import Month

TODAY = date(2025, 6, 1)
CUT = BudgetCut("X1", "B1", "2024/25", 1_000_000, 'Budget, "2024/25"')
SHOWN = replace(ended(evidence(), "X8", date(2030, 4, 1)), cuts=(CUT,), unmatched=())


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A pack on disk."""
    path = tmp_path / "pack.zip"
    path.write_bytes(pack(register(), "vale", SHOWN, on=TODAY))
    return path


def rebuilt(path: Path) -> Rebuilt:
    """What comes of the pack on disk."""
    return rebuild(path.read_bytes(), source=str(path))


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The pack with one of its files changed."""
    with ZipFile(path) as archive:
        contents = {each: archive.read(each) for each in archive.namelist()}
    contents[name] = change(contents[name])
    other = path.with_name("changed.zip")
    with ZipFile(other, "w") as archive:
        for each, data in contents.items():
            archive.writestr(each, data)
    return other


def test_every_figure_is_rebuilt(packed: Path) -> None:
    found = rebuilt(packed)
    assert found.differences == ()
    whole = as_plain(judge_partnership(register(), "vale", SHOWN, on=TODAY))
    assert found.plain == json.loads(json.dumps(whole))
    assert found.plain["verified_pence"] == 1_000_000


def test_the_files_of_a_pack_are_told_with_their_rows_and_hashes(packed: Path) -> None:
    found = rebuilt(packed)
    rows = {each.name: each.rows for each in found.files}
    assert rows == {
        "README.txt": None,
        "claims.jsonl": 2,  # the partnership and its claim
        "spend.csv": 8 * 24,
        "same_suppliers.csv": 0,
        "published.csv": 8 * 24,
        "recharges.csv": 1,
        "sources.csv": 1,
        "bodies.csv": 8,
        "cuts.csv": 1,
        "question.json": None,
        "verdict.json": None,
        "MANIFEST.json": None,
    }
    assert all(each.as_packed and each.about for each in found.files)
    with ZipFile(packed) as archive:
        hashes = {name: sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
        readme = archive.read("README.txt").decode()
    assert {each.name: each.hash for each in found.files} == hashes
    assert readme.startswith(
        "What Vale Payroll promised, and what spending shows of it: supported."
    )
    lines = readme.splitlines()
    assert (
        "spend.csv      what each council paid outside the partnership, by scope and month, in "
        "pence" in lines
    )
    assert all(
        any(line.startswith(f"{name} ") for line in lines) for name in rows if name[0] != "R"
    )


def test_a_strange_file_is_told_without_a_word_on_what_it_is(packed: Path) -> None:
    with ZipFile(packed, "a") as archive:
        archive.writestr("more.csv", "a")
    strange = rebuilt(packed).files[-1]
    assert (strange.name, strange.about, strange.rows) == ("more.csv", "", None)
    assert not strange.as_packed
    other = changed(packed, "spend.csv", lambda data: data.replace(b"2024-05,4", b"2024-05,9", 1))
    assert [each.name for each in rebuilt(other).files if not each.as_packed] == [
        "spend.csv",
        "more.csv",
    ]


def test_a_rebuilt_pack_says_of_which_day_and_whom_it_is(packed: Path) -> None:
    found = rebuilt(packed)
    assert (found.on, found.sources) == (TODAY, SHOWN.sources)
    assert found.names == {f"X{number}": f"Council X{number}" for number in range(1, 9)}
    assert found.finding == judge_partnership(register(), "vale", SHOWN, on=TODAY)


def test_the_same_evidence_gives_the_same_bytes(packed: Path) -> None:
    assert packed.read_bytes() == pack(register(), "vale", SHOWN, on=TODAY)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("spend.csv", b"2024-05,4", b"2024-05,9", "spend.csv is not what was packed"),
        ("verdict.json", b'"verified_pence": 1000000', b'"verified_pence": 2000000',
         "verified_pence comes to another value"),
        ("claims.jsonl", b"26400.00", b"16400.00", "was changed after it was written"),
    ],
)  # fmt: skip
def test_a_change_is_found(packed: Path, name: str, old: bytes, new: bytes, said: str) -> None:
    other = changed(packed, name, lambda data: data.replace(old, new, 1))
    assert any(said in each for each in rebuilt(other).differences)


def test_a_file_dropped_from_the_manifest_or_slipped_in_is_found(packed: Path) -> None:
    def without_spend(data: bytes) -> bytes:
        held = json.loads(data)
        del held["spend.csv"]
        return json.dumps(held).encode()

    other = changed(packed, "MANIFEST.json", without_spend)
    assert rebuilt(other).differences == ("spend.csv is not in the manifest.",)
    with ZipFile(packed, "a") as archive:
        archive.writestr("more.csv", "a")
    assert rebuilt(packed).differences == ("more.csv is not in the manifest.",)


def test_suppliers_in_common_and_later_members_come_through(tmp_path: Path) -> None:
    """All that a verdict rests on is in the pack: here a donor that moved and two start dates."""
    deal = replace(VALE, joined={"X2": Month.parse("2024-10")})
    later = claim(id="C2", council="X2", budget_code="B2", attribution="0.5")
    held = put(ClaimRegister(), [deal], [claim(attribution="0.5"), later], act=ACT)
    same = tuple(
        SameSupplier(SCOPE.key, "X5", each.month, each.pence)
        for each in SHOWN.spend
        if each.council == "X5" and each.month >= VALE.start
    )
    path = tmp_path / "pack.zip"
    path.write_bytes(pack(held, "vale", replace(SHOWN, same_suppliers=same), on=TODAY))
    found = rebuilt(path)
    assert found.differences == ()
    assert [each["start"] for each in found.plain["scopes"]] == ["2024-04", "2024-10"]
    assert "Council X5" not in found.plain["scopes"][0]["weights"]
    assert found.hash == sha256(path.read_bytes()).hexdigest()


def test_what_is_no_pack(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    for data in (b"no zip", b""):
        path.write_bytes(data)
        with pytest.raises(UserMistake, match="not an evidence pack"):
            rebuilt(path)
