"""Small texts beside the tables: whole, or as they were."""

from pathlib import Path

import pytest

from tallystick.engine.kept_files import (
    accept_kept,
    kept_names,
    read_kept,
    restore_kept,
    write_kept,
)
from tallystick.words.mistakes import UserMistake


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    write_kept(tmp_path, "claims.jsonl", "£1\n£2\n")
    assert read_kept(tmp_path, "claims.jsonl") == "£1\n£2\n"
    assert (tmp_path / "claims.jsonl").read_bytes() == "£1\n£2\n".encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.jsonl", "copies"]


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


def test_a_changed_text_is_noticed_and_one_agreed_by_its_copy_is_not(tmp_path: Path) -> None:
    write_kept(tmp_path, "a.csv", "code\nX1\n")
    (tmp_path / "a.csv").write_text("code\nX3\n")
    with pytest.raises(UserMistake, match=r"a\.csv is not what was written"):
        read_kept(tmp_path, "a.csv")
    assert read_kept(tmp_path, "a.csv", sealed=True) == "code\nX3\n"
    (tmp_path / "a.csv").unlink()
    with pytest.raises(UserMistake, match=r"lost its file a\.csv"):
        read_kept(tmp_path, "a.csv")
    restore_kept(tmp_path, "a.csv")
    assert read_kept(tmp_path, "a.csv") == "code\nX1\n"
    copy = tmp_path / "copies" / "a.csv"
    copy.write_bytes(b"0" * 64 + copy.read_bytes()[64:])  # the copy's head is damaged
    assert read_kept(tmp_path, "a.csv") == "code\nX1\n"


def test_a_run_stopped_between_the_two_leaves_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, done = Path.replace, []

    def stopped(self: Path, target: Path) -> Path:
        if len(done) == stop:
            raise KeyboardInterrupt
        done.append(target)
        return replace(self, target)

    for stop, text in ((1, None), (2, "new\n")):
        folder = tmp_path / str(stop)
        folder.mkdir()
        done.clear()
        with monkeypatch.context() as killed:
            killed.setattr(Path, "replace", stopped)
            with pytest.raises(KeyboardInterrupt):
                write_kept(folder, "a.csv", "new\n")
        assert read_kept(folder, "a.csv") == text


def test_a_file_changed_on_purpose_is_accepted(tmp_path: Path) -> None:
    write_kept(tmp_path, "a.csv", "old\n")
    (tmp_path / "a.csv").write_text("mine\n")
    accept_kept(tmp_path, "a.csv")
    assert read_kept(tmp_path, "a.csv") == "mine\n"
    assert kept_names(tmp_path) == ["a.csv"]
    (tmp_path / "a.csv").unlink()
    accept_kept(tmp_path, "a.csv")
    assert read_kept(tmp_path, "a.csv") is None
