"""How figures, dates and lists read on a page. Words only: nothing is worked out here."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tallystick.words.money import pounds, short_pounds
from tallystick.words.period import Month
from tallystick.words.rate import SavingRange

NOT_KNOWN = "not known"


def day(on: date) -> str:
    """A date as a person writes it: '12 March 2025'."""
    return f"{on.day} {on:%B} {on.year}"


def month(of: Month) -> str:
    """A month as a person writes it: 'March 2025'."""
    return f"{of.first_day:%B} {of.year}"


def when(paid_on: date | None, in_month: Month | None) -> str:
    """The day of a payment, else its month, else that it is not known."""
    if paid_on is not None:
        return day(paid_on)
    return NOT_KNOWN if in_month is None else month(in_month)


def percent(part: Fraction | Decimal, *, places: int = 1) -> str:
    """A share as a percentage: 1/3 -> '33.3%', Decimal('0.03') -> '3%'; halves are rounded up.

    A share above zero that would be rounded to '0%' reads 'under 0.1%', because '0%' would say that
    there is none.
    """
    exact = Fraction(part) * 100
    step = Decimal(1).scaleb(-places)
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    rounded = value.quantize(step, rounding=ROUND_HALF_UP)
    if rounded == 0 and exact > 0:
        return f"under {step}%"
    return f"{rounded.normalize():f}%" if rounded else "0%"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: '1 council', '1,234 councils'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """Items as a sentence lists them: 'a', 'a and b', 'a, b and c'."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def inside(title: str) -> str:
    """A title inside a sentence: 'Agency staff' -> 'agency staff', but 'IT support' stays."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def function(heading: str) -> str:
    """A function's heading inside a sentence: 'Customer services' -> 'customer services', 'HR'."""
    return heading if heading.isupper() else heading.lower()


def months(of: Sequence[Month]) -> str:
    """Months in order, with consecutive months written as a range: 'July 2021 to May 2022, July
    2022'."""
    runs: list[list[Month]] = []
    for this in of:
        if runs and runs[-1][-1].next == this:
            runs[-1].append(this)
        else:
            runs.append([this])
    return ", ".join(
        month(run[0]) if len(run) == 1 else f"{month(run[0])} to {month(run[-1])}" for run in runs
    )


def saving(of: SavingRange) -> str:
    """A saving as a range, never as a single figure, rounded no finer than the rates allow: '£1.2m
    to £4.8m'."""
    return f"{short_pounds(of.low)} to {short_pounds(of.high)}"


def threshold(pence: int | None) -> str:
    """The amount from which a council publishes payments: '£500', 'every payment', 'not known'."""
    if pence is None:
        return NOT_KNOWN
    return pounds(pence) if pence else "every payment"
