"""tallystick prove pack and rebuild, as a user runs them."""

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
