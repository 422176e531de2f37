"""tallystick form: who should share what with whom, and what it is worth to each."""

from importlib import import_module

import click

STEPS = {
    "start": ("form_start", "Write a first plan from what the store knows."),
    "solve": ("form_solve", "Find who should share what with whom, proved."),
    "case": ("form_case", "Say what each option is worth, to the group and to each council."),
    "exit": ("form_case", "Say what it would cost a council to leave."),
    "example": ("form_example", "Take the made-up county through all of it."),
}
"""The steps in the order in which they are taken: each is the command of its name in the module
named here, which is imported when the step is asked for."""


class Steps(click.Group):
    """The steps of a plan."""

    def list_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
    ) -> list[str]:
        """The steps in their order."""
        return list(STEPS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
        cmd_name: str,
    ) -> click.Command | None:
        """The step of this name, or None."""
        if cmd_name not in STEPS:
            return None
        module = import_module(f"tallystick.cli.{STEPS[cmd_name][0]}")
        step: click.Command = getattr(module, cmd_name)
        return step

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
        formatter: click.HelpFormatter,
    ) -> None:
        """List the steps with what they are for."""
        with formatter.section("Steps"):
            formatter.write_dl([(name, about) for name, (_module, about) in STEPS.items()])


@click.group("form", cls=Steps)
def command() -> None:
    """Who should share what with whom, what it is worth to each, and what it costs to leave.

    A plan file holds the councils, their costs and what is assumed: `start` writes a first one,
    the other steps read it.
    """
