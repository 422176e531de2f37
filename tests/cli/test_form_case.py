"""tallystick form case and form exit: what they print, what they write, and wrong input."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.form import case_world as world

from tallystick.cli import main as shell
from tallystick.cli.form import command
from tallystick.engine.kept_files import write_kept
from tallystick.sharing.track_record import TRACK_RECORD, track_record_text


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def answered(*words: str | Path) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result.output


def refused(monkeypatch: Any, capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    """What the shell says, with status 2 and one line."""
    monkeypatch.setattr(sys, "argv", ["tallystick", "form", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        shell.main()
    said = capsys.readouterr().err
    assert stopped.value.code == 2 and said.count("\n") == 1 and "Traceback" not in said
    return said


def test_a_case_for_people(tmp_path: Path) -> None:
    outs = {kind: tmp_path / f"case.{kind}" for kind in ("html", "docx", "pdf", "xlsx")}
    asked = [part for kind, out in outs.items() for part in (f"--{kind}", out)]
    said = answered("case", world.written(tmp_path), *asked)
    assert said.startswith("Worth most to these councils together is: ")
    assert "Do nothing" in said and "Bear in mind: HR: nobody has put a cost on" in said
    assert all(f"Report: {out}" in said for out in outs.values())
    assert outs["html"].read_text("utf-8").startswith("<!DOCTYPE html>")
    assert outs["pdf"].read_bytes().startswith(b"%PDF-")
    assert outs["docx"].read_bytes().startswith(b"PK")


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    plan = world.written(tmp_path)
    assert answered("case", plan, "--json") == answered("case", plan, "--json")
    pages = []
    for _twice in range(2):
        outs = [tmp_path / "case.html", tmp_path / "case.docx", tmp_path / "case.pdf"]
        answered("case", plan, "--html", outs[0], "--docx", outs[1], "--pdf", outs[2])
        pages.append([out.read_bytes() for out in outs])
    assert pages[0] == pages[1]


def test_a_case_looks_at_the_option_asked_for(tmp_path: Path) -> None:
    plain = json.loads(answered("case", world.written(tmp_path), "--option", "company", "--json"))
    assert plain["shared"] == "company"


def keep_track_record(folder: Path, *, delivered: list[int]) -> None:
    """A store's table of one closed partnership."""
    cases = world.track_record(delivered=delivered).record.cases
    write_kept(folder, TRACK_RECORD, track_record_text(cases))


def test_own_closed_partnerships_stand_in_a_case(tmp_path: Path) -> None:
    plan, page = world.written(tmp_path), tmp_path / "case.html"
    keep_track_record(tmp_path, delivered=[50] * 7)
    said = answered("case", plan, "--store", tmp_path, "--html", page)
    sentence = "Your own one closed partnership delivered 50% of the £700 that it promised."
    assert sentence in said and sentence in page.read_text("utf-8")
    few = json.loads(answered("case", plan, "--store", tmp_path, "--json"))
    none = json.loads(answered("case", plan, "--json"))
    assert few["precedents"][0] == {
        "case": "Vale Payroll",
        "delivered": [0.5, 0.5],
        "worth": few["precedents"][0]["worth"],
        "sources": ["own register, last hash abababababab"],
    }
    assert few["precedents"][1:] == none["precedents"] and none["own_record"] is None
    assert (few["own_record"]["changes_counted"], few["options"]) == (False, none["options"])
    keep_track_record(tmp_path, delivered=[50] * 8)
    enough = json.loads(answered("case", plan, "--store", tmp_path, "--json"))
    assert enough["own_record"]["counted"]["B"] == 0.6  # (8 * 0.5 + 4 * 0.8) / 12
    assert enough["options"] != none["options"]


def test_a_store_without_closed_partnerships_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("case", world.written(tmp_path), "--store", tmp_path, "--html", tmp_path / "out.html")
    said = refused(monkeypatch, capsys, *words)
    assert "has no delivery_ratios.csv" in said and "tallystick prove formation --store" in said
    assert not (tmp_path / "out.html").exists()


def test_an_exit_for_people_and_for_programs(tmp_path: Path) -> None:
    plan, html = world.written(tmp_path), tmp_path / "exit.html"
    words = ("exit", plan, "--leaver", "Huntingdonshire", "--notice", "2026-11-30")
    said = answered(*words, "--html", html)
    assert "it would be out on 30 November 2027 and would pay £100,000.00" in said
    assert "No clause on duration." in said and html.is_file()
    assert json.loads(answered(*words, "--json"))["pays"] == 10_000_000


@pytest.mark.parametrize(
    ("step", "old", "new", "said"),
    [
        ("case", "cost: {value: 500000", "cost: {value: -5", "cost.value: -5 is below zero."),
        ("case", "legal_and_vat", "legals", "there is no cost line legals."),
        ("case", "E07000012: {}", "E06009999: {}", "there is no council E06009999."),
        ("case", "case:\n", "case: [\n", "it is not YAML"),
        ("exit", "agreement:\n", "agreements:\n", "there is no such field."),
        ("exit", "E07000008: 50,", "E07000008: 5x,", "'5x' is not a number."),
        ("exit", "clauses: {termination", "clauses: {terminated", "no clause terminated."),
    ],
)
def test_a_wrong_plan_is_one_sentence_and_writes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    step: str,
    old: str,
    new: str,
    said: str,
) -> None:
    plan, out = world.written(tmp_path, world.changed(old, new)), tmp_path / "out.html"
    leaving = ["--leaver", world.HUNTS, "--notice", "2026-11-30"] if step == "exit" else []
    sentence = refused(monkeypatch, capsys, step, plan, *leaving, "--html", out)
    assert sentence.startswith(f"tallystick: {plan}, line ") and said in sentence
    assert not out.exists()


@pytest.mark.parametrize(
    ("leaver", "notice", "said"),
    [
        ("E06000001", "2026-11-30", "E06000001 is not in the agreement 'Ouse HR'."),
        ("Atlantis", "2026-11-30", "No council is known as 'Atlantis'."),
        (world.HUNTS, "1066-10-14", "Notice on 1066-10-14 is not likely."),
        (world.HUNTS, "tomorrow", "'tomorrow' does not match the format"),
    ],
)
def test_a_wrong_leaver_or_day_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    leaver: str,
    notice: str,
    said: str,
) -> None:
    plan = world.written(tmp_path)
    words = ("exit", plan, "--leaver", leaver, "--notice", notice)
    assert said in refused(monkeypatch, capsys, *words)


def test_a_folder_that_is_not_there_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "case.html"
    said = refused(monkeypatch, capsys, "case", world.written(tmp_path), "--html", out)
    assert f"{out} cannot be written." in said
