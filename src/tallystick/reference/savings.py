"""The default saving rates, used unless the user sets others: savings_rates.yaml."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from tallystick.reference.tables import exact, yaml_table
from tallystick.words.rate import SavingsRate


@cache
def load_savings_rates() -> Mapping[str, SavingsRate]:
    """Each lever ('L1' to 'L8', 'L5a', 'cap') with its rates, evidence and sources.

    Raises ValueError, TypeError or KeyError when the table is incomplete.
    """
    table = yaml_table("savings_rates.yaml")
    return MappingProxyType(
        {lever: _rate(lever, entry, table) for lever, entry in table["levers"].items()}
    )


def _rate(lever: str, entry: dict[str, Any], table: dict[str, Any]) -> SavingsRate:
    return SavingsRate(
        lever=lever,
        name=entry["name"],
        base=entry["base"],
        low=exact(entry["low"]),
        central=exact(entry["central"]),
        high=exact(entry["high"]),
        evidence=entry["evidence"],
        sources=tuple(entry["sources"]),
        rate_status=table["rate_status"],
        evidence_status=table["evidence_status"],
        as_of=table["as_of"],
    )
