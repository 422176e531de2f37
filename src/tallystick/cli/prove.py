"""tallystick prove: whether a saving came, or would have come anyway."""

import click

from tallystick.cli.prove_estimate import estimate_command
from tallystick.cli.prove_formation import formation_command
from tallystick.cli.prove_groups import groups_command
from tallystick.cli.prove_pack import pack_command, rebuild_command
from tallystick.cli.prove_register import check_command, register_command
from tallystick.cli.prove_verdict import verdict_command


@click.group("prove", short_help="Tell whether a saving came, or would have come anyway.")
def prove_group() -> None:
    """Tell whether a saving came, or would have come anyway."""


command = prove_group

for _each in (
    estimate_command,
    groups_command,
    register_command,
    check_command,
    verdict_command,
    pack_command,
    rebuild_command,
    formation_command,
):
    prove_group.add_command(_each)
