"""Wendlemere County Council: a file a month; a new set of headers from April 2024; its cards apart.

First year: a byte order mark, days written with a midnight behind them, VAT numbers, texts over two
lines. Second year: padded amounts with thousands commas under a padded header.
"""

import random
from collections.abc import Iterator, Sequence

from tallystick.example.publish import columns as col
from tallystick.example.publish import texts
from tallystick.example.publish.binding import plain_file
from tallystick.example.publish.pages import Column, Page, PublishedFile, rows_of
from tallystick.example.publish.periods import by_month, by_year
from tallystick.example.publish.press import Press
from tallystick.example.world.county_nouns import Line
from tallystick.example.write.delimited import Dialect
from tallystick.words.roles import Role

_NAME = "Wendlemere County Council"
_PRESS = Press(redacted_as=("REDACTED PERSONAL DATA", "Redacted"), hidden=0.7)
_CARDS = Press(threshold_pence=0)
_FIRST_YEAR: tuple[Column, ...] = (
    col.same("Body", "41"),
    col.same("Name of Body", _NAME, Role.BODY),
    col.paid_on("Date", texts.iso_with_time),
    col.reference("Transaction Number"),
    col.invoice("Invoice Number"),
    col.amount("Amount", texts.plain),
    col.supplier("Supplier Name"),
    col.supplier_ref("Supplier ID"),
    col.vat_number("Vat Reg No"),
    col.department("Expense Area"),
    col.description("Expense Type"),
    col.narrative("Purpose"),
)
_SECOND_YEAR: tuple[Column, ...] = (
    col.same("Organisation", _NAME, Role.BODY),
    col.paid_on("Payment date", texts.slashes),
    col.reference("Transaction number"),
    col.amount(" Amount ", texts.padded),
    col.supplier("Supplier name"),
    col.department("Expense area"),
    col.description("Expense type"),
    col.same("Creditor type", "Trade"),
)
_CARD_COLUMNS: tuple[Column, ...] = (
    col.same("OrganisationLabel", _NAME, Role.BODY),
    col.paid_on("PaymentDate", texts.iso),
    col.reference("TransactionNumber"),
    col.supplier("BeneficiaryName"),
    col.description("MerchantCategory"),
    col.department("OrganisationalUnit"),
    col.amount("Amount", texts.plain),
    col.same("PaymentMethod", "Purchase Card", Role.CARD),
)


def publish(lines: Sequence[Line], rng: random.Random) -> Iterator[PublishedFile]:
    """Twenty-four months, and two years of purchase cards."""
    for month, paid in by_month(line for line in lines if not line.card).items():
        style = _first_style if month < "2024-04" else _second_style
        yield style(month, paid, rng)
    for year, paid in by_year(line for line in lines if line.card).items():
        rows = rows_of(_CARD_COLUMNS, _CARDS.entries(paid, rng))
        yield plain_file(
            f"purchase-cards-{year}.csv",
            Page("", _CARD_COLUMNS, tuple(rows), "%Y-%m-%d"),
            Dialect(ends=("\n",)),
            ("purchase_cards",),
        )


def _first_style(month: str, paid: Sequence[Line], rng: random.Random) -> PublishedFile:
    rows = rows_of(_FIRST_YEAR, _PRESS.entries(paid, rng))
    return plain_file(
        f"SpendOver500_{month.replace('-', '')}.csv",
        Page("", _FIRST_YEAR, tuple(rows), "%Y-%m-%d %H:%M:%S"),
        Dialect(encoding="utf-8-sig"),
        ("utf8_bom", "iso_with_time", "vat_numbers", "quoted_newlines", "individual_budgets"),
    )


def _second_style(month: str, paid: Sequence[Line], rng: random.Random) -> PublishedFile:
    rows = rows_of(_SECOND_YEAR, _PRESS.entries(paid, rng))
    return plain_file(
        f"SpendOver500_{month.replace('-', '')}.csv",
        Page("", _SECOND_YEAR, tuple(rows), "%d/%m/%Y"),
        Dialect(encoding="utf-8-sig"),
        ("utf8_bom", "renamed_headers", "padded_amounts", "thousands_commas"),
    )
