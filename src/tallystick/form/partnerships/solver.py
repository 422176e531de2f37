"""Linear and mixed-integer programmes, solved by HiGHS in a separate process.

HiGHS sometimes prints to stdout, whatever its options say, and stdout may be read by a program or
belong to a server. Redirecting stdout in this process would affect every thread, so the solver runs
in its own process with its own stdout: solver_process.py. One such process serves the whole
program; it starts when first needed and ends with the program.
"""

import atexit
import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_matrix, csr_matrix

Floats = npt.NDArray[np.float64]

_PROGRAM = Path(__file__).with_name("solver_process.py")


@dataclass(frozen=True, slots=True)
class Rule:
    """Of the columns chosen, `matrix` makes sums from `low` to `high`, a row for each sum."""

    matrix: csc_matrix
    low: float | Floats
    high: float | Floats


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a programme ended, in scipy's words. x: the columns' amounts, None where there are none.
    bound: no answer costs less."""

    status: int
    message: str
    x: Floats | None
    bound: float


@dataclass(frozen=True, slots=True)
class Amounts:
    """The least amounts, and what a unit more of each limit would change. Both None where the
    programme failed: message says how, in scipy's words."""

    status: int
    message: str
    x: Floats | None
    marginals: Floats | None


def choose(costs: Floats, rules: Sequence[Rule], *, nodes: int) -> Chosen:
    """The choice of columns, each taken or not, that costs least under the rules, proved without a
    gap unless the tree of the search would have more than so many nodes."""
    plain = [(rule.matrix, rule.low, rule.high) for rule in rules]
    options = {"mip_rel_gap": 0.0, "node_limit": nodes}
    return Chosen(**_asked("mixed_integer", costs, plain, options))


def least(costs: Floats, upper: csr_matrix, limits: Floats, *, method: str) -> Amounts:
    """The amounts, none below zero, that cost least and of which `upper` makes no more than the
    limits. method: one of scipy's names of HiGHS's algorithms."""
    return Amounts(**_asked("linear", costs, upper, limits, method))


def stop() -> None:
    """End the solver's process, if there is one; the next programme starts another."""
    with _lock:
        _end()


_lock = Lock()
_running: list[subprocess.Popen[bytes]] = []


def _asked(name: str, *arguments: Any) -> dict[str, Any]:
    with _lock:
        process = _process()
        try:
            solved, answer = _exchange(process, (name, arguments))
        except BaseException:
            process.kill()  # a late answer would be read as the answer to the next question
            _end()
            raise
    if not solved:
        raise answer
    found: dict[str, Any] = answer
    return found


def _exchange(process: subprocess.Popen[bytes], question: Any) -> tuple[bool, Any]:
    assert process.stdin is not None and process.stdout is not None
    try:
        pickle.dump(question, process.stdin)
        process.stdin.flush()
        solved, answer = pickle.load(process.stdout)
    except (BrokenPipeError, EOFError, pickle.UnpicklingError) as error:
        raise RuntimeError("The solver's process ended before it had answered.") from error
    return solved, answer


def _process() -> subprocess.Popen[bytes]:
    if not _running:
        # -P: files beside the program must not shadow libraries.
        command = [sys.executable, "-P", str(_PROGRAM)]
        _running.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
    return _running[0]


def _end() -> None:
    for process in _running:
        assert process.stdin is not None and process.stdout is not None
        with suppress(BrokenPipeError):  # it has ended already
            process.stdin.close()
        process.wait()
        process.stdout.close()
    _running.clear()


atexit.register(stop)
