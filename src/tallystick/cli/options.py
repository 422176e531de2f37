"""The options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_PAPERS = {
    "html": "Write the paper as a page.",
    "docx": "Write it for Word.",
    "pdf": "Write it as PDF, for reading aloud as well (PDF/UA).",
}


def store_option(command: Command) -> Command:
    """--store DIR, which every command that keeps something asks for."""
    return click.option(
        "--store",
        "folder",
        required=True,
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The folder where what was read is kept; made when it is not there.",
    )(command)


def bodies_option(command: Command) -> Command:
    """--bodies FILE, for whoever reads files of bodies that no table knows."""
    return click.option(
        "--bodies",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A list of further public bodies in CSV: code,name,kind,...; kept with the store.",
    )(command)


def unmask_options(command: Command) -> Command:
    """--unmask with --by and --reason: private persons by name, noted in the store."""
    reason = "Why they are needed; the store notes it."
    command = click.option("--reason", metavar="TEXT", help=reason)(command)
    command = click.option("--by", metavar="NAME", help="Who sees them.")(command)
    about = "Show private persons by name; asks who you are and why, and notes it in the store."
    return click.option("--unmask", is_flag=True, help=about)(command)


def json_option(command: Command) -> Command:
    """--json, which every command has."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print the whole answer as JSON, for programs."
    )(command)


def paper_options(command: Command) -> Command:
    """--html, --docx and --pdf; the command gets them as one mapping, by `**papers`."""
    for name, about in reversed(_PAPERS.items()):
        place = click.Path(path_type=Path)
        command = click.option(f"--{name}", type=place, metavar="OUT", help=about)(command)
    return command
