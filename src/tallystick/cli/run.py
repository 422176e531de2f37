"""tallystick run: the shared service's account, worked out."""

import click

from tallystick.cli.steps import Step, Steps

STEPS = {
    "recharge": Step(
        "run_recharge", "recharge_command", "Work out what each partner pays, line by line."
    ),
    "compare": Step(
        "run_compare", "compare_command", "Tell two runs apart, line by line and by cause."
    ),
    "audit": Step(
        "run_audit", "audit_command", "Draw lines for the auditor, each with all it rests on."
    ),
}


@click.group("run", cls=Steps, steps=STEPS, heading="Commands")
def command() -> None:
    """The account of a shared service: what each partner pays, and why."""
