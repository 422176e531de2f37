"""Figures of a plan: a value or one for each year, with a source or as an assumption."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from tallystick.form.plan.plan_values import Blank, Cell, Figure, Grade
from tallystick.reference.savings import load_savings_rates
from tallystick.words.nodes import Entry, Spot, optional
from tallystick.words.period import FinancialYear
from tallystick.words.rate import SavingsRate

_FIGURE = ("value", "source", "grade", "assumption", "owner")
_RATE = ("low", "central", "high", "assumption", "owner")


@dataclass(frozen=True, slots=True)
class Years:
    """The financial years of a plan: that of its start, and so many in all."""

    start: date
    count: int

    @property
    def labels(self) -> tuple[str, ...]:
        """The years as people write them, the first first."""
        first = FinancialYear.of(self.start).first_year
        return tuple(FinancialYear(first + at).label for at in range(self.count))


def read_cell(entry: Entry | None, above: Entry, name: str, years: Years) -> Cell:
    """A figure, or a blank where the field is missing or null. Raises UserMistake."""
    if entry is None:
        return Blank(Spot(above.spot.path, above.spot.line, f"{above.spot.field}.{name}"))
    return Blank(entry.spot) if entry.is_blank else _figure(entry, years)


def read_cells(entry: Entry | None, years: Years) -> Mapping[str, Cell]:
    """Cells by their names. Raises UserMistake."""
    if entry is None or entry.is_blank:
        return MappingProxyType({})
    cells = {name: read_cell(each, entry, name, years) for name, each in entry.items()}
    return MappingProxyType(cells)


def read_rates(entry: Entry | None, start: date) -> dict[str, SavingsRate]:
    """The rates that the plan sets in place of the reference ones, by lever; who set them stands
    where else the sources stand. Raises UserMistake."""
    if entry is None or entry.is_blank:
        return {}
    known = load_savings_rates()
    rates = {}
    for lever, each in entry.items():
        if lever not in known:
            raise each.spot.mistake("there is no such lever", f"Choose from {', '.join(known)}.")
        fields = each.fields(_RATE, needs=_RATE)
        low, central, high = (fields[name].number() for name in ("low", "central", "high"))
        if not 0 <= low <= central <= high <= 1:
            raise each.spot.mistake(
                f"{low}, {central} and {high} do not rise between 0 and 1",
                "Write rates as shares of 1, low to high.",
            )
        rates[lever] = SavingsRate(
            lever=lever,
            name=known[lever].name,
            base=known[lever].base,
            low=low,
            central=central,
            high=high,
            evidence=fields["assumption"].text(),
            sources=(f"Assumption of {fields['owner'].text()}",),
            rate_status="P",
            evidence_status="P",
            as_of=start,
        )
    return rates


def _figure(entry: Entry, years: Years) -> Cell:
    if not isinstance(entry.node.value, list):
        raise entry.spot.mistake(
            "a bare number says not where it is from",
            "Write {value, source, grade} or {value, assumption, owner}.",
        )
    fields = entry.fields(_FIGURE, needs=("value",))
    if fields["value"].is_blank:
        return Blank(fields["value"].spot)
    said = {
        name: optional(fields.get(name), Entry.text, "")
        for name in ("source", "assumption", "owner")
    }
    grade = optional(fields.get("grade"), lambda each: Grade(each.one_of(tuple(Grade))), None)
    if bool(said["source"]) == bool(said["assumption"]):
        raise entry.spot.mistake(
            "it needs either a source or an assumption", "Give one, and not the other."
        )
    if said["source"] and grade is None:
        raise entry.spot.mistake("its evidence has no grade", "Add grade: A, B, C, D or E.")
    if said["assumption"] and not said["owner"]:
        raise entry.spot.mistake(
            "its assumption has no owner", "Add owner: and who answers for it."
        )
    return Figure(amounts=_amounts(fields["value"], years), spot=entry.spot, grade=grade, **said)


def _amounts(entry: Entry, years: Years) -> tuple[Decimal, ...]:
    if not isinstance(entry.node.value, list):
        return (_not_below_zero(entry),) * years.count
    found = dict(entry.items())
    for label in years.labels:
        if label not in found:
            raise entry.spot.mistake(
                f"the year {label} is missing",
                f"Give each year from {years.labels[0]} to {years.labels[-1]}, or one value.",
            )
    for label, each in found.items():
        if label not in years.labels:
            raise each.spot.mistake(
                "this year is not one of the plan's",
                f"Its years are {years.labels[0]} to {years.labels[-1]}.",
            )
    return tuple(_not_below_zero(found[label]) for label in years.labels)


def _not_below_zero(entry: Entry) -> Decimal:
    number = entry.number()
    if number < 0:
        raise entry.spot.mistake(f"{number} is below zero", "Give it as it is, from 0 up.")
    return number
