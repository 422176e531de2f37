"""Amounts that are written in thousands of pounds, where the header says so and the cells agree."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import median

import pyarrow as pa

from tallystick.read.columns.amounts import Amount, AmountColumn, read_amount, to_pence

# "£000", "£'000s", "£k", "(000)"; but not "£000.00", which shows how pounds are written.
_SAID = re.compile(r"(?i)£\s?k\b|£\s?['’]?000(?:['’]?s)?(?![\d.,])|\bin thousands\b|\(000s?\)")
# Lists of payments begin at £500 (Local Government Transparency Code 2015, paragraph 28), so that
# figures of which half are smaller are not pounds. A wrong guess would be a thousandfold wrong.
_SMALLEST_POUNDS = 500


def says_thousands(header: str) -> bool:
    """True when a header says that its amounts are thousands of pounds."""
    return _SAID.search(header) is not None


def columns_in_thousands(
    headers: Sequence[str], columns: Sequence[Sequence[str]], money: Iterable[int | None]
) -> frozenset[int]:
    """The columns of money that are in thousands of pounds. columns: the cells below each header;
    money: the columns to look at."""
    return frozenset(
        column
        for column in money
        if column is not None
        and says_thousands(headers[column])
        and _typical(columns[column]) < _SMALLEST_POUNDS
    )


def _typical(cells: Sequence[str]) -> Decimal:
    sizes = [abs(amount.pounds) for cell in cells if (amount := read_amount(cell))]
    return median(sizes) if sizes else Decimal(0)


def in_pounds(amounts: AmountColumn) -> AmountColumn:
    """Thousands of pounds as pounds, exactly: 5.2555 thousand are 5,255.50."""
    pounds = [exact and exact * 1000 for exact in _exact(amounts)]
    pence = [None if each is None else to_pence(each) for each in pounds]
    left = [
        None if each is None or held is None or at in amounts.odd else each - Decimal(held) / 100
        for at, (each, held) in enumerate(zip(pounds, pence, strict=True))
    ]
    return AmountColumn(
        pa.array(pence, pa.int64()),
        {at: Amount(odd.pounds * 1000, odd.sign) for at, odd in amounts.odd.items()},
        pa.array(left, pa.decimal128(31, 18)) if any(left) else None,
    )


def _exact(amounts: AmountColumn) -> list[Decimal | None]:
    """The exact figure of each cell, with what rounding took from it."""
    held: list[int | None] = amounts.pence.to_pylist()
    exact = [None if pence is None else Decimal(pence) / 100 for pence in held]
    if amounts.fractions is not None:
        took = amounts.fractions.to_pylist()
        exact = [
            None if pounds is None else pounds + (more or 0)
            for pounds, more in zip(exact, took, strict=True)
        ]
    for at, odd in amounts.odd.items():
        exact[at] = odd.pounds
    return exact
