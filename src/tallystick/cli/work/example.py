"""What tallystick example does."""

from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.example.make import make_county


def command(folder: Path, as_json: bool) -> None:
    """Make the county's files, and say where they are."""
    county = make_county(folder)
    if as_json:
        print_json(
            {
                "folder": folder.as_posix(),
                "councils": [council.code for council in county.councils],
                "files": [path.as_posix() for path in county.files],
            }
        )
        return
    click.echo(
        f"An invented county of {len(county.councils)} bodies and {len(county.files)} files "
        f"is in {folder}; its truth lies in {folder / 'truth'}."
    )
