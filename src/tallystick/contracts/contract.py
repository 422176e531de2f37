"""A contract: who buys what from whom, until when and for how much."""

from dataclasses import dataclass
from datetime import date

from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as a line of a register tells it. Money in whole pence."""

    council: str  # code
    supplier_id: str  # '' where no payment is to a supplier of that name
    supplier: str  # as the register names it
    title: str
    label: Label  # what its title and supplier say that it is for
    category: str  # slug
    start: date | None
    end: date | None  # None: not given
    latest_end: date | None  # with every extension
    pence_a_year: int | None
    file: str
    line: int
    company_number: str = ""  # "" where the register gives none
