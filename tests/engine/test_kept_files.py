"""Small texts beside the tables: whole, or as they were."""

from pathlib import Path

import pytest

from tallystick.engine.kept_files import read_kept, write_kept
from tallystick.words.mistakes import UserMistake


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    write_kept(tmp_path, "claims.jsonl", "£1\n£2\n")
    assert read_kept(tmp_path, "claims.jsonl") == "£1\n£2\n"
    assert (tmp_path / "claims.jsonl").read_bytes() == "£1\n£2\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["claims.jsonl"]


def test_nothing_is_kept_under_a_name_never_written(tmp_path: Path) -> None:
    assert read_kept(tmp_path, "claims.jsonl") is None
    assert read_kept(tmp_path / "nowhere", "claims.jsonl") is None
    (tmp_path / "file").write_text("")
    assert read_kept(tmp_path / "file", "claims.jsonl") is None


def test_a_text_that_could_not_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_kept(tmp_path, "a.csv", "old\n")

    def stopped(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_kept(tmp_path, "a.csv", "new\n")
    assert read_kept(tmp_path, "a.csv") == "old\n"


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(UserMistake, match=r"a\.csv cannot be read as text"):
        read_kept(tmp_path, "a.csv")
