"""A plan: the councils that may share, what each function costs them now, what is assumed, and what
is already decided. Frozen values; file.py reads them from YAML.

Every number is a Figure, which carries its source or the assumption that it is, or a Blank, which
may stand in a plan and is refused, by name, by whatever needs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tallystick.sharing.partnership import Partnership
from tallystick.words.council import Council
from tallystick.words.labels import Label
from tallystick.words.nodes import Spot
from tallystick.words.period import FinancialYear
from tallystick.words.rate import SavingsRate
from tallystick.words.remarks import CouncilNames


class Grade(StrEnum):
    """How good the evidence of a figure is."""

    A = "A"  # audited, or reconciled to the ledger
    B = "B"  # from the ledger or a budget, not reconciled
    C = "C"  # from published payments or returns
    D = "D"  # an officer's estimate
    E = "E"  # a benchmark, or a guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its evidence.

    amounts: one for each year of the plan, in the unit of its field (pounds for money). A figure
    has either a source with its grade, or an assumption with the owner responsible for it; the
    fields of the other kind are ''. An assumption has grade None.
    """

    amounts: tuple[Decimal, ...]
    spot: Spot
    source: str = ""
    grade: Grade | None = None
    assumption: str = ""
    owner: str = ""

    @property
    def value(self) -> Decimal:
        """The amount in the first year."""
        return self.amounts[0]

    @property
    def pence(self) -> int:
        """The pounds of the first year in whole pence."""
        return round(self.amounts[0] * 100)

    @property
    def pence_by_year(self) -> tuple[int, ...]:
        """The pounds of each year in whole pence."""
        return tuple(round(amount * 100) for amount in self.amounts)

    @property
    def is_assumption(self) -> bool:
        """True when the figure is an assumption without a source."""
        return bool(self.assumption)

    @property
    def because(self) -> str:
        """Where the figure is from, as a page says it."""
        if self.is_assumption:
            return f"Assumption of {self.owner}: {self.assumption}"
        return f"{self.source} (evidence {self.grade})"


@dataclass(frozen=True, slots=True)
class Blank:
    """A number that nobody has given yet."""

    spot: Spot


Cell = Figure | Blank


def needed(cell: Cell, purpose: str) -> Figure:
    """The figure of a cell. purpose: what it is needed for, 'to cost a group'.

    Raises UserMistake naming file, line and field of a blank.
    """
    if isinstance(cell, Blank):
        raise cell.spot.mistake(
            f"it is blank, and needed {purpose}",
            "Fill it in with its source and grade, or as an assumption with its owner.",
        )
    return cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A council of the plan.

    neighbours: codes of councils of the plan, both ways. ends: the first day on which the council
    is no longer there, None where none is known; becomes: codes of those that then answer for it.
    """

    council: Council
    neighbours: tuple[str, ...]
    ends: date | None
    becomes: tuple[str, ...]
    spot: Spot

    @property
    def code(self) -> str:
        """The council's code."""
        return self.council.code

    @property
    def name(self) -> str:
        """The council's short name, which tables use."""
        return self.council.short_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One council's part in one function.

    cost: pounds a year, all of it, before any sharing. volume: units of work a year. headcount:
    persons. drivers: by name, what bills may be split by. bases: by lever ('L1'), the pounds a
    year that the lever's rates apply to. one_off: by name of the cost line, pounds once, should
    the council share.
    """

    council: str
    cost: Cell
    volume: Cell
    headcount: Cell
    drivers: Mapping[str, Cell]
    bases: Mapping[str, Cell]
    one_off: Mapping[str, Cell]
    spot: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What is assumed of the cost of running a function.

    fixed: pounds a year whatever the size. unit: pounds for a unit of work, at the mean volume of
    the councils of the function. beta: the scale exponent. coordination: pounds a year for each
    partner after the first. distance: pounds a year for each kilometre between the two members
    furthest apart. retained: the share of its present cost that a member keeps as its client
    side. integration: pounds once for each member.
    """

    fixed: Cell
    unit: Cell
    beta: Cell
    coordination: Cell
    distance: Cell
    retained: Cell
    integration: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionPlan:
    """A back-office function, and the parts of the councils that run it, in the plan's order.

    unit_of_work: what a volume counts ('payslips'). basis: the driver by whose share the bill is
    to be split, 'headcount', 'volume', 'cost', 'equal' or a name of drivers; '' where not decided.
    """

    label: Label
    unit_of_work: str
    basis: str
    model: Model
    parts: tuple[Part, ...]
    spot: Spot

    def part(self, council: str) -> Part | None:
        """The part of the council with this code, None where it does not run the function."""
        return next((part for part in self.parts if part.council == council), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingPartnership:
    """What councils of the plan share already.

    functions: what it runs. shares: of 1, by code, adding up to 1; empty where not known. ends: the
    last day, None where none is agreed. notice_months: None where not known. part_of: the name of
    the wider partnership that it belongs to, or ''.
    """

    partnership: Partnership
    functions: tuple[Label, ...]
    shares: Mapping[str, Decimal]
    ends: date | None
    notice_months: int | None
    part_of: str
    spot: Spot

    @property
    def name(self) -> str:
        """Its name, unique in the plan."""
        return self.partnership.name

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of its members, in the plan's order."""
        return self.partnership.members


class Bond(StrEnum):
    """What a fixed choice says of its councils."""

    TOGETHER = "together"  # all in one group
    APART = "apart"  # no two in one group


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A decision taken before the calculation, with its reason and who took it."""

    bond: Bond
    councils: tuple[str, ...]
    functions: tuple[Label, ...]
    why: str
    owner: str
    spot: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All of it.

    start: the first day of sharing. years: how many the case looks at, the first beginning at
    start. largest: councils in the largest group looked at. rates: by lever, the reference rates
    with the plan's own in their place (their `sources` then name the owner). councils and
    functions stand in the order of the file.
    """

    path: str
    title: str
    start: date
    years: int
    largest: int
    councils: tuple[Member, ...]
    functions: tuple[FunctionPlan, ...]
    partnerships: tuple[ExistingPartnership, ...]
    choices: tuple[Choice, ...]
    rates: Mapping[str, SavingsRate]

    @property
    def financial_years(self) -> tuple[FinancialYear, ...]:
        """The financial years of the case, that of `start` first."""
        first = FinancialYear.of(self.start).first_year
        return tuple(FinancialYear(first + at) for at in range(self.years))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its councils."""
        return tuple(member.code for member in self.councils)

    @property
    def names(self) -> CouncilNames:
        """What remarks on this plan call its councils."""
        return CouncilNames.of(member.council for member in self.councils)

    def member(self, code: str) -> Member:
        """The council with this code. Raises KeyError when it is not in the plan."""
        for member in self.councils:
            if member.code == code:
                return member
        raise KeyError(code)

    def function(self, label: Label) -> FunctionPlan:
        """The function with this label. Raises KeyError when it is not in the plan."""
        for function in self.functions:
            if function.label is label:
                return function
        raise KeyError(label)

    def choices_for(self, label: Label, bond: Bond) -> tuple[Choice, ...]:
        """The fixed choices of one bond about a function."""
        return tuple(each for each in self.choices if each.bond is bond and label in each.functions)

    def held(self, label: Label) -> tuple[ExistingPartnership, ...]:
        """The partnerships for a function that are agreed to run on beyond the start."""
        return tuple(
            each
            for each in self.partnerships
            if label in each.functions and each.ends is not None and each.ends >= self.start
        )

    def first_ending(self) -> date | None:
        """The first day on which one of its councils is gone, None where no end is known."""
        return min((each.ends for each in self.councils if each.ends), default=None)
