"""Files that are something other than payments, told by name."""

from collections.abc import Sequence

from tallystick.read.layout import Layout
from tallystick.reference.headers import header_spellings
from tallystick.words.mistakes import UserMistake
from tallystick.words.roles import Role

_SURE = 0.6


def refuse_others(file: str, layouts: Sequence[Layout]) -> None:
    """Raise UserMistake when the tables of a file are not lists of payments, and say what they look
    like.

    A table with two headers of another kind of file passes only when a header plainly names the day
    of payment and another the supplier.
    """
    for layout in layouts:
        kinds = header_spellings().other_kinds(list(layout.headers))
        kind, hits = max(kinds.items(), key=lambda item: (item[1], item[0]))
        if _is_plainly_payments(layout) or (layout.is_payments and hits < 2):
            return
        if hits:
            raise UserMistake(
                f"{file} looks like {kind}, not a list of payments.",
                "Give the file of payments to suppliers (spending over £500).",
            )
    missing = (
        "an amount" if not any(_has(layout, Role.AMOUNT) for layout in layouts) else "a supplier"
    )
    raise UserMistake(
        f"{file} has no column that reads as {missing} for payments.",
        "Check that it is a list of payments; if it is, name its columns in a corrections file.",
    )


def _has(layout: Layout, role: Role) -> bool:
    return role in layout.roles.choices


def _is_plainly_payments(layout: Layout) -> bool:
    held = layout.roles.choices
    return layout.is_payments and all(
        role in held and held[role].confidence >= _SURE
        for role in (Role.PAID_ON, Role.SUPPLIER, Role.AMOUNT)
    )
