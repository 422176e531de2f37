"""tallystick prove register, check and verdict, as a user runs them."""

import json
from pathlib import Path

import pytest
import yaml
from tests.cli.conftest import Run, tallystick
from tests.prove.claim_world import FIELDS

__all__ = ["tallystick"]

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
