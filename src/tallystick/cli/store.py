"""tallystick store: whether a store is whole, and how it is mended."""

import click

from tallystick.cli.store_check import check_command
from tallystick.cli.store_rebuild import rebuild_command


@click.group("store", short_help="Check that a store is undamaged, and mend it.")
def store_group() -> None:
    """Check that a store is undamaged, and mend it."""


command = store_group
store_group.add_command(check_command)
store_group.add_command(rebuild_command)
