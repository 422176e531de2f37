"""How a council changes its lines before publishing: omits, truncates, redacts, mistypes."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tallystick.example.publish.pages import Entry
from tallystick.example.world.county_nouns import Line, PayeeKind
from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class Press:
    """A body's rules. threshold_pence: smaller amounts, of either sign, are not published.

    redacted_as: the words put for a person; hidden: how often, 0 to 1. cut_at: length at which
    names are cut, 0 for never. wrong_years: how often a year is mistyped, 0 to 1.
    """

    threshold_pence: int = 500_00
    redacted_as: tuple[str, ...] = ("REDACTED",)
    hidden: float = 0.6
    cut_at: int = 0
    capitals: bool = False
    wrong_years: float = 0.0

    def entries(self, lines: Iterable[Line], rng: random.Random) -> list[Entry]:
        """The lines that are published, in order of day and number, as they are shown."""
        shown = [line for line in lines if abs(line.pence) >= self.threshold_pence]
        shown.sort(key=lambda line: (line.paid_on, line.reference))
        return [self._entry(line, rng) for line in shown]

    def _entry(self, line: Line, rng: random.Random) -> Entry:
        private = line.supplier.kind is PayeeKind.INDIVIDUAL
        if private and rng.random() < self.hidden:
            return Entry(line, rng.choice(self.redacted_as), line.paid_on, redacted=True)
        return Entry(line, self._name(line.spelling), self._day(line, rng))

    def _name(self, spelling: str) -> str:
        name = spelling.upper() if self.capitals else spelling
        return name[: self.cut_at].rstrip() if self.cut_at else name

    def _day(self, line: Line, rng: random.Random) -> date:
        """Years are mistyped on front-line lines only, so that the planted overlaps keep theirs."""
        if line.label is not Label.FRONT_LINE or rng.random() >= self.wrong_years:
            return line.paid_on
        if (line.paid_on.month, line.paid_on.day) == (2, 29):
            return line.paid_on
        return line.paid_on.replace(year=rng.choice((line.paid_on.year - 1, 2032, 2204)))
