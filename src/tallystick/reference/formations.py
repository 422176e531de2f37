"""Whether earlier shared services were chosen by the councils or directed by government:
formations.yaml."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tallystick.reference.tables import yaml_table

FORMATIONS = ("chosen", "directed", "unknown")


@cache
def load_formations() -> Mapping[str, str]:
    """Map each case of delivery_ratios.yaml to one of FORMATIONS. Raises ValueError or KeyError
    when the table is incomplete."""
    entries = yaml_table("formations.yaml")["formations"]
    found = {entry["case"]: entry["formation"] for entry in entries}
    if len(found) < len(entries) or not set(found.values()) <= set(FORMATIONS):
        raise ValueError("Each case has one formation: chosen, directed or unknown.")
    return MappingProxyType(found)
