"""The folder of a run: what its files are called, and the run made again from it."""

import json
from pathlib import Path
from typing import Any

from tallystick.ledger.extract import read_extract
from tallystick.ledger.volumes import read_volumes
from tallystick.run.recharge.agreement_file import read_agreement_file
from tallystick.run.recharge.bill import Run, make_run
from tallystick.words.mistakes import UserMistake, unopened
from tallystick.words.period import parse_period

RUN = "run.json"
INPUTS = ("agreement", "ledger", "volumes")
"""What a run was made from and keeps: its copies are called so, after KEPT, with their
own endings."""

KEPT = "read-"
_PREFIXES = ("statement-", "journal-", KEPT)


def is_ours(name: str) -> bool:
    """True of a name that a run's folder gives to a file."""
    return name == RUN or name.startswith(_PREFIXES)


def rebuild(folder: Path) -> Run:
    """The run of a folder, worked out again from the files that it keeps, under its own rules.

    Raises UserMistake where it is no run's folder, or a file is not the one that the run names.
    """
    told = _told(folder)
    files = [_kept(folder, name) for name in INPUTS]
    run = make_run(
        read_agreement_file(files[0]),
        read_extract(files[1]),
        read_volumes(files[2]),
        period=parse_period(told["period"]),
    )
    hashes = (run.agreed.sha256, run.extract.sha256, run.volumes.sha256)
    for name, file, sha256 in zip(INPUTS, files, hashes, strict=True):
        if sha256 != told["inputs"][name]["sha256"]:
            raise UserMistake(
                f"{file} is not the file that the run was made from.",
                "Make the run again with tallystick run recharge.",
            )
    return run


def _told(folder: Path) -> dict[str, Any]:
    """What run.json says but for its lines, which may be many."""
    path = folder / RUN
    try:
        with path.open("rb") as page:
            head = page.read(1 << 16).decode("utf-8", errors="replace")
            page.seek(0, 2)
            length = page.tell()
            page.seek(max(0, length - (1 << 26)))
            tail = page.read().decode("utf-8", errors="replace")
    except OSError as error:
        raise unopened(path, error) from error
    try:
        period = json.loads(head[head.index('{"period": ') + 11 :].partition(",")[0])
        inputs = json.loads(tail[tail.rindex('"inputs": ') + 10 :].strip().removesuffix("}"))
        return {"period": period, "inputs": inputs}
    except (ValueError, KeyError) as error:
        raise UserMistake(f"{path} is not of a run.", "Give the --out folder of one.") from error


def _kept(folder: Path, name: str) -> Path:
    found = sorted(folder.glob(f"{KEPT}{name}.*"))
    if len(found) != 1:
        raise UserMistake(
            f"{folder} does not keep the {name} of its run.",
            "Make the run again with tallystick run recharge.",
        )
    return found[0]
