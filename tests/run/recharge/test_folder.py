"""The folder of a run, made by the command: all papers or none, compared and sampled again."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from tests.run.recharge_world import A, B, C, World

from tallystick.cli import main as shell
from tallystick.cli.run import command
from tallystick.run.recharge.audit import draw_sample
from tallystick.run.recharge.compare import Cause, compare
from tallystick.run.recharge.folder import rebuild
from tallystick.run.recharge.plain import as_plain
from tallystick.words.mistakes import UserMistake


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def run(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def made(world: World, out: Path, *, period: str = "2026-10", more: Sequence[str] = ()) -> Path:
    result = run("recharge", *world.words, "--period", period, "--out", out, *more)
    assert result.exit_code == 0, result.output + repr(result.exception)
    return out


def refused(monkeypatch: Any, capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """What the shell says, with status 2 and one line."""
    monkeypatch.setattr(sys, "argv", ["tallystick", "run", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        shell.main()
    said = capsys.readouterr().err
    assert stopped.value.code == 2 and said.count("\n") == 1
    return said


def test_what_is_printed_is_what_is_kept(world: World, tmp_path: Path) -> None:
    out = made(world, tmp_path / "out")
    printed = run("recharge", *world.words, "--period", "2026-10", "--json").output
    assert printed == (out / "run.json").read_text("utf-8")
    assert json.loads(printed) == as_plain(world.run())


def test_for_people(world: World) -> None:
    world.add("agreement", f"billed: {{2026-10: {{{A}: 70.00}}}}\n")
    said = run("recharge", *world.words, "--period", "2026-10").output
    assert said.startswith("Vale Shared Services, 2026-10\n")
    assert f"{A}            £73.30   of which not yet billed £3.30" in said
    assert "slips cost £2.37 more than it billed." in said
    assert "1 ledger lines of £3.00 fit no pool and are not charged: the first is line 5." in said


def test_every_paper_of_every_partner(world: World, tmp_path: Path) -> None:
    forms = ("html", "docx", "pdf", "xlsx")
    more = [word for form in forms for word in ("--paper", form)]
    world.add("agreement", f"billed: {{2026-10: {{{A}: 70.00, {B}: 50.00}}}}\n")
    world.change("agreement", "        pools: [staff", "        tolerance: {points: 1, replaced_by: exact shares}\n        pools: [staff")  # fmt: skip  # noqa: E501
    out = made(world, tmp_path / "out", more=more)
    statements = {f"statement-{code}.{form}" for code in (A, B) for form in forms}
    kept = {"read-agreement.yml", "read-ledger.csv", "read-volumes.csv", "run.json"}
    journals = {f"journal-{code}.csv" for code in (A, B)}
    assert {each.name for each in out.iterdir()} == statements | kept | journals
    page = (out / f"statement-{B}.html").read_text("utf-8")
    assert "£33.34" in page and "is owed back" in page and "within the tolerance" in page
    first = {each.name: each.read_bytes() for each in out.iterdir()}
    made(world, tmp_path / "again", more=more)
    again = {each.name: each.read_bytes() for each in (tmp_path / "again").iterdir()}
    assert {name for name in first if first[name] != again[name]} == set()


def test_a_run_that_fails_leaves_what_stood(
    world: World, tmp_path: Path, monkeypatch: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    out = made(world, tmp_path / "out")
    before = {each.name: each.read_bytes() for each in out.iterdir()}
    world.change("ledger", "0.01", "0.02")
    monkeypatch.setattr(
        "tallystick.cli.work.run_recharge.journals", lambda _run: (_ for _ in ()).throw(OSError())
    )
    words = (*world.words, "--period", "2026-10", "--out", out)
    assert "cannot be written" in refused(monkeypatch, capsys, "recharge", *words)
    assert {each.name: each.read_bytes() for each in out.iterdir()} == before


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--period", "soon"), "--period: 'soon' is not a period."),
        (("--period", "2026-10", "--control-total", "1.234"), "'1.234' is not an amount."),
        (("--period", "2026-10", "--control-total", "-£1"), "is not an amount."),
        (("--period", "2026-10", "--control-total", "-1.5"), "the control total is −£1.50"),
    ],
)
def test_options_that_do_not_fit(
    world: World, monkeypatch: Any, capsys: Any, more: tuple[str, ...], said: str
) -> None:
    assert said in refused(monkeypatch, capsys, "recharge", *world.words, *more)


def test_a_control_total_that_agrees(world: World) -> None:
    more = ("--period", "2026-10", "--control-total", "112.01", "--json")
    assert run("recharge", *world.words, *more).exit_code == 0


def test_the_run_of_a_folder_again(world: World, tmp_path: Path) -> None:
    out = made(world, tmp_path / "out")
    assert rebuild(out).charged == world.run().charged


def test_a_folder_whose_files_were_changed(world: World, tmp_path: Path) -> None:
    out = made(world, tmp_path / "out")
    with (out / "read-volumes.csv").open("a") as page:
        page.write(f"2027-10,{A},headcount,2,return\n")
    with pytest.raises(
        UserMistake, match=r"read-volumes.csv is not the file that the run was made"
    ):
        rebuild(out)
    (out / "read-volumes.csv").unlink()
    with pytest.raises(UserMistake, match="does not keep the volumes of its run"):
        rebuild(out)
    (out / "run.json").write_text("{}")
    with pytest.raises(UserMistake, match="is not of a run"):
        rebuild(out)
    with pytest.raises(UserMistake, match="is not there"):
        rebuild(tmp_path)


def test_two_runs_apart_by_their_causes(world: World, tmp_path: Path) -> None:
    """30.00 more of staff is 20.00 of A's; a headcount of 3 to 1 moves 1/12 of 130.01."""
    one = made(world, tmp_path / "one")
    world.change("ledger", "100.00", "130.00").change("volumes", "headcount,2", "headcount,3")
    other = made(world, tmp_path / "other")
    found = {(each.pool, each.council): each for each in compare(rebuild(one), rebuild(other))}
    moved = found["staff", A]
    assert (moved.before, moved.after) == (6667, 9751)
    assert moved.causes == {"ledger": 2000, "drivers": 1084, "rule": 0, "agreement": 0}
    assert found["slips", A].pence == 0
    said = run("compare", one, other).output
    assert f"{A}, staff: £66.67 -> £97.51, £30.84: ledger £20.00, drivers £10.84" in said
    told = json.loads(run("compare", one, other, "--json").output)
    assert told["causes"] == {"ledger": 3000, "drivers": 0, "rule": 0, "agreement": 0}
    assert told["totals"] == {A: 3084, B: -84}
    assert run("compare", one, one).output.startswith("The two runs charge the same.")


def test_a_changed_price_is_the_agreements_doing(world: World, tmp_path: Path) -> None:
    one = made(world, tmp_path / "one")
    other = made(world.change("agreement", "4.42", "5.00"), tmp_path / "other")
    found = compare(rebuild(one), rebuild(other))
    assert {each.pool: dict(each.causes) for each in found if each.pence} == {
        "slips": {"ledger": 0, "drivers": 0, "rule": 0, "agreement": 87}
    }


def test_another_version_is_the_rules_doing(world: World, tmp_path: Path) -> None:
    one = made(world, tmp_path / "one")
    text = world.agreement.read_text("utf-8")
    version = text[text.index('  - version: "1"') :].replace('"1"', '"2"', 1)
    world.add("agreement", version.replace("2026-04-01", "2026-10-01").replace("4.42", "5.00"))
    found = compare(rebuild(one), rebuild(made(world, tmp_path / "other")))
    assert sum(each.causes[Cause.RULE] for each in found) == 87


def test_two_periods_and_a_partner_that_joins(world: World, tmp_path: Path) -> None:
    """The new partner's volumes cannot be taken before the version that brings it."""
    one = made(world, tmp_path / "one")
    text = world.agreement.read_text("utf-8")
    version = text[text.index('  - version: "1"') :].replace('"1"', '"2"', 1)
    version = version.replace("2026-04-01", "2026-11-01")
    world.add("agreement", version.replace(f"{B}: 1", f"{B}: 1, {C}: 1"))
    for path in (world.ledger, world.volumes):
        path.write_text(path.read_text("utf-8").replace("2026-10", "2026-11").replace("-31", "-30"))
    world.add("volumes", f"2026-11,{C},headcount,1,r\n2026-11,{C},payslip,0,r\n")
    found = compare(rebuild(one), rebuild(made(world, tmp_path / "other", period="2026-11")))
    assert {each.council: each.pence for each in found if each.pool == "staff"} == {
        A: 5001 - 6667,
        B: 2500 - 3334,
        C: 2500,
    }
    assert all(sum(each.causes.values()) == each.pence for each in found)
    assert all(each.causes[Cause.RULE] == each.pence for each in found)


def test_the_next_month_under_the_same_rules(world: World, tmp_path: Path) -> None:
    one = made(world, tmp_path / "one")
    for path in (world.ledger, world.volumes):
        path.write_text(path.read_text("utf-8").replace("2026-10", "2026-11").replace("-31", "-30"))
    world.change("volumes", "headcount,2", "headcount,3")
    found = compare(rebuild(one), rebuild(made(world, tmp_path / "other", period="2026-11")))
    assert {each.council: each.causes[Cause.DRIVERS] for each in found if each.pence} == {
        A: 834,
        B: -834,
    }


def test_the_auditors_sample(world: World, tmp_path: Path) -> None:
    out = made(world, tmp_path / "out")
    told = json.loads(run("audit", out, "--sample", 3, "--seed", "s", "--json").output)
    assert sum(each["units"] for each in told["lines"]) == 3
    line = next(each for each in told["lines"] if each["line"]["pool"] == "staff")
    assert [(one["line"], one["pence"], one["text"]) for one in line["ledger"]] == [
        (2, 10000, "Salaries"),
        (3, 1, "Rent"),
    ]
    assert line["drivers"][0]["source"] == "return"
    assert line["agreement"][0]["field"] == "versions.1.pools.1"
    said = run("audit", out, "--sample", 3, "--seed", "s").output
    assert "2 ledger lines, 2 volumes" in said
    assert said == run("audit", out, "--sample", 3, "--seed", "s").output


def test_a_sample_of_all_pence_holds_each_line_by_its_pence(world: World) -> None:
    bill = world.run()
    drawn = draw_sample(bill, bill.total, seed="any")
    assert {(each.line.key, each.units) for each in drawn} == {
        (line.key, line.pence) for line in bill.charged.lines if line.pence
    }


@given(st.integers(1, 40), st.text())
def test_the_same_seed_draws_the_same(tmp_path_factory: Any, size: int, seed: str) -> None:
    bill = World(tmp_path_factory.mktemp("w")).run()
    drawn = draw_sample(bill, size, seed=seed)
    assert drawn == draw_sample(bill, size, seed=seed)
    assert sum(each.units for each in drawn) == size


def test_no_sample_of_nothing(world: World) -> None:
    with pytest.raises(UserMistake, match="A sample of 0 cannot be drawn"):
        draw_sample(world.run(), 0, seed="s")


def test_a_second_run_takes_the_first_ones_papers_away(world: World, tmp_path: Path) -> None:
    out = made(world, tmp_path / "out", more=["--paper", "xlsx"])
    (out / "note.txt").write_text("of the user's")
    made(world, out)
    assert {each.suffix for each in out.iterdir()} == {".yml", ".csv", ".json", ".html", ".txt"}
