"""Money is always held as whole pence. Pounds are used only in text for people to read.

Whatever the form, `_shown` rounds and signs it: halves go away from zero, nothing has no sign.
"""

_POUND = 100  # pence
_UNITS = (("", _POUND), ("k", 1_000 * _POUND), ("m", 1_000_000 * _POUND))
_BILLION = 1_000_000_000 * _POUND
_MOST = 1_000  # of a unit; so many are one of the next


def pounds(pence: int) -> str:
    """Pence as whole pounds for display: 123456789 -> '£1,234,568', -50 -> '−£1'."""
    return _shown(pence, _POUND)


def pounds_and_pence(pence: int) -> str:
    """Pence to the penny for a page: 123456 -> '£1,234.56'."""
    return _shown(pence, _POUND, places=2)


def short_pounds(pence: int) -> str:
    """Pence for a heading or a chart: '£950', '£12k', '£3.4m', '£1.2bn'; tenths only below ten of a
    unit, or of billions. What would be rounded to a thousand of a unit is one of the next."""
    for unit, size in _UNITS:
        if _steps(pence, size) < _MOST:
            tenths = bool(unit) and _steps(10 * pence, size) < 100
            return _shown(pence, size, places=int(tenths)).removesuffix(".0") + unit
    return _shown(pence, _BILLION, places=1).removesuffix(".0") + "bn"


def _shown(pence: int, unit: int, *, places: int = 0) -> str:
    """Pence in units of so many pence, with so many decimals."""
    steps = _steps(pence * 10**places, unit)
    whole, part = divmod(steps, 10**places)
    sign = "−" if pence < 0 and steps else ""
    return f"{sign}£{whole:,}" + (f".{part:0{places}}" if places else "")


def _steps(pence: int, unit: int) -> int:
    """How many units an amount is, without its sign; halves are rounded up."""
    return (2 * abs(pence) + unit) // (2 * unit)
