"""Pools of cost."""

from decimal import Decimal

import pytest

from tallystick.sharing.pools import Pool


def test_a_pool_goes_one_way() -> None:
    with pytest.raises(ValueError, match="exactly one of basis, price and feeds"):
        Pool(id="staff")
    with pytest.raises(ValueError, match="exactly one"):
        Pool(id="staff", basis="headcount", price=Decimal(0))
    assert Pool(id="staff", price=Decimal(0)).feeds == {}
