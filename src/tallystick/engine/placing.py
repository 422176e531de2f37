"""Placing: what every question would otherwise work out again from each line's words.

A line is placed in the commit that makes its source count: the month that it counts in, and its
wording (the distinct combination of supplier spelling and texts). Matching and classifying speak of
wordings, so a question meets nothing but numbers once a line.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import ibis
import pyarrow as pa

from tallystick.engine.changes import Changes
from tallystick.engine.database import read_payments
from tallystick.engine.questions.placed import months_of_sources, small_payments
from tallystick.engine.questions.tables import PAYMENTS
from tallystick.engine.schema import SAID_IN, WORDING_TEXTS, source_number

_SAID = ", ".join(f"coalesce({column}, '') as {text}" for text, column in SAID_IN.items())
_KEY = ", ".join(WORDING_TEXTS)

_NUMBER = f"""(('0x' || substr(md5(concat({
    ", ".join(f"length({text}), ':', {text}" for text in WORDING_TEXTS)
})), 1, 16))::ubigint >> 1)::bigint"""
"""`wording_number` in DuckDB's SQL."""


def wording_number(texts: Sequence[str]) -> int:
    """The number of a wording: the first 63 bits of the md5 of its texts, each after its
    length and a colon, so that no two wordings read the same. It is the same on any machine; among
    a million wordings two fall together once in ten million stores."""
    said = "".join(f"{len(text)}:{text}" for text in texts)
    return int(hashlib.md5(said.encode(), usedforsecurity=False).hexdigest()[:16], 16) >> 1


def place(changes: Changes, sources: Sequence[str], files: Sequence[str]) -> None:
    """Add the lines of sources to the placed tables.

    sources: hashes. files: the Parquet files of their payments.
    """
    if not files:
        return
    numbers = pa.table(
        {
            "source": pa.array(sources, pa.string()),
            "number": pa.array([source_number(source) for source in sources], pa.int64()),
        }
    )
    with changes.seen("arriving_sources", numbers):
        changes.connection.execute(
            f"""create or replace temp view arriving as
                select n.number as source, p.* exclude (source)
                from {read_payments(changes.folder, files)} p
                join arriving_sources n using (source)"""
        )
        made = dict(_made_of_arriving(changes))
        for name in ("source_months", "small_payments"):
            changes.append_answer(name, f"select * from {made[name]}")
        known = changes.read("wordings")
        changes.append_answer(
            "wordings",
            f"""select * from {made["wordings"]}
                anti join (select wording from {known}) using (wording)""",
        )
        changes.append_answer("placed_lines", _PLACED)
        for table in made.values():
            changes.connection.execute(f"drop table {table}")


def _made_of_arriving(changes: Changes) -> Iterator[tuple[str, str]]:
    """Name of a table -> the temporary table that holds what the arriving lines add to it."""
    for name, made in _queries().items():
        changes.connection.execute(f"create or replace temp table arriving_{name} as {made}")
        yield name, f"arriving_{name}"


@cache
def _queries() -> Mapping[str, str]:
    """Name of a table -> the query for it over `arriving`. Kept: making SQL of an expression takes
    longer than running it on a small file."""
    arriving = ibis.table({**PAYMENTS.schema(), "source": "int64"}, name="arriving")
    return {
        "source_months": ibis.to_sql(months_of_sources(arriving), dialect="duckdb"),
        "small_payments": ibis.to_sql(small_payments(arriving), dialect="duckdb"),
        "wordings": f"""select {_NUMBER} as wording, {_KEY}
                        from (select distinct {_SAID} from arriving)""",
    }


_PLACED = f"""
    select a.source, a.sheet, a.line, a.council, a.month, coalesce(m.month, x.main) as counted,
           w.wording, a.amount_pence
    from (select source, sheet, line, council, month, amount_pence, {_SAID} from arriving) a
    join arriving_wordings w using ({_KEY})
    left join arriving_source_months m
        on a.source = m.source and a.council = m.council and a.month = m.month
    left join (select distinct source, council, main from arriving_source_months) x
        on a.source = x.source and a.council = x.council
"""


def displace(changes: Changes, sources: Sequence[str]) -> None:
    """Take the lines of sources out of the placed tables, and the wordings that only they used."""
    if not sources:
        return
    numbers = pa.array([source_number(source) for source in sources], pa.int64())
    with changes.seen("leaving_sources", pa.table({"source": numbers})):
        used = changes.ask(
            f"""select distinct wording from {changes.read("placed_lines")}
                semi join leaving_sources using (source)"""
        )
    for table in ("placed_lines", "source_months", "small_payments"):
        changes.remove(table, "source", numbers)
    with changes.seen("used_wordings", used):
        unused = changes.ask(
            f"""select wording from used_wordings
                anti join {changes.read("placed_lines")} using (wording)"""
        )
    changes.remove("wordings", "wording", unused["wording"].combine_chunks())
