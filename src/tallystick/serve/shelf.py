"""What pages are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tallystick.classify import Category
from tallystick.engine.questions.pages import Cut, months_seen, sums_by
from tallystick.engine.snapshot import Snapshot
from tallystick.reference.councils import Councils
from tallystick.serve.drawn import Drawn
from tallystick.serve.spelling import Spelling
from tallystick.words.labels import Label
from tallystick.words.period import Month
from tallystick.words.phrases import month as month_in_words

_MOST_COUNCILS = 1_000


@dataclass(frozen=True)
class Shelf:
    """The data that pages are made from: an open snapshot of the store, prepared, and the names for
    its codes. What few pages need is asked for when it is first needed."""

    store: Snapshot
    councils: Councils
    categories: Mapping[str, Category]
    names: Mapping[str, str]  # supplier_id -> name, of those that may be named
    common_texts: frozenset[str]  # the texts of lines that may be shown
    on: date
    common_departments: frozenset[str] = field(default=frozenset())
    drawn: Drawn = field(default_factory=Drawn)  # its pages

    def council(self, code: str) -> str:
        """A council's name, or its code where the reference table does not know it."""
        known = self.councils.by_code(code)
        return known.name if known else code

    def category(self, slug: str) -> str:
        """A category's title."""
        return self.categories[slug].title if slug in self.categories else "Not classified"

    def said(self, cut: Cut) -> str:
        """A cut in words."""
        parts = [
            self.names.get(cut.supplier_id, "a supplier") if cut.supplier_id else "",
            Label(cut.label).heading if cut.label else "",
            self.category(cut.category) if cut.category is not None else "",
            self.council(cut.council) if cut.council else "",
            in_words(cut.month) if cut.month else "",
            "the same words" if cut.wording else "",
        ]
        return ", ".join(part for part in parts if part) or "all"

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months that lines state, the latest first: '2024-05'."""
        return tuple(f"{each:%Y-%m}" for each in months_seen(self.store))

    @cached_property
    def held(self) -> tuple[str, ...]:
        """The codes of the councils whose lines are held, by name."""
        rows = sums_by(self.store, Cut(), by="council", most=_MOST_COUNCILS)
        return tuple(sorted((row.value for row in rows), key=self.council))

    @cached_property
    def spelling(self) -> Spelling:
        """Finds names that are typed wrongly."""
        return Spelling(self.names)


def in_words(month: str) -> str:
    """'2024-05' as a person reads it."""
    return month_in_words(Month.of(date.fromisoformat(f"{month}-01")))
