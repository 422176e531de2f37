"""A function seen as two parts: its own work, and what is bought through it for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from tallystick.classify.reference import load_categories
from tallystick.words.bought_for import BoughtFor


@dataclass(frozen=True, slots=True)
class FunctionParts:
    """What was paid for a function, in whole pence, once for each part.

    own: what a shared service would run. everybody: what is bought for every service. The two are
    never added under the function's name alone: £10 of payroll and £90 of agency staff are not
    £100 of "HR".
    """

    own: int
    everybody: int

    @property
    def together(self) -> int:
        """Both parts, for checking against the lines."""
        return self.own + self.everybody

    def of(self, part: BoughtFor) -> int:
        """The pence of one part."""
        return self.own if part is BoughtFor.FUNCTION else self.everybody


def bought_for(category: str) -> BoughtFor | None:
    """The part that a category belongs to, by its slug; None outside the back office. Raises
    KeyError for a slug that reference/categories.yaml does not have."""
    return load_categories()[category].bought_for


def split_by_part(paid: Iterable[tuple[str, int]]) -> FunctionParts:
    """Sum (category slug, pence) pairs by part. Transfers, front-line services and what is not
    known belong to no function and are left out."""
    sums = dict.fromkeys(BoughtFor, 0)
    for category, pence in paid:
        part = bought_for(category)
        if part is not None:
            sums[part] += pence
    return FunctionParts(sums[BoughtFor.FUNCTION], sums[BoughtFor.EVERYBODY])
