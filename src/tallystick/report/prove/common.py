"""What the papers of PROVE share: how they name a council and spending, and what is not known."""

from collections.abc import Callable

from tallystick.prove.verdict.findings import PartnershipFinding, ScopeFinding
from tallystick.report.tables import Column, Table
from tallystick.words import phrases
from tallystick.words.money import pounds

Names = Callable[[str], str]
"""The short name of a council by its code; the code where it is unknown."""

_SHOWN_OF_HASH = 12


def money(pence: int | None) -> str:
    """Whole pounds, or that they are not known."""
    return phrases.NOT_KNOWN if pence is None else pounds(pence)


def short_hash(whole: str) -> str:
    """The first letters of a hash, where a table has no room for all; the workbook holds all."""
    return f"{whole[:_SHOWN_OF_HASH]}…"


def spending_on(found: ScopeFinding, whole: PartnershipFinding) -> str:
    """What it is spending on, and since when where not all of it began at once."""
    what = found.scope.key.partition(": ")[2].replace("_", " ")
    if found.start == whole.partnership.start:
        return what
    return f"{what}, from {phrases.month(found.start)}"


def member_names(found: PartnershipFinding) -> Names:
    """The members' names by their codes."""
    known = dict(zip(found.partnership.members, found.members, strict=True))
    return lambda code: known.get(code, code)


def sentences(name: str, about: str, held: tuple[str, ...]) -> Table:
    """A sheet of sentences, one a row."""
    return Table(name, about, (Column("Sentence", width=120),), tuple((one,) for one in held))
