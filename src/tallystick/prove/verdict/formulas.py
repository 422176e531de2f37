"""The account of a claimed pound in exact arithmetic: pence as Fraction, never float."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

Exact = int | Fraction


def baseline_now(
    base: Exact, *, price_index: Exact = 1, volume_ratio: Exact = 1, elasticity: int = 1
) -> Fraction:
    """What the base cost would be at today's prices and volume, in pence.

    elasticity: 1 where cost follows volume (a transaction service), 0 where it is fixed.
    """
    return Fraction(base) * Fraction(price_index) * Fraction(volume_ratio) ** elasticity


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One period of one claim, in pence. counterfactual: the share of the gross saving that would
    have come anyway. attribution: the share of the rest that this claim may count. Both from 0
    to 1. Raises ValueError otherwise."""

    baseline: Exact
    actual: Exact
    counterfactual: Fraction = Fraction(0)
    attribution: Fraction = Fraction(1)
    retained_client: Exact = 0
    costs_shifted: Exact = 0
    exit_provision: Exact = 0
    one_off: Exact = 0

    def __post_init__(self) -> None:
        if not (0 <= self.counterfactual <= 1 and 0 <= self.attribution <= 1):
            raise ValueError("Counterfactual and attribution are shares from 0 to 1.")

    @property
    def gross(self) -> Fraction:
        """Baseline minus actual."""
        return Fraction(self.baseline) - self.actual

    @property
    def attributed(self) -> Fraction:
        """The part that would not have come anyway, multiplied by this claim's attribution."""
        return self.gross * (1 - self.counterfactual) * self.attribution

    @property
    def net(self) -> Fraction:
        """The attributed saving minus the costs that it caused elsewhere."""
        return (
            self.attributed
            - self.retained_client
            - self.costs_shifted
            - self.exit_provision
            - self.one_off
        )

    def bankable(self, budget_reduction: Exact) -> Fraction:
        """The net saving, limited to the reduction of the budget line."""
        return min(self.net, Fraction(budget_reduction))


def delivery_ratio(pairs: Iterable[tuple[Exact, Exact]]) -> Fraction | None:
    """Bankable over anticipated, of pairs in the same price base and the same periods; None where
    nothing was anticipated."""
    held = [(Fraction(bankable), Fraction(anticipated)) for bankable, anticipated in pairs]
    promised = sum(anticipated for _, anticipated in held)
    return sum((bankable for bankable, _ in held), Fraction(0)) / promised if promised else None


@dataclass(frozen=True, slots=True)
class Variance:
    """Why delivered and anticipated differ, in pence; unexplained is what is left, so the five
    always sum to the whole.

    price, volume: saved pounds at today's prices and volume rather than the base's. scope: more
    or less is promised than at first. timing: it is promised for other months than at first.
    """

    whole: Exact
    price: Exact
    volume: Exact
    scope: Exact
    timing: Exact

    @property
    def unexplained(self) -> Exact:
        """What none of the four effects accounts for."""
        return self.whole - self.price - self.volume - self.scope - self.timing
