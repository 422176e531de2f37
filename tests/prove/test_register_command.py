"""tallystick prove register, check and verdict, as a user runs them."""

import json
from pathlib import Path

import pytest
import yaml
from tests.cli.conftest import Run, published, tallystick
from tests.prove.claim_world import FIELDS

__all__ = ["published", "tallystick"]

DEAL = {
    "id": "vale",
    "name": "Vale Payroll",
    "members": ["Wendlemere County Council", "X06000001"],
    "start": "2024-04",
}
CLAIM = {**FIELDS, "council": "X10000001"}


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    """A file with one claim, and the same pounds claimed again."""
    again = {**CLAIM, "id": "C2", "budget_code": "B2"}
    path = tmp_path / "claims.yaml"
    path.write_text(yaml.safe_dump({"partnerships": [DEAL], "claims": [CLAIM, again]}))
    return path


def test_register_and_check(tallystick: Run, claims: Path, tmp_path: Path) -> None:
    entered = tallystick("prove", "register", claims, "--store", "s", "--by", "A. Clerk", "--json")
    answer = json.loads(entered.stdout)
    assert (answer["entered"], [each["id"] for each in answer["refused"]]) == (["C1"], ["C2"])
    again = tallystick("prove", "register", claims, "--store", "s", "--by", "A. Clerk")
    assert again.stdout.startswith("0 claims entered, 0 refused; 1 claims stand.")
    checked = tallystick("prove", "check", "--store", "s", "--head", answer["head"])
    assert checked.returncode == 0 and checked.stdout.startswith("3 entries")

    path = tmp_path / "s" / "claims.jsonl"
    path.write_text(path.read_text().replace("12000.00", "1200.00", 1))
    found = tallystick("prove", "check", "--store", "s")
    assert found.returncode == 2 and "Entry 2 was changed" in found.stderr
    refused = tallystick("prove", "register", claims, "--store", "s", "--by", "A. Clerk")
    assert refused.returncode == 2 and "tampered with" in refused.stderr


def test_the_register_as_papers(tallystick: Run, claims: Path, tmp_path: Path) -> None:
    """Those of a register that was tampered with are written too: they say what is wrong."""
    tallystick("prove", "register", claims, "--store", "s", "--by", "A. Clerk")
    outs = [tmp_path / f"register.{name}" for name in ("html", "docx", "pdf", "xlsx")]
    options = [part for out in outs for part in (f"--{out.suffix[1:]}", out)]
    found = tallystick("prove", "check", "--store", "s", *options)
    assert found.returncode == 0
    assert found.stdout.splitlines()[1:] == [f"Report: {out}" for out in outs]
    page = outs[0].read_text()
    assert "Wendlemere and Saltersby" in page  # the short names of both codes
    assert "nothing was changed, removed, moved or cut off" in page

    path = tmp_path / "s" / "claims.jsonl"
    path.write_text(path.read_text().replace("12000.00", "1200.00", 1))
    found = tallystick("prove", "check", "--store", "s", *options)
    assert (found.returncode, found.stdout) == (2, "")
    assert "The register was tampered with. Put back an untouched copy." in outs[0].read_text()


def test_a_removed_register_is_found(tallystick: Run, claims: Path, tmp_path: Path) -> None:
    tallystick("prove", "register", claims, "--store", "s", "--by", "A. Clerk")
    (tmp_path / "s" / "claims.jsonl").unlink()
    assert tallystick("prove", "check", "--store", "s").returncode == 2


def test_a_register_from_elsewhere_is_found(tallystick: Run, claims: Path, tmp_path: Path) -> None:
    """Whole in itself, and not what this store wrote."""
    tallystick("prove", "register", claims, "--store", "s", "--by", "A. Clerk")
    tallystick("prove", "register", claims, "--store", "other", "--by", "B. Cole")
    (tmp_path / "other" / "claims.jsonl").replace(tmp_path / "s" / "claims.jsonl")
    found = tallystick("prove", "check", "--store", "s")
    assert found.returncode == 2 and "that this store wrote last" in found.stderr


def test_a_file_with_mistakes_enters_nothing(tallystick: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    bad = {**CLAIM, "owner": ""}
    path.write_text(yaml.safe_dump({"partnerships": [DEAL], "claims": [bad]}))
    found = tallystick("prove", "register", path, "--store", "s", "--by", "A. Clerk")
    assert found.returncode == 2
    assert "claim C1: owner is missing." in found.stderr
    assert not (tmp_path / "s").exists()


def test_a_verdict_needs_a_register_and_payments(
    tallystick: Run, claims: Path, tmp_path: Path
) -> None:
    none = tallystick("prove", "verdict", "--store", "s", "--partnership", "vale")
    assert none.returncode == 2 and "s is no store" in none.stderr
    assert not (tmp_path / "s").exists()
    tallystick("prove", "register", claims, "--store", "s", "--by", "A. Clerk")
    other = tallystick("prove", "verdict", "--store", "s", "--partnership", "nowhere")
    assert other.returncode == 2 and "no partnership 'nowhere'" in other.stderr
    empty = tallystick("prove", "verdict", "--store", "s", "--partnership", "vale")
    assert empty.returncode == 2 and "not classified yet" in empty.stderr


def test_a_verdict_and_its_pack_as_papers(tallystick: Run, published: Path, tmp_path: Path) -> None:
    """Two councils and one file each: nobody to compare with, and a paper that says so."""
    tallystick("find", published, "--store", "s")
    deal = {**DEAL, "members": ["Wendlemere County Council", "Pellgrave Borough Council"]}
    path = tmp_path / "claims.yaml"
    path.write_text(yaml.safe_dump({"partnerships": [deal], "claims": [CLAIM]}))
    tallystick("prove", "register", path, "--store", "s", "--by", "A. Clerk")
    question = ("--store", "s", "--partnership", "vale", "--on", "2025-06-01")
    outs = [tmp_path / f"out.{name}" for name in ("html", "docx", "pdf", "xlsx")]
    options = [part for out in outs for part in (f"--{out.suffix[1:]}", out)]

    found = tallystick("prove", "verdict", *question, *options)
    assert found.returncode == 0, found.stderr
    assert found.stdout.splitlines()[-4:] == [f"Report: {out}" for out in outs]
    assert "Vale Payroll: did the savings come?" in outs[0].read_text()
    assert "Made on 1 June 2025" in outs[0].read_text()

    packed = tallystick("prove", "pack", "pack.zip", *question, *options)
    assert packed.returncode == 0, packed.stderr
    assert packed.stdout.splitlines()[-4:] == [f"Report: {out}" for out in outs]
    page = outs[0].read_text()
    assert "Every hash and every figure is as the pack says." in page
    assert packed.stdout.splitlines()[2].rpartition(" ")[2] in page  # the hash for the minutes
