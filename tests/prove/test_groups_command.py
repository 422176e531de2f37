"""tallystick prove groups, as a user runs it, against the published figures."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tallystick.cli.prove import prove_group
from tallystick.words.mistakes import UserMistake

COLUMNS = ["--unit", "countyreal", "--time", "year", "--outcome", "lemp"]


def adoption(panel: Path, folder: Path) -> Path:
    """Who joined when, from the panel's own column."""
    with panel.open() as stream:
        starts = {row["countyreal"]: row["first.treat"] for row in csv.DictReader(stream)}
    path = folder / "adoption.csv"
    lines = [f"{unit},{start if start != '0' else ''}" for unit, start in starts.items()]
    path.write_text("\n".join(["unit,start", *lines]))
    return path


@pytest.mark.shared
@pytest.mark.parametrize(
    ("scenario", "options"),
    [
        ("mpdta_nev_dr", []),
        ("mpdta_nyt_dr", ["--not-yet"]),
        ("mpdta_nev_reg_cov", ["--how", "reg", "--covariates", "lpop"]),
        ("mpdta_nev_ipw", ["--how", "ipw"]),
    ],
)
def test_counties_as_published(
    shared: Path, tmp_path: Path, scenario: str, options: list[str]
) -> None:
    truth = shared / "truth" / "prove"
    panel = truth / "mpdta.csv"
    asked = ["groups", str(panel), *COLUMNS, "--adoption", str(adoption(panel, tmp_path))]
    said = json.loads(CliRunner().invoke(prove_group, [*asked, *options, "--json"]).output)
    with (truth / "mpdta_r_did_attgt.csv").open() as stream:
        told = [row for row in csv.DictReader(stream) if row["scenario"] == scenario]
    found = {(each["joined"], each["date"]): each for each in said["effects"]}
    assert found.keys() == {(row["group"], row["t"]) for row in told}
    for row in told:
        each = found[row["group"], row["t"]]
        assert each["effect"] == pytest.approx(float(row["att"]), abs=1e-6)
        assert each["se"] == pytest.approx(float(row["se"]), abs=1e-6)


def panel_file(folder: Path) -> Path:
    """Eight councils over four years; A joins in the third and falls by three."""
    path = folder / "panel.csv"
    lines = [
        f"{unit},{2019 + year},{10 * place + year - (3 if unit == 'A' and year >= 2 else 0)},x"
        for place, unit in enumerate("ABCDEFGH")
        for year in range(4)
    ]
    path.write_text("\n".join(["council,year,pounds,size", *lines]))
    (folder / "adoption.csv").write_text("unit,start\nA,2021\n")
    return path


def asked(folder: Path, *more: str) -> list[str]:
    columns = ["--unit", "council", "--time", "year", "--outcome", "pounds"]
    adopted = ["--adoption", str(folder / "adoption.csv")]
    return ["groups", str(panel_file(folder)), *columns, *adopted, *more]


def test_one_joiner_by_hand(tmp_path: Path) -> None:
    said = CliRunner().invoke(prove_group, asked(tmp_path)).output.splitlines()
    assert said[1].split() == ["2021", "2020", "0", "0"]
    assert [line.split()[1:3] for line in said[2:4]] == [["2021", "-3"], ["2022", "-3"]]
    assert said[4].startswith("Mean, simple: -3 ")


def test_a_covariate_that_is_no_number_names_the_line(tmp_path: Path) -> None:
    mistake = CliRunner().invoke(prove_group, asked(tmp_path, "--covariates", "size")).exception
    assert isinstance(mistake, UserMistake)
    assert "panel.csv, line 2: size is 'x', not a number." in mistake.sentence


def test_covariates_that_are_one_are_a_mistake(tmp_path: Path) -> None:
    mistake = CliRunner().invoke(prove_group, asked(tmp_path, "--covariates", "year")).exception
    assert isinstance(mistake, UserMistake)
    assert "Leave one of them out" in mistake.next_step
