"""Which of a store's own words are shown: common ones that name nobody; invented texts."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pytest
from ibis.expr.types import Table

from tallystick.find.shown_words import (
    shown_departments,
    shown_in,
    shown_texts,
    without_persons,
)

NAMED = "Laptop for Joan Taylor"
COMMON = "Laptops"


class Asked:
    """A store whose common texts are these two, whatever is asked."""

    def answer(
        self,
        question: Table,
        *,
        beside: Mapping[str, pa.Table],
        of_sources: Sequence[str] | None,
    ) -> pa.Table:
        assert question.columns == ("text",)
        return pa.table({"text": [NAMED, COMMON]})


def test_common_words_that_name_a_person_are_not_shown() -> None:
    asked = Asked()
    assert shown_texts(asked) == {COMMON}
    assert shown_departments(asked) == {COMMON}
    assert shown_in(asked, "category_text") == {COMMON}


def test_a_long_answer_is_emptied_where_a_person_is_named_and_else_left() -> None:
    rows = pa.table({"text": [NAMED, COMMON, None, NAMED], "other": [NAMED, "a", "b", None]})
    plain = pa.table({"text": [COMMON, None], "other": ["a", "b"]})
    batches = [*rows.to_batches(), *plain.to_batches()]
    shown = pa.Table.from_batches(list(without_persons(iter(batches), ["text"])))
    assert shown["text"].to_pylist() == [None, COMMON, None, None, COMMON, None]
    assert shown["other"].to_pylist() == [NAMED, "a", "b", None, "a", "b"]
    assert shown.schema == rows.schema


@pytest.mark.parametrize("columns", [[], ["text", "other"]])
def test_only_the_columns_that_are_named_are_looked_at(columns: list[str]) -> None:
    (batch,) = pa.table({"text": [NAMED], "other": [NAMED]}).to_batches()
    (shown,) = without_persons(iter([batch]), columns)
    expected = None if columns else NAMED
    assert shown.to_pylist() == [{"text": expected, "other": expected}]
