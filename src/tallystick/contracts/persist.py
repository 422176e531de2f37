"""The contract registers in a store: their lines as read, with file and line. The function of each
contract is classified again on every request, so that it follows the current rules."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from itertools import groupby

import pyarrow as pa

from tallystick.contracts.register import ContractRegister, RegisterFile, RegisterLine, as_register
from tallystick.engine.asking import Answering, ask, table_of
from tallystick.engine.rows import RegisterLineRow
from tallystick.engine.schema import arrow_schema
from tallystick.engine.store import Store

_LINES = table_of(RegisterLineRow, "register_lines")
_NAMES = [field.name for field in fields(RegisterLine)]


def keep_registers(store: Store, registers: Sequence[RegisterFile]) -> None:
    """Store the registers, replacing those with the same paths or the same bytes.

    Nothing is written when the store already holds all of them unchanged.
    """
    if are_kept(store, registers):
        return
    paths = {str(each.path) for each in registers}
    sources = {each.source for each in registers}
    others = [
        asdict(row) for row in _rows(store) if row.path not in paths and row.source not in sources
    ]
    fresh = [
        {"source": each.source, "path": str(each.path), **asdict(line)}
        for each in registers
        for line in each.lines
    ]
    rows = pa.Table.from_pylist([*others, *fresh], schema=arrow_schema(RegisterLineRow))
    store.replace_rows("register_lines", rows)


def are_kept(store: Answering, registers: Sequence[RegisterFile]) -> bool:
    """True when the store keeps each of these registers with the bytes that it has now."""
    if not registers:
        return True
    kept = {(row.path, row.source) for row in _rows(store)}
    return all((str(each.path), each.source) in kept for each in registers)


def kept_registers(store: Answering) -> tuple[ContractRegister, ...]:
    """The registers that the store keeps, by path."""
    return tuple(
        as_register(path, [_line(row) for row in rows])
        for path, rows in groupby(_rows(store), key=lambda row: row.path)
    )


def _rows(store: Answering) -> list[RegisterLineRow]:
    return ask(store, _LINES.order_by("path", "line"), RegisterLineRow)


def _line(row: RegisterLineRow) -> RegisterLine:
    return RegisterLine(**{name: getattr(row, name) for name in _NAMES})
