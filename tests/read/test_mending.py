"""Lines that lack a quotation mark, put right where their cells tell how."""

from pathlib import Path

from tests.read.files import read_lines

HEADER = "Purpose,Payment Date,Payee,Service,Reference,Amount"
LINES = [
    "Care,03/04/2023,Oakrise Homecare Ltd,Adults,90010,1200.50",
    "Payroll,14/04/2023,Pennyweight Pay Services,Resources,90011,350.00",
    "Software,28/04/2023,Dunnock IT Services Ltd,Resources,90012,25.25",
] * 3


def test_a_comma_before_the_amount_does_not_make_an_amount_of_its_neighbour(
    tmp_path: Path,
) -> None:
    cut = "Care,03/04/2023,Marlpit, Leeds,Adults,90013,75.00"
    found = read_lines(tmp_path, HEADER, *LINES, cut)
    assert found.pence[-1] == 7500
    assert found.payments[-1]["supplier"] == "Marlpit, Leeds"


def test_a_comma_behind_the_amount_is_joined_again(tmp_path: Path) -> None:
    header = "Payment Date,Amount,Payee,Service"
    lines = ["03/04/2023,5.00,Oakrise Ltd,Adults", "04/04/2023,6.00,Tern plc,Adults"] * 3
    found = read_lines(tmp_path, header, *lines, "05/04/2023,7.00,Marlpit, Leeds,Adults")
    assert found.pence[-1] == 700
    assert found.payments[-1]["supplier"] == "Marlpit, Leeds"


def test_a_note_beyond_the_table_changes_nothing(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, *LINES, f"{LINES[0]},checked")
    assert found.pence == [120050, 35000, 2525] * 3 + [120050]
    assert found.suppliers[-1] == "Oakrise Homecare Ltd"


def test_amounts_most_of_which_were_cut_at_their_thousands(tmp_path: Path) -> None:
    header = "Payee,Amount,Payment Date,Service"
    lines = ["Oakrise Ltd,1,200.50,03/04/2023,Adults", "Tern plc,12,000,350.00,14/04/2023,ICT"]
    found = read_lines(tmp_path, header, *lines * 3, "Dunnock Ltd,25.25,28/04/2023,ICT")
    assert found.pence == [120050, 1200035000] * 3 + [2525]
    assert found.days[-2:] == ["2023-04-14", "2023-04-28"]
    assert found.payments[0]["department"] == "Adults"
    assert "mended" in found.codes
