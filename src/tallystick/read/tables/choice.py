"""The column chosen for a role."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """The column that was chosen for a role. confidence: 0 to 1; runner_up: the next best column,
    None if there is none."""

    column: int
    confidence: float
    runner_up: int | None = None
