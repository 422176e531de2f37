"""A run as JSON: run.json of its folder, and what --json prints.

A line's sources may be many: half a million ledger lines stand under each of twelve councils. So
the text of a pool's sources is made once and written as often as it is needed.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tallystick.run.recharge.bill import Run
from tallystick.run.recharge.lines import Charge, Tested
from tallystick.words.share import Shares


def as_plain(run: Run) -> dict[str, Any]:
    """The run as plain values."""
    plain: dict[str, Any] = json.loads("".join(json_pieces(run)))
    return plain


def json_pieces(run: Run) -> Iterator[str]:
    """The run as JSON text in pieces: the same run, the same text."""
    head: dict[str, Any] = {"period": str(run.period), "pools": dict(run.charged.pools)}
    yield json.dumps(head)[:-1] + ', "lines": ['
    yield from _lines(run)
    yield "], " + json.dumps(_tail(run))[1:] + "\n"


def _tail(run: Run) -> dict[str, Any]:
    extract = run.extract
    return {
        "totals": run.charged.totals,
        "total_pence": run.total,
        "balance": dict(run.charged.balance),
        "tolerance": [_tested(each) for each in run.charged.tolerance],
        "billed": dict(run.billed),
        "true_up": dict(run.true_up),
        "unmapped": [
            {"file": extract.file, "line": line, "pence": pence}
            for line, pence in zip(
                extract.lines[run.drawn.unmapped].tolist(),
                extract.pence[run.drawn.unmapped].tolist(),
                strict=True,
            )
        ],
        "ledger_pence": extract.total,
        "inputs": {
            name: {"file": each.file, "sha256": each.sha256}
            for name, each in (
                ("agreement", run.agreed),
                ("ledger", extract),
                ("volumes", run.volumes),
            )
        },
    }


def _lines(run: Run) -> Iterator[str]:
    """The lines, each with its sources after its other fields."""
    pool, sources, between = None, "", "\n"
    for line in run.charged.lines:
        if line.pool != pool:  # lines stand in the order of their pools
            pool = line.pool
            sources = _sources(run.extract, run.under[pool].tolist())
        told = json.dumps(plain_line(line))[:-1]
        volumes = _sources(run.volumes, [each.line for each in line.volumes])
        yield f'{between}{told}, "sources": ['
        yield sources
        yield (", " if sources and volumes else "") + volumes + "]}"
        between = ",\n"


def _sources(file: Any, lines: list[int]) -> str:
    """Sources in one text without its brackets. file: has a name `file` and a `sha256`."""
    if not lines:
        return ""
    opening = json.dumps({"file": file.file, "sha256": file.sha256})[:-1]
    opening += ', "line": '
    return opening + ("}, " + opening).join(map(str, lines)) + "}"


def plain_line(line: Charge) -> dict[str, Any]:
    """A line without its sources."""
    told: dict[str, Any] = {
        "council": line.council,
        "service": line.service,
        "pool": line.pool,
        "basis": line.basis,
        "driver": plain_number(line.driver),
        "driver_total": plain_number(line.driver_total),
        "share": str(line.share),
        "pence": line.pence,
        "vat": str(line.vat),
        "rule_version": line.versions[-1],
    }
    if len(line.versions) > 1:
        told["rule_versions"] = list(line.versions)
    if line.price is not None:
        told["price_pence"] = plain_number(line.price)
    return told


def plain_number(number: Fraction) -> int | float | str:
    """A number as JSON has it: whole, with decimals where no digit is lost, else as a text."""
    if number.denominator == 1:
        return number.numerator
    shown = float(number)
    return shown if Fraction(Decimal(repr(shown))) == number else str(number)


def _tested(tested: Tested) -> dict[str, Any]:
    return {
        "service": tested.service,
        "estimate": _shares(tested.estimate),
        "period": _shares(tested.period),
        "used": _shares(tested.used),
        "moved": tested.moved,
        "rule_version": tested.version,
    }


def _shares(shares: Shares) -> dict[str, str]:
    return {code: str(part) for code, part in shares.items()}
