"""What classifying is given: every distinct combination of supplier and texts, and which of its
answers are in doubt."""

from typing import NamedTuple

import ibis
from ibis import _
from ibis.expr.types import Table

from tallystick.engine.asking import Answering, ask
from tallystick.engine.questions.tables import (
    CATEGORIES,
    LINES,
    OPEN_KINDS,
    SPELLINGS,
    SUPPLIERS,
    WORDINGS,
)
from tallystick.engine.schema import KEYS

KEY = KEYS["categories"]
"""What tells a combination."""


class CombinationSeen(NamedTuple):
    """A distinct combination; supplier: its name, '' where the line names none; what is missing
    is ''."""

    supplier: str
    kind: str
    department: str
    description: str
    category_text: str
    category_code: str
    cost_centre: str
    subjective: str
    narrative: str
    lines: int


class Doubtful(NamedTuple):
    """Texts of a supplier and what they were classified as, by the least sure of their codes.
    pence, lines: of all their payments."""

    supplier: str
    department: str
    description: str
    category_text: str
    label: str
    category: str
    confidence: float
    reasons: tuple[str, ...]
    pence: int
    lines: int


def seen() -> Table:
    """CombinationSeen rows with pence."""
    sums = LINES.group_by("wording").agg(pence=_.amount_pence.sum(), lines=_.count())
    named = WORDINGS.join(sums, "wording").left_join(SPELLINGS, "spelling")
    known = named.left_join(SUPPLIERS, "supplier_id")
    known = known.mutate(supplier=known.name.fill_null(""), kind=known.kind.fill_null("none"))
    return known.group_by(*KEY).agg(pence=_.pence.sum(), lines=_.lines.sum())


def unseen(*, again: bool) -> Table:
    """CombinationSeen rows of those without a category (again: all), in order."""
    fresh = seen() if again else seen().anti_join(CATEGORIES, list(KEY))
    return fresh.order_by(*KEY)


def doubtful() -> Table:
    """Doubtful rows of organisations and public bodies: by the pounds in doubt, largest first."""
    answered = seen().filter(_.kind.isin(OPEN_KINDS)).join(CATEGORIES, list(KEY))
    texts = ["supplier", "department", "description", "category_text"]
    codes = ["category_code", "cost_centre", "subjective", "narrative", "kind"]
    together = ibis.window(group_by=texts)
    least_sure_first = ibis.window(group_by=texts, order_by=["confidence", *codes])
    told = answered.mutate(
        pence=answered.pence.sum().over(together),
        lines=answered.lines.sum().over(together),
        place=ibis.row_number().over(least_sure_first),
    )
    told = told.filter(told.place == 0, told.confidence < 1)
    in_doubt = (1 - told.confidence) * told.pence.abs()
    return told.order_by(ibis.desc(in_doubt), *texts).select(*Doubtful._fields)


def combinations_unseen(store: Answering, *, again: bool) -> list[CombinationSeen]:
    """The distinct combinations of supplier and texts that have no category yet (again: all), in
    order. Lines are placed before."""
    return ask(store, unseen(again=again), CombinationSeen)


def doubtful_combinations(store: Answering, most: int) -> list[Doubtful]:
    """What a reviewer should look at first: the combinations of organisations and public bodies
    with most pounds and least confidence, at most so many."""
    return ask(store, doubtful().limit(most), Doubtful)
