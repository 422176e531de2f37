"""Commands are declared lightly, and a declaration says what its work can do."""

import inspect
import subprocess
import sys
from collections.abc import Iterator
from typing import get_args

import click
import pytest

from tallystick.cli.deferred import Deferred
from tallystick.cli.find import write_forms
from tallystick.cli.form_case import OPTIONS
from tallystick.cli.main import commands
from tallystick.cli.prove_estimate import METHODS
from tallystick.cli.prove_groups import HOW
from tallystick.cli.split import RULES
from tallystick.form.split.rules import Rule
from tallystick.prove import ALL_METHODS
from tallystick.prove.counterfactual.group_time import How
from tallystick.reference.case import load_case_settings

HEAVY = {"ibis", "duckdb", "pyarrow", "numpy", "scipy", "typst", "docx", "rich", "yaml"}

IMPORT_ALL = """
import pkgutil, sys
from importlib import import_module
import tallystick.cli
names = [each.name for each in pkgutil.iter_modules(tallystick.cli.__path__) if not each.ispkg]
for name in names:
    import_module(f"tallystick.cli.{name}")
print(*names)
print(*sys.modules)
"""


def declared(command: click.Command, words: str = "") -> Iterator[tuple[str, click.Command]]:
    """Each command and group with its words."""
    yield words.strip(), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from declared(below, f"{words} {name}")


DEFERRED = {
    words: (command, deferred)
    for words, command in declared(commands)
    if command.callback is not None
    and isinstance(
        deferred := inspect.unwrap(command.callback, stop=lambda each: isinstance(each, Deferred)),
        Deferred,
    )
}


def test_declarations_import_no_engine() -> None:
    # A fresh interpreter: this one has imported the engines for other tests.
    run = [sys.executable, "-c", IMPORT_ALL]
    names, imported = subprocess.check_output(run, text=True).splitlines()
    assert {"main", "find", "form_case", "prove_groups"} <= set(names.split())
    assert HEAVY & set(imported.split()) == set()


def test_all_but_the_groups_without_work_are_deferred() -> None:
    assert {words for words, _ in declared(commands)} - set(DEFERRED) == {
        "",
        "form",
        "prove",
        "run",
        "store",
    }


@pytest.mark.parametrize("words", DEFERRED)
def test_options_are_the_parameters_of_the_work(words: str) -> None:
    command, deferred = DEFERRED[words]
    given = {each.name or "" for each in command.params if each.expose_value}
    parameters = inspect.signature(deferred.work()).parameters
    wanted = set(parameters) - {"context"}  # handed over by @click.pass_context
    papers = {"html", "docx", "pdf"} if "papers" in wanted else set()
    assert given == wanted - {"papers"} | papers


def test_a_callback_has_its_work() -> None:
    assert list(inspect.signature(write_forms.work()).parameters) == [
        "context",
        "_option",
        "folder",
    ]


def test_a_group_leaves_the_work_to_the_command_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    monkeypatch.setattr(
        Deferred, "work", lambda self: lambda *_handed, **_given: done.append(self.place[1])
    )
    commands.main(["match", "explain", "A", "B"], standalone_mode=False)
    assert done == ["explain_command"]
    commands.main(["match"], standalone_mode=False)
    assert done == ["explain_command", "command"]


def test_choices_are_those_of_the_engine() -> None:
    assert METHODS == ALL_METHODS
    assert get_args(How) == HOW
    assert tuple(Rule) == RULES


def test_ways_of_sharing_are_those_of_the_table() -> None:
    table = load_case_settings().options
    assert tuple(key for key, one in table.items() if one.needs_partners) == OPTIONS
