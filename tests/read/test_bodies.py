"""What other bodies publish: police, NHS, fire, card statements, ledgers. All invented."""

from pathlib import Path

import pytest
from tests.read.files import HEADER, LINES, Finder, read_bytes, read_lines, refusal
from tests.read.workbooks import zipped

from tallystick.read import read_file
from tallystick.words.mistakes import UserMistake

PAGE = (
    "<html><head><title>Spend</title></head><body><table>"
    "<tr><th>Date</th><th>Supplier</th><th>Amount</th></tr>"
    "<tr><td>03/04/2023</td><td>Marl &amp; Reed LLP</td><td>&pound;1,100.50</td></tr>"
    "<tr><td>04/04/2023<td>Tern <b>Transport</b> plc<td>20.00</table></body></html>"
)
XML_WORKBOOK = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="April"><Table>'
    '<Row><Cell><Data ss:Type="String">Date</Data></Cell><Cell><Data>Supplier</Data></Cell>'
    '<Cell ss:Index="4"><Data>Amount</Data></Cell></Row>'
    '<Row ss:Index="5"><Cell><Data ss:Type="DateTime">2023-04-03T00:00:00.000</Data></Cell>'
    '<Cell><Data>Tern Transport plc</Data></Cell><Cell ss:Index="4"><Data>20.5</Data></Cell></Row>'
    "</Table></Worksheet></Workbook>"
)


def test_debits_and_credits_in_two_columns(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        "Posting Date,Supplier,Debit,Credit,Nominal Code",
        "03/04/2023,Oakrise Ltd,100.50,,4010",
        "04/04/2023,Tern Transport plc,,20.25,4010",
        "05/04/2023,Marl LLP,30.00,0.00,4020",
    )
    assert found.pence == [10050, -2025, 3000]


def test_a_column_that_tells_credits(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        "Date,Supplier,Amount,DR/CR",
        "03/04/2023,Oakrise Ltd,100.00,DR",
        "04/04/2023,Tern Transport plc,20.00,CR",
        "05/04/2023,Marl LLP,-5.00,CR",
    )
    assert found.pence == [10000, -2000, -500]


def test_marks_of_debit_and_credit_on_either_side(tmp_path: Path) -> None:
    cells = ["100.00 DR", "20.00 CR", "CR 5.00", "DR 7.00"]
    lines = [f"03/04/2023,Oakrise Ltd,{cell}" for cell in cells]
    found = read_lines(tmp_path, "Date,Supplier,Amount", *lines)
    assert found.pence == [10000, -2000, -500, 700]


def test_a_lone_dash_is_nothing_paid(tmp_path: Path) -> None:
    lines = [f"03/04/2023,Oakrise Ltd,{cell}" for cell in ("-", " -   ", "£-", "20.00")]
    assert read_lines(tmp_path, "Date,Supplier,Amount", *lines).pence == [0, 0, 0, 2000]


def test_columns_in_another_order_below_another_header(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        "Date,Supplier,Amount",
        "03/04/2023,Oakrise Ltd,100.00",
        "04/04/2023,Tern Transport plc,20.00",
        "Supplier,Amount,Date",
        "Marl LLP,110.00,06/04/2023",
        "Oakrise Ltd,25.00,07/04/2023",
    )
    assert found.pence == [10000, 2000, 11000, 2500]
    assert found.days == ["2023-04-03", "2023-04-04", "2023-04-06", "2023-04-07"]
    assert "columns_moved" in found.codes


def test_a_web_page_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, PAGE.encode(), "spend.xls")
    assert found.suppliers == ["Marl & Reed LLP", "Tern Transport plc"]
    assert (found.pence, found.record.format) == ([110050, 2000], "html")


def test_an_xml_workbook(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, XML_WORKBOOK.encode(), "spend.xls")
    assert (found.pence, found.days, found.lines) == ([2050], ["2023-04-03"], [5])
    assert (found.payments[0]["sheet"], found.record.format) == ("April", "xml")


def test_a_page_without_a_table_and_one_that_never_ends(tmp_path: Path) -> None:
    assert "without a table" in refusal(tmp_path, b"<html><body>Not here</body></html>")
    assert "too large" in refusal(tmp_path, b"<html><table>" + b"<tr><td>x" * (8 << 20))


def test_entities_of_a_page_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    found = read_bytes(tmp_path, (bomb + PAGE.replace("Marl", "&b;")).encode(), "spend.xls")
    assert found.suppliers[0] == "&b; & Reed LLP"


def test_days_years_from_all_others_are_none(tmp_path: Path) -> None:
    days = ["03/04/2023", "04/04/0223", "05/04/2203", "06/04/2053", "03/04/1923", "07/04/2023"]
    lines = [f"{day},Oakrise Ltd,1.00" for day in (*days, "08/04/2023")]
    found = read_lines(tmp_path, "Date,Supplier,Amount", *lines)
    assert found.days == ["2023-04-03", *["None"] * 4, "2023-04-07", "2023-04-08"]
    warned = {warning.code: warning.text for warning in found.record.warnings}
    assert warned["dates_unlikely"].startswith("4 dates")


def test_tables_side_by_side_and_sums_by_month_are_refused(tmp_path: Path) -> None:
    beside = b"Date,Supplier,Amount,,Date,Supplier,Amount\n" + (
        b"03/04/2023,Oakrise Ltd,1.00,,03/05/2023,Tern Transport plc,2.00\n" * 3
    )
    assert "side by side" in refusal(tmp_path, beside)
    by_month = b"Supplier,Apr-23,May-23,Jun-23\n" + b"Oakrise Ltd,1.00,2.00,3.00\n" * 3
    assert "for each month" in refusal(tmp_path, by_month)


def test_a_total_for_each_of_two_stacked_tables(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        "Date,Supplier,Amount",
        "03/04/2023,Oakrise Ltd,100.00",
        "Total,,100.00",
        "",
        "Date,Supplier,Amount",
        "03/05/2023,Tern Transport plc,25.00",
        "Total,,25.00",
    )
    assert (found.pence, found.record.published_total_pence) == ([10000, 2500], 12500)


def test_quotation_marks_within_a_quoted_cell(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        "Date,Supplier,Description,Amount",
        '03/04/2023,"Oakrise "The Care" Ltd",Care,100.00',
        '04/04/2023,Tern Transport plc,12" pipe,20.00',
        '05/04/2023,"Marl, ""The"" LLP",Pipes,30.00',
    )
    assert found.suppliers == ['Oakrise "The Care" Ltd', "Tern Transport plc", 'Marl, "The" LLP']
    assert found.pence == [10000, 2000, 3000]


def test_nul_bytes_are_dropped(tmp_path: Path) -> None:
    found = read_bytes(
        tmp_path,
        b"Date,Supplier,Amount\n03/04/2023,Oak\0rise Ltd,100.00\n04/04/2023,Tern,20.00\0\n"
        + b"\n" * 200,
    )
    assert (found.suppliers, found.pence) == (["Oakrise Ltd", "Tern"], [10000, 2000])


def test_the_pounds_of_a_card_statement_are_those_billed(tmp_path: Path) -> None:
    header = "Transaction Date,Merchant,Merchant Category,Original Amount,Billing Amount"
    found = read_lines(tmp_path, header, "03/04/2023,Tern Transport plc,Travel,25.00,21.50")
    assert found.pence == [2150]


def test_the_entity_of_an_nhs_file_is_its_body(tmp_path: Path) -> None:
    header = "Department Family,Entity,Date,Expense Type,Expense Area,Supplier,AP Amount (£)"
    line = "Department of Health,NHS Wendlemere,03/04/2023,Drugs,Acute,Tern Transport plc,20.00"
    found = read_lines(tmp_path, header, line, line)
    assert [payment["body"] for payment in found.payments] == ["NHS Wendlemere"] * 2


def test_the_title_gives_the_month(tmp_path: Path) -> None:
    title = ("Spend over £500 in May 2023,,", "Published 12/07/2023,,")
    found = read_lines(tmp_path, *title, "Supplier,Amount,Purpose", "Tern plc,20.00,Fuel")
    assert [str(payment["month"]) for payment in found.payments] == ["2023-05-01"]


def test_the_title_names_the_council_before_the_file_name_does(tmp_path: Path) -> None:
    path = tmp_path / "Eastwold-spend.csv"
    title = "Wendlemere Fire and Rescue Authority: spend over £500,,"
    path.write_text("\n".join((title, "Date,Supplier,Amount", "03/04/2023,Tern plc,20.00")))
    record = read_file(path, councils=Finder(), sink=lambda *_: None)
    assert record.council == "X1"


@pytest.mark.parametrize("columns", [(0, 1, 5), (1, 5, 0), (5, 0, 1), (0, 1, 2, 5)])
def test_no_header_and_few_columns(tmp_path: Path, columns: tuple[int, ...]) -> None:
    lines = [",".join(line.split(",")[i] for i in columns) for line in LINES * 4]
    assert read_lines(tmp_path, *lines).pence == [120050, 35000, -2525] * 4


def test_counts_and_averages_below_the_total_are_no_payments(tmp_path: Path) -> None:
    below = ("Grand Total:,,30.00", "Number of payments,,2", "Average,,15.00")
    lines = ("03/05/2023,Tern plc,10.00", "04/05/2023,Marl LLP,20.00")
    found = read_lines(tmp_path, "Date,Supplier,Amount", *lines, *below)
    assert (found.pence, found.record.published_total_pence) == ([1000, 2000], 3000)


def test_a_summary_below_the_total_is_no_payment(tmp_path: Path) -> None:
    summary = ("Summary,,,,,", "Adults,,,,,3601.50", "Resources,,,,,974.25")
    found = read_lines(tmp_path, HEADER, *LINES * 3, "Total,,,,,4575.75", *summary)
    assert found.pence == [120050, 35000, -2525] * 3
    assert found.reasons[2:] == [(12, "section_heading"), (13, "summary"), (14, "summary")]


def test_payments_below_a_total_stay_payments(tmp_path: Path) -> None:
    below = (",,Adults,,T4,9.00", LINES[0])
    found = read_lines(tmp_path, HEADER, *LINES * 3, "Total,,,,,4575.75", *below)
    assert found.pence == [120050, 35000, -2525] * 3 + [900, 120050]


def test_a_last_row_that_sums_the_others_is_their_total_whatever_it_is_called(
    tmp_path: Path,
) -> None:
    header = "Row,Supplier,Date,Amount"
    lines = [f"D,Oakrise Ltd,0{day}/04/2023,{day}.50" for day in range(1, 5)]
    found = read_lines(tmp_path, header, *lines, "T,,4,12.00")
    assert found.pence == [150, 250, 350, 450]
    assert found.reasons == [(1, "header"), (6, "total")]
    assert found.record.published_total_pence == 1200
    assert read_lines(tmp_path, header, *lines, "D,,,12.01").pence[-1] == 1201


@pytest.mark.parametrize("below", [(), (",,,,,",), ("No payments were made in this month",)])
def test_a_month_without_payments_is_read_as_none(tmp_path: Path, below: tuple[str, ...]) -> None:
    found = read_lines(tmp_path, "Spend over £500 in May 2023,,,,,", HEADER, *below)
    assert (found.payments, found.record.lines, found.codes) == ([], 0, ["no_payments"])
    assert found.columns["amount"] == "Net Amount"


def test_an_empty_form_beside_payments_is_not_a_month(tmp_path: Path) -> None:
    packed = zipped({"a.csv": "\n".join((HEADER, *LINES)).encode(), "b.csv": HEADER.encode()})
    found = read_bytes(tmp_path, packed, "a.zip")
    assert (len(found.payments), len(found.record.tables), found.codes) == (len(LINES), 1, [])


@pytest.mark.parametrize("header", ["Name,Amount", "Contract Title,Supplier,Start Date,Value"])
def test_a_header_that_is_not_certain_does_not_make_an_empty_month(
    tmp_path: Path, header: str
) -> None:
    with pytest.raises(UserMistake, match=r"no line below its header|register of contracts"):
        read_lines(tmp_path, header)


@pytest.mark.parametrize("start", ["<![CDATA[ >", "<!-- x > ", '<td x="', "<!doctype ["])
def test_a_page_of_tags_that_do_not_end(tmp_path: Path, start: str) -> None:
    page = f"<html><table><tr><td>1</td></tr>{(start + chr(10)) * 20_000}"
    assert "does not end" in refusal(tmp_path, page.encode(), "spend.xls")
