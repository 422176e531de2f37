"""Columns of cells: blanks, dictionaries, slices and texts of more than one byte a character."""

import pyarrow as pa
import pytest

from tallystick.read.columns.cells import (
    Cells,
    Mask,
    Words,
    are_filled,
    as_mask,
    coded,
    each_distinct,
    first_bytes,
    said,
    spelt_out,
    trimmed,
    without,
)

TEXTS = ["Tern", "", " ", "\u00a0", "é", " Heron ", "Tern", "\tx", "-"]
"""The second to fourth are blank: nothing, a space and one that does not break."""
FILLED = [True, False, False, False, True, True, True, True, True]


def column(texts: list[str]) -> pa.StringArray:
    return pa.array(texts, pa.string())


def ways(texts: list[str]) -> list[Cells]:
    """The same column plain, encoded, and as a slice from the middle of a longer one."""
    longer = column(["before", *texts, "after"])
    return [column(texts), column(texts).dictionary_encode(), longer.slice(1, len(texts))]


def test_a_column_is_the_same_coded_and_spelt_out() -> None:
    for cells in ways(TEXTS):
        assert isinstance(coded(cells), pa.DictionaryArray)
        assert coded(cells).to_pylist() == TEXTS
        assert spelt_out(cells).type == pa.string()
        assert spelt_out(cells).to_pylist() == TEXTS


def test_what_is_coded_stays_as_it_is() -> None:
    cells = column(TEXTS)
    assert spelt_out(cells) is cells
    encoded = cells.dictionary_encode()
    assert coded(encoded) is encoded
    assert coded(encoded).dictionary.to_pylist() == list(dict.fromkeys(TEXTS))


def test_each_distinct_cell_is_read_once() -> None:
    for cells in ways(["b", "a", "b", "b"]):
        met: list[str] = []

        def read(cell: str, met: list[str] = met) -> int:
            met.append(cell)
            return ord(cell)

        found = each_distinct(cells, read, pa.int64())
        assert (found.to_pylist(), found.type) == ([98, 97, 98, 98], pa.int64())
        assert sorted(met) == ["a", "b"]


def test_a_mask_is_its_own_copy() -> None:
    flags = pa.array([True, False, True])
    mask = as_mask(flags)
    assert mask.tolist() == [True, False, True]
    mask[0] = False
    assert flags.to_pylist() == [True, False, True]


def test_the_first_byte_of_each_cell() -> None:
    """é is the two bytes C3 A9."""
    for cells in (column(["Tern", "é", "x"]), column(["a", "Tern", "é", "x", "b"]).slice(1, 3)):
        assert first_bytes(cells).tolist() == [ord("T"), 0xC3, ord("x")]


def test_no_bytes_at_all_are_no_trouble() -> None:
    for cells in (column([]), column(["", ""]), pa.array([None, None], pa.string())):
        assert first_bytes(cells).size == len(cells)
        assert are_filled(cells).tolist() == [False] * len(cells)
        assert trimmed(cells).to_pylist() == cells.to_pylist()


def test_which_cells_hold_more_than_blanks() -> None:
    for cells in ways(TEXTS):
        assert are_filled(cells).tolist() == FILLED


@pytest.mark.parametrize("text", ["!", "~", "\x7f", "é", "Tern", "-"])
def test_what_is_no_blank_fills_a_cell(text: str) -> None:
    assert are_filled(column([text, f" {text}"])).tolist() == [True, True]


def test_blanks_around_a_cell_are_taken_off() -> None:
    bare = ["Tern", "", "", "", "é", "Heron", "Tern", "x", "-"]
    for cells in (column(TEXTS), column(["before", *TEXTS, "after "]).slice(1, len(TEXTS))):
        assert trimmed(cells).to_pylist() == bare
    for texts in (["Tern", "x "], [" x", "Tern"], ["x\u00a0"], ["\u00a0x"]):
        assert trimmed(column(texts)).to_pylist() == [text.strip() for text in texts]


def test_a_column_without_blanks_is_not_copied() -> None:
    cells = column(["Tern", "!", "~", "(5)"])
    assert trimmed(cells) is cells


def mask(*places: int, of: int) -> Mask:
    return as_mask(pa.array([place in places for place in range(of)]))


def test_chosen_cells_become_null_and_what_was_null_stays_so() -> None:
    plain = column(["a", "b", "c", "d"])
    for cells in (plain, column(["x", "a", "b", "c", "d", "y"]).slice(1, 4)):
        found = without(cells, mask(0, 2, of=4))
        assert found.to_pylist() == [None, "b", None, "d"]
        assert found.null_count == 2
        found.validate(full=True)
        again = without(found, mask(1, 2, of=4))
        assert (again.to_pylist(), again.null_count) == ([None, None, None, "d"], 3)
    assert plain.to_pylist() == ["a", "b", "c", "d"]
    assert without(plain, mask(of=4)) is plain


def test_more_cells_than_eight() -> None:
    """The bits of the nulls are in bytes of eight, the first cell in the lowest."""
    found = without(column(list("abcdefghij")), mask(0, 9, of=10))
    assert found.to_pylist() == [None, *"bcdefghi", None]


def is_dash(texts: pa.StringArray) -> Mask:
    return as_mask(pa.array([text in ("-", "") for text in texts.to_pylist()]))


def test_what_has_no_meaning_is_null_and_the_rest_is_trimmed() -> None:
    meant = ["Tern", None, None, None, "é", "Heron", "Tern", "x", None]
    for cells in ways(TEXTS):
        found = said(cells, is_dash)
        assert found.to_pylist() == meant
        assert isinstance(found, pa.DictionaryArray) is isinstance(cells, pa.DictionaryArray)


def test_coded_cells_that_all_have_a_meaning_are_left_alone() -> None:
    cells = column(["Tern", "Heron", "Tern"]).dictionary_encode()
    assert said(cells, is_dash) is cells


def test_two_spellings_of_one_text_become_one() -> None:
    found = said(column(["Tern", "Tern ", "Heron"]).dictionary_encode(), is_dash)
    assert found.to_pylist() == ["Tern", "Tern", "Heron"]
    assert found.dictionary.to_pylist() == ["Tern", "Heron"]


def test_only_whole_words_are_found_and_empty_cells() -> None:
    texts = ["nil", "", "nils", "ni", "Nil", "n/a", "none", "x", "nil"]
    found = [True, True, False, False, False, True, False, False, True]
    words = Words("nil", "n/a", "")
    for cells in (column(texts), column(["z", *texts, "nil"]).slice(1, len(texts))):
        assert words.are(cells).tolist() == found
    assert words.are(column(["x", "y"])).tolist() == [False, False]


def test_every_length_of_word_is_found() -> None:
    assert Words("a", "abc").are(column(["a", "ab", "abc", "abcd"])).tolist() == [
        True,
        False,
        True,
        False,
    ]
