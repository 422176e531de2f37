"""What FIND gathers before it reasons: who is compared over which months, their pounds, their
systems, and what users gave beside the payments."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tallystick.classify import load_categories
from tallystick.contracts.linked import NO_CONTRACTS, Contracts, link_contracts
from tallystick.contracts.persist import kept_registers
from tallystick.contracts.register import ContractRegister, RegisterFile, read_register
from tallystick.engine.questions import spending, words
from tallystick.engine.questions.kept import kept_supplier_ids
from tallystick.engine.questions.spending import PaidMonth
from tallystick.engine.questions.tables import Window
from tallystick.engine.snapshot import Snapshot
from tallystick.find.comparability.cells import (
    A_YEAR,
    Cell,
    CellKey,
    Comparison,
    by_product,
    mark_bills,
)
from tallystick.find.comparability.coverage import cover, months_within, shared_window
from tallystick.find.comparability.soundness import weak_councils
from tallystick.find.council_findings import Return
from tallystick.find.councils.outsourced import run_by_firms
from tallystick.find.councils.recogniser import Recogniser
from tallystick.find.councils.shared import shared_already
from tallystick.find.councils.systems import (
    SYSTEM_LABELS,
    Paid,
    bills_of_systems,
    contested,
    pounds_of_products,
    tell_wordings,
    told_by_vendor_alone,
    unsure,
)
from tallystick.find.declared.returns import read_returns
from tallystick.find.findings import Coverage
from tallystick.read.quality import quality_of
from tallystick.reference.councils import Councils
from tallystick.reference.products import Products
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import Month


@dataclass(frozen=True, slots=True)
class Question:
    """What FIND is asked."""

    on: date  # the day of the report
    paths: tuple[Path, ...] = ()  # files and folders to read first; none: what the store holds
    council: str | None = None  # code of the council that all the paths are of
    councils: tuple[str, ...] = ()  # codes to compare; none: all in the store
    functions: tuple[Label, ...] = tuple(label for label in Label if label.is_back_office)
    first: Month | None = None  # with last None too: the months that most councils share
    last: Month | None = None
    contracts: tuple[Path, ...] = ()  # contract registers in CSV to read and keep first
    returns: tuple[Path, ...] = ()  # what councils say of their own functions, in our form


@dataclass(frozen=True, slots=True)
class Declared:
    """What users gave beside the payments."""

    registers: tuple[RegisterFile, ...] = ()
    returns: tuple[Return, ...] = ()


def read_declared(question: Question, councils: Councils) -> Declared:
    """The registers and returns that a question names.

    Raises UserMistake when one cannot be read: the files are small, so they are read before any
    long work.
    """
    return Declared(
        tuple(read_register(path, councils=councils) for path in question.contracts),
        tuple(one for path in question.returns for one in read_returns(path, councils=councils)),
    )


@dataclass(frozen=True, slots=True)
class Survey:
    """All that the answer is reasoned from."""

    months: tuple[Month | None, Month | None]  # first and last that are compared
    coverage: tuple[Coverage, ...]
    comparison: Comparison
    cells: tuple[Cell, ...]  # of every council that takes part
    asked: tuple[Cell, ...]  # those that overlaps are sought in, cut by system
    paid: tuple[Paid, ...]  # what tells a system
    recogniser: Recogniser
    registers: tuple[ContractRegister, ...]  # those that the store keeps
    returns: tuple[Return, ...]

    @property
    def window(self) -> Window:
        """The months as the engine asks for them."""
        first, last = self.months
        return (first.first_day if first else None, last.first_day if last else None)


def survey(
    store: Snapshot,
    question: Question,
    declared: Declared,
    *,
    councils: Councils,
    products: Products,
) -> Survey:
    """What the store holds for a question.

    Raises UserMistake when the store holds nothing to compare.
    """
    bare = _bare(store, question, declared, councils=councils, products=products)
    whole = _cells(store, bare.window, bare.comparison)
    paid = _seek_systems(store, bare.window, bare.comparison, bare.recogniser)
    paid_in = _months_paid(store, bare.window, bare.comparison)
    cut = by_product(whole, pounds_of_products(paid))
    cells = tuple(mark_bills(cut, _by_cell(paid_in, paid)))
    comparison = replace(
        _with_systems(bare.comparison, paid, paid_in),
        spend=_spend(whole),
        contracts=_contracts(store, bare.registers, whole),
    )
    asked = tuple(_asked(cells, question, comparison))
    comparison = replace(
        comparison,
        shared=shared_already(store, comparison, cells=cells, councils=councils),
        run_by_firms=run_by_firms(cells, comparison),
    )
    return replace(bare, comparison=comparison, cells=cells, asked=asked, paid=paid)


def _bare(
    store: Snapshot,
    question: Question,
    declared: Declared,
    *,
    councils: Councils,
    products: Products,
) -> Survey:
    """A survey that knows what is compared, and not yet what was paid."""
    coverage = _coverage(store, question, councils)
    months = _months(question, coverage)
    return Survey(
        months,
        coverage,
        _comparison(store, question, coverage, months),
        cells=(),
        asked=(),
        paid=(),
        recogniser=Recogniser(products),
        registers=kept_registers(store),
        returns=declared.returns,
    )


def _with_systems(
    comparison: Comparison, paid: Sequence[Paid], paid_in: Sequence[PaidMonth]
) -> Comparison:
    """The comparison with what is known of the systems that were paid for."""
    return replace(
        comparison,
        vendor_alone=told_by_vendor_alone(paid),
        bills=bills_of_systems(paid, paid_in),
        unsure=unsure(paid),
        contested=contested(paid),
    )


def _months_paid(store: Snapshot, window: Window, comparison: Comparison) -> list[PaidMonth]:
    """When councils of which less than a year is compared paid under which wording."""
    short = [code for code, months in comparison.months.items() if 0 < months < A_YEAR]
    return spending.months_paid_in(store, window, short)


def _by_cell(rows: Iterable[PaidMonth], paid: Iterable[Paid]) -> dict[CellKey, set[date]]:
    """The months in which each cell was paid."""
    told = {
        (one.sums.council, one.wording.wording): one.told.product.key
        for one in paid
        if one.told.product
    }
    labels = {str(label): label for label in Label}
    months: dict[CellKey, set[date]] = defaultdict(set)
    for row in rows:
        product = told.get((row.council, row.wording), "")
        key = (row.council, row.supplier_id, labels[row.label], row.category, product)
        months[key].add(row.month)
    return months


def _asked(cells: Iterable[Cell], question: Question, comparison: Comparison) -> list[Cell]:
    """The cells that overlaps are sought in: of the functions asked for, with a saving known."""
    return [
        cell
        for cell in cells
        if cell.is_named
        and cell.label in question.functions
        and comparison.categories[cell.category].has_rate
    ]


def _coverage(store: Snapshot, question: Question, councils: Councils) -> tuple[Coverage, ...]:
    """The coverage of the councils asked for. Raises UserMistake when there is none."""
    coverage = tuple(
        seen
        for seen in cover(
            store.sources(),
            months=spending.months_by_council(store),
            shown=spending.shown_by_council(store),
            small=spending.small_payments_by_council(store),
            councils=councils,
            on=question.on,
            concerns=quality_of(store),
        )
        if not question.councils or seen.council.code in question.councils
    )
    for code in question.councils:
        if code not in {seen.council.code for seen in coverage}:
            council = councils.by_code(code)
            raise UserMistake(
                f"The store holds no payments of {council.name if council else code}.",
                "Give find its files, or leave it out of --councils.",
            )
    if not coverage:
        raise UserMistake(
            f"The store {store.folder} holds no payments yet.",
            "Give find the files or folders to read.",
        )
    return coverage


def _months(question: Question, coverage: Sequence[Coverage]) -> tuple[Month | None, Month | None]:
    """The months that are compared: those asked for, else those that most councils share.

    Raises UserMistake when no council covers any of the months asked for.
    """
    if question.first is None and question.last is None:
        return shared_window(coverage) or (None, None)
    if not any(months_within(seen.months, question.first, question.last) for seen in coverage):
        months = sorted(month for seen in coverage for month in seen.months)
        span = f"{months[0]} to {months[-1]}" if months else "no month at all"
        raise UserMistake(
            "No file covers a month between --from and --to.", f"The store covers {span}."
        )
    return question.first, question.last


def _comparison(
    store: Snapshot,
    question: Question,
    coverage: Sequence[Coverage],
    months: tuple[Month | None, Month | None],
) -> Comparison:
    """What the cells are read against, their spending still unknown."""
    return Comparison(
        coverage={seen.council.code: seen for seen in coverage},
        months={seen.council.code: months_within(seen.months, *months) for seen in coverage},
        weak=weak_councils(
            [seen for seen in coverage if months_within(seen.months, *months)], months
        ),
        spend={},
        names=spending.supplier_names(store),
        categories=load_categories(),
        on=question.on,
    )


def _cells(store: Snapshot, window: Window, comparison: Comparison) -> list[Cell]:
    """The cells of councils that have at least a month in the window."""
    labels = {str(label): label for label in Label}
    return [
        Cell(
            row.council,
            row.supplier_id,
            row.firm,
            row.kind,
            labels[row.label],
            row.category,
            row.pence,
            row.lines,
        )
        for row in spending.spend_cube(store, window)
        if comparison.months.get(row.council)
    ]


def _spend(cells: Iterable[Cell]) -> dict[str, int]:
    spend: dict[str, int] = defaultdict(int)
    for cell in cells:
        spend[cell.council] += cell.pence
    return dict(spend)


def _contracts(
    store: Snapshot, registers: Sequence[ContractRegister], cells: Iterable[Cell]
) -> Contracts:
    """The registers' contracts with the suppliers that the store knows."""
    if not registers:
        return NO_CONTRACTS
    return link_contracts(
        [contract for register in registers for contract in register.contracts],
        kept_supplier_ids(store),
        paid={(cell.council, cell.supplier_id) for cell in cells},
    )


def _seek_systems(
    store: Snapshot, window: Window, comparison: Comparison, recogniser: Recogniser
) -> tuple[Paid, ...]:
    """What was paid in the window under wordings that tell a system or its vendor."""
    labels = [str(label) for label in SYSTEM_LABELS]
    # Most wordings tell nothing: what does is found among their few suppliers and texts first.
    paid, said = words.words_about(store, labels)
    wordings = words.wordings_about(
        store,
        labels,
        suppliers=[one for one in paid if recogniser.vendor_of(comparison.names[one])],
        said=[text for text in said if recogniser.names_a_product(text)],
    )
    told = tell_wordings(wordings, comparison.names, recogniser)
    return tuple(
        Paid(*told[sums.wording], sums)
        for sums in words.sums_by_wording(store, list(told), window)
        if comparison.months.get(sums.council)
    )
