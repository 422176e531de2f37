"""What English councils must publish of their spending: publication_duty.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from tallystick.reference.tables import yaml_table
from tallystick.words.roles import Role


class Duty(StrEnum):
    """How strongly the Code asks for a field."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDuty:
    """The Code's fields and thresholds. Thresholds are pence; payments *over* them must be
    published."""

    in_force_from: date
    least_often: str
    spend_over_pence: int
    contracts_over_pence: int
    spend_fields: Mapping[Role, Duty]
    sources: tuple[str, ...]
    status: str
    as_of: date


@cache
def load_publication_duty() -> PublicationDuty:
    """The duty in force. Raises ValueError or KeyError when the table is incomplete."""
    table = yaml_table("publication_duty.yaml")
    fields = {Role(role): Duty(duty) for role, duty in table["spend_fields"].items()}
    return PublicationDuty(
        in_force_from=table["in_force_from"],
        least_often=table["least_often"],
        spend_over_pence=table["thresholds_pounds"]["spend_over"] * 100,
        contracts_over_pence=table["thresholds_pounds"]["contracts_over"] * 100,
        spend_fields=MappingProxyType(fields),
        sources=tuple(table["sources"]),
        status=table["status"],
        as_of=table["as_of"],
    )
