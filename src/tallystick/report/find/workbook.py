"""The findings as an Excel workbook: one table a sheet, with filters, and totals that add up."""

from pathlib import Path

from tallystick.find.findings import Findings
from tallystick.report.find import tables
from tallystick.report.find.act_tables import (
    beside,
    contracts,
    groups,
    ladders,
    run_by_firms,
    shared_already,
    systems,
)
from tallystick.report.find.textsheets import add_method, add_summary
from tallystick.report.sheets import Formula, add_table, new_book
from tallystick.report.tables import Table
from tallystick.words.whole_files import write_whole

SUMMED_FROM_COUNCILS = ("Pounds a year", "Lines")
"""What an opportunity's row adds up from the rows of its councils."""


_FOR_ACTING = (ladders, groups, contracts, systems, beside, shared_already, run_by_firms)


def write_xlsx(findings: Findings, path: Path) -> None:
    """Write the findings as one workbook, in one step; the same findings, the same bytes.

    Text is always text: nothing published can become a formula or a link. An opportunity's
    pounds and lines, and all totals, are formulas over the rows that they sum. Raises OSError
    where the folder of `path` cannot be written to.
    """
    write_whole(path, lambda part: _fill(findings, part))


def _fill(findings: Findings, path: Path) -> None:
    title = f"Where {findings.noun.many} buy the same back office"
    with new_book(path, title, on=findings.made_on) as book:
        add_summary(book, findings)
        add_table(book, tables.coverage(findings))
        add_table(book, tables.overlap(findings))
        councils = tables.councils(findings)
        found = tables.opportunities(findings)
        add_table(book, found, {title: _sum_of(councils, title) for title in SUMMED_FROM_COUNCILS})
        add_table(book, councils)
        add_table(book, tables.suppliers(findings))
        for table in _FOR_ACTING:
            add_table(book, table(findings))
        add_table(book, tables.evidence(findings))
        add_method(book, findings)


def _sum_of(table: Table, title: str) -> Formula:
    """The formula of a cell that sums a column of `table` over the rows with this row's Ref."""
    return lambda row: f"=SUMIFS({table.name}[{title}],{table.name}[Ref],A{row + 1})"
