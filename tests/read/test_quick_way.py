"""The quick way of cutting text into cells against the careful way, which defines what is right."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tallystick.read.amounts import read_amount, read_amounts, to_pence
from tallystick.read.blocks import block_of
from tallystick.read.delimited import Dialect, _quick_block, split_lines, split_rows

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
