"""tallystick run: the shared service's account, worked out."""

from importlib import import_module

import click

STEPS = {
    "recharge": ("run_recharge", "Work out what each partner pays, line by line."),
    "compare": ("run_compare", "Tell two runs apart, line by line and by cause."),
    "audit": ("run_audit", "Draw lines for the auditor, each with all it rests on."),
}
"""Each command of the room: the module that declares it, imported when it is asked for."""


class Steps(click.Group):
    """The commands of the room."""

    def list_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
    ) -> list[str]:
        """The commands in their order."""
        return list(STEPS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
        cmd_name: str,
    ) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in STEPS:
            return None
        module = import_module(f"tallystick.cli.{STEPS[cmd_name][0]}")
        step: click.Command = getattr(module, f"{cmd_name}_command")
        return step

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands with what they are for."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_module, about) in STEPS.items()])


@click.group("run", cls=Steps)
def command() -> None:
    """The account of a shared service: what each partner pays, and why."""
