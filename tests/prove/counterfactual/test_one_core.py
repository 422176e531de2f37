"""Cores are lent back, and the answer does not depend on them."""

import pytest

from tallystick.prove.counterfactual import one_core as module
from tallystick.prove.counterfactual.one_core import one_core


def test_the_number_of_cores_is_as_before_afterwards() -> None:
    switch = module._switch()
    if switch is None:
        pytest.skip("numpy was built with another library")
    read, _ = switch
    before = read()
    with one_core():
        assert read() == 1
    assert read() == before


def test_another_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_switch", lambda: None)
    with one_core():
        pass
