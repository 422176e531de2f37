"""A group whose commands are imported when they are asked for."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click


class Step(NamedTuple):
    """Where a command is declared, and what it is for."""

    module: str  # of tallystick.cli
    name: str  # of the command in the module
    about: str


class Steps(click.Group):
    """The commands of a table, in its order. heading: what the help calls them."""

    def __init__(self, *, steps: Mapping[str, Step], heading: str, **options: Any) -> None:
        super().__init__(**options)
        self._steps, self._heading = steps, heading

    def list_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
    ) -> list[str]:
        """The commands in their order."""
        return list(self._steps)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
        cmd_name: str,
    ) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in self._steps:
            return None
        module, name, _about = self._steps[cmd_name]
        command: click.Command = getattr(import_module(f"tallystick.cli.{module}"), name)
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands with what they are for."""
        with formatter.section(self._heading):
            formatter.write_dl([(name, step.about) for name, step in self._steps.items()])
