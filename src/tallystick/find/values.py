"""What FIND answers: frozen values that every report is drawn from. Money in whole pence.

A report adds nothing to these and works nothing out: what is on the page is here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tallystick.words.council import Council
from tallystick.words.labels import Label
from tallystick.words.mistakes import Skipped
from tallystick.words.period import Month
from tallystick.words.rate import SavingRange, SavingsRate


class Kind(StrEnum):
    """How councils overlap."""

    SUPPLIER = "supplier"  # the same firm is paid by two or more
    CATEGORY = "category"  # the same thing is bought by two or more, from whatever firms
    FUNCTION = "function"  # the function is run by two or more, all its outside spend together


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a council's spending the files show, and how far they can be compared."""

    council: Council
    files: int
    lines: int
    rejected: int  # lines that hold something and are not payments, each with its reason in store
    pence: int
    months: tuple[Month, ...]  # that its files cover, in order
    missing: tuple[Month, ...]  # months between the first and last of those that have none
    stray_lines: int  # without a month, or of one that their file does not cover
    amount_basis: str  # "net", "gross", "not stated" or "mixed"
    threshold_pence: int | None  # what it publishes from, as its payments show; 0: everything
    redacted_pence: int
    person_pence: int  # paid to private persons, who are never named
    cautions: tuple[str, ...]  # sentences


@dataclass(frozen=True, slots=True)
class CouncilSpend:
    """One council's part of an overlap."""

    council: Council
    pence: int  # over the months that it covers
    months: int  # how many those are
    pence_a_year: int  # scaled to twelve months, rounded towards zero
    lines: int
    suppliers: int
    share_of_spend: Fraction  # of all that this council's files show in the window
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplierSpend:
    """One supplier's part of an overlap. Private persons are counted, never named."""

    supplier_id: str
    name: str
    pence_a_year: int
    lines: int
    councils: tuple[str, ...]  # codes
    spellings: tuple[str, ...]  # as published, the most used first


@dataclass(frozen=True, slots=True)
class Evidence:
    """One published line that an overlap rests on."""

    council: str  # code
    file: str  # path as given
    sheet: str
    line: int
    paid_on: date | None
    month: Month | None
    pence: int
    supplier: str
    text: str  # what the council called it; only words that stand beside many suppliers


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder from everything published down to what could be let again."""

    key: str  # the same in every run, such as 'back_office'
    title: str
    pence_a_year: int | None  # None: cannot be known from these files
    why: str  # why the spend above it drops out here


@dataclass(frozen=True, slots=True)
class Opportunity:
    """The same function, category or supplier, bought or run by two or more councils."""

    key: str  # the same for the same overlap in every run
    kind: Kind
    title: str
    label: Label
    category: str | None  # slug, for a supplier the one that most of its pounds fall in
    category_title: str | None
    sentence: str  # why it is listed, in plain words
    next_step: str
    councils: tuple[CouncilSpend, ...]  # largest a year first
    suppliers: tuple[SupplierSpend, ...]  # largest a year first; at most TOP of them
    supplier_count: int
    pence_a_year: int
    lines: int
    saving: SavingRange | None  # None: the evidence supports no rate
    rate: SavingsRate | None
    cautions: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PairOverlap:
    """How much one council buys from back-office suppliers that another also pays."""

    council: str  # code
    other: str  # code
    suppliers: int  # how many firms both pay
    pence_a_year: int  # what the first pays them


@dataclass(frozen=True, slots=True)
class Findings:
    """The whole answer for a group of councils."""

    made_on: date
    first_month: Month | None  # the window that was compared; None: that side is open
    last_month: Month | None
    functions: tuple[Label, ...]  # the back-office functions that were looked at
    coverage: tuple[Coverage, ...]  # by council name
    pairs: tuple[PairOverlap, ...]
    ladder: tuple[Rung, ...]
    opportunities: tuple[Opportunity, ...]  # ranked: the heart first, then by central saving
    pence: int  # all that was read in the window
    lines: int
    saving: SavingRange  # of the categories: every pound once
    skipped: tuple[Skipped, ...]
    cautions: tuple[str, ...]

    @property
    def compared(self) -> tuple[Coverage, ...]:
        """The councils that cover a month of the window: the others take no part."""
        first, last = self.first_month, self.last_month
        return tuple(
            seen
            for seen in self.coverage
            if any((not first or first <= m) and (not last or m <= last) for m in seen.months)
        )

    def of_kind(self, kind: Kind) -> tuple[Opportunity, ...]:
        """The opportunities of one kind, in rank order."""
        return tuple(found for found in self.opportunities if found.kind is kind)
