"""Explains what was decided about a file and why, for a person who may correct it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from tallystick.read.paying_council import CouncilFinder
from tallystick.read.reader import read_file
from tallystick.read.record import ReadingRecord, TableReading
from tallystick.read.tables.corrections import Corrections
from tallystick.words.money import pounds_and_pence
from tallystick.words.roles import Role
from tallystick.words.templates import templates_of

_SHOWN = 5  # rejected lines shown of each reason
_LONGEST = 160  # characters of a rejected line that are shown
_LETTER = re.compile(r"[^\W\d_]")
_FIRST = 3  # values shown of each column
_EXAMPLE = date(2019, 4, 3)
_MEANINGS = {
    Role.PAID_ON: "Day of payment",
    Role.PERIOD: "Month or period",
    Role.AMOUNT: "Amount that is compared",
    Role.NET: "Amount without VAT",
    Role.VAT: "VAT",
    Role.GROSS: "Amount with VAT",
    Role.SUPPLIER: "Who was paid",
    Role.SUPPLIER_REF: "Number of the supplier",
    Role.COMPANY_NUMBER: "Company number",
    Role.CHARITY_NUMBER: "Charity number",
    Role.VAT_NUMBER: "VAT number of the supplier",
    Role.DEPARTMENT: "Department or service",
    Role.DESCRIPTION: "Kind of expense",
    Role.COST_CENTRE: "Cost centre",
    Role.SUBJECTIVE: "Subjective heading",
    Role.NARRATIVE: "Free text",
    Role.CATEGORY: "Category of what was bought",
    Role.CATEGORY_CODE: "Code of the category or account",
    Role.TRANSACTION_REF: "Number of the payment",
    Role.INVOICE_REF: "Number of the invoice",
    Role.CARD: "Paid by card",
    Role.CAPITAL_REVENUE: "Capital or revenue",
    Role.BODY: "Body that paid",
}
_PUBLIC = (  # roles whose values name nobody and are shown as they are
    *(Role.PAID_ON, Role.AMOUNT, Role.NET, Role.VAT, Role.GROSS, Role.DEPARTMENT),
    *(Role.DESCRIPTION, Role.CATEGORY, Role.CATEGORY_CODE, Role.TRANSACTION_REF, Role.BODY),
    *(Role.COST_CENTRE, Role.SUBJECTIVE),
    *(Role.CARD, Role.CAPITAL_REVENUE, Role.INVOICE_REF, Role.SUPPLIER_REF, Role.PERIOD),
)
_PLAIN = {"header", "repeated_header", "preamble"}  # lines above or between, which name no payee


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A column's role and what that means, the first values read from it, how sure the choice is in
    hundredths, and which column came next."""

    role: str
    meaning: str
    header: str
    values: tuple[str, ...]
    sure: str
    runner_up: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """The decisions about a sheet, in words. unheld: the roles for which no column was found, as
    (role, meaning). yaml: the text of a corrections file that would state these decisions."""

    name: str
    facts: tuple[tuple[str, str], ...]
    roles: tuple[RoleLine, ...]
    unheld: tuple[tuple[str, str], ...]
    yaml: str


@dataclass(frozen=True, slots=True)
class RejectLine:
    """The lines set aside for a reason: how many, why, and the first few as (line, text)."""

    reason: str
    count: str
    detail: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A file's reading for a person."""

    file: str
    facts: tuple[tuple[str, str], ...]
    sheets: tuple[SheetLine, ...]
    rejects: tuple[RejectLine, ...]
    warnings: tuple[str, ...]


def explain_file(
    path: Path,
    *,
    councils: CouncilFinder | None,
    council: str | None = None,
    corrections: Corrections | None = None,
) -> Explanation:
    """Read a file and describe what was decided. Nothing is stored.

    Letters of rejected lines and of suppliers are masked, because they may name people. Raises
    UserMistake as read_file does.
    """
    set_aside: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    first: dict[str, list[Mapping[str, Any]]] = defaultdict(list)

    def sink(payments: pa.Table, rejects: pa.Table) -> None:
        for row in payments.slice(0, _FIRST).to_pylist():
            if len(first[row["sheet"]]) < _FIRST:
                first[row["sheet"]].append(row)
        for row in rejects.to_pylist():
            held = set_aside[row["reason"]]
            if len(held) < _SHOWN:
                held.append(row)

    record = read_file(path, councils=councils, council=council, corrections=corrections, sink=sink)
    return Explanation(
        file=path.name,
        facts=_file_facts(record),
        sheets=tuple(_sheet(table, first[table.sheet]) for table in record.tables),
        rejects=tuple(
            _reject(reason, record.reject_reasons[reason], set_aside[reason])
            for reason in sorted(set_aside)
        ),
        warnings=tuple(warning.text for warning in record.warnings),
    )


def _file_facts(record: ReadingRecord) -> tuple[tuple[str, str], ...]:
    stated = record.published_total_pence
    return (
        ("Council", record.council),
        ("Kind of file", record.format),
        ("Encoding", record.encoding or "none (a workbook)"),
        ("Payments", f"{record.lines:,}"),
        ("With a day", f"{record.lines_with_date:,}"),
        ("With a supplier", f"{record.lines_with_supplier:,}"),
        ("Lines set aside", f"{record.rejected:,}"),
        ("Sum", pounds_and_pence(record.total_pence)),
        ("Total that the file states", "none" if stated is None else pounds_and_pence(stated)),
        ("First day", str(record.first_paid_on or "none")),
        ("Last day", str(record.last_paid_on or "none")),
    )


def _sheet(table: TableReading, first: Sequence[Mapping[str, Any]]) -> SheetLine:
    roles = tuple(
        RoleLine(
            role=role,
            meaning=_MEANINGS[Role(role)],
            header=column.header,
            values=_values(Role(role), first),
            sure=f"{column.confidence * 100:.0f}",
            runner_up=column.runner_up or "nothing",
        )
        for role, column in table.columns.items()
    )
    settled: dict[str, Any] = {"columns": {line.role: line.header for line in roles}}
    if table.header_line:
        settled["header_line"] = table.header_line
    if table.date_format and table.date_format.startswith("%"):
        settled["date_format"] = table.date_format.split(" | ")[0]
    return SheetLine(
        name=table.sheet,
        facts=(
            ("Header on line", str(table.header_line or "none: told by the cells")),
            ("Dates are written", _dates(table.date_format)),
            ("Amounts are", table.amount_basis),
            ("Negatives are written", table.sign_convention),
            ("Payments", f"{table.lines:,}"),
        ),
        roles=roles,
        unheld=tuple((role.value, _MEANINGS[role]) for role in Role if role not in table.columns),
        yaml=yaml.safe_dump(settled, sort_keys=False, allow_unicode=True),
    )


def _dates(written: str | None) -> str:
    """How days are written, as 3 April 2019 would be."""
    if not written:
        return "no day in this table"
    ways = [
        _EXAMPLE.strftime(way) if way.startswith("%") else f"{way}s" for way in written.split(" | ")
    ]
    return f"{' or '.join(ways)}, for 3 April 2019"


def _values(role: Role, first: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The first values of a role, as they were read; no names."""
    if role in (Role.AMOUNT, Role.NET, Role.VAT, Role.GROSS):
        held = [row[f"{role}_pence"] for row in first]
        return tuple(pounds_and_pence(pence) for pence in dict.fromkeys(held) if pence is not None)
    name = {Role.PERIOD: "month", Role.CAPITAL_REVENUE: "capital"}.get(role, role.value)
    texts = dict.fromkeys(str(row[name]) for row in first if row[name] is not None)
    return tuple(_shown(text, plain=role in _PUBLIC) for text in texts)


def _reject(reason: str, count: int, rows: list[Mapping[str, Any]]) -> RejectLine:
    plain = reason in _PLAIN
    return RejectLine(
        reason=reason.replace("_", " "),
        count=f"{count:,}",
        detail=rows[0]["detail"] if plain else _without_quote(rows[0]["detail"]),
        lines=tuple(
            (f"{row['sheet']} {row['line']}".strip(), _shown(row["raw"], plain)) for row in rows
        ),
    )


def _without_quote(detail: str) -> str:
    return re.sub(r"“.*?”", "“…”", detail)


def _shown(raw: str, plain: bool) -> str:
    text = raw[:_LONGEST] + ("…" if len(raw) > _LONGEST else "")
    return text if plain else _LETTER.sub("x", text)


def as_page(explanation: Explanation) -> str:
    """The explanation as one self-contained HTML page; all published text is escaped."""
    return _rendered("explain.html", explanation, escape=True)


def as_text(explanation: Explanation) -> str:
    """The explanation for a terminal."""
    return _rendered("explain.txt", explanation, escape=False)


def _rendered(template: str, explanation: Explanation, *, escape: bool) -> str:
    templates = templates_of("tallystick.read", escape=escape)
    return templates.get_template(template).render(read=explanation)
