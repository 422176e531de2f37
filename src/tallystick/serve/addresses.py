"""Where things stand: addresses of pages made of cuts, and cuts read from addresses."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from tallystick.engine.questions.pages import Cut, is_mark
from tallystick.report.document import Piece, Words
from tallystick.words.labels import Label

_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", re.ASCII)
_LONGEST = 200
"""Letters of a code or an id; what is longer is none of ours."""


class NoSuchPage(Exception):
    """An address that means nothing."""


def page_of(kind: str, value: str) -> str:
    """The page of one council, supplier, category or function."""
    return f"/{kind}/{quote(value, safe='')}"


def of_cut(page: str, cut: Cut, **more: str) -> str:
    """A page (`/lines`, `/why`, `/suppliers.csv`) of a cut."""
    asked = {**cut.chosen(), **more}
    return f"{page}?{urlencode(asked)}" if asked else page


def to_cut(words: str, page: str, cut: Cut) -> Words:
    """Words that lead to a page of a cut."""
    return (Piece(words, to=of_cut(page, cut)),)


def line_page(source: int, sheet: str, line: int) -> str:
    """The page of one line of a file by its number."""
    beside = f"?{urlencode({'sheet': sheet})}" if sheet else ""
    return f"/line/{source}/{line}{beside}"


def within(cut: Cut, **chosen: str) -> Cut:
    """A narrower cut."""
    return Cut(**{**cut.chosen(), **chosen})


def read_cut(asked: Mapping[str, str]) -> Cut:
    """The cut that an address asks for. A choice left open ('') chooses nothing; of a category it
    means lines that have none. Raises NoSuchPage for what no cut may be."""
    council, label, month = (asked.get(name) or None for name in ("council", "label", "month"))
    wording, supplier_id = (asked.get(name) or None for name in ("wording", "supplier_id"))
    wrong = (
        label is not None and label not in set(Label),
        month is not None and not _MONTH.fullmatch(month),
        wording is not None and not is_mark(wording),
        any(len(each) > _LONGEST for each in asked.values()),
    )
    if any(wrong):
        raise NoSuchPage
    return Cut(
        council=council,
        supplier_id=supplier_id,
        label=label,
        category=asked.get("category"),
        month=month,
        wording=wording,
    )


def read_at(asked: Mapping[str, str]) -> int:
    """The index of the first line on a page of lines; limited to a hundred billion."""
    text = asked.get("at", "0")
    if not (text.isascii() and text.isdecimal()) or len(text) > 11:
        raise NoSuchPage
    return int(text)
