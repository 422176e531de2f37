"""The command `tallystick`: one file a command, errors as one sentence and exit status 2."""

import sys

import click

from tallystick.cli.classify import classify_command
from tallystick.cli.example import example_command
from tallystick.cli.find import find_command
from tallystick.cli.match import match_command
from tallystick.cli.read import read_command
from tallystick.words.mistakes import UserMistake

CONTENTS = (
    ("Find where councils run or buy the same thing", (find_command,)),
    ("Each step on its own", (read_command, match_command, classify_command)),
    ("Try it without files of your own", (example_command,)),
)
"""What --help lists, in the order in which the product is used."""


class Contents(click.Group):
    """A command group whose help reads like a table of contents."""

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands under what they are for."""
        for heading, commands in CONTENTS:
            with formatter.section(heading):
                formatter.write_dl(
                    [(command.name or "", command.get_short_help_str(90)) for command in commands]
                )


@click.group(
    cls=Contents,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command has --help, and --json for other programs.",
)
@click.version_option(package_name="tallystick", message="%(prog)s %(version)s")
def commands() -> None:
    """Tallystick shows councils where they run the same back office twice, from the payment
    files that they already publish."""


for _heading, _commands in CONTENTS:
    for _command in _commands:
        commands.add_command(_command)


def main() -> None:
    """Run the command line. Exit status 0 done, 2 the user can mend it, 130 stopped by the user."""
    try:
        commands.main(standalone_mode=False)
    except UserMistake as mistake:
        _leave(f"{mistake.sentence} {mistake.next_step}")
    except click.ClickException as error:
        _leave(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing is lost: the next run goes on from here.", err=True)
        sys.exit(130)


def _leave(sentence: str) -> None:
    click.echo(f"tallystick: {sentence}", err=True)
    sys.exit(2)
