"""tallystick find: from files to opportunities."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import bodies_option, json_option, paper_options, store_option


@deferred
def write_forms() -> None:
    """The callback of --forms."""


@click.command("find")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@store_option
@click.option("--council", metavar="CODE", help="Whose files these are, where they do not say.")
@click.option("--councils", metavar="A,B,...", help="Compare only these, by code or name.")
@click.option("--function", "functions", metavar="hr,it,...",
              help="Look only at these back-office functions.")  # fmt: skip
@click.option(
    "--from",
    "first",
    metavar="YYYY-MM",
    help="First month to compare; without --from and --to those that most councils cover.",
)
@click.option("--to", "last", metavar="YYYY-MM", help="Last month to compare.")  # fmt: skip
@click.option("--contracts", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="A contract register in CSV or XLSX, published or on our form.")  # fmt: skip
@click.option("--returns", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="What councils say that a function costs, on our form.")  # fmt: skip
@bodies_option
@click.option("--forms", type=click.Path(path_type=Path), metavar="DIR", is_eager=True,
              expose_value=False, callback=write_forms,
              help="Write the empty forms for --contracts and --returns, and end.")  # fmt: skip
@click.option("--initiatives", type=click.Path(path_type=Path), metavar="OUT",
              help="Write what is shared already as a draft for `prove register`.")  # fmt: skip
@click.option("--out", "out", type=click.Path(path_type=Path), metavar="DIR",
              help="Write the whole report there: pages, workbook, Word and PDF.")  # fmt: skip
@paper_options
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="OUT", help="Write a workbook.")
@click.option("--csv", type=click.Path(path_type=Path), metavar="OUT",
              help="Write plain tables; the evidence goes beside OUT.")  # fmt: skip
@json_option
@deferred
def command() -> None:
    """Find where councils run or buy the same thing, in files or folders of published payments.

    Reads what is new, then looks at everything that the store holds; without PATHS it only looks.
    """
