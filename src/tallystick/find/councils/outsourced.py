"""Which firm seems to run a function for a council: large outsourcing, told from the pounds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from tallystick.classify.sharing import is_shared
from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.sharing_findings import RunByFirm
from tallystick.reference.sharing import running_categories
from tallystick.words.bought_for import BoughtFor
from tallystick.words.labels import Label
from tallystick.words.remarks import remark

MOST = Fraction(1, 2)
"""A firm runs a function where it takes more than this share of the pounds for the function's own
work. Judgement: below it, others together do more."""

LEAST_A_YEAR = 25_000_000
"""£250,000 a year: below it a large invoice or one system's fee looks like a service that is run.
Judgement."""

LEAST_LINES = 4
"""A service that is run is billed at least once a quarter."""

Key = tuple[str, Label]


def run_by_firms(cells: Iterable[Cell], comparison: Comparison) -> tuple[RunByFirm, ...]:
    """The probable partners of the councils: by council, the largest first.

    A firm is one where it takes most of what the council pays for a function's own work (not what
    is bought for everybody, nor what is shared already), most of that for the running of services
    rather than for a product, and is paid often enough.
    """
    own: dict[Key, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.label.is_back_office and _is_own_work(cell, comparison) and cell.pence > 0:
            own[cell.council, cell.label].append(cell)
    found = [
        seen
        for (council, label), mine in own.items()
        for seen in [_largest(council, label, mine, comparison)]
        if seen is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.council, -each.pence, each.label)))


def _is_own_work(cell: Cell, comparison: Comparison) -> bool:
    category = comparison.categories[cell.category]
    return category.bought_for is BoughtFor.FUNCTION and not is_shared(cell.category)


def _largest(
    council: str, label: Label, cells: list[Cell], comparison: Comparison
) -> RunByFirm | None:
    """The firm that is paid most, where it runs the function."""
    whole = sum(cell.pence for cell in cells)
    by_firm: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.kind == "organisation":
            by_firm[cell.firm].append(cell)
    if not by_firm:
        return None
    sums: Mapping[str, int] = {firm: sum(c.pence for c in mine) for firm, mine in by_firm.items()}
    firm = min(sums, key=lambda each: (-sums[each], each))
    mine, pence = by_firm[firm], sums[firm]
    a_year = comparison.a_year(council, pence)
    lines = sum(cell.lines for cell in mine)
    if pence <= MOST * whole or a_year < LEAST_A_YEAR or lines < LEAST_LINES:
        return None
    running = sum(cell.pence for cell in mine if cell.category in running_categories())
    if running * 2 <= pence:
        return None
    name = comparison.names[max(mine, key=lambda cell: (cell.pence, cell.supplier_id)).supplier_id]
    return RunByFirm(
        council=council,
        firm=firm,
        partner=name,
        label=label,
        pence=pence,
        pence_a_year=a_year,
        function_pence=whole,
        lines=lines,
        sentence=remark(
            "run_by_firm",
            councils=(council,),
            pence=pence,
            supplier=name,
            title=label.heading,
            share=Fraction(pence, whole),
        ),
    )
