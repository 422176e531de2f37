"""Saltersby Council: a zip a year with a file a month in it; every line, however small.

ProClass codes, 'NA' for nothing, supplier names cut at 35 characters, hard spaces in texts, and
lines that were truly paid twice.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from tallystick.example.publish import columns as col
from tallystick.example.publish import texts
from tallystick.example.publish.binding import zip_file
from tallystick.example.publish.pages import Column, Entry, Page, PublishedFile, rows_of
from tallystick.example.publish.periods import by_month, by_year
from tallystick.example.publish.press import Press
from tallystick.example.world.county_nouns import Line
from tallystick.example.write.delimited import Dialect
from tallystick.words.roles import Role

_PRESS = Press(threshold_pence=0, redacted_as=("REDACTED", "Name withheld"), cut_at=35)
_NONE = ("NA", "NA")


@cache
def _proclass() -> dict[str, tuple[str, str]]:
    """Category -> ProClass code and heading, where it has one."""
    page = files("tallystick.example").joinpath("county", "proclass.yaml").read_text("utf-8")
    return {category: (code, heading) for category, (code, heading) in yaml.safe_load(page).items()}


def _proclass_of(entry: Entry) -> tuple[str, str]:
    """Four lines in five carry a code; which, is read off the transaction number."""
    if int(entry.line.reference[-2:]) % 5 == 0:
        return _NONE
    return _proclass().get(entry.line.category, _NONE)


def _code(entry: Entry) -> str:
    return _proclass_of(entry)[0]


def _heading(entry: Entry) -> str:
    return _proclass_of(entry)[1]


def _extended(entry: Entry) -> str:
    return f"{entry.line.narrative}\u00a0" if entry.line.narrative and not entry.redacted else "NA"


_COLUMNS: tuple[Column, ...] = (
    col.same("Body", "http://council.example/id/saltersby"),
    col.same("Body name", "Saltersby", Role.BODY),
    col.paid_on("Date", texts.slashes),
    col.reference("Transaction number"),
    col.invoice("Invoice Number"),
    col.amount("Amount", texts.plain),
    col.supplier("Supplier Name"),
    col.supplier_ref("Supplier ID"),
    col.vat_number("VAT Registration Number", empty="NA"),
    col.department("Expense Area"),
    col.description("Expense Type"),
    col.same("BVACOP", "NA"),
    Column("ProClass", _code, Role.CATEGORY_CODE),
    Column("ProClass Description", _heading, Role.CATEGORY),
    Column("Extended Description", _extended, Role.NARRATIVE),
)


def publish(lines: Sequence[Line], rng: random.Random) -> Iterator[PublishedFile]:
    """Two archives of twelve months."""
    for year, paid in by_year(lines).items():
        pages = []
        for month, of_month in by_month(paid).items():
            member = f"Spend {date.fromisoformat(f'{month}-01'):%B %Y}.csv"
            rows = rows_of(_COLUMNS, _PRESS.entries(of_month, rng))
            pages.append(Page(member, _COLUMNS, tuple(rows), "%d/%m/%Y"))
        yield zip_file(
            f"Saltersby spend {year}.zip",
            pages,
            Dialect(),
            (
                "zip_of_months",
                "every_line",
                "na_strings",
                "cut_at_35",
                "proclass",
                "genuine_duplicates",
                "hard_spaces",
                "redactions",
                "vat_numbers",
            ),
        )
