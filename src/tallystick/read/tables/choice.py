"""The column chosen for a role."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """The column that holds a role. confidence 0 to 1; runner_up is the next best column, if
    any."""

    column: int
    confidence: float
    runner_up: int | None = None
