"""Lines that stand twice: in two files of a body, or more than once in one."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import ibis
from ibis import _
from ibis.expr.types import Table

from tallystick.engine.asking import Answering, ask, beside_table, table_of
from tallystick.engine.questions.tables import PAYMENTS


class Suspect(NamedTuple):
    """A month of a file (its hash), of which another file holds lines too."""

    source: str
    month: date


class SharedLines(NamedTuple):
    """How many lines of a month two files (their hashes, in order) have in common."""

    month: date
    one: str
    other: str
    shared: int


class TwinLines(NamedTuple):
    """A file that holds lines more than once. contents: different lines; repeated: how many of
    those stand more than once; twins: lines that are not alone."""

    source: str
    contents: int
    repeated: int
    lines: int
    twins: int


_SUSPECTS = table_of(Suspect, "suspects")

_PRIME, _MULTIPLIER = 2**31 - 1, 153_892_771
"""Which amounts are looked at: those whose remainder, times the multiplier, leaves a remainder in
the lowest n-th of the prime. The multiplier is the power of 48271 (Park, Miller 1988) that names
the same 50 of the published files (757,049 lines, every fourth amount) as the hash of one engine
that was asked before; products stay below 2^59, so that none overflows."""


def shared_lines() -> Table:
    """SharedLines rows of the files and months of `suspects`, by month and files."""
    counted = (
        PAYMENTS.semi_join(_SUSPECTS, ["source", "month"])
        .group_by("source", "month", "paid_on", "supplier", "amount_pence", "transaction_ref")
        .agg(times=_.count())
    )
    one, other = counted, counted.view()
    both = one.join(
        other,
        [
            one.month == other.month,
            one.amount_pence == other.amount_pence,
            one.paid_on.identical_to(other.paid_on),
            one.supplier.identical_to(other.supplier),
            one.transaction_ref.identical_to(other.transaction_ref),
            one.source < other.source,
        ],
    ).select(
        month=one.month,
        one=one.source,
        other=other.source,
        times=ibis.least(one.times, other.times),
    )
    return (
        both.group_by("month", "one", "other")
        .agg(shared=_.times.sum())
        .order_by("month", "one", "other")
    )


def twin_lines(one_in: int) -> Table:
    """TwinLines rows, by file. one_in: only lines of about every n-th amount are looked at, all
    lines of an amount or none."""
    looked_at = PAYMENTS.amount_pence.abs() % _PRIME * _MULTIPLIER % _PRIME < _PRIME // one_in
    content = (
        *("source", "paid_on", "supplier", "amount_pence", "transaction_ref", "invoice_ref"),
        *("department", "description", "narrative"),
    )
    counted = PAYMENTS.filter(looked_at).group_by(*content).agg(times=_.count())
    return (
        counted.group_by("source")
        .agg(
            contents=_.count(),
            repeated=_.count(where=_.times > 1),
            lines=_.times.sum(),
            twins=_.times.sum(where=_.times > 1).fill_null(0),
        )
        .filter(_.repeated > 0)
        .order_by("source")
    )


def shared_by_files(store: Answering, suspects: Sequence[Suspect]) -> list[SharedLines]:
    """What files share of the months in which they are suspected to, by month and files."""
    return ask(
        store,
        shared_lines(),
        SharedLines,
        beside={"suspects": beside_table(Suspect, suspects)},
        of_sources=sorted({each.source for each in suspects}),
    )


def twins_by_file(store: Answering, *, one_in: int) -> list[TwinLines]:
    """The files that hold lines more than once, as lines of about every n-th amount show it."""
    return ask(store, twin_lines(one_in), TwinLines)
