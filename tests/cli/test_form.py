"""tallystick form start and solve: what they print and write, and the sentence when all is not
well."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from tallystick.cli.work.common import councils_of_plan
from tallystick.form.plan.file import read_plan
from tallystick.form.plan.plan_values import Blank, Figure
from tallystick.words.labels import HEART, Label

FIGURES = {
    "cost: null": "cost: {value: 1250000, assumption: a test, owner: J. Finch}",
    "volume: null": "volume: {value: 900, assumption: a test, owner: J. Finch}",
    "fixed: null": "fixed: {value: 300000, assumption: a test, owner: J. Finch}",
    "unit: null": "unit: {value: 100, assumption: a test, owner: J. Finch}",
    "beta: null": "beta: {value: 0.93, assumption: a test, owner: J. Finch}",
    "coordination: null": "coordination: {value: 40000, assumption: a test, owner: J. Finch}",
    "distance: null": "distance: {value: 0, assumption: a test, owner: J. Finch}",
    "retained: null": "retained: {value: 0.04, assumption: a test, owner: J. Finch}",
    "integration: null": "integration: {value: 50000, assumption: a test, owner: J. Finch}",
}


@pytest.fixture
def first(tallystick: Run, published: Path, tmp_path: Path) -> Path:
    """The first plan of two invented councils, whose payments were read."""
    store = tmp_path / "store"
    assert tallystick("find", published, "--store", store).returncode == 0
    done = tallystick("form", "start", "--store", store, "--councils", "X10000001,X07000005")
    assert done.returncode == 0, done.stderr
    plan = tmp_path / "plan.yml"
    plan.write_text(done.stdout, encoding="utf-8")
    return plan


@pytest.fixture
def filled(first: Path) -> Path:
    """The same with every blank filled in, and a border, which those two do not have."""
    text = first.read_text("utf-8").replace("neighbours: []", "neighbours: [X07000005]", 1)
    for blank, figure in FIGURES.items():
        text = text.replace(blank, figure)
    first.write_text(text, encoding="utf-8")
    return first


def test_the_first_plan_is_read_as_it_was_written(first: Path) -> None:
    """24 payments of £1,250 in twelve months: £30,000 a year for software, of each council."""
    plan = read_plan(first, councils=councils_of_plan(first))
    assert plan.codes == ("X10000001", "X07000005")
    assert tuple(function.label for function in plan.functions) == HEART
    for part in plan.function(Label.IT).parts:
        bought = part.bases["L5"]
        assert isinstance(bought, Figure)
        assert bought.pence == 3_000_000
        assert bought.because == (
            "published payments, 12 months from 2024-01 to 2024-12, taken to a year (evidence C)"
        )
        assert isinstance(part.cost, Blank)
        assert isinstance(part.volume, Blank)
    assert all(not part.bases for part in plan.function(Label.HR).parts)
    population = plan.functions[0].parts[1].drivers["population"]
    assert isinstance(population, Figure)
    assert population.value == 76_000


def test_a_blank_is_named_when_the_plan_is_solved(tallystick: Run, first: Path) -> None:
    done = tallystick("form", "solve", first, "--html", "page.html")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"tallystick: {first}, line 22, model.fixed: it is blank, and needed to cost a group. "
        "Fill it in with its source and grade, or as an assumption with its owner.\n"
    )
    assert not (first.parent / "page.html").exists()


def test_a_plan_is_solved_in_words_and_figures(tallystick: Run, filled: Path) -> None:
    """Two alike: the pair saves £300,000 fixed and what scale saves of £180,000, 900 x £100 each,
    less £40,000 to coordinate, 2 x £50,000 kept and 2 x £5,000 a year to integrate."""
    expected = 30_000_000 + round(18_000_000 * (1 - 2**-0.07)) - 4_000_000 - 10_000_000 - 1_000_000
    done = tallystick("form", "solve", filled, "--stable", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    hr = answer["functions"][0]
    assert hr["verdict"] == "share"
    assert hr["best"]["groups"][0]["councils"] == ["X10000001", "X07000005"]
    assert abs(hr["best"]["saving"] - expected) <= 3
    assert hr["best"]["saving_at_exponent_1"] == 15_000_000
    assert hr["best"]["proved"]
    assert [each["loses"] for each in hr["best"]["next_best"]] == [hr["best"]["saving"]]
    assert hr["stable"]["saving"] == hr["best"]["saving"]
    # All four functions by one pair: three of four coordination costs are spared.
    assert answer["together"]["saving"] == 4 * hr["best"]["saving"] + 3 * 4_000_000
    words = tallystick("form", "solve", filled)
    assert words.stdout.startswith(
        "Share HR: Wendlemere and Pellgrave. That saves £158,525 a year"
    ), words.stdout


def test_a_page_and_a_workbook_are_written_the_same_twice(tallystick: Run, filled: Path) -> None:
    folder = filled.parent
    for name in ("one", "two"):
        done = tallystick(
            "form", "solve", filled, "--html", f"{name}.html", "--xlsx", f"{name}.xlsx"
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.endswith(f"Report: {name}.html\nReport: {name}.xlsx\n")
    assert (folder / "one.html").read_bytes() == (folder / "two.html").read_bytes()
    assert (folder / "one.xlsx").read_bytes() == (folder / "two.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("X07000005:  # Pell", "X07000099:  # Pell",
         "line 17, councils.X07000099: there is no council X07000099. "
         "Give a code of the reference table, as E07000008."),
        ("value: 900,", "value: -900,", "line 36, functions.hr.councils.X10000001.volume.value: "
         "-900 is below zero. Give it as it is, from 0 up."),
        ("value: 0.93", "value: 93", "line 24, model.beta: 93 will not do. Give 0.5 to 1.2."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_and_status_2(
    tallystick: Run, filled: Path, old: str, new: str, said: str
) -> None:
    text = filled.read_text("utf-8")
    assert old in text
    filled.write_text(text.replace(old, new, 1), "utf-8")
    done = tallystick("form", "solve", filled, "--xlsx", "book.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"tallystick: {filled}, {said}\n"
    assert not (filled.parent / "book.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("solve", "nowhere.yml"), "nowhere.yml is not there. Check the path."),
        (("start", "--store", "nowhere", "--councils", "X07000001,X07000002"),
         "nowhere is no store. Make one first: tallystick find FILES --store DIR."),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(tallystick: Run, arguments: tuple[str, ...], said: str) -> None:
    done = tallystick("form", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"tallystick: {said}\n")


@pytest.mark.parametrize(
    ("councils", "said"),
    [
        ("X07000001", "A plan is for two councils or more. Name them with --councils A,B."),
        ("X07000001,Nowhere", "No council is known as 'Nowhere'. Give its code (E08000003) or its "
         "full name (Manchester City Council)."),
    ],
)  # fmt: skip
def test_whom_the_plan_is_for_must_be_known(
    tallystick: Run, published: Path, tmp_path: Path, councils: str, said: str
) -> None:
    tallystick("read", published, "--store", tmp_path / "store")
    done = tallystick("form", "start", "--store", tmp_path / "store", "--councils", councils)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"tallystick: {said}\n")


def test_an_abolished_council_is_told_from_its_heir(
    tallystick: Run, published: Path, tmp_path: Path
) -> None:
    tallystick("read", published, "--store", tmp_path / "store")
    done = tallystick(
        "form", "start", "--store", tmp_path / "store", "--councils", "E07000049,X07000002"
    )
    assert done.returncode == 2
    assert done.stderr.endswith("Name who answers for it: E06000059.\n")
