"""A commit that cannot be published whole leaves the one before."""

from pathlib import Path

import pytest

from tallystick.engine import manifest as published
from tallystick.engine.copies import copy_of
from tallystick.engine.manifest import Manifest, name_of, newest_number, publish


@pytest.mark.parametrize("step", ["put_copy", "sync_folder"])
def test_a_commit_that_fails_at_its_last_steps_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    publish(tmp_path, Manifest(1, {}))

    def fail(*_given: object, **_named: object) -> None:
        raise OSError(13, "not allowed")

    monkeypatch.setattr(published, step, fail)
    with pytest.raises(OSError, match="not allowed"):
        publish(tmp_path, Manifest(2, {}))
    assert newest_number(tmp_path) == 1
    assert not copy_of(tmp_path, name_of(2)).exists()
    monkeypatch.undo()
    publish(tmp_path, Manifest(2, {}))
    assert newest_number(tmp_path) == 2
    assert copy_of(tmp_path, name_of(2)).exists()
