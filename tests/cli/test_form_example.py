"""The made-up county goes all the way from its payments to a case and an exit, in one command."""

from pathlib import Path

from tests.cli.conftest import Run

from tallystick.cli.work.common import councils_of_plan
from tallystick.form.plan.file import read_plan
from tallystick.form.plan.plan_values import Figure
from tallystick.words.labels import Label


def test_the_county_from_find_to_exit(tallystick: Run, tmp_path: Path) -> None:
    done = tallystick("form", "example", "county")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "county"
    made = ("find.html", "groups.html", "case.html", "case.xlsx", "exit.html")
    assert all((folder / name).stat().st_size > 5_000 for name in made)
    plan = read_plan(folder / "plan.yml", councils=councils_of_plan(folder / "plan.yml"))
    bought = plan.function(Label.IT).parts[0].bases["L5"]
    assert isinstance(bought, Figure) and bought.because.startswith("published payments, 24 months")
    assert "Share HR: " in done.stdout and "Proved: no other choice saves more" in done.stdout
    assert "Ashcombe Vale, Brindleford and Thornmarsh stay together until" in done.stdout
    assert "Eastwold and Pellgrave stay apart for Finance" in done.stdout
    assert "could not do better in any smaller group" in done.stdout
    assert "If Brindleford gave notice on 1 October 2028" in done.stdout
    # What is shown is what may be typed: the last step again gives the same page.
    shown = [line for line in done.stdout.splitlines() if line.startswith("$ tallystick ")]
    before = (folder / "exit.html").read_bytes()
    again = tallystick(*shown[-1].removeprefix("$ tallystick ").split())
    assert again.returncode == 0, again.stderr
    assert (folder / "exit.html").read_bytes() == before
