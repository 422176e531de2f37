"""The arithmetic of a business case: discounting, payback, and break-even values.

All values are exact: pence are whole, rates are decimal, results are fractions of a penny, rounded
only for display. The method is that of HM Treasury's Green Book.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tallystick.reference.appraisal import DiscountSchedule, Uplift

Factor = Decimal | Fraction | int
"""What a flow is multiplied by: exact, so never a float."""


@dataclass(frozen=True, slots=True)
class Flows:
    """Costs and benefits in pence of each year, year 0 first, in real terms, both positive.

    Parts of one case (councils, functions, levers) are added with +; present values are additive.
    Raises ValueError for a missing year.
    """

    costs: tuple[Fraction, ...]
    benefits: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        if not self.costs or len(self.costs) != len(self.benefits):
            raise ValueError("Costs and benefits have the same years, and at least one.")

    @classmethod
    def of(cls, costs: Sequence[int], benefits: Sequence[int]) -> "Flows":
        """From whole pence; the shorter of the two is nothing in its later years."""
        years = max(len(costs), len(benefits))
        return cls(_padded(costs, years), _padded(benefits, years))

    def __add__(self, other: "Flows") -> "Flows":
        years = max(len(self.costs), len(other.costs))
        return Flows(
            _sum(_padded(self.costs, years), _padded(other.costs, years)),
            _sum(_padded(self.benefits, years), _padded(other.benefits, years)),
        )

    def scaled(self, *, costs: Factor = 1, benefits: Factor = 1) -> "Flows":
        """The same case with all costs and all benefits multiplied: an uplift for optimism, the
        share of the benefits that is delivered."""
        return Flows(
            tuple(cost * Fraction(costs) for cost in self.costs),
            tuple(benefit * Fraction(benefits) for benefit in self.benefits),
        )

    def net(self) -> tuple[Fraction, ...]:
        """Benefits less costs of each year, in pence."""
        return tuple(b - c for b, c in zip(self.benefits, self.costs, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """The net present value of a case in year 0's pence, with payback and break-even values.

    simple_payback and discounted_payback: years until the case has paid for itself, with a fraction
    for part of a year; None when it never does. delivery_needed: the share of the benefits at which
    the net present value is zero; None without benefits. cost_bearable: the multiple of the costs
    at which it is zero; None without costs. benefit_cost_ratio: None without costs.
    """

    net_present_value: Fraction
    present_benefits: Fraction
    present_costs: Fraction
    benefit_cost_ratio: Fraction | None
    simple_payback: Fraction | None
    discounted_payback: Fraction | None
    delivery_needed: Fraction | None
    cost_bearable: Fraction | None


def discount_factors(schedule: DiscountSchedule, years: int) -> tuple[Fraction, ...]:
    """What a penny of each of so many years is worth in year 0, year 0 first.

    The factor of a year is that of the year before over 1 + the rate of the year."""
    factors = [Fraction(1)]
    bands = iter(schedule.bands)
    band = next(bands)
    for year in range(1, years):
        if band.last is not None and year > band.last:
            band = next(bands)
        factors.append(factors[-1] / (1 + Fraction(band.rate)))
    return tuple(factors[:years])


def appraise(flows: Flows, schedule: DiscountSchedule) -> Worth:
    """What the case is worth against doing nothing, or against the option it was netted from."""
    factors = discount_factors(schedule, len(flows.costs))
    benefits = _present(flows.benefits, factors)
    costs = _present(flows.costs, factors)
    net = flows.net()
    return Worth(
        net_present_value=benefits - costs,
        present_benefits=benefits,
        present_costs=costs,
        benefit_cost_ratio=benefits / costs if costs else None,
        simple_payback=payback(net),
        discounted_payback=payback([n * f for n, f in zip(net, factors, strict=True)]),
        delivery_needed=costs / benefits if benefits else None,
        cost_bearable=benefits / costs if costs else None,
    )


def payback(net: Sequence[Fraction]) -> Fraction | None:
    """Years until cumulative benefits cover cumulative costs and stay above them to the end.

    net: benefits minus costs of each year, year 0 first. Within the last year the result is
    interpolated by the year's flow, counted from the end of the year before. 0 when the cumulative
    net is never negative, None when it is negative at the end.
    """
    so_far, paid = Fraction(0), Fraction(0)
    for year, flow in enumerate(net):
        before, so_far = so_far, so_far + flow
        if before < 0 <= so_far:
            paid = year - 1 - before / flow
    return paid if so_far >= 0 else None


def managed_bias(uplift: Uplift, *, mitigated: Decimal) -> Decimal:
    """The uplift once a share of its causes, 0 to 1, is shown to be dealt with: never below what
    is always left. Raises ValueError for a share outside 0 to 1."""
    if not 0 <= mitigated <= 1:
        raise ValueError("The mitigated share lies between 0 and 1.")
    return max(uplift.upper * (1 - mitigated), uplift.lower)


def combined_bias(parts: Sequence[tuple[Decimal, Uplift]]) -> Decimal:
    """The uplift to start from for a project of several types: each by its share of the cost.

    Raises ValueError when the shares do not add up to 1."""
    if sum(share for share, _uplift in parts) != 1:
        raise ValueError("The shares of the cost add up to 1.")
    return sum((share * uplift.upper for share, uplift in parts), Decimal(0))


def counted_benefits(
    benefits: Mapping[str, Sequence[int]], counted: Mapping[str, Decimal]
) -> Flows:
    """The benefits of each evidence grade, in pence by year, cut to what its evidence bears.

    counted: the share of 1 that counts, by grade. Raises KeyError for a grade it does not know."""
    total = Flows.of([0], [0])
    for grade, pence in benefits.items():
        total += Flows.of([], pence).scaled(benefits=counted[grade])
    return total


def shrunk_delivery(
    *, delivered: Sequence[Factor], prior: Factor, prior_counts_as: int = 4
) -> Fraction:
    """The expected delivery ratio of an organisation: the mean of its own closed benefits (each as
    a share of what was anticipated) and of a prior that has the weight of `prior_counts_as` of
    them."""
    total = sum((Fraction(each) for each in delivered), Fraction(0))
    return (total + prior_counts_as * Fraction(prior)) / (len(delivered) + prior_counts_as)


def _present(flows: Sequence[Fraction], factors: Sequence[Fraction]) -> Fraction:
    return sum((flow * f for flow, f in zip(flows, factors, strict=True)), Fraction(0))


def _padded(flows: Sequence[int | Fraction], years: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(flow) for flow in flows) + (Fraction(0),) * (years - len(flows))


def _sum(left: Sequence[Fraction], right: Sequence[Fraction]) -> tuple[Fraction, ...]:
    return tuple(a + b for a, b in zip(left, right, strict=True))
