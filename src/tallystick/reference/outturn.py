"""What councils reported as their net spending on central services, restated."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tallystick.reference.tables import csv_rows, yaml_table


@dataclass(frozen=True, slots=True)
class CentralServices:
    """Net current expenditure of one council in one financial year ('2023/24')."""

    year: str
    central_pence: int
    total_pence: int
    caution: str  # what must be said wherever it is shown
    source: str


@cache
def load_central_services() -> Mapping[str, CentralServices]:
    """The latest reported year of each English council, by code."""
    about = yaml_table("outturn.yaml")
    return MappingProxyType(
        {
            row["code"]: CentralServices(
                row["year"],
                int(row["central_thousands"]) * 100_000,
                int(row["total_thousands"]) * 100_000,
                about["caution"],
                about["source"],
            )
            for row in csv_rows("central_services.csv")
        }
    )
