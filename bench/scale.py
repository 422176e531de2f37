"""FIND on made-up lines by the million, beside DuckDB and Polars doing its aggregations plainly.

    .venv/bin/python bench/scale.py [--lines 100000000] [--keep FOLDER]

Makes a store as reading, matching and classifying would leave it: councils of the reference table,
ten years each, 200,000 suppliers of which few are national and most are local, three wordings for a
supplier of a council. Then measures, each in a process of its own: FIND from the store, and the
same sums written plainly over the same Parquet files (months that files cover, what is withheld,
small payments, spending by council, supplier and category). Polars comes from the Python that
TALLYSTICK_PEERS names; without it that row says so.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tallystick.classify import load_categories
from tallystick.engine import distinct
from tallystick.engine.arriving import SourceRow
from tallystick.engine.schema import PAYMENTS, REJECTS
from tallystick.engine.store import Store, open_store
from tallystick.find.trip import Question, look
from tallystick.reference.councils import load_councils

COUNCILS = 300
YEARS = range(2015, 2025)
SUPPLIERS = 200_000
NATIONAL = 5_000
OF_A_COUNCIL = (600, 2_400)  # national and local suppliers that a council pays
DEPARTMENTS = tuple(f"Department {number}" for number in range(30))
WORDS_FOR_ONE = 3


def make(store: Store, lines: int) -> None:
    """Fill a store with so many payments, matched and classified."""
    dice = np.random.default_rng(11)
    councils = [each.code for each in load_councils().all()][:COUNCILS]
    categories = load_categories()
    slugs = sorted(categories)
    trade = dice.integers(0, len(slugs), SUPPLIERS)
    kinds = dice.choice(4, SUPPLIERS, p=(0.86, 0.04, 0.09, 0.01))
    names = [f"Firm {number:06d} Limited" for number in range(SUPPLIERS)]
    spellings = pa.array(names)
    each_year = lines // (len(councils) * len(YEARS))
    said: list[np.ndarray] = []
    for place, code in enumerate(councils):
        national = dice.choice(NATIONAL, OF_A_COUNCIL[0], replace=False)
        local = dice.integers(NATIONAL, SUPPLIERS, OF_A_COUNCIL[1])
        paid = np.concatenate([national, local])
        department = dice.integers(0, len(DEPARTMENTS), len(paid))
        for year in YEARS:
            which = np.minimum(dice.zipf(1.3, each_year) - 1, len(paid) - 1)
            wording = dice.integers(0, WORDS_FOR_ONE, each_year)
            supplier = paid[dice.permutation(len(paid))[which]]
            mine = department[which % len(paid)]
            said.append(np.unique((supplier * len(DEPARTMENTS) + mine) * WORDS_FOR_ONE + wording))
            rows = _payments(dice, code, year, spellings.take(pa.array(supplier)), mine, wording)
            _keep(store, f"{place:08d}{year}".ljust(64, "0"), code, year, rows)
    _match(store, names, kinds)
    combinations = np.unique(np.concatenate(said))
    _classify(store, combinations, names, kinds, [slugs[number] for number in trade], categories)


def _payments(
    dice: np.random.Generator,
    council: str,
    year: int,
    supplier: pa.Array,
    department: np.ndarray,
    wording: np.ndarray,
) -> pa.Table:
    count = len(supplier)
    month = dice.integers(0, 12, count)
    days = (np.datetime64(f"{year}-01", "M") + month).astype("datetime64[D]")
    source = pa.array([f"{council}{year}"])
    columns = {
        "source": source.take(pa.array(np.zeros(count, np.int32))),
        "sheet": pa.array([""]).take(pa.array(np.zeros(count, np.int32))),
        "line": pa.array(np.arange(2, count + 2)),
        "council": pa.array([council]).take(pa.array(np.zeros(count, np.int32))),
        "paid_on": pa.array(days + dice.integers(0, 28, count)),
        "month": pa.array(days),
        "supplier": supplier,
        "amount_pence": pa.array((np.exp(dice.normal(11.5, 1.2, count))).astype(np.int64)),
        "transaction_ref": pa.array(dice.integers(0, count, count)).cast(pa.string()),
        "department": pa.array(DEPARTMENTS).take(pa.array(department)),
        "description": pa.array([f"Words {n}" for n in range(WORDS_FOR_ONE)]).take(
            pa.array(wording)
        ),
    }
    return pa.table(
        [
            columns[field.name].cast(field.type)
            if field.name in columns
            else pa.nulls(count, field.type)
            for field in PAYMENTS
        ],
        schema=PAYMENTS,
    )


def _keep(store: Store, digest: str, council: str, year: int, rows: pa.Table) -> None:
    rows = rows.set_column(0, "source", pa.array([digest]).take(
        pa.array(np.zeros(rows.num_rows, np.int32))))  # fmt: skip
    path = f"{council}/{year}.csv"
    months = pc.value_counts(rows["month"]).to_pylist()
    record = {
        "tables": [{"sheet": "", "amount_basis": "net"}],
        "warnings": [],
        "warning_codes": [],
        "negative_lines": 0,
        "months": {f"{each['values']:%Y-%m}": each["counts"] for each in months},
    }
    row = SourceRow(digest, path, council, 1, "bench", rows.num_rows, 0, 0,
                    date(year, 1, 1), date(year, 12, 28), record)  # fmt: skip
    with store.draft(digest) as draft:
        draft.write(rows, REJECTS.empty_table())
        draft.commit(row, place=f"/{path}")


KINDS = ("organisation", "public_body", "person", "redacted")


def _match(store: Store, names: list[str], kinds: np.ndarray) -> None:
    ids = [f"s{number:06d}" for number in range(len(names))]
    count = len(names)
    spellings = pa.table(
        [
            pa.array(names),
            pa.array(ids),
            pa.array(np.ones(count)),
            pa.array([[]] * count, pa.list_(pa.string())),
        ],
        schema=distinct.SPELLINGS,
    )
    suppliers = pa.table(
        [
            pa.array(ids),
            pa.array(names),
            pa.nulls(count, pa.string()),
            pa.array([KINDS[kind] for kind in kinds]),
        ],
        schema=distinct.SUPPLIERS,
    )
    distinct.put_suppliers(store, spellings, suppliers, version="bench")


def _classify(store, combinations, names, kinds, slugs, categories) -> None:  # type: ignore[no-untyped-def]
    columns = ([], [], [], [], [], [], [], [], [], [], [])
    for said in combinations.tolist():
        supplier, department, wording = (
            said // (len(DEPARTMENTS) * WORDS_FOR_ONE),
            said // WORDS_FOR_ONE % len(DEPARTMENTS),
            said % WORDS_FOR_ONE,
        )
        slug = slugs[supplier]
        text = (DEPARTMENTS[department], f"Words {wording}", "", "")
        found = (str(categories[slug].label), slug, None, 0.9, [])
        row = (names[supplier], KINDS[kinds[supplier]], *text, *found)
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    table = pa.table(
        [pa.array(c, f.type) for c, f in zip(columns, distinct.CATEGORIES, strict=True)],
        schema=distinct.CATEGORIES,
    )
    distinct.put_categories(store, table, version="bench", keep=False)


def ours(folder: Path) -> str:
    """FIND from the store: all of it, to the findings that a report is drawn from."""
    with open_store(folder) as store:
        findings = look(store, Question(on=date(2025, 1, 1)), councils=load_councils())
    return f"{len(findings.opportunities)} overlaps"


PLAIN_SQL = (
    """select council, month, count(*) from payments group by all""",
    """select council, sum(amount_pence) filter (where kind = 'redacted'),
              sum(amount_pence) filter (where kind = 'person')
       from payments left join spellings on supplier = spelling
       left join suppliers using (supplier_id) group by all""",
    """select council, count(*), count(*) filter (where abs(pence) < 20833) from (
           select council, sum(amount_pence) as pence from payments
           group by council, source, supplier, coalesce(transaction_ref, line::varchar))
       group by all""",
    """select council, supplier_id, c.label, c.category, sum(amount_pence), count(*)
       from payments p left join spellings s on p.supplier = s.spelling
       left join suppliers f using (supplier_id)
       left join categories c on c.supplier = f.name and c.kind = f.kind
            and c.department = p.department and c.description = p.description
       group by all""",
)


def plain_duckdb(folder: Path) -> str:
    """The sums over lines, each a query that joins what it needs."""
    with open_store(folder) as store:
        rows = [store.table(sql).num_rows for sql in PLAIN_SQL]
    return f"{rows[-1]:,} cells"


POLARS = """
import sys, polars as pl
folder = sys.argv[1]
p = pl.scan_parquet(folder + "/payments/**/*.parquet", hive_partitioning=False)
p = p.with_columns(pl.col("source", "council", "supplier", "department", "description",
    "transaction_ref").cast(pl.String))
names = ("spellings", "suppliers", "categories")
t = {n: pl.scan_parquet(f"{folder}/../{n}.parquet") for n in names}
named = p.join(t["spellings"], left_on="supplier", right_on="spelling", how="left").join(
    t["suppliers"], on="supplier_id", how="left")
months = p.group_by("council", "month").len()
held = named.group_by("council").agg(
    pl.col("amount_pence").filter(pl.col("kind") == k).sum().alias(k)
    for k in ("redacted", "person"))
small = p.group_by("council", "source", "supplier",
    pl.coalesce("transaction_ref", pl.col("line").cast(pl.String)).alias("ref")).agg(
    pl.col("amount_pence").sum()).group_by("council").agg(
    pl.len(), (pl.col("amount_pence").abs() < 20833).sum().alias("small"))
cube = named.join(t["categories"], left_on=["name", "kind", "department", "description"],
    right_on=["supplier", "kind", "department", "description"], how="left").group_by(
    "council", "supplier_id", "label", "category").agg(pl.col("amount_pence").sum(), pl.len())
rows = [q.collect(engine="streaming").height for q in (months, held, small, cube)]
print(f"{rows[-1]:,} cells")
"""


def polars(folder: Path) -> str:
    """The same sums in Polars' streaming engine."""
    python = os.environ["TALLYSTICK_PEERS"]
    os.execv(python, [python, "-c", POLARS, str(folder)])


WAYS = {
    "Tallystick: FIND from the store": ours,
    "DuckDB: the sums in plain SQL": plain_duckdb,
    "Polars: the sums, streaming": polars,
}


def export(folder: Path) -> None:
    """Write the catalogue's tables as Parquet for Polars."""
    with open_store(folder) as store:
        for name in ("spellings", "suppliers", "categories"):
            pq.write_table(store.table(f"from {name}"), folder.parent / f"{name}.parquet")


def measured(way: str, folder: Path) -> tuple[str, float, float, float]:
    """What it found; wall seconds, CPU seconds, peak GB of one way in a process of its own."""
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, __file__, "--run", way, "--keep", str(folder.parent)],
        stdout=subprocess.PIPE,
        text=True,
    )
    said = process.stdout.read().strip() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    wall = time.monotonic() - start
    if status:
        sys.exit(f"{way} ended with status {status}")
    return said, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024**2


def main() -> None:
    """Make the lines, measure each way, print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=100_000_000)
    parser.add_argument("--keep", type=Path, help="where the made store is kept, and found again")
    parser.add_argument("--run", choices=list(WAYS))
    asked = parser.parse_args()
    if asked.run:
        print(WAYS[asked.run](asked.keep / "store"))
        return
    with tempfile.TemporaryDirectory() as work:
        home = asked.keep or Path(work)
        if not (home / "made.json").exists():
            with open_store(home / "store") as store:
                make(store, asked.lines)
            export(home / "store")
            (home / "made.json").write_text(json.dumps({"lines": asked.lines}))
        lines = json.loads((home / "made.json").read_text())["lines"]
        print(f"{lines:,} made-up lines")
        print("| way | found | wall s | CPU s | peak GB |")
        print("|---|---|---|---|---|")
        for way in WAYS:
            if way.startswith("Polars") and not os.environ.get("TALLYSTICK_PEERS"):
                print(f"| {way} | TALLYSTICK_PEERS names no Python | | | |")
                continue
            said, wall, cpu, memory = measured(way, home / "store")
            print(f"| {way} | {said} | {wall:.1f} | {cpu:.1f} | {memory:.2f} |", flush=True)


if __name__ == "__main__":
    main()
