"""The solver in its own process: what it answers, and that our stdout stays ours."""

import os
import signal

import numpy as np
import pytest
from scipy.sparse import csc_matrix, csr_matrix

from tallystick.form.partnerships import solver

ONE_OF_BOTH = solver.Rule(csc_matrix([[1.0, 1.0]]), 1, 1)


@pytest.fixture
def fresh() -> None:
    """A solver's process that is started by the test, so that its stderr is the test's."""
    solver.stop()


def test_the_cheaper_of_two_is_chosen() -> None:
    found = solver.choose(np.array([3.0, 2.0]), [ONE_OF_BOTH], nodes=20)
    assert found.x is not None and found.x.round().tolist() == [0, 1]
    assert (found.status, found.bound) == (0, 2.0)


def test_rules_that_nothing_keeps_have_no_answer() -> None:
    neither = solver.Rule(csc_matrix([[1.0, 1.0]]), 3, 3)
    found = solver.choose(np.array([3.0, 2.0]), [neither], nodes=20)
    assert (found.status, found.x) == (2, None)


def test_the_least_amounts_and_what_a_limit_is_worth() -> None:
    """2a + b is at least 4 and costs a + b: a is 2, and a unit less of the limit saves a half."""
    found = solver.least(
        np.ones(2), csr_matrix([[-2.0, -1.0]]), np.array([-4.0]), method="highs-ipm"
    )
    assert found.x is not None and found.marginals is not None
    assert found.x.round(6).tolist() == [2, 0]
    assert found.marginals.round(6).tolist() == [-0.5]


def test_what_the_solver_prints_never_reaches_stdout(
    fresh: None, capfd: pytest.CaptureFixture[str]
) -> None:
    rules = [(ONE_OF_BOTH.matrix, 1, 1)]
    told = solver._asked("mixed_integer", np.array([3.0, 2.0]), rules, {"disp": True})
    out, err = capfd.readouterr()
    assert told["status"] == 0
    assert out == "" and "HiGHS" in err


def test_a_question_that_fails_fails_here_and_the_next_is_answered() -> None:
    with pytest.raises(ValueError):
        solver.choose(np.array([[3.0]]), [ONE_OF_BOTH], nodes=20)
    assert solver.choose(np.array([3.0, 2.0]), [ONE_OF_BOTH], nodes=20).status == 0


def test_a_process_that_was_ended_says_so_and_another_is_started(fresh: None) -> None:
    solver.choose(np.array([3.0, 2.0]), [ONE_OF_BOTH], nodes=20)
    [process] = solver._running
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(RuntimeError, match="ended before it had answered"):
        solver.choose(np.array([3.0, 2.0]), [ONE_OF_BOTH], nodes=20)
    assert solver.choose(np.array([3.0, 2.0]), [ONE_OF_BOTH], nodes=20).status == 0


def test_stopping_twice_is_stopping(fresh: None) -> None:
    solver.stop()
    assert solver._running == []
