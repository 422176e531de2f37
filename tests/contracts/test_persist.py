"""Registers in a store: kept once with their lines, replaced by what stands at their path later."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.find.world import ASH, BECK, council

from tallystick.contracts.persist import are_kept, keep_registers, kept_registers
from tallystick.contracts.register import RegisterFile, read_register
from tallystick.engine.snapshot import open_snapshot
from tallystick.engine.store import Store, open_store
from tallystick.reference.councils import Councils
from tallystick.words.labels import Label

COUNCILS = Councils([council(ASH, "Ash"), council(BECK, "Beck")])
HEADER = "council,supplier,title,start,end,annual value\n"
SOFTWARE = f"{ASH},Quillworks Ltd,Software licences,2024-04-01,31/03/2027,12000\n"


def given(path: Path, text: str) -> RegisterFile:
    """The register with this text at a path."""
    path.write_text(HEADER + text, encoding="utf-8")
    return read_register(path, councils=COUNCILS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened


def lines_of(store: Store) -> dict[str, list[tuple[str, str]]]:
    """File -> council and supplier of each of its contracts, as a reader finds them."""
    with open_snapshot(store.folder) as seen:
        return {
            Path(each.file).name: [(one.council, one.supplier) for one in each.contracts]
            for each in kept_registers(seen)
        }


def test_a_register_comes_back_as_it_was_read(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    keep_registers(store, [given(path, SOFTWARE + f"{ASH},,Nameless,,,\n")])
    (kept,) = kept_registers(store)
    (contract,) = kept.contracts
    assert (kept.file, kept.skipped) == (str(path), (3,))
    assert (contract.supplier, contract.title, contract.line) == (
        "Quillworks Ltd",
        "Software licences",
        2,
    )
    assert (contract.start, contract.end) == (date(2024, 4, 1), date(2027, 3, 31))
    assert (contract.pence_a_year, contract.label) == (1_200_000, Label.IT)


def test_the_same_bytes_again_change_nothing(store: Store, tmp_path: Path) -> None:
    register = given(tmp_path / "register.csv", SOFTWARE)
    keep_registers(store, [register])
    number = store.manifest.number
    keep_registers(store, [register])
    assert store.manifest.number == number
    assert are_kept(store, [register])


def test_a_later_register_at_the_same_path_replaces_the_one_before(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "register.csv"
    keep_registers(
        store, [given(path, SOFTWARE), given(tmp_path / "beck.csv", f"{BECK},Beck Data Ltd,B,,,\n")]
    )
    later = given(path, f"{ASH},Tarn Ltd,Office cleaning,,,\n")
    assert not are_kept(store, [later])
    keep_registers(store, [later])
    assert lines_of(store) == {
        "beck.csv": [(BECK, "Beck Data Ltd")],
        "register.csv": [(ASH, "Tarn Ltd")],
    }


def test_a_private_person_is_masked_when_asked_for(store: Store, tmp_path: Path) -> None:
    keep_registers(store, [given(tmp_path / "r.csv", f"{ASH},Mr John Smith,Piano lessons,,,\n")])
    assert lines_of(store) == {"r.csv": [(ASH, "(a private person)")]}
