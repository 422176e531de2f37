"""A cost set by the most demanding user, shared by many users of few types."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def airport_shapley(costs: Sequence[int | Decimal], users: Sequence[int]) -> tuple[Fraction, ...]:
    """The Shapley share of one user of each type, exactly (Littlechild & Owen, Management Science
    20, 1973): each step of cost is shared equally by all who need at least that much.

    costs: what would be paid for the type alone, not falling; users: how many of each type. No
    table of coalitions is needed, so there may be thousands of users. Raises ValueError where
    costs fall, there are no users of a type, or the two do not belong together.
    """
    if len(costs) != len(users) or any(count < 1 for count in users):
        raise ValueError("Each type has a cost and at least one user.")
    shares = []
    share = paid = Fraction(0)
    for at, cost in enumerate(costs):
        if cost < paid:
            raise ValueError("Types come in the order of their costs, none below zero.")
        share += (Fraction(cost) - paid) / sum(users[at:])
        paid = Fraction(cost)
        shares.append(share)
    return tuple(shares)
