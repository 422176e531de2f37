"""What each wording was found to be, and which texts may be shown."""

from typing import NamedTuple

import ibis
from ibis import _
from ibis.expr.types import StringValue, Table

from tallystick.engine import rows
from tallystick.engine.asking import Answering, ask, table_of
from tallystick.engine.questions.tables import CATEGORIES, MEANINGS, SPELLINGS, SUPPLIERS, WORDINGS
from tallystick.engine.schema import KEYS
from tallystick.words.joined import PERHAPS, SURE_FROM

_JOINS = table_of(rows.SpellingRow, "spellings", only=("spelling", "score"))


class Text(NamedTuple):
    """What a council called a payment."""

    text: str


def classified(wordings: Table = WORDINGS) -> Table:
    """Each wording (of those given) beside its supplier and its combination's category: the columns
    of wordings, of suppliers (name '' and kind 'none' where there is none) and, missing where there
    is none, of categories."""
    named = wordings.left_join(SPELLINGS, "spelling").drop("spelling_right")
    known = named.left_join(SUPPLIERS, "supplier_id").drop("supplier_id_right")
    known = known.mutate(name=known.name.fill_null(""), kind=known.kind.fill_null("none"))
    return known.left_join(
        CATEGORIES,
        [
            known.name == CATEGORIES.supplier,
            *(
                known[column] == CATEGORIES[column]
                for column in KEYS["categories"]
                if column != "supplier"
            ),
        ],
    )


def called(wordings: Table) -> StringValue:
    """What the council called a payment: the description, else the published category."""
    return ibis.ifelse(wordings.description != "", wordings.description, wordings.category_text)


def meanings() -> Table:
    """What each wording was found to be: one row a wording, joined once for every question.

    wording, spelling, supplier_id, kind, firm (the supplier's group where it has one, else
    itself), label, category, text (what the council called it). Spellings whose join is in doubt
    (below SURE_FROM) are a supplier and a firm of their own, so that their pounds stand apart.
    """
    said = classified()
    doubted = _JOINS.filter(_JOINS.score < SURE_FROM).select(
        "spelling", doubt=ibis.literal(PERHAPS)
    )
    said = said.left_join(doubted, "spelling").drop("spelling_right")
    apart = said.supplier_id + said.doubt  # missing where the join is in no doubt
    return said.select(
        "wording",
        "spelling",
        supplier_id=ibis.coalesce(apart, said.supplier_id, ""),
        kind=said.kind,
        firm=ibis.coalesce(apart, said.group_id, said.supplier_id, ""),
        label=said.label.fill_null("unknown"),
        category=said.category.fill_null(""),
        text=called(said),
    )


def common_texts(least: int) -> Table:
    """text: those that stand beside at least so many suppliers."""
    return (
        MEANINGS.filter(MEANINGS.text != "")
        .group_by("text")
        .agg(suppliers=_.supplier_id.nunique())
        .filter(_.suppliers >= least)
        .select("text")
    )


def common_in(column: str, least: int) -> Table:
    """text: what stands in this column of wordings ("department") beside at least so many
    suppliers."""
    said = WORDINGS.select("wording", text=WORDINGS[column])
    return (
        said.filter(_.text != "")
        .join(MEANINGS.select("wording", "supplier_id"), "wording")
        .group_by("text")
        .agg(suppliers=_.supplier_id.nunique())
        .filter(_.suppliers >= least)
        .select("text")
    )


def shown_in(store: Answering, column: str, least: int) -> frozenset[str]:
    """What stands in this column beside at least so many suppliers; see `shown_texts`."""
    return frozenset(row.text for row in ask(store, common_in(column, least), Text))


def shown_texts(store: Answering, least: int) -> frozenset[str]:
    """Texts that stand beside at least so many suppliers: what is written for fewer may name a
    person."""
    return frozenset(row.text for row in ask(store, common_texts(least), Text))
