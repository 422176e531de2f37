"""tallystick form: who should share what with whom, and what it is worth to each."""

import click

from tallystick.cli.steps import Step, Steps

STEPS = {
    "start": Step("form_start", "start", "Write a first plan from what the store knows."),
    "solve": Step("form_solve", "solve", "Find who should share what with whom, proved."),
    "case": Step(
        "form_case", "case", "Say what each option is worth, to the group and to each council."
    ),
    "exit": Step("form_case", "exit", "Say what it would cost a council to leave."),
    "example": Step("form_example", "example", "Take the made-up county through all of it."),
}
"""The steps in the order in which they are taken."""


@click.group("form", cls=Steps, steps=STEPS, heading="Steps")
def command() -> None:
    """Who should share what with whom, what it is worth to each, and what it costs to leave.

    A plan file holds the councils, their costs and what is assumed: `start` writes a first one,
    the other steps read it.
    """
