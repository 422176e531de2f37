"""Contract registers, published or on our form, and the suppliers that they are with."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from tests.find.world import ASH, BECK, council

from tallystick.contracts.linked import link_contracts
from tallystick.contracts.register import ContractRegister, as_register, read_register
from tallystick.find.declared.forms import empty_forms
from tallystick.reference.councils import Councils, load_councils
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake

COUNCILS = Councils([council(ASH, "Ash"), council(BECK, "Beck")])
FORM = "council,supplier,title,description,start,end,latest end,annual value,total value"


def read(
    folder: Path, text: str, *, name: str = "register.csv", encoding: str = "utf-8"
) -> ContractRegister:
    """The register with this text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return as_register(str(path), read_register(path, councils=COUNCILS).lines)


def test_our_form_is_read_line_by_line(tmp_path: Path) -> None:
    register = read(
        tmp_path,
        f"{FORM}\n"
        "Ash Council,Quillworks Ltd,Software licences,,2024-04-01,31/03/2027,2029-03-31,12000,\n"
        f'{BECK},Tarn Ltd,Office cleaning,,01/04/2024,31/03/2028,,,"£40,000.00"\n'
        ",,,,,,,,\n"
        "Ash Council,,Nameless,,,,,,\n",
    )
    first, second = register.contracts
    assert (first.council, first.supplier, first.line) == (ASH, "Quillworks Ltd", 2)
    assert (first.start, first.end, first.latest_end) == (
        date(2024, 4, 1),
        date(2027, 3, 31),
        date(2029, 3, 31),
    )
    assert (first.pence_a_year, first.label, first.category) == (1_200_000, Label.IT, "software")
    assert (second.council, second.pence_a_year, second.latest_end) == (BECK, 1_000_000, None)
    assert second.category == "cleaning"
    assert (register.councils, register.skipped) == ({ASH, BECK}, (5,))


def test_a_published_register_is_read_by_its_own_headings(tmp_path: Path) -> None:
    register = read(
        tmp_path,
        "Contracts of the council,,,,\n"
        'Contract Title,"Contractor/\nProvider",Current end date,'
        '"Est Total Awarded Contract value £\'s (exc VAT)",Original Start/Commencement Date\n'
        'Software licences,"Quillworks\nLtd",31/12/2026," £24,000.00 ",01/01/2025\n'
        "Software,Tarn Ltd,Rolling,n/a,01/01/2025\n",
        name="ash-council-register-2026.csv",
        encoding="cp1252",
    )
    first, second = register.contracts
    assert (first.council, first.line, first.end) == (ASH, 4, date(2026, 12, 31))
    assert first.supplier == "Quillworks Ltd"
    assert first.pence_a_year == 1_200_822  # £24,000 over 730 of 365.25 days
    assert (second.end, second.pence_a_year, second.line) == (None, None, 6)
    assert register.without_end == 1


def test_a_private_person_is_never_named(tmp_path: Path) -> None:
    (only,) = read(
        tmp_path, f"{FORM}\n{ASH},Mr John Smith,Piano lessons by John Smith,,,,,,\n"
    ).contracts
    assert (only.supplier, only.title) == ("(a private person)", "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b,c\n1,2,3\n", "no header line names a supplier and a title."),
        ("", "no header line names a supplier and a title."),
        (f"{FORM}\nElm,Quill Ltd,Software,,,,,,\n", "line 2: no council is known as 'Elm'."),
        ("supplier,title\nQuill Ltd,Software\n", "line 2: nothing tells whose contract this is."),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_line(
    tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(UserMistake) as refused:
        read(tmp_path, text)
    assert refused.value.sentence.endswith(sentence)
    assert str(tmp_path / "register.csv") in refused.value.sentence


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match="cannot be opened"):
        read_register(tmp_path / "none.csv", councils=COUNCILS)


def test_a_contract_is_with_the_supplier_of_the_same_words(tmp_path: Path) -> None:
    register = read(
        tmp_path,
        f"{FORM}\n"
        f"{ASH},QUILLWORKS LIMITED,Software,,,,,,\n"
        f"{ASH},Holt Holdings t/a Tarn Systems,Software,,,,,,\n"
        f"{ASH},Quillworks Holdings,Software,,,,,,\n"
        f"{BECK},Quillworks,Software,,,,,,\n",
    )
    spellings = {
        "Quillworks Ltd": "other",
        "Quillworks (UK) Ltd": "quill",
        "Tarn Systems Ltd": "tarn",
    }
    linked = link_contracts(register.contracts, spellings, paid={(ASH, "quill"), (BECK, "other")})
    assert [each.supplier_id for each in linked.known] == ["quill", "tarn", "", "other"]
    assert linked.registered == {ASH, BECK}
    assert [one.line for one in linked.behind(ASH, "quill", label=Label.IT)] == [2]
    assert linked.behind(ASH, "", label=Label.IT) == ()


def test_the_empty_form_can_be_filled_in_and_read(tmp_path: Path) -> None:
    forms = empty_forms()
    (header,) = csv.reader(io.StringIO(forms["contracts.csv"]))
    about = list(csv.reader(io.StringIO(forms["contracts-columns.csv"])))
    assert [row[0] for row in about[1:]] == header
    filled = dict.fromkeys(header, "") | {
        "council": ASH,
        "supplier": "Quill Ltd",
        "title": "Software",
        "latest end": "2030-01-01",
        "end": "2027-01-01",
    }
    register = read(tmp_path, ",".join(header) + "\n" + ",".join(filled.values()) + "\n")
    assert register.contracts[0].latest_end == date(2030, 1, 1)


@pytest.mark.shared
def test_real_registers_are_read_whole(shared: Path) -> None:
    councils = load_councils()
    exeter, norfolk = (
        as_register(name, read_register(shared / "contracts" / name, councils=councils).lines)
        for name in ("exeter-register-2026-04.csv", "norfolk-register-2015.csv")
    )
    assert (exeter.councils, len(exeter.contracts), exeter.skipped) == ({"E07000041"}, 224, ())
    assert (norfolk.councils, len(norfolk.contracts)) == ({"E10000020"}, 5_729)
    for register in (exeter, norfolk):
        known = [each for each in register.contracts if each.end and each.start]
        assert sum(each.end > each.start for each in known if each.end and each.start) > 0.95 * len(
            known
        )


def test_codes_and_company_numbers_of_a_register_are_used(tmp_path: Path) -> None:
    register = read(
        tmp_path,
        "council,supplier,title,CPV code(s),Company Reg No\n"
        f'{ASH},Fern and Vale Ltd,Framework call-off 12,"90911200, 98000000-3",05512051\n'
        f"{ASH},Tarn Ltd,Framework call-off 13,,\n"
        f"{ASH},John Smith,Framework call-off 14,48000000-8,1234567\n",
    )
    first, second, third = register.contracts
    assert (first.label, first.category) == (Label.PROPERTY, "cleaning")
    assert (first.company_number, second.company_number) == ("05512051", "")
    assert (second.label, second.category) == (Label.UNKNOWN, "")
    # a firm that is named like a person is still a firm
    assert (third.supplier, third.title, third.company_number) == (
        "John Smith",
        "Framework call-off 14",
        "01234567",
    )


def test_a_title_that_only_leans_to_a_function_gives_none(tmp_path: Path) -> None:
    (only,) = read(tmp_path, f"{FORM}\n{ASH},Tarn Ltd,Equipment for the depot,,,,,,\n").contracts
    assert (only.label, only.category) == (Label.UNKNOWN, "")


def test_a_company_number_joins_what_two_names_do_not(tmp_path: Path) -> None:
    register = read(
        tmp_path,
        "council,supplier,title,company number\n"
        f"{ASH},Fern and Vale Ltd,Cleaning of offices,05512051\n"
        f"{BECK},F&V Cleaning Division,Cleaning of schools,5512051\n"
        f"{BECK},Tarn Cleaning Division,Cleaning of halls,\n",
    )
    linked = link_contracts(
        register.contracts, {"Fern & Vale": "s-1"}, paid={(ASH, "s-1"), (BECK, "s-1")}
    )
    assert [each.supplier_id for each in linked.known] == ["s-1", "s-1", ""]


def test_a_register_in_a_workbook_is_read_as_in_csv(tmp_path: Path) -> None:
    rows = [
        ["Register of Ash", None, None, None],
        ["council", "supplier", "title", "end", "annual value"],
        ["Ash Council", "Quillworks Ltd", "Software licences", date(2027, 3, 31), 12_000],
        ["Ash Council", "Tarn Ltd", "Office cleaning", "31/03/2028", "40,000.50"],
        ["Ash Council", None, "Nameless", None, None],
    ]
    with xlsxwriter.Workbook(tmp_path / "register.xlsx") as book:
        book.add_worksheet("Notes").write(0, 0, "What the columns mean")
        sheet = book.add_worksheet("Contracts")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(place, column, value, day if isinstance(value, date) else None)
    read_from = tmp_path / "register.xlsx"
    register = as_register("register.xlsx", read_register(read_from, councils=COUNCILS).lines)
    assert [
        (one.council, one.supplier, one.line, one.end, one.pence_a_year)
        for one in register.contracts
    ] == [
        (ASH, "Quillworks Ltd", 3, date(2027, 3, 31), 1_200_000),
        (ASH, "Tarn Ltd", 4, date(2028, 3, 31), 4_000_050),
    ]
    assert register.skipped == (5,)
