"""The evidence of an opportunity: contracts in registers, and published lines."""

from collections.abc import Sequence

from tallystick.contracts.contract import Contract
from tallystick.find.council_findings import EvidenceLine
from tallystick.find.findings import Opportunity
from tallystick.report.document import (
    Cell,
    Look,
    Paragraph,
    Piece,
    Table,
    Tone,
    columns,
    table,
)
from tallystick.report.find.listing import Known
from tallystick.words import phrases
from tallystick.words.money import pounds, pounds_and_pence

MARK = "mark"
"""What stands before the mark of a line."""

CONTRACTS, LINES = 3, 7
"""How many of each a page shows, so that it stays one sheet of paper; the workbook holds all."""


def contracts_table(found: Opportunity, id: str, ref: str, known: Known) -> tuple[Table, ...]:
    """The contracts that registers tell of; nothing where there are none."""
    if not found.contracts:
        return ()
    shown = found.contracts[:CONTRACTS]
    rows = [
        (
            known.name(each.council),
            Cell(each.supplier, note=each.title),
            _ends(each),
            f"{known.paths.get(each.file, each.file)}, line {each.line:,}",
            "not given" if each.pence_a_year is None else pounds(each.pence_a_year),
        )
        for each in shown
    ]
    return (
        table(
            f"{id}-contracts",
            f"{ref}: contracts known from registers "
            f"({some(len(shown), len(found.contracts), 'contract')})",
            columns=columns(
                (known.told("Council"), "Supplier", "Ends", "File and line"), ("Pounds a year",)
            ),
            rows=rows,
            look=Look.FINE,
        ),
    )


def _ends(contract: Contract) -> str:
    end, latest = contract.end, contract.latest_end
    if end is None:
        return "not given"
    extended = f", extended {phrases.day(latest)}" if latest is not None and latest > end else ""
    return f"{phrases.day(end)}{extended}"


def evidence_tables(
    found: Opportunity, id: str, ref: str, known: Known
) -> tuple[Table | Paragraph, ...]:
    """The largest published lines, and what to type where one is wrong; nothing where there are
    none."""
    if not found.evidence:
        return ()
    shown = found.evidence[:LINES]
    note = some(len(shown), found.lines, "line")
    listed = evidence_table(shown, evidence_id(id), f"{ref}: published lines ({note})", known)
    return (listed, _if_wrong(shown[0].mark)) if shown[0].mark else (listed,)


def evidence_id(id: str) -> str:
    """The place of the evidence of an opportunity by that of its page."""
    return f"{id}-evidence"


def _if_wrong(mark: str) -> Paragraph:
    """The commands that say why a line is here and that correct it, of the first line, to copy."""
    said = (
        Piece("Why is a line here, and is it wrong? Type its mark: "),
        Piece(f"tallystick why {mark} --store DIR", strong=True),
        Piece(" says on what its supplier and its category rest; "),
        Piece(f"tallystick wrong {mark} --store DIR --category NAME", strong=True),
        Piece(" corrects it, and the figures change."),
    )
    return Paragraph(said, Tone.QUIET)


def evidence_table(lines: Sequence[EvidenceLine], id: str, caption: str, known: Known) -> Table:
    """Published lines, each with its file and line."""
    said = any(line.text for line in lines)
    rows = [
        (
            known.name(line.council),
            line.supplier,
            *((line.text,) if said else ()),
            phrases.when(line.paid_on, line.month),
            Cell(_place(line, known), note=f"{MARK} {line.mark}" if line.mark else ""),
            pounds_and_pence(line.pence),
        )
        for line in lines
    ]
    what = ("What for",) if said else ()
    shown = columns(
        (known.told("Council"), "Supplier", *what, "Date", "File and line"), ("Amount",)
    )
    return table(id, caption, columns=shown, rows=rows, look=Look.FINE)


def _place(line: EvidenceLine, known: Known) -> str:
    sheet = f", sheet {line.sheet}" if line.sheet else ""
    return f"{known.paths.get(line.file, line.file)}{sheet}, line {line.line:,}"


def some(shown: int, of: int, noun: str) -> str:
    """How many of how many are shown."""
    if shown >= of:
        return f"all {phrases.counted(of, noun)}" if of > 1 else phrases.counted(of, noun)
    return f"{shown:,} of {phrases.counted(of, noun)}"
