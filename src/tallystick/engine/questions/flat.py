"""Every payment that counts in one flat table, for other programs.

Whoever adds up the Parquet files of a store counts replaced files too, and meets names of private
persons. Here neither can happen: see rows.FlatPaymentRow.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import StringValue, Table

from tallystick.engine.asking import Streaming, ask_batches, beside_table, table_of
from tallystick.engine.questions.meaning import called, classified
from tallystick.engine.questions.tables import FILES, MONTHS, OPEN_KINDS, PAYMENTS
from tallystick.engine.rows import FlatPaymentRow
from tallystick.engine.schema import SAID_IN, WORDING_TEXTS, columns


class CouncilName(NamedTuple):
    """A council's code and full name."""

    code: str
    full_name: str


PRIVATE_PERSON = "private person"
WITHHELD = "withheld"
"""What stands for a name that may not be shown, and for one that the council blacked out."""

_NAMES = table_of(CouncilName, "council_names")


def flat_payments(least: int) -> Table:
    """FlatPaymentRow rows by council, file, sheet and line. Names `council_names` beside.

    least: beside how many suppliers a department or description must stand to be shown: what is
    written for fewer may name a person.
    """
    files = FILES.select("number", file="path", hash="source")
    lines = PAYMENTS.join(files, PAYMENTS.source == files.hash).mutate(
        **{text: PAYMENTS[column].fill_null("") for text, column in SAID_IN.items()}
    )
    lines = _with_counted_month(lines.drop("supplier", "category"))
    told = lines.left_join(_told(least), WORDING_TEXTS)
    named = told.left_join(_NAMES, told.council == _NAMES.code)
    flat = named.mutate(
        council_name=named.full_name.fill_null(named.council),
        month=named.counted,
        pounds=_pounds(named.amount_pence),
        kind=named.kind.fill_null("none"),
        function=named.function.fill_null("unknown"),
        confidence=named.confidence.fill_null(0.0),
        department=named.shown_department,
        description=named.shown_description,
        sheet=named.sheet.nullif(""),
    )
    # The hash last: two files may have stood at one path.
    ordered = flat.order_by("council", "file", flat.sheet.fill_null(""), "line", "source")
    return ordered.select(*(each.name for each in columns(FlatPaymentRow)))


def _with_counted_month(lines: Table) -> Table:
    """Lines with `counted`: their month where their file covers it, else its busiest."""
    covered = MONTHS.select(number="source", council="council", month="month", covered="month")
    busiest = MONTHS.group_by(number=_.source, council=_.council).agg(busiest=_.main.max())
    found = lines.left_join(covered, ["number", "council", "month"])
    found = found.drop("number_right", "council_right", "month_right")
    found = found.left_join(busiest, ["number", "council"]).drop("number_right", "council_right")
    return found.mutate(counted=found.covered.coalesce(found.busiest))


def _told(least: int) -> Table:
    """Each wording with what may be told of it: its texts, supplier, supplier_id, kind,
    function, category, confidence, shown_department, shown_description."""
    said = classified()
    said = said.select(
        *WORDING_TEXTS,
        *("name", "kind", "category"),
        supplier_id=said.supplier_id.fill_null(""),
        function=said.label,
        confidence=said.confidence,
        text=called(said),
    )
    shown = _marked(_marked(said, "department", least), "text", least)
    is_open = shown.kind.isin(OPEN_KINDS)
    return shown.select(
        *WORDING_TEXTS,
        *("kind", "function", "confidence"),
        category=shown.category.nullif(""),
        supplier=ibis.cases(
            (is_open, shown.name),
            (shown.kind == "person", ibis.literal(PRIVATE_PERSON)),
            (shown.kind == "redacted", ibis.literal(WITHHELD)),
        ),
        supplier_id=_where(is_open, shown.supplier_id),
        shown_department=_where(is_open & shown.common_department, shown.department),
        shown_description=_where(is_open & shown.common_text, shown.text),
    )


def _marked(said: Table, column: str, least: int) -> Table:
    """With `common_COLUMN`: True where the text stands beside at least so many suppliers."""
    suppliers = (
        said.filter(said[column] != "")
        .group_by(said[column])
        .agg(suppliers=_.supplier_id.nunique())
        .filter(_.suppliers >= least)
        .select(column)
        .mutate(**{f"common_{column}": ibis.literal(True)})
    )
    joined = said.left_join(suppliers, column).drop(f"{column}_right")
    return joined.mutate(**{f"common_{column}": joined[f"common_{column}"].fill_null(False)})


def _where(holds: ibis.Value, text: StringValue) -> StringValue:
    return ibis.ifelse(holds, text, ibis.null("string"))


def _pounds(pence: ibis.Value) -> ibis.Value:
    """Whole pence as pounds, in decimals all the way."""
    hundredth = ibis.literal("0.01").cast("decimal(18, 2)")
    return pence.cast("decimal(18, 2)") * hundredth


def flat_batches(
    store: Streaming, councils: Iterable[tuple[str, str]], *, least: int
) -> Iterator[pa.RecordBatch]:
    """Every payment that counts, in parts of FlatPaymentRow rows.

    councils: code and full name of each. least: see `flat_payments`.
    """
    beside = {"council_names": beside_table(CouncilName, sorted(councils))}
    yield from ask_batches(store, flat_payments(least), FlatPaymentRow, beside=beside)
