"""A panel from a file; every mistake is one sentence with file, line and what to do."""

from pathlib import Path

import pytest

from tallystick.prove.panel.file import Columns, read_adoption, read_panel
from tallystick.words.mistakes import UserMistake

COLUMNS = Columns("council", "year", "pounds")
COUNCILS = ("Ashby", "Belford", "Corley", "Denham", "Elmet", "Frome")


def rows_of(years: tuple[str, ...] = ("2019", "2020", "2021")) -> list[str]:
    return [
        f"{council},{year},{100 * place + int(year[-2:])}"
        for place, council in enumerate(COUNCILS, 1)
        for year in years
    ]


def written(folder: Path, rows: list[str], header: str = "council,year,pounds") -> Path:
    path = folder / "panel.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_file_in_any_order_is_the_same_panel(tmp_path: Path) -> None:
    panel = read_panel(written(tmp_path, rows_of()), COLUMNS, starts={"Ashby": "2021"})
    again = read_panel(written(tmp_path, rows_of()[::-1]), COLUMNS, starts={"Ashby": "2021"})
    assert panel.units == again.units == COUNCILS
    assert panel.times == again.times == ("2019", "2020", "2021")
    assert panel.outcomes.tolist() == again.outcomes.tolist()
    assert panel.outcomes[1].tolist() == [219, 220, 221]
    assert panel.starts == {"Ashby": 2}


def test_semicolons_pounds_thousands_a_bom_and_other_columns_are_read(tmp_path: Path) -> None:
    rows = [row.replace(",", ";") + ";x" for row in rows_of()]
    rows[0] = "Ashby;2019;£1,119.50;x"
    path = written(tmp_path, rows, header="\ufeffcouncil;year;pounds;note")
    panel = read_panel(path, COLUMNS, starts={"Ashby": "2020"})
    assert panel.outcomes[0, 0] == 1119.5


def test_a_start_between_two_dates_counts_from_the_later(tmp_path: Path) -> None:
    path = written(tmp_path, rows_of(("2018", "2019", "2021")))
    panel = read_panel(path, COLUMNS, starts={"Ashby": "2020"})
    assert panel.starts == {"Ashby": 2}
    assert panel.gaps == ("2019",)


def test_donors_that_share_too_are_left_out(tmp_path: Path) -> None:
    rows = [*rows_of(), *(f"Goring,{year},7" for year in ("2019", "2020", "2021"))]
    path = written(tmp_path, rows)
    panel = read_panel(path, COLUMNS, starts={"Ashby": "2021"}, left_out=("Belford",))
    assert "Belford" not in panel.units


def mistake(folder: Path, rows: list[str], **starts: str) -> UserMistake:
    with pytest.raises(UserMistake) as raised:
        read_panel(written(folder, rows), COLUMNS, starts=starts or {"Ashby": "2021"})
    assert "panel.csv" in raised.value.sentence
    assert raised.value.next_step.endswith(".")
    return raised.value


def test_an_unbalanced_panel_names_unit_and_date(tmp_path: Path) -> None:
    said = mistake(tmp_path, rows_of()[:-1])
    assert "unbalanced, Frome has no line for 2021" in said.sentence


def test_text_in_the_outcome_names_the_line(tmp_path: Path) -> None:
    rows = rows_of()
    rows[4] = "Belford,2020,about 12"
    assert "line 6: pounds is 'about 12', not a number" in mistake(tmp_path, rows).sentence
    rows[4] = "Belford,2020,inf"
    assert "line 6: pounds is 'inf', not a number" in mistake(tmp_path, rows).sentence


@pytest.mark.parametrize("blank", ["", "NaN", "NA", ".", "null"])
def test_a_blank_cell_makes_the_panel_unbalanced_and_names_its_line(
    tmp_path: Path, blank: str
) -> None:
    rows = rows_of()
    rows[4] = f"Belford,2020,{blank}"
    said = mistake(tmp_path, rows).sentence
    assert "line 6: pounds is empty" in said
    assert "Belford at 2020" in said


def test_a_unit_and_a_date_that_are_blank_throughout_are_as_if_not_there(tmp_path: Path) -> None:
    years = ("2019", "2020", "2021")
    blank = [f"Goring,{year},NA" for year in years] + [f"{each},2022," for each in COUNCILS]
    path = written(tmp_path, [*rows_of(), *blank])
    panel = read_panel(path, COLUMNS, starts={"Ashby": "2021"})
    assert (panel.units, panel.times) == (COUNCILS, years)


def test_a_column_with_commas_for_points_is_read_so_throughout(tmp_path: Path) -> None:
    rows = [row.replace(",", ";") for row in rows_of()]
    rows[0], rows[1] = "Ashby;2019;3,85", "Ashby;2020;1.203,854"
    path = written(tmp_path, rows, header="council;year;pounds")
    panel = read_panel(path, COLUMNS, starts={"Ashby": "2021"})
    assert panel.outcomes[0].tolist() == [3.85, 1203.854, 121]


def test_names_may_hold_commas_spaces_and_line_breaks(tmp_path: Path) -> None:
    rows = [row.replace("Ashby", '"Ashby, City of\n(unitary)"') for row in rows_of()]
    path = written(tmp_path, rows)
    panel = read_panel(path, COLUMNS, starts={"Ashby, City of\n(unitary)": "2021"})
    assert panel.starts == {"Ashby, City of\n(unitary)": 2}


@pytest.mark.parametrize(
    ("dates", "start", "period"),
    [
        (("2019-01-01", "2020-01-01", "2021-01-01"), "2021", 1),
        (("2019-01-31", "2019-02-28", "2019-03-31"), "2019-03", 12),
        (("2019Q1", "2019Q2", "2019Q3"), "2019-07", 4),
        (("01/01/2019", "01/04/2019", "01/07/2019"), "2019-07-01", 4),
        (("Jan 2019", "Feb 2019", "Mar 2019"), "2019-03", 12),
        (("2019-01-07", "2019-01-14", "2019-01-21"), "2019-01-20", 52),
        (("201901", "201902", "201903"), "2019-03", 12),
    ],
)
def test_dates_however_they_are_written(
    tmp_path: Path, dates: tuple[str, ...], start: str, period: int
) -> None:
    rows = [
        f"{each},{day},{place + day_at}"
        for place, each in enumerate(COUNCILS)
        for day_at, day in enumerate(dates)
    ]
    panel = read_panel(written(tmp_path, rows), COLUMNS, starts={"Ashby": start})
    assert (panel.times, panel.starts, panel.period) == (dates, {"Ashby": 2}, period)
    assert panel.gaps == ()


def test_one_date_written_in_two_ways_is_refused(tmp_path: Path) -> None:
    rows = [
        f"{each},{month},1" for each in COUNCILS for month in ("2021-07", "2021-07-01", "2021-08")
    ]
    said = mistake(tmp_path, rows, Ashby="2021-08").sentence
    assert "line 3: '2021-07' and '2021-07-01' in the column year are the same date" in said


def test_a_duplicated_row_names_both_lines(tmp_path: Path) -> None:
    said = mistake(tmp_path, [*rows_of(), "Ashby,2019,5"])
    assert "line 20: Ashby at 2019 was on line 2 already" in said.sentence


def test_treated_from_the_first_period(tmp_path: Path) -> None:
    said = mistake(tmp_path, rows_of(), Ashby="2019")
    assert "Ashby is treated from the first period, 2019" in said.sentence


@pytest.mark.parametrize("start", ["2018", "2022"])
def test_a_start_outside_the_data(tmp_path: Path, start: str) -> None:
    said = mistake(tmp_path, rows_of(), Ashby=start)
    assert f"the start {start} of Ashby lies outside the data, 2019 to 2021" in said.sentence


def test_a_start_of_another_kind(tmp_path: Path) -> None:
    assert "not written like the dates" in mistake(tmp_path, rows_of(), Ashby="2021Q1").sentence


def test_fewer_than_five_donors(tmp_path: Path) -> None:
    said = mistake(tmp_path, rows_of(), Ashby="2021", Belford="2021")
    assert "only 4 units never joined" in said.sentence


def test_an_unknown_unit_or_column(tmp_path: Path) -> None:
    said = mistake(tmp_path, rows_of(), Ashbee="2021")
    assert "no unit is called 'Ashbee'" in said.sentence
    assert "such as Ashby." in said.next_step
    with pytest.raises(UserMistake, match=r"line 1: there is no column 'spend'"):
        read_panel(
            written(tmp_path, rows_of()),
            Columns("council", "year", "spend"),
            starts={"Ashby": "2021"},
        )


def test_dates_of_no_one_kind(tmp_path: Path) -> None:
    rows = rows_of()
    rows[3] = "Belford,spring,5"
    said = mistake(tmp_path, rows).sentence
    assert "line 5: 'spring' is no date like the others" in said
    rows[3] = "Belford,2021-Q3,5"
    said = mistake(tmp_path, rows).sentence
    assert "line 5: '2021-Q3' is no date like the others" in said and "of one kind" in said


def test_a_start_that_does_not_fit_names_the_file_that_gives_it(tmp_path: Path) -> None:
    path, joined = tmp_path / "panel.csv", tmp_path / "joined.csv"
    path.write_text("council,year,pounds\n" + "\n".join(rows_of()))
    for unit, start in (("Ashby", "soon"), ("Ashby", "2050"), ("Nowhere", "2021")):
        with pytest.raises(UserMistake, match=f"^{joined}: "):
            read_panel(path, COLUMNS, starts={unit: start}, starts_in=joined)


def test_lines_and_files_that_are_not_there(tmp_path: Path) -> None:
    assert "line 2: the line is too short" in mistake(tmp_path, ["Ashby,2019"]).sentence
    assert "a header and nothing else" in mistake(tmp_path, []).sentence
    with pytest.raises(UserMistake, match="cannot be read"):
        read_panel(tmp_path / "none.csv", COLUMNS, starts={"Ashby": "2021"})
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\0\0")
    with pytest.raises(UserMistake, match="not a text file"):
        read_panel(picture, COLUMNS, starts={"Ashby": "2021"})


def test_adoption_names_starts_and_skips_those_that_never_joined(tmp_path: Path) -> None:
    path = tmp_path / "adoption.csv"
    path.write_text("unit,start\nAshby,2020\nBelford,\nCorley,2021\n")
    assert read_adoption(path) == {"Ashby": "2020", "Corley": "2021"}
    path.write_text("unit,start\nAshby,2020\nAshby,2021\n")
    with pytest.raises(UserMistake, match="line 3: Ashby has a start already"):
        read_adoption(path)
    path.write_text("unit,start\nAshby,\n")
    with pytest.raises(UserMistake, match="names no start"):
        read_adoption(path)
