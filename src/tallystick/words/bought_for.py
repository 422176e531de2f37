"""Whether what a back-office function buys is its own work, or passes through it to everybody."""

from enum import StrEnum


class BoughtFor(StrEnum):
    """For whom a category is bought: a column of reference/categories.yaml.

    FUNCTION: the function's own work, which one service would run for several councils if they
    shared the function. EVERYBODY: bought through the function for every service of the council
    (agency staff, training, software, insurance, energy), so that sharing the function would
    neither run it nor make it smaller.
    """

    FUNCTION = "function"
    EVERYBODY = "everybody"

    @property
    def heading(self) -> str:
        """The part as a person reads it."""
        return _HEADINGS[self]


_HEADINGS = {
    BoughtFor.FUNCTION: "The function itself",
    BoughtFor.EVERYBODY: "Bought for everybody",
}
