"""tallystick prove pack and rebuild, as a user runs them."""

import json
from pathlib import Path

from tests.cli.conftest import Run, tallystick
from tests.prove.verdict.test_pack import packed

__all__ = ["packed", "tallystick"]


def test_a_pack_rebuilds_offline(tallystick: Run, packed: Path) -> None:
    found = tallystick("prove", "rebuild", packed)
    assert found.returncode == 0
    assert "Every hash and every figure is as the pack says. Its sha256 is " in found.stdout


def test_a_changed_pack_is_refused(tallystick: Run, packed: Path) -> None:
    packed.write_bytes(packed.read_bytes()[:-30])
    found = tallystick("prove", "rebuild", packed)
    assert (found.returncode, found.stdout) == (2, "")
    assert "not an evidence pack" in found.stderr


def test_a_rebuilt_pack_as_papers(tallystick: Run, packed: Path, tmp_path: Path) -> None:
    """The JSON is the same whether papers are asked for or not."""
    outs = {name: tmp_path / f"pack.{name}" for name in ("html", "docx", "pdf", "xlsx")}
    options = [part for name, out in outs.items() for part in (f"--{name}", out)]
    found = tallystick("prove", "rebuild", packed, *options)
    assert found.returncode == 0
    assert found.stdout.splitlines()[1:] == [f"Report: {out}" for out in outs.values()]
    starts = {name: out.read_bytes()[:4] for name, out in outs.items()}
    assert starts == {"html": b"<!DO", "docx": b"PK\x03\x04", "pdf": b"%PDF", "xlsx": b"PK\x03\x04"}
    plain = tallystick("prove", "rebuild", packed, "--json")
    assert plain.stdout == tallystick("prove", "rebuild", packed, "--json", *options).stdout
    assert set(json.loads(plain.stdout)) == {"figures", "differences", "sha256"}


def test_a_paper_that_cannot_be_written_is_told_before_the_work(
    tallystick: Run, packed: Path, tmp_path: Path
) -> None:
    found = tallystick("prove", "rebuild", packed, "--pdf", tmp_path)
    assert (found.returncode, found.stdout) == (2, "")
    assert "is a folder" in found.stderr
