"""Claims of which a draft from payments leaves fields empty."""

from collections.abc import Mapping

from tallystick.prove.register.fields import BadField, Plain

_TO_FILL = (
    "function",
    "lever",
    "mechanism.kind",
    "mechanism.ref",
    "owner",
    "type",
    "recurrent",
    "price_base",
    "baseline.pounds",
    "baseline.period",
    "anticipated.OBC",
    "one_off_pounds",
    "budget_code",
)
"""Fields that a draft from payments leaves blank."""


def check_filled(plain: Plain) -> None:
    """Raise BadField with all fields that a draft still leaves empty, where there are several.

    Whoever fills in a draft wants the whole list, not the first."""
    empty = [name for name in _TO_FILL if _is_empty(plain, name)]
    if len(empty) > 1:
        raise BadField(f"these are still to be filled in: {', '.join(empty)}")


def _is_empty(plain: Plain, name: str) -> bool:
    """True for a field that is there, blank; 'mechanism.kind' is a field of a group."""
    group, _dot, inner = name.rpartition(".")
    held = plain.get(group) if group else plain
    return isinstance(held, Mapping) and inner in held and held[inner] in ("", {})
