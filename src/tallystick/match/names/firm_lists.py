"""Reference lists of what stands in firms' names: brands, towns, countries, trades."""

from dataclasses import dataclass
from functools import cache

from tallystick.match.names.normalise import plain, plain_words, stem
from tallystick.reference.tables import yaml_table


@dataclass(frozen=True, slots=True)
class Brands:
    """Brands of several companies, as plain words; what their companies add that tells no work
    (general), and what a company of another licence adds (arms)."""

    names: frozenset[tuple[str, ...]]
    general: frozenset[str]
    arms: frozenset[str]

    def first_words(self) -> frozenset[str]:
        """The words with which a brand's name may begin."""
        return frozenset(name[0] for name in self.names)


@dataclass(frozen=True, slots=True)
class Trades:
    """Plain words that tell a firm's trade, and those of local bodies."""

    trades: frozenset[str]
    institutions: frozenset[str]


@cache
def brands() -> Brands:
    """name_brands.yaml."""
    table = yaml_table("name_brands.yaml")
    return Brands(
        names=frozenset(plain_words(plain(name).split()) for name in table["brands"]),
        general=frozenset(map(stem, table["general"])),
        arms=frozenset(map(stem, table["arms"])),
    )


@cache
def trades() -> Trades:
    """name_trades.yaml."""
    table = yaml_table("name_trades.yaml")
    words = (table["trades"].split(), table["institutions"])
    return Trades(*(frozenset(map(stem, listed)) for listed in words))


@cache
def towns() -> frozenset[str]:
    """The towns of name_towns.yaml as plain words: those of name_places.yaml stand apart, for
    these tell nothing of persons."""
    return frozenset(map(stem, yaml_table("name_towns.yaml")["towns"].split()))


@cache
def countries() -> frozenset[str]:
    """Countries but the United Kingdom and its own, as plain words."""
    return frozenset(map(stem, yaml_table("name_towns.yaml")["countries"].split()))
