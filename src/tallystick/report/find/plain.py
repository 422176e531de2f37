"""Findings as plain values, for JSON: whole pence, ISO dates, councils by code."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tallystick.find.findings import Findings
from tallystick.words.council import Council
from tallystick.words.period import Month
from tallystick.words.remarks import CouncilNames, Remark, say


def as_plain(findings: Findings) -> dict[str, Any]:
    """Every field of the findings, named as in find/findings.py.

    Pence are whole numbers, rates strings of exact decimals, shares numbers to six places, months
    'YYYY-MM', remarks their sentences. A council is its code; `councils` lists code, name and kind
    of each once.
    """
    plain: dict[str, Any] = _plain(findings, findings.names)
    del plain["others"]  # only what their remarks call them, and that is said
    plain["councils"] = [
        {"code": each.council.code, "name": each.council.name, "kind": str(each.council.kind)}
        for each in findings.coverage
    ]
    return plain


def _plain(value: Any, names: CouncilNames) -> Any:
    match value:
        case Remark():
            return say(value, names)
        case Council():
            return value.code
        case Month() | Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case Fraction():
            return round(float(value), 6)
        case tuple() | list():
            return [_plain(each, names) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name), names) for field in fields(value)}
    return value
