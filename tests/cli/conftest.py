"""The command as a user runs it: a process of its own, its two streams and its exit status."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tallystick(tmp_path: Path) -> Run:
    """Run `tallystick` with arguments in an empty folder."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(Path(sys.executable).with_name("tallystick")), *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "100"},
            check=False,
            timeout=300,
        )

    return run


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Two invented councils that both pay one software house, in a folder each."""
    header = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type"
    for body, folder, spelling in (
        ("Wendlemere County Council", "wendlemere", "Quillworks Limited"),
        ("Pellgrave Borough Council", "pellgrave", "QUILLWORKS LTD"),
    ):
        lines = [
            f"{body},{day:02d}/{month:02d}/2024,{spelling},1250.00,Computer Software"
            for month in range(1, 13)
            for day in (3, 17)
        ]
        file = tmp_path / "published" / folder / "2024.csv"
        file.parent.mkdir(parents=True)
        file.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return tmp_path / "published"
