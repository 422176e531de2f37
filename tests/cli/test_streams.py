"""What is printed goes anywhere, or a sentence and a status say why not."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run

TALLYSTICK = str(Path(sys.executable).with_name("tallystick"))
FULL = Path("/dev/full")
STRICT = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}


def started(*arguments: object, out: int, **named: str) -> subprocess.CompletedProcess[str]:
    """Run the command with its output going to a handle."""
    return subprocess.run(
        [TALLYSTICK, *map(str, arguments)],
        stdout=out,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",  # it speaks as it was told to
        env={**os.environ, **named},
        check=False,
        timeout=300,
    )


def test_output_to_a_full_disk_is_said(published: Path, tmp_path: Path) -> None:
    full = os.open(FULL, os.O_WRONLY)
    said = started("read", published, "--store", tmp_path / "store", "--json", out=full)
    os.close(full)
    assert said.returncode == 2
    assert said.stderr == (
        "tallystick: What is printed could not be written: No space left on device. Reports that "
        "were asked for are written; send the output to a place with room.\n"
    )


def test_a_reader_that_has_gone_is_said(published: Path, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    said = started("read", published, "--store", tmp_path / "store", out=writing)
    os.close(writing)
    assert said.returncode == 141
    assert said.stderr == (
        "tallystick: Whoever read what is printed has gone; the rest was not printed.\n"
    )


def test_a_file_on_a_full_device_is_said_and_the_device_stays(
    tallystick: Run, tmp_path: Path
) -> None:
    (tmp_path / "names.csv").write_text("name\nQuillworks Ltd\n")
    said = tallystick("match", "--names", "names.csv", "--out", FULL)
    assert (said.returncode, said.stderr) == (
        2,
        "tallystick: /dev/full was not written: its disk is full. Make room there, or name "
        "another place, and give the command again.\n",
    )
    assert FULL.is_char_device()


def test_a_terminal_that_knows_few_letters_gets_all_that_is_said(
    published: Path, tmp_path: Path
) -> None:
    (published / "Łódź.csv").write_bytes(b"")
    store = tmp_path / "store"
    # click takes a terminal that claims ASCII for one that was set wrong, and prints UTF-8.
    for setting, letters in ((STRICT, "utf-8"), ({"PYTHONIOENCODING": "latin-1"}, "latin-1")):
        out = tmp_path / "out"
        with out.open("wb") as stream:
            said = started("read", published, "--store", store, out=stream.fileno(), **setting)
        assert (said.returncode, "Traceback" in said.stderr) == (0, False)
        assert "24 payments, £30,000" in out.read_text(letters)
        with out.open("wb") as stream:
            started("read", published, "--store", store, "--json", out=stream.fileno(), **setting)
        assert len(json.loads(out.read_bytes())) == 2


def test_a_name_in_utf8_is_read_under_a_strict_locale(published: Path, tmp_path: Path) -> None:
    (published / "wendlemere" / "2024.csv").rename(published / "wendlemere" / "Łódź.csv")
    store, out = tmp_path / "store", tmp_path / "out"
    with out.open("wb") as stream:
        said = started("read", published, "--store", store, "--json", out=stream.fileno(), **STRICT)
    assert (said.returncode, said.stderr) == (0, "")
    assert sorted(Path(each["file"]).name for each in json.loads(out.read_bytes())) == [
        "2024.csv",
        "Łódź.csv",
    ]
