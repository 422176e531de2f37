"""A cost set by the most demanding user, shared by many users of few types: a runway, or a system
bought for the largest of its councils.

No table of groups is needed, so there may be thousands of users.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tallystick.form.split.rules import Rule
from tallystick.words.mistakes import UserMistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Airport:
    """Types of user in the order of what would be paid for each alone, not falling, and how many
    users there are of each. Raises ValueError where costs fall or are below zero, a type has no
    users, or the three do not belong together."""

    types: tuple[str, ...]
    costs: tuple[Decimal, ...]
    users: tuple[int, ...]

    def __post_init__(self) -> None:
        if not len(self.types) == len(self.costs) == len(self.users) > 0:
            raise ValueError("Each type has a name, a cost and its users.")
        if min(self.users) < 1:
            raise ValueError("Each type has at least one user.")
        if list(self.costs) != sorted(self.costs) or self.costs[0] < 0:
            raise ValueError("Types come in the order of their costs, none below zero.")


def split_airport(airport: Airport, rule: Rule) -> tuple[Fraction, ...]:
    """What one user of each type pays, exactly. Both rules keep every group: the game is convex.

    Raises UserMistake for a rule without a closed form."""
    if rule is Rule.SHAPLEY:
        return shapley(airport)
    if rule is Rule.NUCLEOLUS:
        return nucleolus(airport)
    raise UserMistake(
        f"The rule {rule} is not worked out for an airport.",
        "Use shapley or nucleolus, or give every coalition its cost.",
    )


def shapley(airport: Airport) -> tuple[Fraction, ...]:
    """Each step of cost is shared equally by all who need at least that much (Littlechild & Owen,
    Management Science 20, 1973)."""
    shares = []
    share = paid = Fraction(0)
    for at, cost in enumerate(map(Fraction, airport.costs)):
        share += (cost - paid) / sum(airport.users[at:])
        paid = cost
        shares.append(share)
    return tuple(shares)


def nucleolus(airport: Airport) -> tuple[Fraction, ...]:
    """The nucleolus: types are grouped into runs that pay the same amount; each run extends as far
    as its users have the same slack, counting one additional place for the types beyond it
    (Littlechild, Int. J. Game Theory 3, 1974)."""
    shares: list[Fraction] = []
    while len(shares) < len(airport.types):
        share, last = _next_run(airport, shares)
        shares += [share] * (last + 1 - len(shares))
    return tuple(shares)


def least_core_epsilon(airport: Airport) -> Fraction:
    """What every group has to spare under the nucleolus, below zero: the least that anybody pays;
    0 for a single user, who has no group to leave."""
    alone = sum(airport.users) == 1
    return Fraction(0) if alone else -nucleolus(airport)[0]


def _next_run(airport: Airport, before: Sequence[Fraction]) -> tuple[Fraction, int]:
    """What each of the next run pays, and the place of its last type."""
    first, end = len(before), len(airport.types) - 1
    carried = before[-1] - Fraction(airport.costs[first - 1]) if before else Fraction(0)
    users, runs = 0, []
    for at in range(first, end + 1):
        users += airport.users[at]
        spared = users if at == end else users + 1
        runs.append(((Fraction(airport.costs[at]) + carried) / spared, -at))
    share, last = min(runs)
    return share, -last
