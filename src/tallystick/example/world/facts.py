"""Loads the county's tables (county/*.yaml) into values."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tallystick.example.world.county_nouns import PayeeKind
from tallystick.words.labels import Label

KINDS_OF_BODY = ("county", "unitary", "district", "fire")


@dataclass(frozen=True, slots=True)
class Body:
    """A council of the county, and how its ledger talks. size: usual lines a month."""

    code: str
    slug: str
    name: str
    short_name: str
    kind: str
    population: int
    neighbours: tuple[str, ...]
    size: int
    vocabulary: int
    vague: int
    vague_texts: tuple[str, ...]
    departments: dict[str, str]


@dataclass(frozen=True, slots=True)
class Trade:
    """Something that councils buy. pounds: median of a line; spread: sigma of its logarithm."""

    trade: str
    label: Label
    category: str
    desk: str
    buys: dict[str, float]
    says: tuple[str, ...]
    pounds: int
    spread: float
    local: int
    firms: tuple[str, ...] = ()
    kind: PayeeKind = PayeeKind.FIRM
    capital: float = 0.0


@dataclass(frozen=True, slots=True)
class Order:
    """A standing order: `lines` payments of about `pounds` each, every `every` months."""

    every: int
    lines: int
    pounds: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A supplier placed on purpose, and who pays it. trade is '' for a public body."""

    key: str
    name: str
    kind: PayeeKind
    trade: str
    spellings: tuple[str, ...]
    paid_by: dict[str, Order]
    vat_number: str = ""
    says: str = ""
    label: Label = Label.TRANSFER
    category: str = ""
    lookalike_group: str = ""


@dataclass(frozen=True, slots=True)
class InventedPartnership:
    """A service that councils share from `start` ('2024-04'); see county/sharing.yaml."""

    id: str
    name: str
    function: Label
    case: str
    verdict: str
    trades: tuple[str, ...]
    start: str
    lead: str
    partners: tuple[str, ...]
    kept: float
    saved: float
    recharge: str

    @property
    def members(self) -> tuple[str, ...]:
        """The lead council and its partners."""
        return (self.lead, *self.partners)


@dataclass(frozen=True, slots=True)
class Trend:
    """A price change for all councils: factor on a trade's prices from the month `start`."""

    trade: str
    start: str
    factor: float
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A saving that somebody announced: share of the partnership's spend in its first year."""

    id: str
    partnership: str
    claimant: str
    share: float
    source: str
    repeats: str = ""


def _table(name: str) -> Any:
    text = files("tallystick.example").joinpath("county", f"{name}.yaml").read_text("utf-8")
    return yaml.safe_load(text)


@cache
def bodies() -> tuple[Body, ...]:
    """The councils of the county, the county council first."""
    return tuple(
        Body(
            **row
            | {
                "neighbours": tuple(row["neighbours"]),
                "vague_texts": tuple(row["vague_texts"]),
            }
        )
        for row in _table("councils")
    )


@cache
def trades() -> dict[str, Trade]:
    """What the councils buy, by name of the trade."""
    return {
        row["trade"]: Trade(
            **row
            | {
                "label": Label(row["label"]),
                "kind": PayeeKind(row.get("kind", "firm")),
                "buys": dict(zip(KINDS_OF_BODY, row["buys"], strict=True)),
                "says": tuple(row["says"]),
                "firms": tuple(row.get("firms", ())),
            }
        )
        for row in _table("trades")
    }


def _placed(row: dict[str, Any], **group: str) -> Placed:
    values = {"kind": "firm", "trade": "", "spellings": [row["name"]], **group, **row}
    values["kind"] = PayeeKind(values["kind"])
    values["label"] = Label(values.get("label", "transfer"))
    values["spellings"] = tuple(values["spellings"])
    values["paid_by"] = {who: Order(*order) for who, order in row["paid_by"].items()}
    return Placed(**values)


@cache
def placed_suppliers() -> tuple[Placed, ...]:
    """The suppliers placed on purpose: shared ones, lookalikes, then public bodies."""
    table = _table("suppliers")
    shared = [_placed(row) for row in table["shared"]]
    lookalikes = [
        _placed(row, lookalike_group=group["why"], vat_number=group.get("vat_group", ""))
        for group in table["lookalikes"]
        for row in group["firms"]
    ]
    public = [_placed(row, kind="public_body") for row in table["public_bodies"]]
    return (*shared, *lookalikes, *public)


@cache
def lead_councils() -> dict[str, tuple[str, str]]:
    """For each council that leads a shared service: its key and name as a supplier."""
    return {row["council"]: (row["key"], row["name"]) for row in _table("suppliers")["leads"]}


@cache
def partnerships() -> tuple[InventedPartnership, ...]:
    """The services that the councils came to share."""
    return tuple(
        InventedPartnership(
            **row
            | {
                "function": Label(row["function"]),
                "trades": tuple(row["trades"]),
                "partners": tuple(row["partners"]),
            }
        )
        for row in _table("sharing")["partnerships"]
    )


@cache
def trends() -> tuple[Trend, ...]:
    """The price changes that everybody had."""
    return tuple(Trend(**row) for row in _table("sharing")["trends"])


@cache
def claims() -> tuple[Claim, ...]:
    """The savings that were announced."""
    return tuple(Claim(**row) for row in _table("sharing")["claims"])
