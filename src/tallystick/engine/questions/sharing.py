"""What councils pay for services that they share with other bodies already."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ibis import _
from ibis.expr.types import Table

from tallystick.engine.asking import Answering, ask
from tallystick.engine.questions.tables import LINES, MEANINGS, OPEN_KINDS


class SharedPaid(NamedTuple):
    """What a council paid a supplier that may be named under a category, in all months that its
    files cover, and the first and last month of it. Money in pence."""

    council: str
    supplier_id: str
    firm: str
    label: str
    category: str
    pence: int
    lines: int
    first: date
    last: date


def paid_for(categories: Sequence[str]) -> Table:
    """SharedPaid rows of these categories, by council, supplier and category."""
    mine = MEANINGS.filter(MEANINGS.category.isin(categories), MEANINGS.kind.isin(OPEN_KINDS))
    lines = LINES.filter(LINES.counted.notnull()).join(
        mine.select("wording", "supplier_id", "firm", "label", "category"), "wording"
    )
    return (
        lines.group_by("council", "supplier_id", "firm", "label", "category")
        .agg(
            pence=_.amount_pence.sum(),
            lines=_.count(),
            first=_.counted.min(),
            last=_.counted.max(),
        )
        .order_by("council", "supplier_id", "category")
    )


def shared_paid(store: Answering, categories: Sequence[str]) -> list[SharedPaid]:
    """What each council paid whom under these categories, over all that the store holds."""
    return ask(store, paid_for(categories), SharedPaid)
