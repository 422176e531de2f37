"""A sample of a bill for the auditor, by monetary unit: each penny of it, of either sign, has the
same chance, so that a line is as likely to be drawn as it is large.

Systematic selection as auditors use it: the pence of all lines stand in a row, N of them at equal
distances are drawn, and the seed says where the first one is.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from tallystick.run.recharge.bill import Run
from tallystick.run.recharge.lines import Charge
from tallystick.run.recharge.plain import plain_line
from tallystick.words.mistakes import UserMistake


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of the sample, and how many of the units drawn are its."""

    line: Charge
    units: int


def draw_sample(run: Run, size: int, *, seed: str) -> tuple[DrawnLine, ...]:
    """`size` pence of a bill, as the lines that they stand in, in the order of the bill: the same
    from the same seed. Raises UserMistake for a size below 1 or a bill of nothing."""
    lines = [line for line in run.charged.lines if line.pence]
    total = sum(abs(line.pence) for line in lines)
    if size < 1 or not total:
        raise UserMistake(
            f"A sample of {size} cannot be drawn from {total} pence.", "Draw 1 or more from a bill."
        )
    start = _random_below(total, seed)
    units = Counter[int]()
    wanted = sorted((start + at * total // size) % total for at in range(size))
    place, passed = 0, abs(lines[0].pence)
    for unit in wanted:
        while unit >= passed:
            place += 1
            passed += abs(lines[place].pence)
        units[place] += 1
    return tuple(DrawnLine(lines[place], units[place]) for place in sorted(units))


def _random_below(most: int, seed: str) -> int:
    # A hash and not Python's generator, whose numbers may change from version to version.
    digest = hashlib.sha256(f"tallystick audit {seed}".encode()).digest()
    return int.from_bytes(digest, "big") % most


def bundle(run: Run, drawn: DrawnLine) -> dict[str, Any]:
    """A line of the sample with all that it rests on, as plain values."""
    line, extract = drawn.line, run.extract
    spots = [run.agreed.spot(version, line.pool) for version in line.versions]
    return {
        "line": plain_line(line),
        "units": drawn.units,
        "agreement": [
            {"file": run.agreed.file, "sha256": run.agreed.sha256, "line": spot.line,
             "field": spot.field}
            for spot in spots
        ],
        "drivers": [
            {"file": run.volumes.file, "sha256": run.volumes.sha256, "line": each.line,
             "period": str(each.period), "council": each.council, "driver": each.driver,
             "value": str(each.value), "source": each.source}
            for each in line.volumes
        ],
        "ledger": [
            {"file": extract.file, "sha256": extract.sha256, "line": int(extract.lines[at]),
             "posted_on": str(date.fromordinal(int(extract.days[at]))),
             "cost_centre": extract.centres[extract.centre_of[at]],
             "account": extract.accounts[extract.account_of[at]],
             "text": str(extract.texts[at]), "pence": int(extract.pence[at])}
            for at in run.places_of(line).tolist()
        ],
    }  # fmt: skip
