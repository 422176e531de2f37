"""Tables of words and figures, as the papers of FORM show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.form.plan.values import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table ready to be drawn: of its columns the first `words` are text, the others figures."""

    id: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1


def grid(
    id: str, caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]], *, words: int = 1
) -> Grid:
    """A table whose rows have a cell for each heading. Raises ValueError when one has not."""
    if any(len(row) != len(headings) for row in rows):
        raise ValueError(f"A row of {id} has not a cell for each heading.")
    return Grid(
        id=id,
        caption=caption,
        headings=tuple(headings),
        rows=tuple(map(tuple, rows)),
        words=words,
    )


def council_name(plan: Plan, code: str) -> str:
    """The short name of a council, or what stands for all."""
    return plan.member(code).name if code else "All together"
