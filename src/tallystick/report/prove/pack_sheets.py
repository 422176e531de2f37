"""An evidence pack that was worked out again as an Excel workbook: one table a sheet."""

from datetime import date
from pathlib import Path

from tallystick.prove.verdict.pack import Rebuilt
from tallystick.report.prove.common import sentences
from tallystick.report.prove.verdict_sheets import verdict_tables
from tallystick.report.sheets import write_tables
from tallystick.report.tables import Column, Form, Table


def write_pack_xlsx(found: Rebuilt, path: Path, *, on: date) -> None:
    """Write the workbook of a pack that was worked out again, in one step; the same pack, the same
    bytes. Raises OSError where the folder of `path` cannot be written to."""
    about = "What differs from what was packed; nothing where every hash and figure is the same."
    tables = (
        sentences("Differences", about, found.differences),
        _files(found),
        _sources(found),
        *verdict_tables(found.finding),
    )
    title = f"{found.finding.partnership.name}: the evidence pack"
    write_tables(path, title, tables, on=on)


def _files(found: Rebuilt) -> Table:
    return Table(
        "Files",
        f"The sha256 of the whole pack is {found.hash}.",
        (
            Column("File", width=22),
            Column("What it holds", width=60),
            Column("Rows", Form.COUNT),
            Column("As packed", width=12),
            Column("sha256", width=68),
        ),
        tuple(
            (each.name, each.about, each.rows, "yes" if each.as_packed else "no", each.hash)
            for each in found.files
        ),
    )


def _sources(found: Rebuilt) -> Table:
    return Table(
        "Published",
        "The published files behind the figures.",
        (
            Column("Council", width=20),
            Column("File", width=40),
            Column("Lines", Form.COUNT, summed=True),
            Column("Pounds", Form.PENCE, width=18, summed=True),
            Column("sha256", width=68),
        ),
        tuple(
            (
                found.names.get(each.council, each.council),
                each.name,
                each.lines,
                each.pence,
                each.hash,
            )
            for each in found.sources
        ),
    )
