"""The quick ways of reading against the careful one, which defines what is right."""

from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.engine.schema import REJECTS
from tallystick.read import read_file
from tallystick.read.columns import signs
from tallystick.read.columns.amounts import AmountColumn, read_amount, read_amounts, to_pence
from tallystick.read.files import delimited
from tallystick.read.files.blocks import block_of
from tallystick.read.files.delimited import Dialect, _quick_block, blocks, split_lines, split_rows
from tallystick.read.files.paths import find_files
from tallystick.read.tables import payments
from tallystick.words.mistakes import UserMistake

_CELLS = st.text(alphabet="ab,\"£ '\n\r0-.", max_size=6)


def _written(cell: str, quoted: bool) -> str:
    inner = cell.replace('"', '""')
    return f'"{inner}"' if quoted or any(c in cell for c in ',"\n\r') else cell


@given(
    st.lists(
        st.lists(st.tuples(_CELLS, st.booleans()), min_size=2, max_size=4), min_size=1, max_size=6
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_the_quick_way_never_differs_from_the_careful_way(
    rows: list[list[tuple[str, bool]]], end: str
) -> None:
    text = "".join(",".join(_written(*cell) for cell in row) + end for row in rows)
    _compare(text, len(rows[0]))


@given(st.text(alphabet='ab,"\n\r', min_size=1, max_size=30), st.integers(2, 4))
def test_nor_on_any_text_at_all(text: str, width: int) -> None:
    _compare(text, width)


def _compare(text: str, width: int) -> None:
    quick = _quick_block(text.encode(), Dialect(",", width), 1, width=width, used={1: True})
    if quick is not None:
        careful = block_of(split_rows(split_lines(text), 1, ","), width)
        assert [c.to_pylist() for c in quick.columns] == [c.to_pylist() for c in careful.columns]
        assert quick.lines.to_pylist() == careful.lines.to_pylist()


_FIGURES = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**11), max_value=10**11).map(
        str
    ),
    st.from_regex(r"[-(£ ]{0,2}[0-9,]{1,9}(\.[0-9]{0,4})?( ?CR|-|\))?", fullmatch=True),
)


@given(st.lists(_FIGURES, max_size=20))
def test_a_column_of_amounts_is_read_as_its_cells_are(cells: list[str]) -> None:
    column = read_amounts(pa.array(cells, pa.string()))
    expected = [to_pence(a.pounds) if (a := read_amount(cell)) else None for cell in cells]
    assert column.pence.to_pylist() == expected


@given(st.lists(_FIGURES, max_size=20))
def test_what_rounding_took_is_exact(cells: list[str]) -> None:
    column = read_amounts(pa.array(cells, pa.string()))
    exact = sum(Fraction(a.pounds) * 100 for cell in cells if (a := read_amount(cell)))
    found = Fraction(column.exact_pence(pa.array([True] * len(cells), pa.bool_())))
    assert abs(found - exact) < Fraction(1, 10**12)


_LINES = st.text(alphabet='ab,"\n\r', min_size=1, max_size=40)


@given(st.lists(_LINES, min_size=1, max_size=6), st.integers(2, 4))
def test_it_does_not_matter_where_a_text_is_cut(pieces: list[str], width: int) -> None:
    texts = [f"{piece}\n" for piece in pieces]
    cut = blocks(
        [text.encode() for text in texts],
        Dialect(",", width),
        width=width,
        used={0: True, 1: False},
        mend=lambda rows: rows,
    )
    found = [
        (block.lines[i].as_py(), block.cells(i), block.raw(i))
        for block, _last in cut
        for i in range(len(block))
    ]
    whole = split_rows(split_lines("".join(texts)), 1, ",")
    careful = block_of(whole, width)
    assert found == [(row.line, careful.cells(i), row.raw) for i, row in enumerate(whole)]


@given(_LINES)
def test_lines_cut_at_once_are_what_they_are_one_by_one(text: str) -> None:
    lines = split_lines(text)
    at_once = delimited._all_single(lines, ",")
    if at_once is not None:
        found = [delimited._record(lines, at, ",") for at in range(len(lines))]
        assert found == [(1, cells, "") for cells in at_once]


def _one_by_one(cells: pa.StringArray) -> AmountColumn:
    odd = {i: a for i, cell in enumerate(cells.to_pylist()) if (a := read_amount(cell))}
    pence = [to_pence(odd[i].pounds) if i in odd else None for i in range(len(cells))]
    return AmountColumn(pa.array(pence, pa.int64()), odd)


def _outcome(path: Path) -> tuple[object, ...]:
    """All that comes of reading a file, or why it is refused."""
    paid: list[pa.Table] = []
    rejects: list[pa.Table] = []

    def sink(some_payments: pa.Table, some_rejects: pa.Table) -> None:
        paid.append(some_payments)
        rejects.append(some_rejects)

    try:
        record = read_file(path, councils=None, council="X", sink=sink)
    except UserMistake as mistake:
        return (str(mistake),)
    spelt = {field.name: _spelt(field.type) for field in paid[0].schema}
    lines = pa.concat_tables(paid).cast(pa.schema(list(spelt.items()))).combine_chunks()
    # A total is told from a subtotal by whether payments follow in its block, and blocks differ.
    kept = pa.concat_tables(rejects).cast(REJECTS).select(["sheet", "line", "raw"]).combine_chunks()
    told = record.as_json()
    for varying in ("reject_reasons", "tables"):
        del told[varying]
    return lines, kept, told


def _spelt(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


@pytest.mark.shared
def test_real_files_are_read_alike_both_ways(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [
        path
        for path in find_files([shared / "published", shared / "truth" / "read"])
        if path.suffix != ".zip"  # half a million lines more of the kind of Trafford's other file
    ]
    quick = [_outcome(path) for path in files]
    monkeypatch.setattr(delimited, "_quick_block", lambda *_, **__: None)
    monkeypatch.setattr(delimited, "_all_single", lambda *_: None)
    for module in (signs, payments):
        monkeypatch.setattr(module, "read_amounts", _one_by_one)
    differing = [
        path.name for path, found in zip(files, quick, strict=True) if found != _outcome(path)
    ]
    assert differing == []
    assert len(files) > 90
