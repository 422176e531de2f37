"""CPU-seconds that --help of every command takes, found by walking the commands.

    .venv/bin/python bench/help.py [RUNS]        default 3; the lowest of them is shown

Each run is a process of its own; its CPU-seconds, of itself and of the system for it, are the
operating system's. The bar is 0.3.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tallystick.cli.main import commands

TALLYSTICK = Path(sys.executable).with_name("tallystick")
BAR = 0.3


def names(command: click.Command, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of a command, and of every command below it."""
    yield before
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from names(below, (*before, name))


def measure(words: tuple[str, ...]) -> float:
    """CPU-seconds of one run of --help."""
    process = os.posix_spawn(
        str(TALLYSTICK),
        [str(TALLYSTICK), *words, "--help"],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"tallystick {' '.join(words)} --help ended with status {status}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure and print a line for each command, then the slowest."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    found = {}
    for words in names(commands):
        found[words] = min(measure(words) for _ in range(runs))
        print(f"{found[words]:.2f}  tallystick {' '.join((*words, '--help'))}", flush=True)
    slowest = max(found.values())
    over = sum(seconds >= BAR for seconds in found.values())
    print(f"Slowest of {len(found)}: {slowest:.2f} CPU-seconds; at {BAR} or over: {over}.")


if __name__ == "__main__":
    main()
