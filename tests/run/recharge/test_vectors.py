"""The shared truth: two bills worked by hand, and the splits that other systems got wrong."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tallystick.run.recharge.plain import as_plain
from tallystick.run.recharge.trip import recharge
from tallystick.words.period import parse_period
from tallystick.words.share import apportion


def vectors(shared: Path, name: str) -> Any:
    return json.loads((shared / "truth" / "vectors" / name).read_text("utf-8"))


def within(told: Any, whole: Any) -> Any:
    """Of the whole only what the truth tells, so that further fields may stand beside it."""
    if isinstance(told, dict):
        return {key: within(value, whole[key]) for key, value in told.items()}
    if isinstance(told, list):
        assert len(told) == len(whole)
        return [within(one, other) for one, other in zip(told, whole, strict=True)]
    return whole


@pytest.mark.shared
@pytest.mark.parametrize("name", ["recharge-1", "recharge-6"])
def test_a_bill_worked_by_hand(shared: Path, name: str) -> None:
    folder = shared / "truth" / "vectors" / name
    truth = vectors(shared, f"{name}/run.json")
    run = recharge(
        folder / "AGREEMENT.yml",
        ledger=folder / "LEDGER.csv",
        volumes=folder / "VOLUMES.csv",
        period=parse_period(truth["period"]),
    )
    assert within(truth, as_plain(run)) == truth


@pytest.mark.shared
def test_splits_to_the_penny(shared: Path) -> None:
    for each in vectors(shared, "penny_split.json")["vectors"]:
        pence = int(Decimal(each["amount"]) * 100)
        parts = apportion(pence, [Decimal(weight) for weight in each["ratios"]])
        assert list(parts) == [int(Decimal(part) * 100) for part in each["expect"]], each


@pytest.mark.shared
def test_splits_that_other_systems_got_wrong(shared: Path) -> None:
    for each in vectors(shared, "penny_split_failures.json")["vectors"]:
        pence = int(Decimal(each["amount"]) * 100)
        weights = [Decimal(weight) for weight in each["weights"]]
        parts = apportion(pence, weights)
        assert sum(parts) == int(Decimal(each["required_sum"]) * 100), each
        assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight)
