"""tallystick read: published files into the store."""

from pathlib import Path

import click

from tallystick.cli.common import (
    council_code,
    json_option,
    known_councils,
    opened,
    print_json,
    shown_progress,
    store_option,
)
from tallystick.read.keep import read_into_store
from tallystick.words.money import pounds


@click.command("read")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@store_option
@click.option("--council", metavar="CODE", help="Whose files these are, where they do not tell.")
@json_option
def command(paths: tuple[Path, ...], folder: Path, council: str | None, as_json: bool) -> None:
    """Read files or folders of published payments: CSV, xlsx, xls, ods, zip.

    Each content is read once. A corrected file replaces the one whose place or name it takes.
    What is not a payment is kept too, with the reason.
    """
    councils = known_councils()
    code = council_code(councils, council) if council else None
    with opened(folder) as store, shown_progress() as progress:
        intake = read_into_store(store, paths, councils=councils, council=code, progress=progress)
    if as_json:
        print_json(list(intake.records))
    else:
        for record in intake.records:
            click.echo(
                f"{record['file']}: {record['lines']:,} payments, "
                f"{pounds(record['total_pence'])}, {record['rejected']:,} lines set aside"
            )
            for warning in record["warnings"]:
                click.echo(f"    {warning}")
        click.echo(f"{intake.fresh} files read, {intake.known} known already.")
    for skipped in intake.skipped:
        click.echo(f"Not read: {skipped.sentence} {skipped.next_step}", err=True)
