"""tallystick export, as a user runs it."""

import csv
import json
from pathlib import Path

from tests.cli.conftest import Run


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def test_only_payments_that_count_are_exported(
    tallystick: Run, published: Path, tmp_path: Path
) -> None:
    assert tallystick("read", published, "--store", "store").returncode == 0
    pellgrave = published / "pellgrave" / "2024.csv"
    lines = pellgrave.read_text().replace("1250.00", "1250.01").splitlines()
    pellgrave.write_text("\n".join([*lines[:-1], ""]))  # corrected: dearer, and a line less
    assert tallystick("read", published, "--store", "store").returncode == 0
    out = tmp_path / "out"
    out.mkdir()
    done = tallystick("export", "--store", "store", "--to", "csv", out, "--json")
    assert done.returncode == 0, done.stderr
    rows = rows_of(out / "payments.csv")
    assert len(rows) == 24 + 23
    assert sum(int(row["amount_pence"]) for row in rows) == 24 * 125_000 + 23 * 125_001
    assert {row["council_name"] for row in rows} == {
        "Wendlemere County Council",
        "Pellgrave District Council",
    }
    assert {(row["supplier"], row["function"], row["kind"]) for row in rows} == {
        ("Quillworks Limited", "it", "organisation")
    }
    said = json.loads(done.stdout)
    assert (said["rows"], said["file"]) == (47, str(out / "payments.csv"))
    assert said["descriptor"] == str(out / "datapackage.json")
    before = (out / "payments.csv").read_bytes()
    again = tallystick("export", "--store", "store", "--to", "csv", out / "payments.csv")
    assert again.stdout.splitlines()[0].endswith("payments.csv: 47 payments, £58,750.")
    assert (out / "payments.csv").read_bytes() == before


def test_what_cannot_be_exported_is_said(tallystick: Run, published: Path, tmp_path: Path) -> None:
    none = tallystick("export", "--store", "nothing", "--to", "csv", "out.csv")
    assert (none.returncode, none.stdout) == (2, "")
    assert none.stderr.startswith("tallystick: nothing is no store.")
    assert not (tmp_path / "nothing").exists()
    assert tallystick("read", published, "--store", "store").returncode == 0
    nowhere = tallystick("export", "--store", "store", "--to", "csv", "no/such/out.csv")
    assert nowhere.returncode == 2
    assert "no/such/out.csv cannot be written." in nowhere.stderr
