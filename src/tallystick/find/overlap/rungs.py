"""What every rung of the ladders is called, and why the spend above it drops out there."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.findings import Rung
from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter for the first rungs."""

    comparison: Comparison
    functions: Collection[Label]


@dataclass(frozen=True, slots=True)
class Step:
    """One rung's words, and which cells stay on it."""

    key: str
    title: str
    why: str
    stays: Callable[[Cell, Asked], bool]


STEPS = (
    Step(
        "published",
        "Everything published",
        "All lines in the window, scaled to a year.",
        lambda _cell, _asked: True,
    ),
    Step(
        "supplied",
        "Paid to firms and other bodies for something",
        "Without grants, precepts, payments to private persons and withheld suppliers.",
        lambda cell, _asked: cell.is_named and cell.label is not Label.TRANSFER,
    ),
    Step(
        "known",
        "Known what for",
        "Without lines whose texts and supplier do not tell what was bought.",
        lambda cell, _asked: cell.label is not Label.UNKNOWN,
    ),
    Step(
        "back_office",
        "Back office",
        "Without services and goods for residents.",
        lambda cell, _asked: cell.label.is_back_office,
    ),
    Step(
        "asked",
        "The functions looked at",
        "Without back-office functions that were not asked for.",
        lambda cell, asked: cell.label in asked.functions,
    ),
    Step(
        "rated",
        "Of a kind that joint buying can make cheaper",
        "Without building works, business rates, court fees and the like, for which the evidence "
        "supports no saving rate.",
        lambda cell, asked: asked.comparison.categories[cell.category].has_rate,
    ),
)

SHARED = Rung(
    "shared",
    "Bought by two or more councils",
    0,
    "Without what only one of these councils buys, and each pound once.",
)
OVERLAP = Rung("overlap", "Bought here by two or more councils", 0, "Without all else.")
ONCE = Rung("once", "Counted once", 0, "Without what is counted under a system of its own.")
OUTSIDE = Rung(
    "outside",
    "Bought from firms",
    0,
    "Without what is paid to other public bodies: part may be shared already, and an agreement "
    "ends it rather than a tender.",
)
FREE_OF_PARTNER = Rung(
    "partnered",
    "Not run by one firm",
    0,
    "Without what is paid to a firm that seems to run the whole function for its council: the work "
    "is free to let only when that contract ends, and no register says that it does soon.",
)
STANDING = Rung(
    "standing",
    "By councils that stand",
    0,
    "Without councils that have been abolished: their contracts passed to successors.",
)
SAME_TIME = Rung(
    "same_time",
    "In months that can be compared",
    0,
    "Without councils whose files share no month with another of them.",
)
LETTABLE = Rung(
    "lettable",
    "Of a kind that can be let",
    0,
    "Without what is appointed nationally, has one seller, or is joint buying already.",
)
SOUND = Rung(
    "sound",
    "By councils whose files bear a yearly figure",
    0,
    "Without councils with fewer than six months in common with another, or whose files hold only "
    "card payments, doubtful years or no refunds.",
)
CONTRACTED = Rung(
    "under_contract",
    "Under a contract that is known",
    0,
    "Without suppliers of which the council's contract register has no line. Payment files name no "
    "contracts: without a register this is not known.",
)
ENDING = Rung(
    "ending_soon",
    "Ending soon enough to let together",
    0,
    "Without contracts that end later, or whose end the register does not give.",
)
FREE = Rung(
    "off_framework",
    "Not on the best framework already",
    None,
    "Neither payments nor registers tell which price list a contract is on: ask.",
)

LAST = (
    LETTABLE,
    OUTSIDE,
    FREE_OF_PARTNER,
    STANDING,
    SAME_TIME,
    SOUND,
    CONTRACTED,
    ENDING,
    FREE,
)
