"""How long work tells how far it is, without knowing whether anybody watches."""

from typing import Protocol


class Progress(Protocol):
    """Called as work goes on."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` steps of `stage` are done; a stage ends with done == total."""


def unwatched(stage: str, done: int, total: int) -> None:
    """The progress of work that nobody watches."""
