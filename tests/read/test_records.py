"""The splitter that the tests of damaged files trust, held against records cut by eye."""

import pytest
from tests.read.records import records


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", []),
        ("a,b", [(1, "a,b")]),
        ("a\nb\r\nc\rd\n", [(1, "a"), (2, "b"), (3, "c"), (4, "d")]),
        ("a\n\nb", [(1, "a"), (2, ""), (3, "b")]),
        ('"a\nb",c\nd', [(1, '"a\nb",c'), (3, "d")]),
        ('x,"a\nb",c\nd', [(1, 'x,"a\nb",c'), (3, "d")]),
        ('"a""\nb"\nd', [(1, '"a""\nb"'), (3, "d")]),  # two marks are one within a cell
        ('a "b\nc" d', [(1, 'a "b'), (2, 'c" d')]),  # a mark within a cell opens nothing
        ('"The "Old" Mill",5\nd', [(1, '"The "Old" Mill",5'), (2, "d")]),
        ('"a\nb\nc', [(1, '"a'), (2, "b"), (3, "c")]),  # never closed: a stray mark
        ('"a"\n"b\nc"', [(1, '"a"'), (2, '"b\nc"')]),
    ],
)
def test_records_cut_by_eye(text: str, cut: list[tuple[int, str]]) -> None:
    assert list(records(text, ",")) == cut


@pytest.mark.parametrize(("lines", "first"), [(60, 60), (61, 1)])
def test_a_cell_runs_over_sixty_lines_and_no_more(lines: int, first: int) -> None:
    found = list(records('"' + "\n" * (lines - 1) + '"\nlast', ","))
    assert found[0][1].count("\n") + 1 == first
    assert found[-1] == (lines + 1, "last")
