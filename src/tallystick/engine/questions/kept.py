"""What earlier runs and reviewers left in a store."""

from typing import NamedTuple

from ibis import _
from ibis.expr.types import Table

from tallystick.engine import rows
from tallystick.engine.asking import Answering, ask, table_of
from tallystick.engine.questions.tables import SPELLINGS, SUPPLIERS

_MADE_BY = table_of(rows.MadeByRow, "made_by")
_DECISIONS = table_of(rows.DecisionRow, "decisions")
_CORRECTIONS = table_of(rows.CorrectionRow, "corrections")
_WEIGHTS = table_of(rows.LearntWeightRow, "learnt_weights")


class Decided(NamedTuple):
    """A pair of spellings, in order, and what a reviewer said of it."""

    a: str
    b: str
    verdict: str


class Corrected(NamedTuple):
    """Texts and the category that a reviewer gave them; '' stands for any."""

    supplier: str
    department: str
    description: str
    category_text: str
    category: str


class LearntWeight(NamedTuple):
    """What a kind of evidence counts, as learnt from this store's corrections, in log odds."""

    name: str
    weight: float


class _Version(NamedTuple):
    version: str


class _Matched(NamedTuple):
    spelling: str
    supplier_id: str


class _Suppliers(NamedTuple):
    suppliers: int


def version_of(tables: str) -> Table:
    """version: of what made these tables; no row where nothing has."""
    return _MADE_BY.filter(_MADE_BY.tables == tables).select("version")


def all_decided() -> Table:
    """Decided rows, by pair."""
    return _DECISIONS.select(*Decided._fields).order_by("a", "b")


def all_corrected() -> Table:
    """Corrected rows, by texts."""
    return _CORRECTIONS.select(*Corrected._fields).order_by(*Corrected._fields)


def all_weights() -> Table:
    """LearntWeight rows, by name."""
    return _WEIGHTS.order_by("name")


def all_matched() -> Table:
    """spelling, supplier_id: by spelling."""
    return SPELLINGS.order_by("spelling")


def number_of_suppliers() -> Table:
    """suppliers: one row."""
    return SUPPLIERS.agg(suppliers=_.count())


def made_by(store: Answering, tables: str) -> str | None:
    """The version that made these tables, or None where none has."""
    found = ask(store, version_of(tables), _Version)
    return found[0].version if found else None


def decisions(store: Answering) -> list[Decided]:
    """What reviewers have said of pairs of spellings, by pair."""
    return ask(store, all_decided(), Decided)


def corrections(store: Answering) -> list[Corrected]:
    """What reviewers have said of texts, by texts."""
    return ask(store, all_corrected(), Corrected)


def learnt_weights(store: Answering) -> list[LearntWeight]:
    """The weights learnt from this store, by name; none where none were."""
    return ask(store, all_weights(), LearntWeight)


def kept_supplier_ids(store: Answering) -> dict[str, str]:
    """Spelling -> the supplier_id that it already has."""
    return dict(ask(store, all_matched(), _Matched))


def count_suppliers(store: Answering) -> int:
    """How many suppliers the store's spellings come to."""
    return ask(store, number_of_suppliers(), _Suppliers)[0].suppliers
