"""The rules for retendering contracts jointly, and who must be consulted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from tallystick.reference.tables import exact, yaml_table
from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class LettingRules:
    """letting_rules.yaml. Months and years are whole numbers; amounts include VAT where the law
    requires it."""

    ending_soon_months: int
    bridge_months: int
    lead_months_over: int
    lead_months_under: int
    term_years: int
    threshold_pounds: int
    threshold_from: date
    vat: Fraction
    consent_sentence: str
    always: tuple[str, ...]
    by_label: Mapping[Label, tuple[str, ...]]
    by_kind: Mapping[str, tuple[str, ...]]
    hindrances: Mapping[str, str]  # by category
    nothing_to_let: Mapping[str, str]  # category -> why no contract of it can be let

    def is_over_threshold(self, pence_a_year: int) -> bool:
        """True when a contract of the usual term at this yearly amount, plus VAT, reaches the
        procurement threshold for goods and services."""
        return pence_a_year * self.term_years * self.vat >= self.threshold_pounds * 100

    def lead_months(self, pence_a_year: int) -> int:
        """Months from the decision to the first day of the contract."""
        over = self.is_over_threshold(pence_a_year)
        return self.lead_months_over if over else self.lead_months_under


@cache
def load_letting_rules() -> LettingRules:
    """The rules of letting_rules.yaml."""
    table = yaml_table("letting_rules.yaml")
    windows, law, people = table["windows"], table["thresholds"], table["people"]
    return LettingRules(
        ending_soon_months=windows["ending_soon_months"],
        bridge_months=windows["bridge_months"],
        lead_months_over=windows["lead_months_over_threshold"],
        lead_months_under=windows["lead_months_under_threshold"],
        term_years=windows["term_years"],
        threshold_pounds=law["goods_and_services_pounds"],
        threshold_from=law["from"],
        vat=Fraction(exact(law["vat"])),
        consent_sentence=table["successors"]["sentence"],
        always=tuple(people["always"]),
        by_label=MappingProxyType(
            {Label(label): tuple(offices) for label, offices in people["by_label"].items()}
        ),
        by_kind=MappingProxyType(
            {kind: tuple(offices) for kind, offices in people["by_kind"].items()}
        ),
        hindrances=MappingProxyType(table["hindrances"]["by_category"]),
        nothing_to_let=MappingProxyType(table["nothing_to_let"]["by_category"]),
    )
