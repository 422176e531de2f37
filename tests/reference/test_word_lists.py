"""Lists of words in a text table, each behind its name."""

from pathlib import Path

import pytest

from tallystick.reference import tables
from tallystick.reference.tables import word_lists


def test_words_belong_to_the_name_above_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_HERE", tmp_path)
    lines = ["# a remark", "lost", "= one", "ash beck", "# = no name", "coom", "=two", "", "= one"]
    (tmp_path / "quill.txt").write_text("\n".join([*lines, "dale"]) + "\n", encoding="utf-8")
    listed = getattr(word_lists, "__wrapped__", word_lists)("quill.txt")
    assert listed == {"one": ["ash", "beck", "coom", "dale"], "two": []}


def test_every_list_of_surnames_that_the_ranks_use_is_there_and_in_small_letters() -> None:
    lists = word_lists("name_surnames.txt")
    assert set(lists) == {"0", "1", "2", "3", "4"}
    assert all(word == word.lower() for words in lists.values() for word in words)
    assert all(lists.values())
