"""Kingsholt City Council: a file a month, in two styles, with its housing company in the same file.

First year: cp1252 with a pound sign in every amount, days with dots, two empty columns at the end,
and one text file named .xls. Second year: UTF-8, with spelling errors in the headers.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date

from tallystick.example.publish import columns as col
from tallystick.example.publish import texts
from tallystick.example.publish.binding import plain_file
from tallystick.example.publish.pages import Column, Entry, Page, PublishedFile, rows_of
from tallystick.example.publish.periods import by_month
from tallystick.example.publish.press import Press
from tallystick.example.world.county_nouns import Line
from tallystick.example.write.delimited import Dialect
from tallystick.words.roles import Role

_PRESS = Press(redacted_as=("Redacted Personal Information", "REDACTED"))
_HOUSING = "Kingsholt Homes"


def _body(entry: Entry) -> str:
    arms_length = entry.line.department == _HOUSING
    return "Kingsholt Homes Ltd" if arms_length else "Kingsholt City Council"


_FIRST_YEAR: tuple[Column, ...] = (
    Column("Body Name", _body, Role.BODY),
    col.department("Service Area"),
    col.description("Expenses Type"),
    col.paid_on("Invoice Payment Date", texts.dots),
    col.reference("Transaction Number"),
    col.amount("Net Amount", texts.with_pound, role=Role.NET),
    col.supplier("Supplier Name"),
    col.blank(),
    col.blank(),
)
_SECOND_YEAR: tuple[Column, ...] = (
    Column("Body name", _body, Role.BODY),
    col.department("Directotate"),
    col.description("Detailed expenditure tpye"),
    col.paid_on("DatePaid", texts.dots),
    col.reference("Transaction No"),
    col.amount("Nett Ammount", texts.thousands, role=Role.NET),
    col.supplier("Benificiary Name"),
    col.company_number("Supplier Company Number"),
    col.charity_number("Supplier Charity Number"),
    col.capital("Capital or revenue", ("Capital", "Revenue")),
)


def publish(lines: Sequence[Line], rng: random.Random) -> Iterator[PublishedFile]:
    """Twenty-four months."""
    for month, paid in by_month(lines).items():
        entries = _PRESS.entries(paid, rng)
        name = f"Kingsholt_{date.fromisoformat(f'{month}-01'):%B_%Y}"
        if month < "2024-04":
            yield _first_style(month, name, entries)
        else:
            page = Page("", _SECOND_YEAR, tuple(rows_of(_SECOND_YEAR, entries)), "%d.%m.%Y")
            yield plain_file(
                f"{name}.csv",
                page,
                Dialect(ends=("\n",)),
                ("misspelt_headers", "capital_revenue", "company_and_charity_numbers"),
            )


def _first_style(month: str, name: str, entries: Sequence[Entry]) -> PublishedFile:
    page = Page("", _FIRST_YEAR, tuple(rows_of(_FIRST_YEAR, entries)), "%d.%m.%Y")
    quirks = ["cp1252", "pound_signs", "dates_with_dots", "several_bodies", "empty_last_columns"]
    ending = "csv"
    if month == "2023-09":
        ending = "xls"
        quirks.append("csv_named_xls")
    return plain_file(f"{name}.{ending}", page, Dialect(encoding="cp1252"), quirks)
