"""What tallystick form example does."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from tallystick.cli.work.papers import write_one
from tallystick.example.world.councils import EXAMPLE_COUNCILS
from tallystick.example.world.returns import returns_text
from tallystick.words.council import CouncilKind
from tallystick.words.whole_files import write_page

FUNCTIONS = "hr,finance,it,procurement"
START = "2028-04-01"  # fixed, as what the county returned is
LEAVER, NOTICE = "Brindleford", "2028-10-01"


def example(context: click.Context, folder: Path) -> None:
    """Run the commands of the trip, one after the other."""
    root = context.find_root().command
    assert isinstance(root, click.Group)
    first, *others = _trip(folder)
    _take(root, first)
    write_one(folder / "returns.yml", lambda out: write_page(out, returns_text()))
    for arguments in others:
        _take(root, arguments)


def _trip(folder: Path) -> list[Sequence[object]]:
    """The commands, in order, without the name of the program."""
    plan, store = folder / "plan.yml", folder / "store"
    councils = ",".join(each.code for each in EXAMPLE_COUNCILS if each.kind is not CouncilKind.FIRE)
    return [
        ["example", folder],
        ["find", folder / "published", "--store", store, "--html", folder / "find.html"],
        [
            "form", "start", "--store", store, "--councils", councils, "--functions", FUNCTIONS,
            "--start", START, "--returns", folder / "returns.yml", "--out", plan,
        ],
        ["form", "solve", plan, "--html", folder / "groups.html"],
        ["form", "case", plan, "--html", folder / "case.html", "--xlsx", folder / "case.xlsx"],
        [
            "form", "exit", plan, "--leaver", LEAVER, "--notice", NOTICE,
            "--html", folder / "exit.html",
        ],
    ]  # fmt: skip


def _take(root: click.Group, arguments: Sequence[object]) -> None:
    words = [str(each) for each in arguments]
    click.secho(f"\n$ tallystick {shlex.join(words)}", bold=True)
    root.main(words, prog_name="tallystick", standalone_mode=False)
