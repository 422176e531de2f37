"""The descriptor that lies beside an exported table: a Frictionless Data Package, version 1.

Source: specs.frictionlessdata.io, "Data Package", "Tabular Data Package" and "Table Schema". Only a
CSV makes a package tabular; other forms are described by the plain profile with the same schema.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tallystick.engine.rows import FlatPaymentRow
from tallystick.engine.schema import Column, columns
from tallystick.example import is_invented
from tallystick.report.export.tally import Tally
from tallystick.words.council import Council

NAME = "tallystick-payments"
"""The name of every package that is written here."""

ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."
OPEN_GOVERNMENT_LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}

_EXPECTED = (
    "Expected, not checked: the Local Government Transparency Code 2015 recommends this licence to "
    "councils in England, and what stands beside the published files is not kept."
)
_UNKNOWN = "Not known: ask the publisher before you pass the lines on."
_INVENTED = "None needed: an invented council of Tallystick's example county."

_TYPES: Mapping[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    Decimal: "number",
    bool: "boolean",
    date: "date",
}
_CSV_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """A file as it lies there. tables: how many tables or sheets it holds."""

    name: str
    form: str
    bytes: int
    sha256: str
    tables: int


def describe(file: WrittenFile, tally: Tally, councils: Mapping[str, Council]) -> dict[str, Any]:
    """The descriptor as plain values. councils: code -> each council that is known."""
    sources = [_source(code, name, councils) for code, name in sorted(tally.publishers.items())]
    is_csv = file.form == "csv"
    package: dict[str, Any] = {
        "profile": "tabular-data-package" if is_csv else "data-package",
        "name": NAME,
        "title": "Payments that count",
        "description": (
            "Payments published by councils, one row a payment line, read by Tallystick. Lines of "
            "files that were corrected later are left out, and names of private persons."
        ),
    }
    # What the package holds of others may be passed on under the licence that is expected of them.
    if any(source.get("attribution") for source in sources):
        package["licenses"] = [OPEN_GOVERNMENT_LICENCE]
    if sources:
        package["sources"] = sources
    package["resources"] = [_resource(file, tally)]
    return package


def _resource(file: WrittenFile, tally: Tally) -> dict[str, Any]:
    is_csv = file.form == "csv"
    resource: dict[str, Any] = {
        "profile": "tabular-data-resource" if is_csv else "data-resource",
        "name": "payments",
        "path": file.name,
        "format": file.form,
        "mediatype": _MEDIA_TYPES[file.form],
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": tally.rows,
        "schema": {"fields": list(_fields(columns(FlatPaymentRow)))},
    }
    if is_csv:
        resource |= {"encoding": "utf-8", "dialect": _CSV_DIALECT}
    if file.form == "xlsx":
        numbers = range(2, file.tables + 1)
        resource["sheets"] = ["payments", *(f"payments_{number}" for number in numbers)]
    return resource


_MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _fields(row: Iterable[Column]) -> Iterable[dict[str, Any]]:
    for column in row:
        field: dict[str, Any] = {
            "name": column.name,
            "type": _TYPES[column.kind],
            "description": column.meaning,
        }
        if not column.is_nullable:
            field["constraints"] = {"required": True}
        yield field


def _source(code: str, name: str, councils: Mapping[str, Council]) -> dict[str, str]:
    """Who published, and on what terms as far as that is known."""
    source = {"title": name, "code": code}
    if is_invented(code):
        return source | {"licence": _INVENTED}
    council = councils.get(code)
    if council is None or council.nation != "England":
        return source | {"licence": _UNKNOWN}
    return source | {"attribution": ATTRIBUTION, "licence": _EXPECTED}
