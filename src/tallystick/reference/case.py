"""The assumptions of a business case: cost_lines.yaml, case_settings.yaml, and the clauses that an
agreement needs: agreement_clauses.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from tallystick.reference.tables import exact, yaml_table


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """A cost that a case includes, once or every year.

    per: the unit of low, central and high: 'leaver', 'leaver_over_55' (pounds each), 'service_year'
    (share of 1 of a year's cost), 'months' (of running two services in parallel) or 'quote', which
    has no figures. bias: type and measure of its optimism bias, or None. transfer: True for a
    payment that only moves money between public bodies. Raises ValueError when figures are missing
    or not in ascending order.
    """

    key: str
    name: str
    per: str
    low: Decimal | None
    central: Decimal | None
    high: Decimal | None
    once: bool
    transfer: bool
    bias: tuple[str, str] | None
    evidence: str
    sources: tuple[str, ...]
    status: str
    as_of: date

    def __post_init__(self) -> None:
        figures = [figure for figure in (self.low, self.central, self.high) if figure is not None]
        if len(figures) != (0 if self.per == "quote" else 3) or figures != sorted(figures):
            raise ValueError(
                f"The figures of {self.key} do not rise, or are not those of its kind."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """When and how a lever's saving arises: on a date, or by the ramp. pay: the saving grows with
    pay. cash_releasing: a budget can be reduced by it."""

    key: str
    base: str
    dated: bool
    pay: bool
    cash_releasing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of the case: the share of each lever it can use, 0 to 1 (0 for levers not listed),
    and the share of each cost line it carries ('other': all lines that are not named).

    needs_partners: the option is not possible for one council alone.
    """

    key: str
    name: str
    about: str
    needs_partners: bool
    reach: Mapping[str, Decimal]
    costs: Mapping[str, Decimal]

    def bears(self, line: str) -> Decimal:
        """The share of a cost line that this option carries: 1 is the whole line; may be above
        1."""
        return self.costs.get(line, self.costs["other"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """The distributions that the Monte Carlo simulation draws from. Triples are minimum, mode,
    maximum; delays are pairs of months and probability."""

    draws: int
    once_costs: tuple[Decimal, Decimal, Decimal]
    delivery: tuple[Decimal, Decimal, Decimal]
    rank_correlation: Decimal
    delay_months: Mapping[int, Decimal]
    leaves_a_year: Decimal
    exit_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSettings:
    """The default assumptions. over_55: the share of leavers aged 55 or over. stranded: the share
    of a leaver's fixed cost that still remains in each year after it left."""

    prices_a_year: Decimal
    pay_above_prices_a_year: Decimal
    pay_ramp: tuple[Decimal, ...]
    once_over: tuple[Decimal, ...]
    over_55: Decimal
    rate_grade: str
    levers: Mapping[str, Lever]
    options: Mapping[str, Option]
    once_share_of_two_years: tuple[Decimal, Decimal]
    tornado: Mapping[str, tuple[Decimal, Decimal]]
    chances: Chances
    stranded: tuple[Decimal, ...]
    notice_months: int
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause that an agreement needs. must: without it a council is exposed to a risk."""

    key: str
    name: str
    must: bool
    why: str


@cache
def load_cost_lines() -> Mapping[str, CostLine]:
    """Each cost line by its key. Raises ValueError, TypeError or KeyError for an invalid table."""
    table = yaml_table("cost_lines.yaml")
    return MappingProxyType(
        {
            key: CostLine(
                key=key,
                name=entry["name"],
                per=entry["per"],
                low=_exact_or_none(entry.get("low")),
                central=_exact_or_none(entry.get("central")),
                high=_exact_or_none(entry.get("high")),
                once=entry["once"],
                transfer=entry["transfer"],
                bias=None if entry["bias"] is None else (entry["bias"][0], entry["bias"][1]),
                evidence=entry["evidence"],
                sources=tuple(entry["sources"]),
                status=table["default_status"],
                as_of=table["as_of"],
            )
            for key, entry in table["lines"].items()
        }
    )


@cache
def load_case_settings() -> CaseSettings:
    """The default assumptions. Raises ValueError, TypeError or KeyError for an invalid table."""
    table = yaml_table("case_settings.yaml")
    return CaseSettings(
        prices_a_year=exact(table["prices_a_year"]),
        pay_above_prices_a_year=exact(table["pay_above_prices_a_year"]),
        pay_ramp=tuple(map(exact, table["pay_ramp"])),
        once_over=tuple(map(exact, table["once_over"])),
        over_55=exact(table["over_55"]),
        rate_grade=table["rate_grade"],
        levers=MappingProxyType({key: _lever(key, e) for key, e in table["levers"].items()}),
        options=MappingProxyType({key: _option(key, e) for key, e in table["options"].items()}),
        once_share_of_two_years=_pair(table["once_share_of_two_years"]),
        tornado=MappingProxyType({key: _pair(ends) for key, ends in table["tornado"].items()}),
        chances=_chances(table["montecarlo"]),
        stranded=tuple(map(exact, table["exit"]["stranded"])),
        notice_months=table["exit"]["notice_months"],
        as_of=table["as_of"],
    )


@cache
def load_clauses() -> Mapping[str, Clause]:
    """Each clause of the checklist by its key, in the order of the model agreement."""
    entries: dict[str, dict[str, str]] = yaml_table("agreement_clauses.yaml")["clauses"]
    return MappingProxyType(
        {
            key: Clause(key=key, name=e["name"], must=e["needed"] == "must", why=e["why"])
            for key, e in entries.items()
        }
    )


def _lever(key: str, entry: dict[str, Any]) -> Lever:
    return Lever(
        key=key,
        base=entry["base"],
        dated=entry["comes"] == "dated",
        pay=entry["pay"],
        cash_releasing=entry["cash_releasing"],
    )


def _option(key: str, entry: dict[str, Any]) -> Option:
    reach, costs = (
        MappingProxyType({name: exact(share) for name, share in entry[field].items()})
        for field in ("reach", "costs")
    )
    return Option(
        key=key,
        name=entry["name"],
        about=entry["about"],
        needs_partners=entry["needs_partners"],
        reach=reach,
        costs=costs,
    )


def _chances(entry: dict[str, Any]) -> Chances:
    return Chances(
        draws=entry["draws"],
        once_costs=_triple(entry["once_costs"]),
        delivery=_triple(entry["delivery"]),
        rank_correlation=exact(entry["rank_correlation"]),
        delay_months=MappingProxyType(
            {months: exact(chance) for months, chance in entry["delay_months"].items()}
        ),
        leaves_a_year=exact(entry["leaves_a_year"]),
        exit_months=entry["exit_months"],
    )


def _exact_or_none(text: str | None) -> Decimal | None:
    return None if text is None else exact(text)


def _pair(texts: list[str]) -> tuple[Decimal, Decimal]:
    low, high = map(exact, texts)
    return low, high


def _triple(texts: list[str]) -> tuple[Decimal, Decimal, Decimal]:
    low, likely, high = map(exact, texts)
    return low, likely, high
