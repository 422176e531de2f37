"""Cores are lent back, after an error too."""

import numpy  # noqa: F401 -- brings the library whose threads are counted
import pytest
from threadpoolctl import threadpool_info

from tallystick.prove.counterfactual.one_core import one_core


def threads() -> set[int]:
    """How many threads the libraries of linear algebra in this process use."""
    return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}


def test_the_number_of_cores_is_as_before_afterwards() -> None:
    before = threads()
    assert before
    with one_core():
        assert threads() == {1}
    assert threads() == before


def test_cores_are_given_back_after_an_error() -> None:
    before = threads()
    with pytest.raises(ZeroDivisionError), one_core():
        raise ZeroDivisionError
    assert threads() == before
