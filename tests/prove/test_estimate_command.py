"""tallystick prove estimate: what it prints, and the one sentence when something is wrong."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tallystick.cli.prove import prove_group
from tallystick.prove.panel.panel import Panel
from tallystick.words.mistakes import UserMistake

KEYS = ["method", "effect", "effect_percent", "se", "interval90", "interval95", "p_placebo",
        "pre_rmse", "weights", "time_weights", "power_percent", "verdict", "guards"]  # fmt: skip


@pytest.fixture
def panel_file(walks: Panel, tmp_path: Path) -> Path:
    path = tmp_path / "panel.csv"
    lines = [
        f"{unit},{2019 + date // 12}-{date % 12 + 1:02d},{walks.outcomes[row, date]}"
        for row, unit in enumerate(walks.units)
        for date in range(36)
    ]
    path.write_text("\n".join(["council,month,pounds", *lines]))
    return path


def run(panel_file: Path, *more: str) -> Result:
    columns = ["--unit", "council", "--time", "month", "--outcome", "pounds"]
    arguments = ["estimate", str(panel_file), *columns, *more]
    return CliRunner().invoke(prove_group, arguments, catch_exceptions=True)


JOINED = ("--treated", "A,B", "--start", "2021-01")


@pytest.mark.parametrize("method", ["sdid", "did", "sc", "dsc", "ascm", "mc", "learned"])
def test_json_has_the_keys_promised(panel_file: Path, method: str) -> None:
    said = json.loads(run(panel_file, *JOINED, "--method", method, "--json").output)
    assert list(said) == KEYS
    assert said["method"] == method
    assert said["interval95"][0] < said["effect"] < said["interval95"][1]
    assert said["verdict"] in ("supported", "not supported", "cannot tell")


def test_all_is_a_list_the_default_first(panel_file: Path) -> None:
    said = json.loads(run(panel_file, *JOINED, "--method", "all", "--json").output)
    assert [each["method"] for each in said] == [
        "learned", "sdid", "did", "sc", "dsc", "ascm", "mc"
    ]  # fmt: skip
    table = run(panel_file, *JOINED, "--method", "all").output
    assert table.count("%") >= 7


def test_the_power_statement_stands_before_the_result(panel_file: Path) -> None:
    lines = run(panel_file, *JOINED).output.splitlines()
    assert lines[0].startswith("With 2 joiners and this noise a saving under ")
    assert any(line.startswith("Verdict") for line in lines)


def test_adoption_by_file_is_the_same_as_by_option(panel_file: Path, tmp_path: Path) -> None:
    adoption = tmp_path / "adoption.csv"
    adoption.write_text("unit,start\nA,2021-01\nB,2021-01\n")
    by_file = run(panel_file, "--adoption", str(adoption), "--json")
    assert by_file.output == run(panel_file, *JOINED, "--json").output


def test_workings_rebuild_the_figure(panel_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "workings.csv"
    said = json.loads(
        run(panel_file, *JOINED, "--method", "sdid", "--workings", str(out), "--json").output
    )
    with out.open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    parts = {(row["part"], row["name"]): float(row["value"]) for row in rows}
    value = parts["change of the joiners", "A|B"] - sum(
        weight * parts["change of a donor", name]
        for (part, name), weight in parts.items()
        if part == "weight of a donor"
    )
    assert value == pytest.approx(said["effect"])


def test_a_claim_is_judged(panel_file: Path) -> None:
    said = run(panel_file, *JOINED, "--claimed", "0.5", "--json").output
    assert json.loads(said)["verdict"] == "cannot tell"


@pytest.mark.parametrize(
    "more", [(), ("--treated", "A"), ("--start", "2021-01"), (*JOINED, "--adoption", "x.csv")]
)
def test_who_joined_when_must_be_said_in_one_way(panel_file: Path, more: tuple[str, ...]) -> None:
    mistake = run(panel_file, *more).exception
    assert isinstance(mistake, UserMistake)
    assert "--adoption" in mistake.next_step


def test_a_mistake_in_the_file_names_the_line(panel_file: Path) -> None:
    text = panel_file.read_text().replace("A,2019-02,", "A,2019-02,x")
    panel_file.write_text(text)
    mistake = run(panel_file, *JOINED).exception
    assert isinstance(mistake, UserMistake)
    assert "panel.csv, line 3: pounds is" in mistake.sentence


def test_a_council_that_joins_cannot_be_left_out(panel_file: Path) -> None:
    mistake = run(panel_file, *JOINED, "--leave-out", "A,C").exception
    assert isinstance(mistake, UserMistake)


def test_where_chance_cannot_be_known_json_says_null(panel_file: Path) -> None:
    joined = ("--treated", "A,B,C,D,E,F,G", "--start", "2021-01", "--method", "sdid")
    said = json.loads(run(panel_file, *joined, "--json").output)
    assert said["se"] is None
    assert said["interval95"] == [None, None]
    assert said["verdict"] == "cannot tell"
    assert "no saving can be seen here" in run(panel_file, *joined).output


def test_a_name_with_a_comma_stands_in_quotes(panel_file: Path) -> None:
    text = panel_file.read_text().replace("\nA,", '\n"A, City of",')
    panel_file.write_text(text)
    joined = ("--treated", '"A, City of", B', "--start", "2021-01")
    assert json.loads(run(panel_file, *joined, "--json").output)["effect"] < 0
