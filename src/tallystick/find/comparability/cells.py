"""The aggregated table that FIND works on: pence by council, supplier group and category."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tallystick.classify import Category
from tallystick.contracts.linked import NO_CONTRACTS, Contracts
from tallystick.find.findings import CouncilSpend, Coverage, SupplierSpend
from tallystick.find.sharing_findings import RunByFirm, SharedAlready
from tallystick.words.labels import Label
from tallystick.words.remarks import Remark

LEAST_PENCE_A_YEAR = 50_000
"""A council takes part in an overlap from £500 a year, the sum from which all must publish.
Below it a council that publishes every line would seem to share what the others only hide."""

NAMED_KINDS = frozenset({"organisation", "public_body"})
"""Suppliers that a report may name; the others are private persons and redactions."""

TOP = 12
"""How many suppliers of an overlap are listed; all are counted."""


A_YEAR = 12
"""Months."""

BILL_MONTHS = 2
"""In less than a year, what is paid in so many months or fewer may be a yearly or half-yearly bill:
it is taken as paid and never multiplied. What comes monthly or each quarter is paid more often in
the half year that a comparison needs. Judgement."""


CellKey = tuple[str, str, Label, str, str]
"""Council, supplier, label, category and product of a cell."""

Money = tuple[int, int]
"""Pence, and the number of lines that they stand on."""


class Spent(NamedTuple):
    """What was paid, and what that is in a year, in pence."""

    pence: int
    pence_a_year: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What one council paid one supplier for one category, and one system, in the window."""

    council: str
    supplier_id: str
    firm: str  # its group where it has one, else itself
    kind: str
    label: Label
    category: str
    pence: int
    lines: int
    product: str = ""  # key of the system that it pays for; empty: not known
    is_bill: bool = False  # one or two bills in less than a year: not to be multiplied

    @property
    def is_named(self) -> bool:
        """True when a report may name the supplier."""
        return self.kind in NAMED_KINDS


@dataclass(frozen=True, slots=True)
class Comparison:
    """The context in which cells are interpreted: the councils, and how many months and pence their
    files cover."""

    coverage: Mapping[str, Coverage]  # by council code
    months: Mapping[str, int]  # months that each council covers within the window
    spend: Mapping[str, int]  # pence that each council's files show within the window
    names: Mapping[str, str]  # supplier_id -> name, of those that may be named
    categories: Mapping[str, Category]
    on: date  # the day of the report
    contracts: Contracts = NO_CONTRACTS
    # product -> councils where only the vendor's name indicates it
    vendor_alone: Mapping[str, frozenset[str]] = field(default_factory=dict)
    # product -> councils that pay for it as far as is likely, and no more is known: no line names
    # it, or they pay for another system of the same purpose as well
    unsure: Mapping[str, frozenset[str]] = field(default_factory=dict)
    # product -> councils that pay for another system of its purpose as well
    contested: Mapping[str, frozenset[str]] = field(default_factory=dict)
    # (council, key of a system or its vendor) that are paid by one or two bills in less than a year
    bills: frozenset[tuple[str, str]] = frozenset()
    # council -> why no yearly figure may be made of its files
    weak: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    shared: tuple[SharedAlready, ...] = ()  # services that the councils share already
    run_by_firms: tuple[RunByFirm, ...] = ()  # functions that one firm seems to run
    # council -> the months that its files cover, one bit each: two councils share a month where
    # they share a bit
    calendars: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        months = sorted({month for seen in self.coverage.values() for month in seen.months})
        bits = {month: 1 << place for place, month in enumerate(months)}
        calendars = {
            code: sum(bits[month] for month in set(seen.months))
            for code, seen in self.coverage.items()
        }
        object.__setattr__(self, "calendars", calendars)

    @property
    def taking_part(self) -> int:
        """How many councils cover a month of the window."""
        return sum(1 for months in self.months.values() if months)

    def a_year(self, council: str, pence: int) -> int:
        """A council's pence over the window scaled to twelve months, rounded towards zero; as paid
        where its files bear no yearly figure."""
        if council in self.weak:
            return pence
        a_year = abs(pence) * A_YEAR // self.months[council]
        return a_year if pence >= 0 else -a_year

    def years(self, cells: Iterable[Cell]) -> dict[str, int]:
        """What each council pays for the cells in a year: twelve months' worth of what it pays
        again and again, and one or two bills as they were paid."""
        regular: dict[str, int] = {}
        bills: dict[str, int] = {}
        for cell in cells:
            sums = bills if cell.is_bill else regular
            sums[cell.council] = sums.get(cell.council, 0) + cell.pence
        years = {code: self.a_year(code, pence) for code, pence in regular.items()}
        for code, pence in bills.items():
            years[code] = years.get(code, 0) + pence
        return years

    def total_a_year(self, cells: Iterable[Cell]) -> int:
        """What the councils pay for the cells in a year together, without those whose files bear
        no yearly figure."""
        return sum(pence for code, pence in self.years(cells).items() if code not in self.weak)


def paid_by(cells: Iterable[Cell]) -> dict[str, int]:
    """Council -> the pence that it paid for the cells over the months that it covers."""
    paid: dict[str, int] = {}
    for cell in cells:
        paid[cell.council] = paid.get(cell.council, 0) + cell.pence
    return paid


def spent_of(part: CouncilSpend) -> Spent:
    """What a council's part of an overlap is; nothing a year where its files bear none."""
    return Spent(part.pence, 0 if part.is_weak else part.pence_a_year)


def by_product(
    cells: Iterable[Cell], products: Mapping[tuple[str, str, Label, str], Mapping[str, Money]]
) -> list[Cell]:
    """Split the cells: payments for a known system become cells of their own.

    products: (council, supplier_id, label, category) -> product -> (pence, lines) of it.
    """
    cut: list[Cell] = []
    for cell in cells:
        told = products.get((cell.council, cell.supplier_id, cell.label, cell.category))
        if not told:
            cut.append(cell)
            continue
        cut += [
            replace(cell, product=product, pence=pence, lines=lines)
            for product, (pence, lines) in sorted(told.items())
        ]
        pence = cell.pence - sum(each[0] for each in told.values())
        lines = cell.lines - sum(each[1] for each in told.values())
        if lines:
            cut.append(replace(cell, pence=pence, lines=lines))
    return cut


def mark_bills(cells: Iterable[Cell], months: Mapping[CellKey, Set[date]]) -> list[Cell]:
    """The cells, those marked that were paid in one or two months only.

    months: (council, supplier_id, label, category, product) -> the months that it was paid in, of
    councils with less than a year.
    """
    return [
        replace(cell, is_bill=True)
        if 0 < len(months.get(key_of(cell), ())) <= BILL_MONTHS
        else cell
        for cell in cells
    ]


def key_of(cell: Cell) -> CellKey:
    """What tells a cell from all others."""
    return cell.council, cell.supplier_id, cell.label, cell.category, cell.product


def council_spends(cells: Iterable[Cell], comparison: Comparison) -> tuple[CouncilSpend, ...]:
    """Each council's part, the largest a year first; none where one council stands alone, and none
    of councils below the least."""
    by_council: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_council[cell.council].append(cell)
    if len(by_council) < 2:
        return ()
    spends = [
        CouncilSpend(
            council=comparison.coverage[code].council,
            pence=pence,
            months=comparison.months[code],
            pence_a_year=pence_a_year,
            lines=sum(cell.lines for cell in mine),
            suppliers=len({cell.firm for cell in mine}),
            share_of_spend=Fraction(pence, comparison.spend[code])
            if comparison.spend[code]
            else Fraction(0),
            is_weak=code in comparison.weak,
        )
        for code, mine in by_council.items()
        for pence in [sum(cell.pence for cell in mine)]
        for pence_a_year in [comparison.years(mine)[code]]
        if pence_a_year >= LEAST_PENCE_A_YEAR
    ]
    return tuple(sorted(spends, key=lambda each: (-each.pence_a_year, each.council.code)))


def supplier_spends(cells: Iterable[Cell], comparison: Comparison) -> tuple[SupplierSpend, ...]:
    """Each supplier group's part, the largest a year first. cells: only of suppliers that may be
    named."""
    by_firm: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_firm[cell.firm].append(cell)
    spends = [
        SupplierSpend(
            supplier_id=main_supplier(mine),
            name=firm_name(mine, comparison),
            pence=sum(cell.pence for cell in mine),
            pence_a_year=comparison.total_a_year(mine),
            lines=sum(cell.lines for cell in mine),
            councils=tuple(sorted({cell.council for cell in mine})),
            spellings=(),
        )
        for mine in by_firm.values()
    ]
    return tuple(
        sorted(spends, key=lambda each: (-each.pence_a_year, -each.pence, each.supplier_id))
    )


def firm_name(cells: Sequence[Cell], comparison: Comparison) -> str:
    """The name of the firm that cells are paid to; where not all of their councils pay the company
    of that name, it says that others of its group are paid."""
    main = main_supplier(cells)
    payers = {cell.council for cell in cells if cell.supplier_id == main}
    name = comparison.names[main]
    return name if payers >= {cell.council for cell in cells} else f"{name} and its group"


def main_supplier(cells: Iterable[Cell]) -> str:
    """The supplier that represents a group of suppliers: the one paid by most councils, then most
    pence."""
    paid = list(cells)
    if all(cell.supplier_id == paid[0].supplier_id for cell in paid):
        return paid[0].supplier_id
    councils: dict[str, set[str]] = defaultdict(set)
    pence: dict[str, int] = defaultdict(int)
    for cell in paid:
        councils[cell.supplier_id].add(cell.council)
        pence[cell.supplier_id] += cell.pence
    return min(councils, key=lambda each: (-len(councils[each]), -pence[each], each))


def main_category(cells: Iterable[Cell]) -> str:
    """The category that most of the cells' pence fall in."""
    pence: dict[str, int] = defaultdict(int)
    for cell in cells:
        pence[cell.category] += cell.pence
    return min(pence, key=lambda each: (-pence[each], each))
