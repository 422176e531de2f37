"""The nouns of the made-up county."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tallystick.words.labels import Label
from tallystick.words.period import Month, months_between


class PayeeKind(StrEnum):
    """Who is paid. Only firms, charities and schools may be named in a report."""

    FIRM = "firm"
    CHARITY = "charity"
    SCHOOL = "school"
    PUBLIC_BODY = "public_body"
    INDIVIDUAL = "individual"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class Supplier:
    """One real supplier: its key in the truth, its full name, and how councils write it."""

    key: str
    name: str
    kind: PayeeKind
    spellings: tuple[str, ...]
    vat_number: str = ""
    company_number: str = ""
    charity_number: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One payment as recorded in a council's ledger.

    pence is net of VAT and is what is compared. reference is the council's own transaction number.
    """

    council: str
    paid_on: date
    pence: int
    vat_pence: int
    supplier: Supplier
    spelling: str
    supplier_ref: str
    trade: str
    label: Label
    category: str
    department: str
    description: str
    narrative: str
    reference: str
    capital: bool = False
    card: bool = False

    @property
    def month(self) -> str:
        """The month it was paid in, as '2023-04'."""
        return str(Month.of(self.paid_on))


MONTHS = months_between(Month.parse("2023-04"), Month.parse("2025-03"))
"""The two years that the county publishes."""
