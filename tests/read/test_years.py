"""Days whose year cannot be: the name of the file and its neighbours decide."""

from pathlib import Path

from tests.read.files import read_lines

LINES = [f"{n:02d}/05/2017,Fen Books,{n}.50" for n in range(1, 13)]
HEADER = "Date,Vendor,Amount"


def test_the_name_decides_where_all_days_are_years_on(tmp_path: Path) -> None:
    found = read_lines(tmp_path, HEADER, *LINES, name="spend-may-2013.csv")
    assert found.days[0] == "2013-05-01"
    assert {str(payment["month"]) for payment in found.payments} == {"2013-05-01"}
    assert "years_in_doubt" in found.codes
    assert "outside_period" not in found.codes
    told = next(w.text for w in found.record.warnings if w.code == "years_in_doubt")
    assert "2017" in told
    assert "2013" in told


def test_neighbours_that_leave_the_days_their_month_are_believed(tmp_path: Path) -> None:
    (tmp_path / "payments-05-2013.csv").write_text("the file of that month")
    found = read_lines(tmp_path, HEADER, *LINES, name="spend-may-2013.csv")
    assert found.days[0] == "2017-05-01"
    assert "years_in_doubt" in found.codes


def test_a_neighbour_of_the_month_of_the_days_confirms_the_name(tmp_path: Path) -> None:
    for name in ("payments-05-2013.csv", "spend-may-2017.csv"):
        (tmp_path / name).write_text("another file")
    found = read_lines(tmp_path, HEADER, *LINES, name="spend-may-2013.csv")
    assert found.days[0] == "2013-05-01"


def test_days_of_other_months_or_of_the_next_year_stay(tmp_path: Path) -> None:
    for name in ("spend-june-2013.csv", "spend-may-2016.csv", "spend-2013-14.csv"):
        found = read_lines(tmp_path, HEADER, *LINES, name=name)
        assert found.days[0] == "2017-05-01"
        assert "years_in_doubt" not in found.codes
        (tmp_path / name).unlink()
