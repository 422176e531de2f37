"""A recharge of 500,000 ledger lines, 60 pools and 12 partners, and the same allocation in pandas.

    PYTHON bench/recharge.py [--lines 500000] [--peer PYTHON_WITH_PANDAS]

Each side runs in a process of its own: CPU-seconds and MB at its largest. Ours reads the files,
checks each line, solves the steps in Fractions, and gives every line its sources (run.json of
hundreds of MB); the peer reads with its own CSV reader and allocates in floats, without checks,
sources or pennies that add up. What the two make of each pool is held against each other.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

PARTNERS, POOLS, FEEDING = 12, 60, 4
CODES = [f"X0600{at:04d}" for at in range(1, PARTNERS + 1)]
SEED = 15


def main() -> None:
    """Make the files, run both sides, print a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lines", type=int, default=500_000)
    asked.add_argument("--peer", help="a Python that has pandas")
    asked.add_argument("--side", choices=("ours", "pandas"), help=argparse.SUPPRESS)
    asked.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.side:
        print(json.dumps({"ours": ours, "pandas": with_pandas}[given.side](given.folder) | spent()))
        return
    with tempfile.TemporaryDirectory() as work:
        make_files(Path(work), given.lines)
        told = {"tallystick": run_side(sys.executable, "ours", work)}
        if given.peer:
            told["pandas"] = run_side(given.peer, "pandas", work)
    for name, one in told.items():
        print(f"{name:<11}{one['cpu']:>7.2f} CPU-s {one['mb']:>6.0f} MB")
    if given.peer:
        ours_of, theirs = told["tallystick"]["pools"], told["pandas"]["pools"]
        apart = max(abs(ours_of[pool] - theirs[pool]) for pool in theirs)
        print(f"pools differ by {apart:.2f} pence at most; the pandas bill is off its ledger by "
              f"{told['pandas']['off']:.2f} pence once rounded line by line")  # fmt: skip


def run_side(python: str, side: str, work: str) -> dict:
    """What a side answers."""
    words = [python, __file__, "--side", side, "--folder", work]
    return json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def spent() -> dict:
    """CPU-seconds and MB of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"cpu": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}


def ours(folder: Path) -> dict:
    """The bill, with run.json written."""
    from tallystick.run.recharge.plain import json_pieces  # noqa: PLC0415 -- only this side has it
    from tallystick.run.recharge.trip import recharge  # noqa: PLC0415
    from tallystick.words.period import parse_period  # noqa: PLC0415

    run = recharge(
        folder / "AGREEMENT.yml",
        ledger=folder / "LEDGER.csv",
        volumes=folder / "VOLUMES.csv",
        period=parse_period("2026-27Q1"),
    )
    with (folder / "run.json").open("w", encoding="ascii") as page:
        page.writelines(json_pieces(run))
    return {"pools": dict(run.charged.pools)}


def with_pandas(folder: Path) -> dict:
    """The same allocation as a careful analyst writes it: float sums, a solved system, shares."""
    import numpy as np  # noqa: PLC0415 -- only this side has it
    import pandas as pd  # noqa: PLC0415

    ledger = pd.read_csv(folder / "LEDGER.csv", dtype={"cost_centre": str, "account": str})
    volumes = pd.read_csv(folder / "VOLUMES.csv")
    held = ledger.groupby(ledger.cost_centre.str[:2])["pounds"].sum()
    held = held.reindex([f"{at:02d}" for at in range(POOLS)], fill_value=0.0).to_numpy() * 100
    gives = np.zeros((POOLS, POOLS))
    for pool, weights in feeds().items():
        for other, weight in weights.items():
            gives[other, pool] = weight / sum(weights.values())
    after = np.linalg.solve(np.eye(POOLS) - gives, held)
    used = volumes.pivot_table(index="council", columns="driver", values="value", aggfunc="sum")
    shares = used / used.sum()
    bills = {f"p{at:02d}": after[at] * shares[basis(at)] for at in range(FEEDING, POOLS)}
    off = sum(bill.round().sum() for bill in bills.values()) - held.sum()
    return {"pools": {pool: float(bill.sum()) for pool, bill in bills.items()}, "off": float(off)}


def feeds() -> dict[int, dict[int, int]]:
    """Four pools that feed each other in a ring, and two further ones each."""
    return {at: {(at + 1) % FEEDING: 1, 10 + at: 2, 20 + at: 3} for at in range(FEEDING)}


def basis(pool: int) -> str:
    """The driver of a pool."""
    return "headcount" if pool % 2 else "transactions"


def make_files(folder: Path, lines: int) -> None:
    """The three files, the same each time."""
    draw = random.Random(SEED)
    with (folder / "LEDGER.csv").open("w") as page:
        page.write("line,posted_on,cost_centre,account,text,pounds\n")
        for at in range(lines):
            day = f"2026-{draw.randint(4, 6):02d}-{draw.randint(1, 30):02d}"
            centre = f"{draw.randint(0, POOLS - 1):02d}{draw.randint(0, 19):02d}"
            pence = draw.randint(-5_000, 500_000)
            sign = "-" if pence < 0 else ""
            pounds = f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02}"
            page.write(
                f"{at + 2},{day},{centre},{draw.randint(1000, 1400)},Invoice {at},{pounds}\n"
            )
    rows = [
        f"2026-27Q1,{code},{driver},{draw.randint(10, 9_999)},return\n"
        for code in CODES
        for driver in ("headcount", "transactions")
    ]
    (folder / "VOLUMES.csv").write_text("period,council,driver,value,source\n" + "".join(rows))
    (folder / "AGREEMENT.yml").write_text(agreement())


def agreement() -> str:
    """The agreement's text."""
    figures = ", ".join(f"{code}: {at}" for at, code in enumerate(CODES, 1))
    text = f"name: Large\nform: lead\nhost: {CODES[0]}\nversions:\n  - version: '1'\n"
    text += "    from: 2026-04-01\n    services:\n"
    for function, by in (("hr", "headcount"), ("finance", "transactions")):
        text += f"      - function: {function}\n        basis: {by}\n"
        text += f"        figures: {{{figures}}}\n        cost: {{value: 1, source: Budget}}\n"
        text += "        fixed: {value: 0, source: Budget}\n        vat: outside_scope\n"
    text += "    pools:\n"
    for pool in range(POOLS):
        if pool in feeds():
            told = ", ".join(f"p{other:02d}: {weight}" for other, weight in feeds()[pool].items())
            text += f"      - {{id: p{pool:02d}, feeds: {{{told}}}}}\n"
        else:
            service = "hr" if pool % 2 else "finance"
            text += f"      - {{id: p{pool:02d}, service: {service}, basis: {basis(pool)}}}\n"
    text += "    mapping:\n"
    for pool in range(POOLS):
        text += f'      - {{pool: p{pool:02d}, cost_centre: "{pool:02d}*", account: "*"}}\n'
    return text


if __name__ == "__main__":
    main()
