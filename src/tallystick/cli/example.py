"""tallystick example: the made-up county."""

from pathlib import Path

import click

from tallystick.cli.common import json_option, print_json
from tallystick.example.make import make_county


@click.command("example")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@json_option
def command(folder: Path, as_json: bool) -> None:
    """Make the published files of an invented county in FOLDER, with the truth beside them.

    The same files every time. Nothing in them is real: no council, no firm, no person.
    """
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
