"""The result of FIND: frozen values from which every report is rendered. Money in whole pence.

Reports add no facts and calculate nothing. Statements are remarks; `words.remarks.say` makes the
sentence, with the council names that a reader may see.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tallystick.contracts.contract import Contract
from tallystick.find.council_findings import EvidenceLine, Profile, SystemSeen
from tallystick.find.sharing_findings import RunByFirm, SharedAlready
from tallystick.read.quality import Concern
from tallystick.words.bodies import Noun, noun_of
from tallystick.words.council import Council
from tallystick.words.labels import Label
from tallystick.words.mistakes import Skipped
from tallystick.words.period import Month
from tallystick.words.rate import SavingRange, SavingsRate
from tallystick.words.remarks import CouncilNames, Remark


class OverlapKind(StrEnum):
    """How councils overlap."""

    SUPPLIER = "supplier"  # the same firm is paid by two or more
    CATEGORY = "category"  # the same thing is bought by two or more, from whatever firms
    PRODUCT = "product"  # the same system is paid for by two or more
    FUNCTION = "function"  # a function's own work is paid for by two or more
    BOUGHT = "bought"  # what is bought through a function for everybody, by two or more


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
    cautions: tuple[Remark, ...]
    lost_lines: int = 0  # that carry a day and an amount and could not be read as payments
    lost_pence: int = 0  # what those carry
    concerns: tuple[Concern, ...] = ()  # what its files show to be wrong with them


@dataclass(frozen=True, slots=True)
class CouncilSpend:
    """One council's part of an overlap."""

    council: Council
    pence: int  # over the months that it covers
    months: int  # how many those are
    pence_a_year: int  # scaled to twelve months, rounded towards zero; one or two bills as paid
    lines: int
    suppliers: int
    share_of_spend: Fraction  # of all that this council's files show in the window
    cautions: tuple[Remark, ...] = ()
    is_weak: bool = False  # its files bear no yearly figure: `pence_a_year` is what it paid


@dataclass(frozen=True, slots=True)
class SupplierSpend:
    """One supplier's part of an overlap. Private persons are counted, never named."""

    supplier_id: str
    name: str
    pence: int  # over the months that each council covers
    pence_a_year: int
    lines: int
    councils: tuple[str, ...]  # codes
    spellings: tuple[str, ...]  # as published, the most used first


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder from everything published down to what could be let again."""

    key: str  # the same in every run, such as 'back_office'
    title: str
    pence_a_year: int | None  # of the councils that it is told for; None: of none
    why: str  # why the spend above it drops out here
    untold: tuple[str, ...] = ()  # codes of the councils for which it cannot be known
    pence: int | None = None  # what was paid of it, over the months that each council covers


@dataclass(frozen=True, slots=True)
class Part:
    """One council's payments to one supplier for one category, within an opportunity.

    All figures of the opportunity are calculated from its parts. A part is the sum of the lines
    that the store holds for it in the compared months.
    """

    council: str  # code
    supplier_id: str
    firm: str  # its group where it has one, else itself
    category: str  # slug
    pence: int  # over the months that the council covers
    lines: int


@dataclass(frozen=True, slots=True)
class Group:
    """Councils that could act together on one opportunity, and the reasons for this group."""

    councils: tuple[Council, ...]  # by code
    basis_pence: int  # their part of what the opportunity's saving stands on, a year
    saving: SavingRange | None
    reasons: tuple[Remark, ...]  # borders, kind, firm, system, contract ends, successor
    hindrances: tuple[Remark, ...]  # obstacles for this group
    pence: int = 0  # what they paid of it


@dataclass(frozen=True, slots=True)
class Letting:
    """When contracts that are known could be let again together."""

    start: date  # the day from which one contract could serve all in it
    decide_by: date | None  # the last day to decide, so that there is time to let it; None: past
    councils: tuple[str, ...]  # codes: a known contract ends by then and not long before
    pence_a_year: int  # what these councils pay for it
    pence: int  # what they paid, over the months that each covers
    sentence: Remark
    flags: tuple[Remark, ...]  # extensions not to take, bridges, consent, thresholds


@dataclass(frozen=True, slots=True)
class Opportunity:
    """The same function, category, product or supplier, bought or run by two or more councils.

    The views overlap: what is paid for a product is also paid to its supplier and in its category.
    Pounds are counted once, in categories and products; suppliers and functions name those in
    which theirs are counted, if any are: a firm that sells each council something else has none.
    The saving is of `basis_pence`, the last rung of the ladder
    that is known, council by council.
    """

    key: str  # the same for the same overlap in every run
    kind: OverlapKind
    title: str
    label: Label
    category: str | None  # slug, for a supplier the one that most of its pounds fall in
    category_title: str | None
    sentence: Remark  # why it is listed
    next_step: Remark
    councils: tuple[CouncilSpend, ...]  # largest a year first
    suppliers: tuple[SupplierSpend, ...]  # largest a year first; at most TOP of them
    supplier_count: int
    pence_a_year: int
    lines: int
    saving: SavingRange | None  # None: the evidence supports no rate
    rate: SavingsRate | None
    cautions: tuple[Remark, ...]
    evidence: tuple[EvidenceLine, ...]
    counted_in: tuple[str, ...] = ()  # keys; of a supplier or a function
    product: str | None = None  # key of reference/products.yaml, for a product
    ladder: tuple[Rung, ...] = ()  # this opportunity's own, over its councils
    basis_pence: int = 0  # a year: what the saving is of
    basis_paid_pence: int = 0  # what was paid of that
    basis_rung: str = ""  # key of the last rung that is known for any of its councils
    reasons: tuple[Remark, ...] = ()  # three reasons to act, the strongest first
    people: tuple[str, ...] = ()  # who must be asked, by office
    hindrances: tuple[Remark, ...] = ()  # obstacles
    stands: bool = True  # False: it falls apart, and the first obstacle says why
    is_weak: bool = False  # what was paid, of files that bear no yearly figure: no saving is made
    groups: tuple[Group, ...] = ()  # possible groups of councils, the best first
    letting: Letting | None = None  # from when; None: no contract end is known
    contracts: tuple[Contract, ...] = ()  # by end, those without an end last
    parts: tuple[Part, ...] = ()  # what every figure is worked out from

    @property
    def pence(self) -> int:
        """What its councils paid over the months that each covers."""
        return sum(each.pence for each in self.councils)

    @property
    def is_counted(self) -> bool:
        """True where its pounds are counted here and in no other opportunity."""
        return self.kind in (OverlapKind.CATEGORY, OverlapKind.PRODUCT)


class HeadlineKey(StrEnum):
    """The parts of the headline, in their order."""

    OWN = "own"  # what a shared service would run, of the four functions
    EVERYBODY = "everybody"  # what is bought through the four for everybody
    REST = "rest"  # property, energy and all other functions

    @property
    def heading(self) -> str:
        """The part as a person reads it."""
        return _HEADLINE_HEADINGS[self]


_HEADLINE_HEADINGS = {
    HeadlineKey.OWN: "HR, finance, IT and procurement: the function itself",
    HeadlineKey.EVERYBODY: "HR, finance, IT and procurement: bought for everybody",
    HeadlineKey.REST: "Property, energy and the rest",
}


@dataclass(frozen=True, slots=True)
class HeadlinePart:
    """One part of the headline: the opportunities of it that a saving is made of, each pound
    once."""

    key: HeadlineKey
    opportunities: int
    pence: int  # paid, over the months that each council covers
    pence_a_year: int
    basis_pence: int  # a year: what the saving is of
    basis_paid_pence: int  # what was paid of that
    saving: SavingRange


@dataclass(frozen=True, slots=True)
class PairOverlap:
    """How much one council buys from back-office suppliers that another also pays."""

    council: str  # code
    other: str  # code
    suppliers: int  # how many firms both pay
    pence_a_year: int  # what the first pays them
    pence: int  # what it paid them, over the months that it covers
    is_weak: bool = False  # its files bear no yearly figure


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
    pence: int  # pence read in the window
    lines: int
    saving: SavingRange  # total of the counted opportunities: every pound once
    skipped: tuple[Skipped, ...]
    cautions: tuple[Remark, ...]
    headline: tuple[HeadlinePart, ...] = ()  # the saving in its parts, those that hold nothing too
    weak: tuple[Remark, ...] = ()  # why no yearly figure is made of some councils, or of all
    systems: tuple[SystemSeen, ...] = ()  # the likely landscape, by council and purpose
    profiles: tuple[Profile, ...] = ()  # the councils compared, as `compared` lists them
    shared: tuple[SharedAlready, ...] = ()  # by council, the largest first
    run_by_firms: tuple[RunByFirm, ...] = ()  # by council, the largest first
    others: tuple[Council, ...] = ()  # that remarks name without their files: successors and such

    @property
    def names(self) -> CouncilNames:
        """What its remarks call the councils."""
        return CouncilNames.of(
            (*self.others, *(seen.council for seen in self.coverage)), noun=self.noun
        )

    @property
    def noun(self) -> Noun:
        """What the bodies compared are called together."""
        return noun_of(seen.council.kind for seen in self.coverage)

    @property
    def compared(self) -> tuple[Coverage, ...]:
        """The councils that cover a month of the window: the others take no part."""
        first, last = self.first_month, self.last_month
        return tuple(
            seen
            for seen in self.coverage
            if any((not first or first <= m) and (not last or m <= last) for m in seen.months)
        )

    @property
    def to_act_on(self) -> tuple[Opportunity, ...]:
        """The opportunities that can be acted on, in rank order: every pound is counted once, and
        no opportunity that falls apart is included."""
        return tuple(each for each in self.opportunities if each.is_counted and each.stands)

    @property
    def fallen_apart(self) -> tuple[Opportunity, ...]:
        """The opportunities that would be counted if nothing prevented them, in rank order."""
        return tuple(each for each in self.opportunities if each.is_counted and not each.stands)

    def of_kind(self, kind: OverlapKind) -> tuple[Opportunity, ...]:
        """The opportunities of one kind, in rank order."""
        return tuple(found for found in self.opportunities if found.kind is kind)
