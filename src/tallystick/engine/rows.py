"""The rows of a store's tables: frozen types whose fields carry their meaning.

engine.schema makes of them the Arrow schemas, the tables of questions and the page of docs. A
field's type is one of str, int, float, bool, date or Decimal, each with `| None` where it may be
missing, or a tuple of str; `Coded` marks text that stands on many lines.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Coded:
    """Marks text that is the same on many lines: held once in memory and Parquet, and in queries
    text like any other."""


CODED = Coded()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """A published payment line. Together source, sheet and line are unique."""

    source: Annotated[str, "sha256 of the file's bytes, hex", CODED]
    sheet: Annotated[
        str,
        "sheet: '' of a plain file, 'Sheet1', 'member.csv' or 'member.xlsx > Sheet1' in a zip",
        CODED,
    ]
    line: Annotated[int, "physical line or sheet row, from 1"]
    council: Annotated[str, "code of the reference table", CODED]
    body: Annotated[str | None, "the paying body as published, where a column names it", CODED]
    paid_on: Annotated[date | None, "missing where the file gives no day"]
    month: Annotated[
        date | None,
        "first day of the month that it counts in: of paid_on, else of a period that column, sheet "
        "or file name states; missing where not known",
    ]
    supplier: Annotated[str | None, "the spelling as published, outer blanks trimmed", CODED]
    amount_pence: Annotated[
        int, "what is compared: net where the file gives net, else the amount as published"
    ]
    net_pence: Annotated[int | None, "where the file gives it"]
    vat_pence: Annotated[int | None, "where the file gives it"]
    gross_pence: Annotated[int | None, "where the file gives it"]
    supplier_ref: Annotated[str | None, "as published", CODED]
    company_number: Annotated[str | None, "as published", CODED]
    charity_number: Annotated[str | None, "as published", CODED]
    vat_number: Annotated[str | None, "as published", CODED]
    transaction_ref: Annotated[str | None, "as published"]
    invoice_ref: Annotated[str | None, "as published"]
    department: Annotated[str | None, "as published", CODED]
    description: Annotated[str | None, "as published", CODED]
    cost_centre: Annotated[
        str | None, "the cost centre's name as published; may be the department's column too", CODED
    ]
    subjective: Annotated[
        str | None,
        "the ledger's heading of the expense as published; may be the description's column too",
        CODED,
    ]
    narrative: Annotated[
        str | None, "free text as published, which may name people and never reaches a report"
    ]
    category: Annotated[str | None, "as published", CODED]
    category_code: Annotated[str | None, "as published", CODED]
    card: Annotated[bool | None, "paid by purchase card"]
    capital: Annotated[bool | None, "true capital, false revenue, missing where not said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectRow:
    """A line that holds something and is not a payment."""

    source: Annotated[str, "sha256 of the file's bytes, hex"]
    sheet: Annotated[str, "as in payments"]
    line: Annotated[int, "as in payments"]
    reason: Annotated[str, "a code"]
    detail: Annotated[str, "why, for a person"]
    raw: Annotated[str, "the line as it stands in the file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A file's content that was read."""

    source: Annotated[str, "sha256 of its bytes, hex"]
    number: Annotated[int, "the same in 63 bits: what placed lines carry (source_number)"]
    path: Annotated[str, "as the user gave it"]
    council: Annotated[str, "code of the reference table"]
    bytes: Annotated[int, "size of the file"]
    reader: Annotated[str, "fingerprint of the rules that read it"]
    replaced_by: Annotated[str | None, "the source that corrects it; its lines then do not count"]
    lines: Annotated[int, "payments"]
    rejected: Annotated[int, "lines that are not payments"]
    total_pence: Annotated[int, "exact sum of its payments, rounded once"]
    first_paid_on: Annotated[date | None, "earliest day"]
    last_paid_on: Annotated[date | None, "latest day"]
    record: Annotated[str, "the reading record, JSON, as `tallystick read --json` prints it"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """An absolute path and what it held when it was last seen."""

    place: Annotated[str, "the path"]
    source: Annotated[str, "the content that it held"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A Parquet file of lines."""

    file: Annotated[str, "path in the store's folder"]
    source: Annotated[str, "whose lines it holds"]
    tables: Annotated[str, "payments or rejects"]
    year: Annotated[int | None, "year of its payments; 0 where their month is not known"]
    rows: Annotated[int, "how many"]
    checksum: Annotated[str, "its size and CRC-32"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingRow:
    """A distinct supplier spelling and the supplier that it was matched to."""

    spelling: Annotated[str, "as published"]
    supplier_id: Annotated[str, "stays when new files add spellings"]
    score: Annotated[float, "how sure the join is, 0 to 1"]
    reasons: Annotated[tuple[str, ...], "why, in words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierRow:
    """A supplier."""

    supplier_id: Annotated[str, "unique"]
    name: Annotated[str, "the spelling that it is shown by"]
    group_id: Annotated[str | None, "its group of companies, where it has one"]
    kind: Annotated[str, "organisation, public_body, person, redacted or none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRow:
    """A distinct combination of supplier and texts, and what it was classified as. Texts that are
    missing are ''."""

    supplier: Annotated[str, "its name: what the classifier reads"]
    kind: Annotated[str, "the supplier's kind"]
    department: Annotated[str, "as published"]
    description: Annotated[str, "as published"]
    category_text: Annotated[str, "the published category"]
    category_code: Annotated[str, "the published code"]
    cost_centre: Annotated[str, "as published"]
    subjective: Annotated[str, "as published"]
    narrative: Annotated[str, "as published; it may name people and never reaches a report"]
    label: Annotated[str, "back-office function, front_line, transfer or unknown"]
    category: Annotated[str, "key of the reference table, '' where none"]
    proclass: Annotated[str | None, "ProClass code"]
    confidence: Annotated[float, "0 to 1"]
    reasons: Annotated[tuple[str, ...], "why, in words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A pair of spellings that a reviewer judged."""

    a: Annotated[str, "a spelling"]
    b: Annotated[str, "another, later in order"]
    verdict: Annotated[str, "same, not_same or same_group"]
    decided_by: Annotated[str, "who"]
    decided_on: Annotated[date, "the day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """A combination that a reviewer classified."""

    supplier: Annotated[str, "its name; '' stands for any"]
    department: Annotated[str, "'' stands for any"]
    description: Annotated[str, "'' stands for any"]
    category_text: Annotated[str, "'' stands for any"]
    category: Annotated[str, "key of the reference table"]
    decided_by: Annotated[str, "who"]
    decided_on: Annotated[date, "the day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntWeightRow:
    """A kind of evidence and its weight, learnt from this store's corrections."""

    name: Annotated[str, "of the evidence"]
    weight: Annotated[float, "log odds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeByRow:
    """What made a table: it is made again when the rules have changed."""

    tables: Annotated[str, "the table, or another thing that is kept"]
    version: Annotated[str, "fingerprint of the rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLineRow:
    """A payment line as questions meet it: numbers only."""

    source: Annotated[int, "number of its source"]
    sheet: Annotated[str, "as in payments", CODED]
    line: Annotated[int, "as in payments"]
    council: Annotated[str, "code of the reference table", CODED]
    month: Annotated[date | None, "as in payments"]
    counted: Annotated[date | None, "the month that it counts in; see source_months"]
    wording: Annotated[int, "number of its wording"]
    amount_pence: Annotated[int, "as in payments"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRow:
    """A distinct combination of published words. Texts that are missing are ''."""

    wording: Annotated[int, "the first 63 bits of the md5 of its words: the same on any machine"]
    spelling: Annotated[str, "supplier as published"]
    department: Annotated[str, "as published"]
    description: Annotated[str, "as published"]
    category_text: Annotated[str, "the published category"]
    category_code: Annotated[str, "the published code"]
    cost_centre: Annotated[str, "as published"]
    subjective: Annotated[str, "as published"]
    narrative: Annotated[str, "as published; it may name people and never reaches a report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMonthRow:
    """A month that a file covers for a council."""

    source: Annotated[int, "number of the source"]
    council: Annotated[str, "code of the reference table"]
    month: Annotated[date, "first day of the month"]
    lines: Annotated[int, "payments dated in it"]
    main: Annotated[date, "the file's busiest month, in which lines outside its months count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallPaymentRow:
    """How many payments of a file and council are small, by one way of telling a payment."""

    source: Annotated[int, "number of the source"]
    council: Annotated[str, "code of the reference table"]
    reference: Annotated[str, "transaction_ref, invoice_ref or line: what tells one payment"]
    lines: Annotated[int, "payment lines"]
    referenced: Annotated[int, "lines that carry the reference"]
    payments: Annotated[int, "lines of one supplier and reference count once"]
    under_250: Annotated[int, "payments under £250 with VAT"]
    under_500: Annotated[int, "payments under £500 with VAT"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLineRow:
    """A line of a contract register, as it was read; a register that is read again from the same
    path replaces the one before."""

    source: Annotated[str, "sha256 of the register's bytes, hex"]
    path: Annotated[str, "the register, as the user gave it"]
    line: Annotated[int, "physical line, from 1"]
    council: Annotated[str, "code of the buyer; '' where the line names no supplier or no title"]
    supplier: Annotated[str, "as published"]
    title: Annotated[str, "as published"]
    description: Annotated[str, "as published"]
    start: Annotated[date | None, "first day"]
    end: Annotated[date | None, "last day without extensions"]
    latest_end: Annotated[date | None, "last day with every extension, where later than end"]
    pence_a_year: Annotated[int | None, "yearly value, or whole value over the term"]
    code: Annotated[str, "first known code of the CPV or ProClass; '' where it gives none"]
    company_number: Annotated[str, "as Companies House writes it; '' where it gives none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatPaymentRow:
    """A payment line that counts, with all that Tallystick tells of it and none of what may name a
    private person. No table of a store: the answer of `questions/flat.py`, and what `tallystick
    export` writes."""

    council: Annotated[str, "code of the council that paid"]
    council_name: Annotated[str, "its full name; the code where no name is known"]
    paid_on: Annotated[date | None, "the day; missing where the file gives none"]
    month: Annotated[
        date | None, "first day of the month that it counts in; missing where not known"
    ]
    pounds: Annotated[Decimal, "amount_pence in pounds, exact, two decimals"]
    amount_pence: Annotated[
        int, "what is compared, in pence: net where the file gives net, else as published"
    ]
    supplier: Annotated[
        str | None,
        "the name that the supplier is shown by; 'private person', 'withheld' where the council "
        "blacked the name out; missing where the line has none",
    ]
    supplier_id: Annotated[
        str | None, "one for all spellings of a supplier; missing where it may not be named"
    ]
    kind: Annotated[str, "of supplier: organisation, public_body, person, redacted or none"]
    function: Annotated[str, "back-office function, front_line, transfer or unknown"]
    category: Annotated[str | None, "key of the reference table; missing where there is none"]
    confidence: Annotated[float, "of function and category, 0 to 1; 0 where unknown"]
    department: Annotated[
        str | None, "as published; only where it stands beside five suppliers or more"
    ]
    description: Annotated[
        str | None,
        "the published description, else the published category; only where it stands beside five "
        "suppliers or more",
    ]
    file: Annotated[str, "path of the published file, as the user gave it"]
    sheet: Annotated[str | None, "as in payments; missing of a plain file"]
    line: Annotated[int, "physical line or sheet row, from 1"]
