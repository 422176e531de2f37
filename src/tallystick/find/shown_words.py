"""Which of a store's own words may be shown: common ones that name no person."""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from tallystick.engine.asking import Answering
from tallystick.engine.questions import meaning
from tallystick.find.evidence_lines import COMMON_TEXT
from tallystick.match.names.in_texts import names_a_person


def shown_texts(store: Answering) -> frozenset[str]:
    """What councils called payments, as far as it may be shown: it stands beside at least
    COMMON_TEXT suppliers, and names no person."""
    return _without_persons(meaning.shown_texts(store, COMMON_TEXT))


def shown_departments(store: Answering) -> frozenset[str]:
    """Departments that may be shown; see `shown_texts`."""
    return shown_in(store, "department")


def shown_in(store: Answering, column: str) -> frozenset[str]:
    """What stands in this column of the wordings, as far as it may be shown; see `shown_texts`."""
    return _without_persons(meaning.shown_in(store, column, COMMON_TEXT))


def without_persons(
    batches: Iterator[pa.RecordBatch], columns: Sequence[str]
) -> Iterator[pa.RecordBatch]:
    """The batches, with nothing in these columns of text where a person is named. For answers that
    are too long to hold: their common texts were chosen where they were asked."""
    named: dict[str, bool] = {}
    for batch in batches:
        shown = batch
        for column in columns:
            shown = _emptied(shown, column, named)
        yield shown


def _emptied(batch: pa.RecordBatch, column: str, named: dict[str, bool]) -> pa.RecordBatch:
    """named: what was found out of texts before; added to."""
    values = batch.column(column)
    held = [text for text in pc.unique(values).to_pylist() if text]
    for text in held:
        if text not in named:
            named[text] = names_a_person(text)
    persons = [text for text in held if named[text]]
    if not persons:
        return batch
    hit = pc.is_in(values, value_set=pa.array(persons, values.type))
    shown = pc.if_else(hit, pa.scalar(None, values.type), values)
    place = batch.schema.get_field_index(column)
    return batch.set_column(place, batch.schema.field(place), shown)


def _without_persons(texts: frozenset[str]) -> frozenset[str]:
    return frozenset(text for text in texts if not names_a_person(text))
