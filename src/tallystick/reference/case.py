"""What a business case takes for granted: cost_lines.yaml, case_settings.yaml, and the clauses that
an agreement needs: agreement_clauses.yaml."""

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
    """A thing a case pays for, once or every year.

    per: what low, central and high are counted by: 'leaver', 'leaver_over_55' (pounds each),
    'service_year' (share of 1 of a year's cost), 'months' (of running twice) or 'quote', which
    has no figures. bias: type and measure of its optimism bias, or None. transfer: True for what
    only moves money between pockets. Raises ValueError when figures are missing or do not rise.
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
    """How a lever's saving comes: dated, or with the ramp; pay: it moves with pay; cash_releasing:
    a budget can be cut by it."""

    key: str
    base: str
    dated: bool
    pay: bool
    cash_releasing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A way to go: how much of each lever it can pull, as shares of 1 (nothing of those left out),
    and how much of each cost line it bears ('other': of all lines that are not named).
    needs_partners: it is nothing for a council by itself."""

    key: str
    name: str
    about: str
    needs_partners: bool
    reach: Mapping[str, Decimal]
    costs: Mapping[str, Decimal]

    def bears(self, line: str) -> Decimal:
        """How much of a cost line it bears, as a share of 1 or more."""
        return self.costs.get(line, self.costs["other"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """What the Monte Carlo draws from. Triples are least, likeliest, most; delays are months with
    their chance."""

    draws: int
    once_costs: tuple[Decimal, Decimal, Decimal]
    delivery: tuple[Decimal, Decimal, Decimal]
    rank_correlation: Decimal
    delay_months: Mapping[int, Decimal]
    leaves_a_year: Decimal
    exit_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSettings:
    """The assumptions of the house. over_55: the share of leavers who are 55 and over. stranded: of
    a leaver's part of the fixed cost, what is still there in each year after it left."""

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
    """A clause that an agreement needs; must: without it a council is exposed."""

    key: str
    name: str
    must: bool
    why: str


@cache
def load_cost_lines() -> Mapping[str, CostLine]:
    """Each cost line by its key. Raises ValueError, TypeError or KeyError for a broken table."""
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
    """The assumptions of the house. Raises ValueError, TypeError or KeyError for a broken table."""
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
