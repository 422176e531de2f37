"""Dates and amounts as councils write them: a day or pence in, a cell out."""

from datetime import date

from tallystick.words.period import FinancialYear

_EXCEL_DAY_ZERO = date(1899, 12, 30)


def iso(day: date) -> str:
    """2023-04-03"""
    return day.isoformat()


def iso_with_time(day: date) -> str:
    """2023-04-03 00:00:00"""
    return f"{day.isoformat()} 00:00:00"


def slashes(day: date) -> str:
    """03/04/2023"""
    return f"{day:%d/%m/%Y}"


def dots(day: date) -> str:
    """03.04.2023"""
    return f"{day:%d.%m.%Y}"


def month_name(day: date) -> str:
    """03-Apr-23"""
    return f"{day:%d-%b-%y}"


def excel_serial(day: date) -> str:
    """45019: the day as a spreadsheet counts it, where its format was lost."""
    return str((day - _EXCEL_DAY_ZERO).days)


def quarter_in_words(day: date) -> str:
    """Quarter 1 2023/24"""
    return f"Quarter {(day.month - 4) % 12 // 3 + 1} {FinancialYear.of(day).label}"


def as_day(day: date) -> date:
    """The day itself, for a workbook."""
    return day


def as_number(pence: int) -> float:
    """Pounds as a number, for a workbook."""
    return pence / 100


def plain(pence: int) -> str:
    """-1234.5 pounds -> -1234.50"""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def thousands(pence: int) -> str:
    """-1,234.50"""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def with_pound(pence: int) -> str:
    """-£1,234.50"""
    return f"{'-' if pence < 0 else ''}£{thousands(abs(pence))}"


def padded(pence: int) -> str:
    """' 1,234.50 ', set right in a field of fourteen."""
    return f"{thousands(pence):>13} "


def brackets(pence: int) -> str:
    """(1,234.50) for a credit"""
    return f"({thousands(-pence)})" if pence < 0 else thousands(pence)


def trailing_minus(pence: int) -> str:
    """£1,234.50- for a credit"""
    return f"£{thousands(abs(pence))}{'-' if pence < 0 else ''}"


def noisy(pence: int, vat_pence: int) -> str:
    """3736.0699999999997: what a spreadsheet makes of gross less VAT in floating point."""
    return repr((pence + vat_pence) / 100 - vat_pence / 100)
