"""Step 5 of a store: cost centre, subjective heading and narrative became words of a wording,
and lines of contract registers got a code and a company number.

Lines are placed again from their files of payments, which stay as they are: what an older file has
no column for is missing. Until the new manifest is there the store is what it was.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tallystick.engine.changes import Changes
from tallystick.engine.database import in_memory
from tallystick.engine.first_checksums import parts_with_checksums
from tallystick.engine.manifest import Manifest, publish
from tallystick.engine.placing import place
from tallystick.engine.schema import TABLES, arrow_schema

LINES_AT_ONCE = 8_000_000
"""Sources are placed in batches of about so many lines, which bounds the memory that it takes."""

_PLACED = ("wordings", "placed_lines", "source_months", "small_payments")

_Source = tuple[str, list[str], int]


def categories_with_further_texts(table: str) -> str:
    """The query that gives a table of categories of version 4 the columns of version 5."""
    return f"select *, '' as cost_centre, '' as subjective, '' as narrative from {table}"


def counting_files(sources: str, parts: str) -> str:
    """The query for (source, its files of payments, its lines) of the sources that count.

    sources, parts: what stands after `from` to read these tables.
    """
    return f"""
        select s.source, list(p.file order by p.file), sum(p.rows)::bigint
        from {sources} s join {parts} p using (source)
        where s.replaced_by is null and p.tables = 'payments'
        group by s.source order by s.source
    """


def place_again(folder: Path, manifest: Manifest, *, spill: Path) -> None:
    """Bring a store of version 4 to version 5. The lock must be held. spill: the folder that
    queries may use when they outgrow their memory."""
    connection = in_memory(spill)
    changes = Changes(folder, manifest, connection)
    try:
        if manifest.tables.get("categories"):
            before = changes.read("categories")
            changes.put("categories", arrow_schema(TABLES["categories"]).empty_table())
            changes.append_answer("categories", categories_with_further_texts(before))
        if manifest.tables.get("register_lines"):
            before = changes.read("register_lines")
            changes.put("register_lines", arrow_schema(TABLES["register_lines"]).empty_table())
            changes.append_answer(
                "register_lines", f"select *, '' as code, '' as company_number from {before}"
            )
        parts_with_checksums(changes, changes.read("parts"))
        for name in _PLACED:
            changes.put(name, arrow_schema(TABLES[name]).empty_table())
        question = counting_files(changes.read("sources"), changes.read("parts"))
        for batch in batches(connection.execute(question).fetchall()):
            place(changes, [each[0] for each in batch], [f for each in batch for f in each[1]])
        after = changes.finished()
    finally:
        connection.close()
    publish(folder, after or Manifest(manifest.number + 1, manifest.tables))


def batches(sources: Sequence[_Source]) -> Iterator[Sequence[_Source]]:
    """Sources in batches of about LINES_AT_ONCE lines."""
    batch: list[_Source] = []
    lines = 0
    for source in sources:
        batch.append(source)
        lines += source[2]
        if lines >= LINES_AT_ONCE:
            yield batch
            batch, lines = [], 0
    if batch:
        yield batch
