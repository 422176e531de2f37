"""What FIND says of the real files, as the tables of the README. Names of firms only.

.venv/bin/python bench/found.py [FOLDER]        default ../shared/data/published
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tallystick.words.labels import HEART
from tallystick.words.money import short_pounds

TALLYSTICK = Path(sys.executable).with_name("tallystick")
PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "data" / "published"
WELL_KNOWN = ("civica", "idox", "capita", "experian")


def main() -> None:
    """Run FIND in a fresh store and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PUBLISHED
    if not folder.is_dir():
        sys.exit(f"SKIPPED: {folder} is not there.")
    with tempfile.TemporaryDirectory() as work:
        command = [TALLYSTICK, "find", folder, "--store", f"{work}/store", "--json"]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        names = ",".join(str(label) for label in HEART)
        command = [TALLYSTICK, "find", "--store", f"{work}/store", "--function", names, "--json"]
        heart = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    print_size(answer, heart)
    print_categories(heart["opportunities"])
    print_well_known(answer["opportunities"])


def print_size(answer: dict[str, Any], heart: dict[str, Any]) -> None:
    """How much was read, and what the heart of the back office comes to."""
    asked = next(rung for rung in heart["ladder"] if rung["key"] == "rated")
    saving = [short_pounds(heart["saving"][each]) for each in ("low", "central", "high")]
    read = answer["coverage"]
    first, last = answer["first_month"], answer["last_month"]
    compared = [each for each in read if any(first <= month <= last for month in each["months"])]
    print(
        f"Read: {len(read)} councils, {sum(each['lines'] for each in read):,} payments, "
        f"{short_pounds(sum(each['pence'] for each in read))}. Compared, {first} to {last}, the "
        f"months that most of them cover: {len(compared)} councils, {answer['lines']:,} payments, "
        f"{short_pounds(answer['pence'])}.\n\nHR, finance, IT and procurement of a kind that joint "
        f"buying can make cheaper: {short_pounds(asked['pence_a_year'])} a year. Might be saved if "
        f"all of it could be let again together: {saving[0]} to {saving[2]} a year, central figure "
        f"{saving[1]}.\n"
    )


def print_categories(found: list[dict[str, Any]]) -> None:
    """The ten categories with the largest central saving."""
    print("| category | councils | suppliers | a year | might be saved a year |")
    print("|---|---|---|---|---|")
    for each in [one for one in found if one["kind"] == "category"][:10]:
        saving = each["saving"] or {"low": 0, "high": 0}
        print(
            f"| {each['title']} | {len(each['councils'])} | {each['supplier_count']} "
            f"| {short_pounds(each['pence_a_year'])} "
            f"| {short_pounds(saving['low'])} to {short_pounds(saving['high'])} |"
        )


def print_well_known(found: list[dict[str, Any]]) -> None:
    """By how many councils each of four well-known firms is paid, for anything back office."""
    print()
    for name in WELL_KNOWN:
        mine = [one for one in found if one["kind"] == "supplier" and name in one["title"].lower()]
        councils = {council["council"] for one in mine for council in one["councils"]}
        print(f"- {name.title()}: {len(councils)} councils")


if __name__ == "__main__":
    main()
