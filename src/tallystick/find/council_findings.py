"""What FIND says of one council: its systems, its functions, how it stands beside the others.

Money in whole pence; rates per head are pence a year for each resident, rounded towards zero.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tallystick.engine.questions.evidence import LargeLine
from tallystick.engine.questions.pages import mark_of
from tallystick.engine.questions.words import WordingSum
from tallystick.words.bought_for import BoughtFor
from tallystick.words.council import Council
from tallystick.words.labels import Label
from tallystick.words.period import Month
from tallystick.words.remarks import Remark


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One published line that an overlap rests on."""

    council: str  # code
    file: str  # path as given
    sheet: str
    line: int
    paid_on: date | None
    month: Month | None
    pence: int
    supplier: str
    text: str  # the council's own words; only words used for many suppliers
    mark: str = ""  # of its wording: what `tallystick why` and `wrong` ask for

    @classmethod
    def of(cls, line: LargeLine | WordingSum, *, pence: int, text: str) -> "EvidenceLine":
        """A line as the store gives it. text: what may be shown of its words."""
        return cls(
            council=line.council,
            file=line.path,
            sheet=line.sheet,
            line=line.line,
            paid_on=line.paid_on,
            month=Month.of(line.month),
            pence=pence,
            supplier=line.spelling,
            text=text,
            mark=mark_of(line.wording),
        )


class Confidence(StrEnum):
    """How certain it is that payments indicate a system."""

    NAMED = "named"  # a line's own words name the product
    FITTING = "fitting"  # its vendor is paid, and the words fit what the product is for
    VENDOR = "vendor"  # its vendor is paid, and nothing more is said
    UNKNOWN = "unknown"  # no payment tells


@dataclass(frozen=True, slots=True)
class SystemSeen:
    """A system that one council seems to use for one purpose. If several are found there are
    several rows, the most certain first; if none is found, one row with UNKNOWN, which does not
    mean that the council has none."""

    council: str  # code
    purpose: str  # slug of reference/products.yaml, such as 'revenues_benefits'
    purpose_title: str  # such as 'Council tax and benefits'
    label: Label  # the function that the system serves
    product: str | None  # key of reference/products.yaml
    product_name: str | None  # as it is called now
    vendor: str | None  # who sells it now
    paid_to: tuple[str, ...]  # suppliers paid, as FIND names them: the vendor or a reseller
    confidence: Confidence
    pence: int  # over the months that the council covers
    pence_a_year: int
    lines: int
    reason: Remark
    evidence: tuple[EvidenceLine, ...]  # the largest lines
    question: Remark | None = None  # where several of one purpose are seen: which is in use?
    is_weak: bool = False  # its council's files bear no yearly figure

    @property
    def is_likely(self) -> bool:
        """True where it is likely and no more: no line names it, or another stands beside it."""
        return self.confidence is not Confidence.NAMED or self.question is not None


@dataclass(frozen=True, slots=True)
class Outturn:
    """What a council reported as its net spending on central services. Restated from the revenue
    outturn; practice in recharging differs, so it ranks nobody."""

    year: str  # '2023/24'
    central_pence: int
    total_pence: int  # all services
    per_head_pence: int | None
    caution: str  # why it must not be compared without adjustment
    source: str


@dataclass(frozen=True, slots=True)
class Near:
    """A similar council; similarity is measured without spending figures."""

    council: Council
    distance: Fraction  # 0 the same, 1 as far as any of its kind; rounded to three places
    kilometres: int | None
    shares_border: bool
    is_compared: bool  # its payments are in this comparison


@dataclass(frozen=True, slots=True)
class Partner:
    """Another council of the comparison, and the evidence for acting together with it."""

    council: Council
    opportunities: tuple[str, ...]  # keys of those to act on whose best groups hold both, by rank
    pence_a_year: int  # what the two pay in those
    pence: int  # what they paid, over the months that each covers
    suppliers: int  # firms that both pay
    systems: tuple[str, ...]  # names of those that both seem to run
    shares_border: bool
    reasons: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One value-for-money indicator, worked out from a council's own return."""

    code: str  # 'FP1'
    title: str
    value: Decimal
    unit: str  # '%', '£', 'employees', ...
    formula: str
    status: str  # S sourced, D derived, B background: how well the formula is known


@dataclass(frozen=True, slots=True)
class Return:
    """What a council itself says that a function costs and handles, in one year."""

    council: str  # code
    function: Label
    year: str  # '2023/24'
    cost_pence: int  # the sum of the cost lines
    costs: tuple[tuple[str, int], ...]  # cost line -> pence, in the order of the template
    figures: tuple[tuple[str, Decimal], ...]  # what was counted: fte, users, invoices, payslips...
    indicators: tuple[Indicator, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class CategoryView:
    """What one council pays for a category beside what the others that buy it pay."""

    category: str  # slug
    title: str
    bought_for: BoughtFor  # the function's own work, or bought for everybody
    pence: int  # over the months that the council covers
    pence_a_year: int
    per_head_pence: int | None  # None: the population is not known
    others: int  # other councils of this comparison that buy it
    # pence a head a year, of the others that are alike in kind, with a known population
    others_low: int | None
    others_median: int | None
    others_high: int | None


@dataclass(frozen=True, slots=True)
class FunctionView:
    """All findings about one function of one council."""

    label: Label
    pence: int  # outside spend, over the months that the council covers
    pence_a_year: int
    per_head_pence: int | None
    categories: tuple[CategoryView, ...]  # largest first
    returned: tuple[Return, ...]  # by year; empty: the council has given none


@dataclass(frozen=True, slots=True)
class Profile:
    """One council for the appendix: who it is, what it pays, where it stands alone."""

    council: Council
    reorganisation: Remark | None  # where it ended, will end or began not long ago
    outturn: Outturn | None
    near: tuple[Near, ...]  # the most alike first
    functions: tuple[FunctionView, ...]  # in the order of Label
    partners: tuple[Partner, ...]  # the other councils compared, the likeliest first
    alone: tuple[CategoryView, ...]  # categories that no other council of the comparison buys
    opportunities: tuple[str, ...]  # keys of those to act on that it takes part in, by rank
    is_weak: bool = False  # its files bear no yearly figure: each pence_a_year is what it paid

    def paid_for(self, part: BoughtFor) -> tuple[int, int]:
        """Pence paid, and a year, of its categories that are bought for this: one picture, and
        never one sum with the other."""
        views = [
            view
            for function in self.functions
            for view in function.categories
            if view.bought_for is part
        ]
        return sum(view.pence for view in views), sum(view.pence_a_year for view in views)
