"""Runs commands of one checkout for bench/unchanged.py, each in a process of its own.

    python -P unchanged_runner.py MODULE:FUNCTION WARM

Importing the product takes longer than most commands do. This program imports it once, and forks
for each command: what a command changes in memory is gone with it. WARM: a JSON list of commands
(lists of words) to call beforehand, for what they import; they only print help. Then each line of
stdin is {"words": [...], "folder": where stdout and stderr go}, answered by its exit status.
"""

import atexit
import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

LONGEST = 1_200
"""Seconds that a command may take before it is ended, with status -14."""


def main() -> None:
    """Answer until stdin ends."""
    answers = os.dup(1)
    _direct(1, os.devnull)
    module, function = sys.argv[1].split(":")
    command: Callable[[], object] = getattr(import_module(module), function)
    for words in json.loads(sys.argv[2]):
        sys.argv = ["tallystick", *words]
        with suppress(SystemExit):
            command()
    gc.freeze()  # else each child's collector copies every page of what it shares with us
    for line in sys.stdin:
        asked = json.loads(line)
        status = _run(command, asked["words"], Path(asked["folder"]))
        os.write(answers, f"{status}\n".encode())
    gc.unfreeze()


def _run(command: Callable[[], object], words: Sequence[str], folder: Path) -> int:
    """Run a command in a child process. Its exit status, or minus the signal that ended it."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.alarm(LONGEST)
    _direct(0, os.devnull)
    _direct(1, folder / "stdout")
    _direct(2, folder / "stderr")
    sys.argv = ["tallystick", *words]
    status: object = 0
    try:
        command()
    except SystemExit as stopped:
        status = stopped.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
        status = 1
    # What follows in a process of its own is taking down all that was imported; with what gc.freeze
    # holds, DuckDB would call that a leak, and it takes longer than most commands.
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status if isinstance(status, int) else int(status is not None))


def _direct(number: int, path: str | Path) -> None:
    """Let a standard stream be a file; one that is not there is made."""
    opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    os.dup2(opened, number)
    os.close(opened)


if __name__ == "__main__":
    main()
