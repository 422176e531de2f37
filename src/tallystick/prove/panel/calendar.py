"""The dates of a panel: years, financial years, quarters, months or plain numbers, in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

PERIODS = {"month": 12, "quarter": 4, "financial year": 1, "number": 1}
"""Dates in a year, by kind."""

_FORMS = {
    "number": re.compile(r"(?P<number>-?\d+)(?:\.0+)?"),
    "financial year": re.compile(r"(?P<year>\d{4})[/-](?P<end>\d{2})"),
    "month": re.compile(r"(?P<year>\d{4})[/-](?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?"),
    "quarter": re.compile(r"(?P<year>\d{4})[ -]?[Qq](?P<quarter>[1-4])"),
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one panel writes its dates. kind: a key of PERIODS."""

    kind: str

    @property
    def period(self) -> int:
        """Dates in a year."""
        return PERIODS[self.kind]

    def position(self, label: str) -> int:
        """Where a label stands on the line of dates; neighbours differ by one. Raises ValueError
        for a label that this calendar does not have."""
        found = _FORMS[self.kind].fullmatch(label.strip())
        if not found:
            raise ValueError(f"{label!r} is not a {self.kind}.")
        parts = {name: int(text) for name, text in found.groupdict().items() if text is not None}
        match self.kind:
            case "number":
                return parts["number"]
            case "financial year":
                if (parts["year"] + 1) % 100 != parts["end"]:
                    raise ValueError(f"{label!r} is not a financial year.")
                return parts["year"]
            case "quarter":
                return parts["year"] * 4 + parts["quarter"] - 1
        if not 1 <= parts["month"] <= 12:
            raise ValueError(f"{label!r} is not a month.")
        return parts["year"] * 12 + parts["month"] - 1


def calendar_of(labels: Sequence[str]) -> Calendar | None:
    """The calendar that every label fits, or nothing. 2011-12 alone could be December 2011 or a
    financial year; the other labels of the column decide, and 2011/12 is the year when all fit."""
    for kind in _FORMS:
        calendar = Calendar(kind)
        try:
            places = [calendar.position(label) for label in labels]
        except ValueError:
            continue
        if places:
            return calendar
    return None
