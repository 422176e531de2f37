"""A document as PDF that a screen reader can read (PDF/UA-1), set by typst.

Nothing that was published is ever part of the source that typst runs: the whole document is handed
over as JSON, and the template `document.typ` draws it.
"""

import json
import re
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import typst

from tallystick.report.document import Document, Picture, Table, places
from tallystick.report.guard import harmless
from tallystick.report.widths import widths
from tallystick.words.whole_files import write_bytes

PIXELS_PER_INCH = 192.0
_STANDARD: Literal["ua-1"] = "ua-1"
_NO_LETTER = "could not be displayed"
_BEYOND_LATIN = re.compile("[^\n\u0020-\u017f\u2010-\u2026\u20ac\u00a3\u00d7\u2212]")


def write_pdf(document: Document, path: Path) -> None:
    """Write a document as PDF/UA-1, in one step; the same document, the same bytes on any machine
    (the letters are those of the font that the package brings, and are embedded).

    Raises OSError where the folder of `path` cannot be written to.
    """
    write_bytes(path, render_pdf(document))


def render_pdf(document: Document) -> bytes:
    """The PDF. A letter that our font has not, as one of a script far from ours, is looked for in
    the fonts of this machine. One that none of them has would make the whole unreadable to a screen
    reader: then all such are shown as the sign for them."""
    document = harmless(document)
    values = _plain(document, places(document))
    for own_fonts_only in (True, False):
        try:
            return _set(values, own_fonts_only=own_fonts_only)
        except typst.TypstError as error:
            if _NO_LETTER not in str(error):
                raise
    return _set(_in_latin(values), own_fonts_only=True)


def rasters(pictures: tuple[Picture, ...]) -> tuple[bytes, ...]:
    """The pictures as PNG, in order, for what cannot hold SVG."""
    if not pictures:
        return ()
    source, values = _template("pictures.typ"), {"pictures": _json([one.svg for one in pictures])}
    drawn: bytes | list[bytes] = typst.compile(
        source,
        format="png",
        ppi=PIXELS_PER_INCH,
        sys_inputs=values,
        font_paths=_fonts(own_only=True),
    )
    return (drawn,) if isinstance(drawn, bytes) else tuple(drawn)


def _set(values: Any, *, own_fonts_only: bool) -> bytes:
    return typst.compile(
        _template("document.typ"),
        format="pdf",
        pdf_standards=[_STANDARD],
        sys_inputs={"document": _json(values)},
        font_paths=_fonts(own_only=own_fonts_only),
    )


@cache
def _fonts(*, own_only: bool) -> typst.Fonts:
    """The fonts that the package brings, and those of this machine. own_only: without the latter,
    so that the same document is the same bytes on any machine."""
    folder = resources.files("tallystick.report") / "fonts"
    with resources.as_file(folder) as path:
        return typst.Fonts(include_system_fonts=not own_only, font_paths=[path])


def _template(name: str) -> bytes:
    return (resources.files("tallystick.report") / "templates" / name).read_bytes()


def _json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False)


def _plain(value: Any, known: frozenset[str]) -> Any:
    """Blocks as plain values: each field by its name, `kind` among them."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(each, known) for each in value]
    if not is_dataclass(value):
        return value.isoformat() if hasattr(value, "isoformat") else value
    plain = {field.name: _plain(getattr(value, field.name), known) for field in fields(value)}
    if kind := getattr(value, "kind", ""):
        plain["kind"] = kind
    if isinstance(value, Table):
        plain |= {
            "widths": widths(value, bars=True),
            "sideways": value.sideways,
            "small": value.small,
        }
    if "to" in plain and plain["to"].startswith("#") and plain["to"][1:] not in known:
        plain["to"] = ""
    return plain


def _in_latin(values: Any) -> Any:
    if isinstance(values, str):
        return _BEYOND_LATIN.sub("?", values)
    if isinstance(values, list):
        return [_in_latin(each) for each in values]
    if isinstance(values, dict):
        return {key: _in_latin(each) for key, each in values.items()}
    return values
