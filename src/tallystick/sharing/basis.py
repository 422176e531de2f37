"""The basis of a shared bill: one driver for each council, or a combination of two."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tallystick.words.mistakes import UserMistake
from tallystick.words.share import Shares, Weight, blend


class Basis(StrEnum):
    """What a shared bill can be in proportion to. Those before EQUAL count a driver of each
    council; CONTRIBUTED is pence; EQUAL needs no figures and FIXED is agreed percentages."""

    HEADCOUNT = "headcount"  # persons in permanent posts: HR, payroll
    TRANSACTIONS = "transactions"  # cases, invoices, payslips: benefits, planning, payables
    CALLS = "calls"  # contact centres
    PROPERTIES = "properties"  # council tax
    RECORDED_TIME = "recorded time"  # internal audit
    ASSESSED_TIME = "assessed time"  # legal, design
    SITES = "sites"  # leisure
    DEVICES = "devices"  # IT
    FLOOR_AREA = "floor area"  # accommodation
    POPULATION = "population"
    USAGE = "usage"  # spend through a contract, units taken
    CONTRIBUTED = "contributed baseline"  # what each brought in, for a whole partnership
    EQUAL = "equal"  # member services, team leaders
    FIXED = "fixed"  # by agreement


def shares_on(basis: Basis, figures: Mapping[str, Weight], *, source: str) -> Shares:
    """Each council's share on a basis.

    figures: the driver of each council by code, or its percentage on the basis FIXED; on EQUAL
    only the codes count. source: the file or form they came from. Raises UserMistake naming it
    for a negative figure, figures that are all nothing, or percentages that are not 100 together.
    """
    for code, figure in figures.items():
        if basis is not Basis.EQUAL and figure < 0:
            raise UserMistake(
                f"{source}, {basis} of {code}: {figure} is below zero.", "Correct the figure."
            )
    together = sum(Fraction(figure) for figure in figures.values())
    if basis is Basis.FIXED and together != 100:
        raise UserMistake(
            f"{source}, {basis}: the percentages add up to {float(together):g}, not to 100.",
            "Correct them, or give weights on another basis: thirds are 1, 1 and 1.",
        )
    if not figures or (basis is not Basis.EQUAL and not any(figures.values())):
        raise UserMistake(
            f"{source}, {basis}: there is nothing to take shares of.",
            "Give a figure above zero for at least one council.",
        )
    return Shares.equal(list(figures)) if basis is Basis.EQUAL else Shares.by(figures)


def two_part(fixed: Shares, usage: Shares, *, fixed_part: Decimal) -> Shares:
    """A two-part tariff: one part of the bill by agreed shares, the rest by usage.

    fixed_part: the share of the bill, 0 to 1, that does not depend on usage. Raises ValueError for
    a value outside 0 to 1.
    """
    return blend([(fixed_part, fixed), (1 - fixed_part, usage)])
