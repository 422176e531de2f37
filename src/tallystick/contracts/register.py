"""Reading a contract register: our own form, or one as a council publishes it."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from tallystick.classify import Classified, Combination, classify
from tallystick.classify.text_evidence import read_code
from tallystick.contracts.contract import Contract
from tallystick.contracts.sheets import is_workbook, sheets_of
from tallystick.match import kind_of
from tallystick.match.suppliers.identifiers import company_number
from tallystick.read.columns.amounts import read_amount, to_pence
from tallystick.read.columns.dates import DateStyle, read_day
from tallystick.reference.councils import Councils
from tallystick.reference.tables import yaml_table
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake

HEADER_WITHIN = 10
"""A title or two may stand above the header line."""

LEAST_CONFIDENCE = 0.8
"""A contract whose words are right less often than this has no category: with a wrong one it would
stand behind payments that were not made under it, and a wrong end date is worse than none."""

_CPV = re.compile(r"\b\d{8}(?:-\d)?\b")
_PROCLASS = re.compile(r"\b\d{6}\b")
_BLANKS = re.compile(r"\s+")
_DAYS_A_YEAR = Decimal("365.25")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A line of a register as read, not yet interpreted. Money in whole pence.

    council: code; "" where the line was rejected because it names no supplier or no title.
    """

    line: int  # physical line of the file, from 1
    council: str
    supplier: str
    title: str
    description: str
    start: date | None
    end: date | None
    latest_end: date | None  # with every extension, where that is later than the end
    pence_a_year: int | None
    code: str  # the first code of the CPV or ProClass that it gives, as classify reads it; or ""
    company_number: str  # as Companies House writes it; "" where it gives none

    @property
    def is_contract(self) -> bool:
        """False for a rejected line."""
        return bool(self.supplier and self.title)


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register as it was read. source: sha256 of the bytes that were read, hex."""

    path: Path
    source: str
    lines: tuple[RegisterLine, ...]


@dataclass(frozen=True, slots=True)
class ContractRegister:
    """The contracts of one file. contracts: supplier_id is still empty. skipped: line numbers
    without a supplier or a title."""

    file: str
    contracts: tuple[Contract, ...]
    skipped: tuple[int, ...]

    @property
    def councils(self) -> frozenset[str]:
        """Codes of the councils whose contracts it lists."""
        return frozenset(each.council for each in self.contracts)

    @property
    def without_end(self) -> int:
        """How many contracts have no end, or one that cannot be read."""
        return sum(contract.end is None for contract in self.contracts)


def read_register(path: Path, *, councils: Councils) -> RegisterFile:
    """Read a register in CSV or a workbook: its non-empty lines, in the order of the file.

    Of a workbook the first sheet with a header line that names a supplier and a title is read. The
    council is taken from a column, else from the file name. The encoding is UTF-8, else
    Windows-1252. Raises UserMistake when the file does not exist, has no header line with a
    supplier and a title, or the council cannot be found.
    """
    raw = _bytes(path)
    lines = _sheet(path) if is_workbook(raw) else _lines(path, raw)
    header, columns = _header(path, lines)
    rows = [
        (number, {name: _levelled(row[at]) for name, at in columns.items() if at < len(row)})
        for number, row in lines[header + 1 :]
        if any(cell.strip() for cell in row)
    ]
    named = councils.recognise(path.stem)
    code = named.code if named else None
    read = tuple(_line(path, number, row, councils, code) for number, row in rows)
    return RegisterFile(path, sha256(raw).hexdigest(), read)


def as_register(file: str, lines: Sequence[RegisterLine]) -> ContractRegister:
    """Interpret the lines of a file: contracts with the function of each, and rejected lines.

    file: its path, as shown in reports. Names of private persons are masked.
    """
    kept = [line for line in lines if line.is_contract]
    answers = classify(
        [
            Combination(
                supplier=line.supplier,
                description=line.title,
                published_category=line.description[:200],
                category_code=line.code,
                kind="organisation" if _is_named(line) else "person",
            )
            for line in kept
        ]
    )
    return ContractRegister(
        file,
        tuple(_contract(file, *pair) for pair in zip(kept, answers, strict=True)),
        tuple(line.line for line in lines if not line.is_contract),
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserMistake(
            f"{path} cannot be opened.", "Give a contract register in CSV or as a workbook."
        ) from error


def _lines(path: Path, raw: bytes) -> list[tuple[int, list[str]]]:
    """The file's records with the number of the line on which each begins."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    lines: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for row in reader:
            lines.append((begins, row))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UserMistake(
            f"{path}, line {begins}: this is no CSV ({error}).", "Save the register as CSV UTF-8."
        ) from error
    return lines


def _sheet(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of the sheet that holds the register; of none, those of the first."""
    sheets = sheets_of(path)
    held = (rows for rows in sheets if _find_header(rows))
    return next(held, sheets[0] if sheets else [])


def _header(path: Path, lines: Sequence[tuple[int, list[str]]]) -> tuple[int, dict[str, int]]:
    """Which record is the header, and the place of each column that it names."""
    found = _find_header(lines)
    if found:
        return found
    table = _headings()
    raise UserMistake(
        f"{path}: no header line names a supplier and a title.",
        f"Name the columns {', '.join(names[0] for names in table['columns'].values())}; "
        "tallystick find --forms DIR writes an empty form.",
    )


def _find_header(lines: Sequence[tuple[int, list[str]]]) -> tuple[int, dict[str, int]] | None:
    table = _headings()
    for place, (_number, row) in enumerate(lines[:HEADER_WITHIN]):
        columns = _columns(row, table["columns"])
        if all(name in columns for name in table["needed"]):
            return place, columns
    return None


def _columns(row: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Map our column name to its position. Known spellings are tried in order; a full match is
    preferred to a prefix match."""
    said = [_levelled(cell).lower() for cell in row]
    found: dict[str, int] = {}
    for fits in (str.__eq__, str.startswith):
        for name, spellings in known.items():
            places = (
                place
                for spelling in spellings
                for place, heading in enumerate(said)
                if place not in found.values() and heading and fits(heading, spelling)
            )
            place = next(places, None)
            if name not in found and place is not None:
                found[name] = place
    return found


def _levelled(cell: str) -> str:
    """A cell without line breaks and doubled blanks."""
    return _BLANKS.sub(" ", cell).strip()


@cache
def _headings() -> Any:
    return yaml_table("register_headers.yaml")


def _council(
    path: Path, number: int, row: Mapping[str, str], councils: Councils, named: str | None
) -> str:
    said = row.get("council", "")
    council = (councils.by_code(said) or councils.recognise(said)) if said else None
    if council:
        return council.code
    if said:
        raise UserMistake(
            f"{path}, line {number}: no council is known as {said!r}.",
            "Give its code (E08000003) or its full name.",
        )
    if named:
        return named
    raise UserMistake(
        f"{path}, line {number}: nothing tells whose contract this is.",
        "Add a column council, or name the file after the council.",
    )


def _line(
    path: Path, number: int, row: Mapping[str, str], councils: Councils, named: str | None
) -> RegisterLine:
    supplier, title = row.get("supplier", ""), row.get("title", "")
    style = DateStyle()
    start = read_day(row.get("start", ""), style)
    end = read_day(row.get("end", ""), style)
    latest = read_day(row.get("latest_end", ""), style)
    is_contract = bool(supplier and title)
    return RegisterLine(
        line=number,
        council=_council(path, number, row, councils, named) if is_contract else "",
        supplier=supplier,
        title=title,
        description=row.get("description", ""),
        start=start,
        end=end,
        latest_end=latest if latest and end and latest > end else None,
        pence_a_year=_pence_a_year(row, start, end),
        code=_code(row),
        company_number=company_number(row.get("company_number")) or "",
    )


def _code(row: Mapping[str, str]) -> str:
    """The first code that a published scheme has; a CPV column gives its codes without the check
    digit too, so they are marked as CPV."""
    cpv = (f"CPV {code}" for code in _CPV.findall(row.get("cpv", "")))
    proclass = _PROCLASS.findall(row.get("proclass", ""))
    return next((code for code in (*cpv, *proclass) if read_code(code)), "")


def _contract(file: str, line: RegisterLine, answer: Classified) -> Contract:
    is_named = _is_named(line)
    is_sure = answer.confidence >= LEAST_CONFIDENCE
    return Contract(
        council=line.council,
        supplier_id="",
        supplier=line.supplier if is_named else "(a private person)",
        title=line.title if is_named else "",
        label=answer.label if is_sure else Label.UNKNOWN,
        category=answer.category if is_sure and answer.label is not Label.UNKNOWN else "",
        start=line.start,
        end=line.end,
        latest_end=line.latest_end,
        pence_a_year=line.pence_a_year,
        file=file,
        line=line.line,
        company_number=line.company_number,
    )


def _is_named(line: RegisterLine) -> bool:
    """True for a supplier that a report may name: an organisation by its name, or any that has a
    company number, since a person has none."""
    return bool(line.company_number) or kind_of(line.supplier) in ("organisation", "public_body")


def _pence_a_year(row: Mapping[str, str], start: date | None, end: date | None) -> int | None:
    """The yearly value as given, else the whole value over the term; None where neither is."""
    yearly = read_amount(row.get("annual_value", ""))
    if yearly:
        return to_pence(yearly.pounds)
    whole = read_amount(row.get("total_value", ""))
    if not whole or not start or not end or end <= start:
        return None
    years = Decimal((end - start).days + 1) / _DAYS_A_YEAR
    return to_pence(whole.pounds / max(years, Decimal(1)))
