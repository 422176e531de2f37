"""Outside engine/ nobody writes SQL or runs a query of their own: rooms ask engine/questions."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tallystick

HOUSE = Path(tallystick.__file__).parent
SQL = re.compile(
    r"\b(select\b.+\bfrom\b|insert\s+(or\s+\w+\s+)?into\b|delete\s+from\b|update\b.+\bset\b"
    r"|(create|drop|alter)\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view)\b)",
    re.IGNORECASE | re.DOTALL,
)
QUERIES = frozenset({"rows", "execute", "sql"})
"""Methods that run SQL, and are nothing else in this house."""


def slips(source: str) -> Iterator[tuple[int, str]]:
    """(line, what) of each SQL text and each query in a module. Docstrings are prose."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in prose and SQL.search(node.value):
                yield node.lineno, "SQL"
        elif isinstance(node, ast.Call):
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if method in QUERIES:
                yield node.lineno, f".{method}("


def test_no_room_but_engine_holds_sql_or_runs_a_query() -> None:
    outside = [file for file in sorted(HOUSE.rglob("*.py")) if HOUSE / "engine" not in file.parents]
    assert len(outside) > 100
    found = [
        f"{file.relative_to(HOUSE)}:{line}: {what}"
        for file in outside
        for line, what in slips(file.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ('store.table("select 1 as one\\nfrom payments")', "SQL"),
        ('ASKED = f"insert or replace into {name} values (1)"', "SQL"),
        ('X = "create or replace temp table t as " + body', "SQL"),
        ('X = "drop view t"', "SQL"),
        ("store.rows(question)", ".rows("),
        ("connection.execute(statement)", ".execute("),
    ],
)
def test_a_planted_slip_is_found(source: str, what: str) -> None:
    assert [found for _line, found in slips(source)] == [what]


@pytest.mark.parametrize(
    "source",
    ['"""Select what you want from the list."""', 'X = "Select a council, or all"', "view.rows"],
)
def test_prose_is_left_alone(source: str) -> None:
    assert list(slips(source)) == []
