"""One quirk of published files at a time, on files small enough to check by hand."""

import gzip
import io
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from tests.read.files import HEADER, LINES, PENCE, Read, read, read_bytes, read_lines

from tallystick.read import Corrections
from tallystick.words.mistakes import UserMistake
from tallystick.words.roles import Role

NAMES = ["Oakrise Homecare Ltd", "Pennyweight Pay Services", "Dunnock IT Services Ltd"]
DAYS = ["2023-04-03", "2023-04-14", "2023-04-28"]


def is_right(found: Read) -> bool:
    """True when the three payments of LINES came out whole."""
    return found.pence == PENCE and found.suppliers == NAMES and found.days == DAYS


def test_a_plain_file(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, *LINES)
    assert is_right(found)
    assert found.lines == [2, 3, 4]
    assert found.reasons == [(1, "header")]
    assert found.columns == {
        "amount": "Net Amount",
        "department": "Department",
        "description": "Expense Type",
        "net": "Net Amount",
        "paid_on": "Payment Date",
        "supplier": "Supplier Name",
        "transaction_ref": "Transaction Number",
    }
    json = found.record.as_json()
    assert (json["total_pence"], json["lines_with_date"], json["format"]) == (152525, 3, "csv")
    assert (json["encoding"], json["first_paid_on"], json["last_paid_on"]) == (
        "ascii",
        "2023-04-03",
        "2023-04-28",
    )
    table = json["tables"][0]  # type: ignore[index]
    assert (table["sheet"], table["header_line"], table["amount_basis"]) == ("", 1, "net")
    assert (table["date_format"], table["sign_convention"]) == ("%d/%m/%Y", "minus")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    assert is_right(read_lines(tmp_path, *(t.replace(",", delimiter) for t in (HEADER, *LINES))))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends(tmp_path: Path, end: str) -> None:
    found = read_lines(tmp_path, HEADER, *LINES, end=end)
    assert is_right(found)
    assert found.lines == [2, 3, 4]


def test_mixed_line_ends(tmp_path: Path) -> None:
    content = f"{HEADER}\r\n{LINES[0]}\n{LINES[1]}\r{LINES[2]}".encode()
    found = read_bytes(tmp_path, content)
    assert is_right(found)
    assert found.lines == [2, 3, 4]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8-sig", "utf-8 (BOM)"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("cp1252", "cp1252"),
        ("cp850", "cp850"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, named: str) -> None:
    lines = [line.replace(",1200.50", ",£1200.50") for line in LINES]
    found = read_bytes(tmp_path, "\n".join((HEADER, *lines)).encode(encoding))
    assert is_right(found)
    assert found.record.encoding == named


def test_a_line_in_another_encoding(tmp_path: Path) -> None:
    head = "\n".join((HEADER, LINES[0], LINES[1].replace("Pay", "Päy"), "")).encode("utf-8")
    found = read_bytes(tmp_path, head + LINES[2].replace("IT", "Ît").encode("cp1252"))
    assert found.suppliers[1:] == ["Pennyweight Päy Services", "Dunnock Ît Services Ltd"]
    assert "mixed_encoding" in found.codes


def test_preamble_blank_lines_and_footer(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        "Payments over £500",
        "",
        "April 2023",
        HEADER,
        *LINES,
        ",,,,,",
        "Published under OGL",
    )
    assert is_right(found)
    assert found.lines == [5, 6, 7]
    assert found.reasons == [(1, "preamble"), (3, "preamble"), (4, "header"), (9, "footer")]
    assert found.record.blank_lines == 2
    assert found.record.tables[0].header_line == 4


def test_no_header_at_all(tmp_path: Path) -> None:
    many = [line.replace(",T", f",T{i}") for i in range(5) for line in LINES]
    found = read_lines(tmp_path, *many)
    assert found.pence == PENCE * 5
    assert found.columns["supplier"] == "column 2"
    assert found.columns["paid_on"] == "column 1"
    assert found.record.tables[0].header_line is None


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    top, bottom = (
        "Payment,Supplier,,Expense,Transaction,Net",
        "Date,Name,Department,Type,Number,Amount",
    )
    found = read_lines(tmp_path, top, bottom, *LINES)
    assert is_right(found)
    assert found.reasons == [(1, "header"), (2, "header")]
    assert found.columns["amount"] == "Net Amount"


def test_a_header_of_two_rows_that_stands_again(tmp_path: Path) -> None:
    header = ("Supplier,Invoice,Payment,Net,Service", "Name,Number,Date,Amount £,Area")
    first = ("Oakrise Ltd,A1,03/04/2023,5.00,ICT", "Tern plc,A2,04/04/2023,2.50,Adults")
    found = read_lines(tmp_path, *header, *first, "", *header, "Tern plc,A3,14/04/2023,1.25,ICT")
    assert found.pence == [500, 250, 125]
    assert found.columns["supplier"] == "Supplier Name"
    assert found.columns["paid_on"] == "Payment Date"


@pytest.mark.parametrize("above", [("Council spending",), ("", "Period:", "April 2023")])
def test_a_title_is_no_upper_row_of_a_header(tmp_path: Path, above: tuple[str, ...]) -> None:
    found = read_lines(tmp_path, ",".join(above), ",,", HEADER, *LINES)
    assert is_right(found)
    assert found.record.tables[0].header_line == 3


def test_the_table_begins_at_the_first_of_two_headers(tmp_path: Path) -> None:
    words = HEADER.split(",")
    turned = [",".join(reversed(line.split(","))) for line in (",".join(words), *LINES)]
    found = read_lines(tmp_path, HEADER, *LINES, "", *turned)
    assert found.pence == [*PENCE, *PENCE]
    assert found.record.tables[0].header_line == 1


def test_a_header_that_stands_again(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, LINES[0], HEADER, *LINES[1:])
    assert is_right(found)
    assert found.reasons == [(1, "header"), (3, "repeated_header")]


def test_misspelt_headers(tmp_path: Path) -> None:
    header = "Paymnet Date,Suplier Name,Directotate,Expence Type,Transacton Number,Nett Amount"
    found = read_lines(tmp_path, header, *LINES)
    assert is_right(found)
    assert found.columns["department"] == "Directotate"


def test_a_name_under_the_header_of_its_number(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER.replace("Supplier Name", "Supplier ID(T)"), *LINES)
    assert is_right(found)


def test_no_column_stands_in_for_an_amount_that_holds_days(tmp_path: Path) -> None:
    header = "Net Amount,Payment Date,Department,Expense Type,Transaction Number,Supplier Name"
    with pytest.raises(UserMistake, match="Net Amount"):
        read_lines(tmp_path, header, *LINES)


def test_spacer_columns(tmp_path: Path) -> None:
    spaced = [line.replace(",", ",,") for line in (HEADER, *LINES)]
    assert is_right(read_lines(tmp_path, *spaced))


def test_a_trailing_comma_on_data_lines_only_shifts_nothing(tmp_path: Path) -> None:
    assert is_right(read_lines(tmp_path, HEADER, *(f"{line}," for line in LINES)))


def test_a_quoted_cell_over_two_lines_keeps_line_numbers(tmp_path: Path) -> None:
    lines = [LINES[0].replace("Home care", '"Home\ncare"'), *LINES[1:]]
    found = read_lines(tmp_path, HEADER, *lines)
    assert is_right(found)
    assert found.lines == [2, 4, 5]


def test_a_stray_quotation_mark_swallows_nothing(tmp_path: Path) -> None:
    lines = [LINES[0].replace("Home care", '"6 inch pipe'), *LINES[1:]]
    found = read_lines(tmp_path, HEADER, *lines)
    assert is_right(found)
    assert found.lines == [2, 3, 4]
    assert "mended" in found.codes


def test_a_line_broken_in_two_is_joined(tmp_path: Path) -> None:
    first, second = LINES[1].split("Payroll")
    found = read_lines(tmp_path, HEADER, LINES[0], first + "Payroll", second.strip(), LINES[2])
    assert is_right(found)
    assert found.payments[1]["description"] == "Payroll bureau"
    assert "mended" in found.codes


def test_an_unquoted_comma_in_a_name_is_joined(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, LINES[0], LINES[1].replace("Pay S", "Pay, S"), LINES[2])
    assert found.suppliers[1] == "Pennyweight Pay, Services"
    assert found.pence == PENCE


def test_an_unquoted_thousands_comma_is_joined(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, LINES[0].replace("1200.50", "1,200.50"), *LINES[1:])
    assert is_right(found)


def test_a_day_and_an_amount_run_together_are_parted(tmp_path: Path) -> None:
    header = "Supplier,Payment Date,Amount,Purpose"
    lines = ("Oakrise Ltd,03/04/2023,1200.50,Care", "Dunnock Ltd,28/04/2023900,Software")
    found = read_lines(tmp_path, header, *lines * 3)
    assert (found.pence, found.days[:2]) == ([120050, 90000] * 3, ["2023-04-03", "2023-04-28"])
    assert "mended" in found.codes
    # Where the year has two digits, nobody can say where it ends.
    found = read_lines(tmp_path, header, *(line.replace("2023", "23") for line in lines * 3))
    assert found.pence == [120050] * 3


def test_a_line_that_cannot_be_mended_is_left_out_with_its_text(tmp_path: Path) -> None:
    broken = "03/04/2023,a,b,c,d,e,f,g,h,i,j,k,l,m"
    found = read_lines(tmp_path, HEADER, *LINES, broken, *LINES)
    assert found.pence == PENCE * 2
    assert (found.rejects[1]["reason"], found.rejects[1]["raw"]) == ("broken_line", broken)


def test_amounts_of_every_hand(tmp_path: Path) -> None:
    cells = ['"£1,234.50"', "(12.30)", "45.60-", "7.00CR", '" 1,000.00 "', "1E+03", "5.", "-£2.10"]
    line = "03/04/2023,Oakrise Homecare Ltd,Adults,Home care,T1,"
    found = read_lines(tmp_path, HEADER, *(line + cell for cell in cells))
    assert found.pence == [123450, -1230, -4560, -700, 100000, 100000, 500, -210]


def test_fractions_of_a_penny_are_summed_before_rounding(tmp_path: Path) -> None:
    line = "03/04/2023,Oakrise Homecare Ltd,Adults,Home care,T1,0.005"
    found = read_lines(tmp_path, HEADER, line, line, line)
    assert found.pence == [1, 1, 1]
    assert found.record.total_pence == 2
    assert "fractions" in found.codes


def test_a_total_is_told_and_checked(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, *LINES, "Total,,,,,1525.25")
    assert is_right(found)
    assert found.reasons[1] == (5, "total")
    assert found.record.published_total_pence == 152525
    assert "total_differs" not in found.codes


def test_an_untitled_total(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, *LINES, ",,,,,1525.25")
    assert is_right(found)
    assert found.record.published_total_pence == 152525


def test_a_total_that_does_not_add_up_is_warned_of(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, *LINES, "Grand Total,,,,,9999.99")
    assert is_right(found)
    assert "total_differs" in found.codes


def test_a_supplier_called_total_is_paid(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, *LINES, LINES[0].replace("Oakrise Homecare Ltd", "Total"))
    assert found.pence == [*PENCE, 120050]


def test_subtotals_between_sections(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        HEADER,
        "Adults,,,,,",
        LINES[0],
        "Subtotal,,,,,1200.50",
        "Resources,,,,,",
        *LINES[1:],
        "Subtotal,,,,,324.75",
        "Total,,,,,1525.25",
    )
    assert is_right(found)
    assert [reason for _, reason in found.reasons[1:]] == [
        "section_heading",
        "subtotal",
        "section_heading",
        "subtotal",
        "total",
    ]
    assert found.record.published_total_pence == 152525


def test_a_total_beside_a_count_of_the_payments(tmp_path: Path) -> None:
    lines = [line.split(",", 1)[1] + "," + line[:10] for line in LINES]  # the supplier comes first
    header = HEADER.split(",", 1)[1] + ",Payment Date"
    found = read_lines(tmp_path, header, *lines, "3 ,,,,1525.25,")
    assert is_right(found)
    assert found.record.published_total_pence == 152525


def test_a_subtotal_named_after_its_section_is_told_by_its_sum(tmp_path: Path) -> None:
    lines = (HEADER, LINES[0], ",Total Adults,,,,1200.50", *LINES[1:])
    assert is_right(read_lines(tmp_path, *lines))
    assert read_lines(tmp_path, *lines[:2], ",Total Energies Ltd,,,,1200.51").lines == [2, 3]


def test_genuine_duplicates_are_kept(tmp_path: Path) -> None:
    assert read_lines(tmp_path, HEADER, LINES[0], LINES[0]).pence == [120050, 120050]


def test_a_payment_without_day_or_supplier_is_a_payment(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, *LINES, ",,Adults,Home care,T4,10.00")
    assert found.pence == [*PENCE, 1000]
    assert (found.record.lines_with_date, found.record.lines_with_supplier) == (3, 3)


def test_a_line_without_a_readable_amount_is_left_out(tmp_path: Path) -> None:
    lines = [LINES[1].replace("350.00", ""), LINES[2].replace("-25.25", "see note")]
    found = read_lines(tmp_path, HEADER, LINES[0], *lines)
    assert found.reasons[1:] == [(3, "no_amount"), (4, "bad_amount")]


def test_net_is_compared_and_gross_kept(tmp_path: Path) -> None:
    header = "Date of Payment,Supplier,Gross,VAT,Net"
    found = read_lines(tmp_path, header, "03/04/2023,Oakrise Ltd,120.00,20.00,100.00")
    payment = found.payments[0]
    assert (payment["amount_pence"], payment["net_pence"]) == (10000, 10000)
    assert (payment["vat_pence"], payment["gross_pence"]) == (2000, 12000)
    assert found.record.tables[0].amount_basis == "net"


def test_the_payment_date_beats_the_invoice_date(tmp_path: Path) -> None:
    header = "Invoice Date,Supplier,Date Paid,Amount"
    found = read_lines(tmp_path, header, "01/03/2023,Oakrise Ltd,03/04/2023,100.00")
    assert found.days == ["2023-04-03"]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("03.04.2023", "%d.%m.%Y"),
        ("2023-04-03", "%Y-%m-%d"),
        ("2023-04-03 00:00:00", "%Y-%m-%d %H:%M:%S"),
        ("03-Apr-2023", "%d-%b-%Y"),
        ("03-Apr-23", "%d-%b-%y"),
        ("20230403", "%Y%m%d"),
        ("45019", "excel serial"),
    ],
)
def test_styles_of_dates(tmp_path: Path, cell: str, written: str) -> None:
    found = read_lines(tmp_path, HEADER, LINES[0].replace("03/04/2023", cell))
    assert found.days == ["2023-04-03"]
    assert found.record.tables[0].date_format == written


def test_two_styles_in_one_column(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path, HEADER, LINES[0], LINES[1].replace("14/04/2023", "2023-04-14"), LINES[2]
    )
    assert is_right(found)
    assert found.record.tables[0].date_format == "%d/%m/%Y | %Y-%m-%d"
    assert "two_date_styles" in found.codes


def test_the_file_name_settles_which_of_day_and_month_comes_first(tmp_path: Path) -> None:
    lines = [LINES[0].replace("03/04/2023", f"04/0{n}/2023") for n in (3, 5, 6)]
    found = read_lines(tmp_path, HEADER, *lines, name="payments april 2023.csv")
    assert found.days == ["2023-04-03", "2023-04-05", "2023-04-06"]


def test_a_column_of_destroyed_dates_is_warned_of_and_the_file_gives_the_month(
    tmp_path: Path,
) -> None:
    lines = [line.replace(line[:10], "########") for line in LINES]
    found = read_lines(tmp_path, HEADER, *lines, name="Jan22.csv")
    assert [payment["month"] for payment in found.payments] == [date(2022, 1, 1)] * 3
    assert "dates_destroyed" in found.codes


def test_a_quarter_in_words_gives_its_months_by_turns(tmp_path: Path) -> None:
    lines = ["July 2010-September 2010,Oakrise Ltd,5.00"] * 6
    found = read_lines(tmp_path, "Date,Supplier,Amount", *lines)
    months = Counter(str(payment["month"]) for payment in found.payments)
    assert months == {"2010-07-01": 2, "2010-08-01": 2, "2010-09-01": 2}
    assert {payment["paid_on"] for payment in found.payments} == {None}
    assert (found.columns["period"], found.codes) == ("Date", ["no_date"])


def test_card_and_capital_flags(tmp_path: Path) -> None:
    header = HEADER + ",Procurement Card,Capital or Revenue"
    found = read_lines(tmp_path, header, LINES[0] + ",Yes,R", LINES[1] + ",No,C", LINES[2] + ",,")
    assert [payment["card"] for payment in found.payments] == [True, False, None]
    assert [payment["capital"] for payment in found.payments] == [False, True, None]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """An xlsx of these sheets; dates as dates."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path


def rows() -> list[list[object]]:
    """LINES as the typed cells of a workbook."""
    cells = [line.split(",") for line in LINES]
    return [
        HEADER.split(","),
        *(
            [date(int(c[0][6:]), int(c[0][3:5]), int(c[0][:2])), *c[1:5], float(c[5])]
            for c in cells
        ),
    ]


def test_a_workbook_of_month_sheets(tmp_path: Path) -> None:
    notes: list[list[object]] = [["About this file"], ["Published under OGL"]]
    path = workbook(tmp_path / "spend.xlsx", {"April": rows(), "May": rows(), "Notes": notes})
    found = read(path)
    assert found.pence == PENCE * 2
    assert [p["sheet"] for p in found.payments] == ["April"] * 3 + ["May"] * 3
    assert [reason for _, reason in found.reasons] == [
        "header",
        "header",
        "not_payments",
        "not_payments",
    ]
    assert found.record.format == "xlsx"


def test_a_sheet_that_goes_on_without_a_header(tmp_path: Path) -> None:
    path = workbook(tmp_path / "spend.xlsx", {"One": rows(), "Two": rows()[1:]})
    assert read(path).pence == PENCE * 2


def test_a_summary_sheet_is_not_added_to_the_payments(tmp_path: Path) -> None:
    pivot: list[list[object]] = [["Supplier", "Total"], *([name, 1.0] for name in NAMES)]
    found = read(workbook(tmp_path / "spend.xlsx", {"Summary": pivot, "Data": rows()}))
    assert found.pence == PENCE


def test_zip_and_gz(tmp_path: Path) -> None:
    content = "\n".join((HEADER, *LINES)).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2023/april.csv", content)
        archive.write(workbook(tmp_path / "may.xlsx", {"Data": rows()}), "may.xlsx")
        archive.writestr("readme.pdf", b"%PDF-1.4")
    found = read_bytes(tmp_path, packed.getvalue(), "all.zip")
    assert found.pence == PENCE * 2
    assert {payment["sheet"] for payment in found.payments} == {"2023/april.csv", "may.xlsx > Data"}
    assert is_right(read_bytes(tmp_path, gzip.compress(content), "april.csv.gz"))


def test_text_named_as_a_workbook(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, *LINES, name="April.xls")
    assert is_right(found)
    assert found.record.format == "csv"


def test_corrections_win(tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("\n".join((HEADER + ",Creditor", *(f"{line},Right Ltd" for line in LINES))))
    found = read(path, Corrections(columns={Role.SUPPLIER: "Creditor"}))
    assert found.suppliers == ["Right Ltd"] * 3


def test_month_first_where_the_days_show_it(tmp_path: Path) -> None:
    lines = [LINES[0].replace("03/04/2023", day) for day in ("4/13/2023", "4/14/2023", "4/5/2023")]
    assert read_lines(tmp_path, HEADER, *lines).days == ["2023-04-13", "2023-04-14", "2023-04-05"]


def test_a_workbook_whose_table_begins_at_c7(tmp_path: Path) -> None:
    path = tmp_path / "spend.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        for row, line in enumerate((HEADER, *LINES), start=6):
            sheet.write_row(row, 2, line.split(","))
    found = read(path)
    assert is_right(found)
    assert found.lines == [8, 9, 10]
    assert found.record.tables[0].header_line == 7
