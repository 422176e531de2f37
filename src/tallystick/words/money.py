"""Money is always held as whole pence. Pounds are used only in text for people to read."""


def pounds(pence: int) -> str:
    """Pence as whole pounds for display: 123456789 -> '£1,234,568', -50 -> '−£1'.

    Halves are rounded away from zero.
    """
    whole = (abs(pence) + 50) // 100
    return f"{'−' if pence < 0 and whole else ''}£{whole:,}"


def pounds_and_pence(pence: int) -> str:
    """Pence to the penny for a page: 123456 -> '£1,234.56'."""
    return f"{'−' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def short_pounds(pence: int) -> str:
    """Pence for a heading or a chart: '£950', '£12k', '£3.4m', '£1.2bn'."""
    value = abs(pence) / 100
    sign = "−" if pence < 0 else ""
    for limit, divisor, unit in ((999_500, 1_000, "k"), (999_500_000, 1_000_000, "m")):
        if value < limit:
            if unit == "k" and value < 1_000:
                return f"{sign}£{value:.0f}"
            scaled = value / divisor
            digits = 1 if scaled < 10 else 0
            return f"{sign}£{scaled:.{digits}f}{unit}".replace(".0" + unit, unit)
    return f"{sign}£{value / 1_000_000_000:.1f}bn"
