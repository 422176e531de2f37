"""The program that runs HiGHS in a process of its own, started by solver.py.

It imports nothing of this project, so that it starts fast. HiGHS is compiled code that writes some
lines with `printf` whatever its options say. Here they can only go to stderr: in a process of its
own the solver's stdout is nobody else's.

It reads questions from stdin and writes answers to the stdout that it was started with, each as a
pickle: (name of the function, arguments) in, (True, answer) or (False, error) out.
"""

import os
import pickle
import signal
import sys
from typing import Any

from scipy.optimize import Bounds, LinearConstraint, linprog, milp


def mixed_integer(
    costs: Any, rules: list[tuple[Any, Any, Any]], options: dict[str, Any]
) -> dict[str, Any]:
    """The choice of columns, each taken or not, with the least cost under the rules, each a matrix
    with its lower and upper bound."""
    answer = milp(
        costs,
        constraints=[LinearConstraint(*rule) for rule in rules],
        integrality=[1] * len(costs),
        bounds=Bounds(0, 1),
        options=options,
    )
    return {
        "status": answer.status,
        "message": answer.message,
        "x": answer.x,
        "bound": answer.mip_dual_bound,
    }


def linear(costs: Any, upper: Any, limits: Any, method: str) -> dict[str, Any]:
    """The least cost of amounts not below zero of which `upper` makes no more than the limits."""
    answer = linprog(costs, A_ub=upper, b_ub=limits, bounds=(0, None), method=method)
    solved = answer.status == 0
    return {
        "status": answer.status,
        "message": answer.message,
        "x": answer.x,
        "marginals": answer.ineqlin.marginals if solved else None,
    }


_FUNCTIONS = {each.__name__: each for each in (mixed_integer, linear)}


def main() -> None:
    """Answer until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends this process too, silently
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            name, arguments = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer: Any = _FUNCTIONS[name](*arguments)
            solved = True
        except Exception as error:  # it is raised again where the question was asked
            answer, solved = error, False
        pickle.dump((solved, answer), answers)
        answers.flush()


if __name__ == "__main__":
    main()
