"""The command `tallystick`: one file a command, errors as one sentence and exit status 2."""

import gc
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

from tallystick.cli.streams import CLOSED, end_of_output, speak_anywhere
from tallystick.words.mistakes import UserMistake, mistake_of, readable

CONTENTS = {
    "Find where councils run or buy the same thing": {
        "find": "From published files to a report of what councils share.",
        "serve": "Look at a store as pages on this machine, down to each payment.",
        "why": "Say on what a payment's supplier and category rest.",
        "wrong": "Correct them; the figures then change.",
        "export": "One flat table of all payments, for other programs.",
    },
    "Each step on its own": {
        "read": "Read published payment files into a store.",
        "match": "Tell which spellings are one supplier.",
        "classify": "Tell which back-office function a payment is for.",
    },
    "Share a cost, prove a saving": {
        "form": "Who should share what with whom, from a plan: proved best, and the next best.",
        "split": "Split a shared cost by eight rules, and see who would leave.",
        "run": "Keep the account of a shared service: its bill, line by line.",
        "prove": "Tell whether a saving came, or would have come anyway.",
    },
    "Look after a store": {
        "store": "Check that a store is undamaged, and mend it.",
    },
    "Try it without files of your own": {
        "example": "Make the files of an invented county to try things on.",
    },
}
"""What --help lists, in the order in which the product is used: each command is the object
`command` of the module of its name in this room."""


class _Unread(Exception):
    """Whoever read the output has gone."""


class Contents(click.Group):
    """A command group whose help reads like a table of contents.

    A command's module is imported when the command is asked for, so that --help need not wait for
    the table engines.
    """

    def list_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
    ) -> list[str]:
        """The commands in the order of the contents."""
        return [name for commands in CONTENTS.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"tallystick.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command. click would end it without a word where nobody reads its output."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            if not end_of_output(error):
                raise
            raise _Unread from error

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click hands it over
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands under what they are for."""
        for heading, commands in CONTENTS.items():
            with formatter.section(heading):
                formatter.write_dl(list(commands.items()))


@click.group(
    cls=Contents,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command has --help, and all but serve have --json for other programs.",
)
@click.version_option(package_name="tallystick", message="%(prog)s %(version)s")
def commands() -> None:
    """Tallystick shows councils where they run the same back office twice, from the payment
    files that they already publish."""


_COLLECT = (100_000, 20, 20)
"""When Python looks for rings of objects that nobody holds: after so many new objects, and less
often among older ones. FIND makes millions of small values and hardly a ring, and Python's own 700
cost it a tenth of its CPU (75.8 to 67.5 s on 93 MB of files, measured 2026-12-01) for no memory."""


def main() -> None:
    """Run the command line. Exit status 0 done, 2 the user can mend it, 3 done but for files that
    could not be opened, 130 stopped by the user, 141 nobody reads what is printed."""
    speak_anywhere()
    gc.set_threshold(*_COLLECT)
    try:
        status = commands.main(standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except UserMistake as mistake:
        _leave(readable(f"{mistake.sentence} {mistake.next_step}"))
    except click.ClickException as error:
        _leave(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing is lost: the next run goes on from here.", err=True)
        sys.exit(130)
    except _Unread:
        _leave("Whoever read what is printed has gone; the rest was not printed.", status=CLOSED)
    except Exception as error:
        _leave_for(error)
    sys.exit(status if isinstance(status, int) else 0)


def _leave_for(error: Exception) -> NoReturn:
    """Leave with a sentence where the machine failed; raise what the program itself has done."""
    if isinstance(error, OSError) and end_of_output(error):
        _leave(
            f"What is printed could not be written: {error.strerror}. Reports that were asked for "
            "are written; send the output to a place with room."
        )
    mistake = mistake_of(error)
    if mistake is None:
        raise error
    _leave(f"{mistake.sentence} {mistake.next_step}")


def _leave(sentence: str, *, status: int = 2) -> NoReturn:
    with suppress(OSError):  # where errors go may be full, or gone
        click.echo(f"tallystick: {sentence}", err=True)
    sys.exit(status)
