"""Ledger extracts in the forms that ledgers write."""

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tallystick.ledger import tables
from tallystick.ledger.extract import Extract, read_extract
from tallystick.words.mistakes import UserMistake

OURS = "line,posted_on,cost_centre,account,text,pounds\n"


def read(folder: Path, text: str | bytes) -> Extract:
    path = folder / "ledger.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_extract(path)


def rows(extract: Extract) -> list[tuple[int, str, str, str, int]]:
    return [
        (
            int(extract.lines[at]),
            extract.centres[extract.centre_of[at]],
            extract.accounts[extract.account_of[at]],
            str(extract.texts[at]),
            int(extract.pence[at]),
        )
        for at in range(len(extract))
    ]


def test_our_own_form(tmp_path: Path) -> None:
    extract = read(tmp_path, "\ufeff" + OURS + "2,2026-10-28,42001,1010,Salaries,-7500.00\n")
    assert rows(extract) == [(2, "42001", "1010", "Salaries", -750000)]
    assert extract.total == -750000 and extract.days.tolist() == [739917]


@pytest.mark.parametrize(
    "header",
    [
        "Posting Date,Cost Centre,GL Account,Narrative,Amount",
        "Date Posted,Cost Centre Code,Subjective Code,Description,Net Amount",
        "Transaction Date,CC,Nominal Code,Line Description,Actual",
        "budat,Cost Ctr,hkont,Text,dmbtr",
    ],
)
def test_headers_of_other_ledgers(tmp_path: Path, header: str) -> None:
    extract = read(tmp_path, f'{header}\n28/10/2026,42001,1010,Salaries,"1,250.50"\n')
    assert rows(extract) == [(2, "42001", "1010", "Salaries", 125050)]


def test_debits_and_credits(tmp_path: Path) -> None:
    text = (
        "GL date;Cost centre;Account;Debit;Credit\n1 Oct 2026;1;2;10.00;\n2 Oct 2026;1;2;;£4.50\n"
    )
    assert [row[-1] for row in rows(read(tmp_path, text))] == [1000, -450]


def test_a_line_without_debit_and_credit(tmp_path: Path) -> None:
    text = "GL date,Cost centre,Account,Debit,Credit\n2026-10-01,1,2,1.00,\n2026-10-01,1,2,,\n"
    with pytest.raises(UserMistake, match=r"ledger.csv, line 3, Debit: '' is not an amount"):
        read(tmp_path, text)


def test_a_title_above_the_header_and_blank_lines(tmp_path: Path) -> None:
    text = f"Extract of October\n\n{OURS}9,2026-10-01,1,2,,1.00\n\n9,2026-10-02,1,2,,(2.00)\n"
    assert [(row[0], row[-1]) for row in rows(read(tmp_path, text))] == [(4, 100), (6, -200)]


def test_a_text_over_two_lines_moves_the_lines_below(tmp_path: Path) -> None:
    text = OURS + '2,2026-10-01,1,2,"over\ntwo",1.00\n4,2026-10-01,1,2,x,2.00\n'
    assert [(row[0], row[3]) for row in rows(read(tmp_path, text))] == [(2, "over\ntwo"), (4, "x")]


def test_line_ends_of_windows_and_a_line_of_commas(tmp_path: Path) -> None:
    text = (OURS + "2,2026-10-01,1,2,x,1.00\n,,,,,\n4,2026-10-01,1,2,x,2.00").replace("\n", "\r\n")
    assert [row[0] for row in rows(read(tmp_path, text))] == [2, 4]


def test_short_and_long_rows(tmp_path: Path) -> None:
    head = OURS.replace(",text,pounds", ",pounds,text")
    assert rows(read(tmp_path, head + "2,2026-10-01,1,2,1.00\n"))[0][3] == ""
    with pytest.raises(UserMistake, match=r"ledger.csv, line 2: it has more cells than the header"):
        read(tmp_path, OURS + "2,2026-10-01,1,2,a, b,1.00\n")


def test_the_letters_of_windows(tmp_path: Path) -> None:
    extract = read(tmp_path, (OURS + "2,2026-10-01,1,2,Café,1.00\n").encode("cp1252"))
    assert rows(extract)[0][3] == "Café"


def test_a_table_without_a_text(tmp_path: Path) -> None:
    extract = read(tmp_path, "posted_on,cost_centre,account,pounds\n2026-10-01,1,2,1.00\n")
    assert rows(extract)[0][3] == ""


def workbook(path: Path, cells: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("About").write(0, 0, "Extract")
        sheet = book.add_worksheet("Lines")
        for at, row in enumerate(cells):
            sheet.write_row(at + 1, 0, row)
    return path


def test_a_workbook(tmp_path: Path) -> None:
    head = ["Posting date", "Cost centre", "Account", "Narrative", "Amount"]
    path = workbook(tmp_path / "l.xlsx", [head, ["2026-10-01", 42001, 1010, "Pay", 7500.5]])
    assert rows(read_extract(path)) == [(3, "42001", "1010", "Pay", 750050)]


def test_what_is_no_ledger(tmp_path: Path) -> None:
    for text in ("a,b\n1,2\n", "", "posted_on,cost_centre,account\n2026-10-01,1,2\n", 'a,"b\n'):
        with pytest.raises(
            UserMistake, match="names the columns posted_on, cost_centre, account, p"
        ):
            read(tmp_path, text)
    with pytest.raises(UserMistake, match="no line among its first"):
        read_extract(workbook(tmp_path / "l.xlsx", [["a"]]))
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UserMistake, match=r"bad.xlsx cannot be read as a workbook"):
        read_extract(tmp_path / "bad.xlsx")
    with pytest.raises(UserMistake, match=r"none.csv is not there"):
        read_extract(tmp_path / "none.csv")
    with pytest.raises(UserMistake, match="holds no ledger line"):
        read(tmp_path, OURS)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("€5.00", "is not in pounds"),
        ("999999999999.00", "larger than any"),
        ("(0.001)", "not whole pence"),
    ],
)
def test_amounts_that_no_ledger_of_ours_holds(tmp_path: Path, cell: str, said: str) -> None:
    with pytest.raises(UserMistake, match=said):
        read(tmp_path, OURS + f"2,2026-10-01,1,2,x,{cell}\n" * 100)


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00", exclude_categories=("Cs", "Cc")), max_size=6)  # fmt: skip  # noqa: E501


@given(st.lists(st.tuples(cells, st.integers(-(10**9), 10**9)), min_size=1, max_size=20))
def test_the_quick_way_reads_as_the_careful_one(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("same")
    quoted = [text.replace('"', '""') for text, _pence in told]
    text = OURS + "".join(
        f'2,2026-10-01,1,2,"{cell}",{"-" * (pence < 0)}{abs(pence) // 100}.{abs(pence) % 100:02}\n'
        for cell, (_text, pence) in zip(quoted, told, strict=True)
    )
    quick = rows(read(folder, text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "_quick", lambda *_given: None)
        assert rows(read(folder, text)) == quick
    assert [row[-1] for row in quick] == [pence for _text, pence in told]
