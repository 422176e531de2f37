"""Detects files that are not lists of payments, and says what they are."""

import re
from collections.abc import Sequence

from tallystick.read.columns.periods import read_period
from tallystick.read.tables.layout import Layout
from tallystick.reference.headers import header_spellings
from tallystick.words.mistakes import UserMistake
from tallystick.words.roles import Role

_SURE = 0.6  # least confidence of a money column that identifies a file; judgement, not measured
_MONEY = (Role.AMOUNT, Role.NET, Role.GROSS)
_NAMES = (Role.SUPPLIER,)
_MONTH = re.compile(
    r"(?i)(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|"
    r"oct(ober)?|nov(ember)?|dec(ember)?)"
)


def refuse_others(file: str, layouts: Sequence[Layout]) -> None:
    """Raise UserMistake when the tables of a file are not lists of payments, and say what they look
    like.

    A table with two headers of another kind of file, or with no line below its header, passes only
    when a header plainly names the day of payment, another the supplier and another the amount.
    """
    for layout in layouts:
        _refuse_misread(file, layout)
        kinds = header_spellings().other_kinds(list(layout.headers))
        kind, hits = max(kinds.items(), key=lambda item: (item[1], item[0]))
        likely = layout.is_payments and hits < 2 and not layout.is_empty
        if likely or _is_plainly_payments(layout):
            return
        if hits > 1 or (hits and not _names_payments(layout)):
            raise UserMistake(
                f"{file} looks like {kind}, not a list of payments.",
                "Give the file of payments to suppliers (spending over £500).",
            )
    if all(layout.is_empty for layout in layouts):
        raise UserMistake(
            f"{file} holds no line below its header.",
            "Download it again; if nothing was paid in its month, leave it out.",
        )
    amount = any(Role.AMOUNT in layout.roles.choices for layout in layouts)
    thing, roles = ("suppliers", _NAMES) if amount else ("amounts", _MONEY)
    named = [header for layout in layouts for header in _named(layout, roles)]
    raise UserMistake(
        f"{file} names its {thing} “{named[0][:40]}” but holds none that can be read."
        if named
        else f"{file} has no column that reads as {'a supplier' if amount else 'an amount'} for "
        "payments.",
        "Check that it is a list of payments; if it is, name its columns in a corrections file.",
    )


def _named(layout: Layout, roles: Sequence[Role]) -> list[str]:
    """The headers that plainly name a column of one of these roles."""
    known = header_spellings()
    sure = {
        header: max(known.roles(header).get(role, 0.0) for role in roles)
        for header in layout.headers
    }
    ranked = sorted(sure, key=lambda header: (-sure[header], layout.headers.index(header)))
    return [header for header in ranked if sure[header] >= _SURE]


def _names_payments(layout: Layout) -> bool:
    """True of a table whose headers name an amount, and a supplier or a day: whatever is wrong with
    what stands below, it is meant as a list of payments."""
    others = _named(layout, (*_NAMES, Role.PAID_ON))
    return bool(_named(layout, _MONEY) and others)


def _refuse_misread(file: str, layout: Layout) -> None:
    """Raise UserMistake for a table with a money column for each month, or for two tables side by
    side: reading one money column would silently lose the others."""
    if sum(_is_month(header) for header in layout.headers) > 2:
        raise UserMistake(
            f"{file} has a column of money for each month, which is a summary.",
            "Give the file that lists the payments one by one.",
        )
    fold = header_spellings().fold
    headers = [fold(header) for header in layout.headers]
    names = [layout.header(role) for role in (Role.AMOUNT, Role.SUPPLIER)]
    if all(name and headers.count(fold(name)) > 1 for name in names):
        raise UserMistake(
            f"{file} has two tables side by side.",
            "Put one below the other, or into a file of its own, and give that.",
        )


def _is_month(header: str) -> bool:
    return len(header) < 16 and (
        read_period(header) is not None or _MONTH.fullmatch(header.strip()) is not None
    )


def _is_plainly_payments(layout: Layout) -> bool:
    held = layout.roles.choices
    return layout.is_payments and all(
        role in held and held[role].confidence >= _SURE
        for role in (Role.PAID_ON, Role.SUPPLIER, Role.AMOUNT)
    )
