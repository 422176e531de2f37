"""Writes an OpenDocument spreadsheet: a zip of three small texts (OASIS OpenDocument 1.2)."""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from tallystick.example.write.archive import write_zip
from tallystick.example.write.cells import Cell, Grid

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def write_ods(sheets: dict[str, Grid]) -> bytes:
    """A workbook of the named sheets."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_row, grid))}</table:table>"
        for name, grid in sheets.items()
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
        f' xmlns:office="{_OFFICE}" xmlns:table="{_TABLE}" xmlns:text="{_TEXT}">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return write_zip(
        {
            "mimetype": _MIME.encode(),  # the format wants it first, and not compressed
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        },
        stored=("mimetype",),
    )


def _row(row: Sequence[Cell]) -> str:
    # A row without cells is not valid; one empty cell keeps the rows below in their places.
    return f"<table:table-row>{''.join(map(_cell, row or ('',)))}</table:table-row>"


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        shown = f"{cell:%d/%m/%Y}"
    elif isinstance(cell, str):
        kind, shown = 'office:value-type="string"', cell
    else:
        kind, shown = f'office:value-type="float" office:value="{cell}"', f"{cell}"
    return f"<table:table-cell {kind}><text:p>{escape(shown)}</text:p></table:table-cell>"
