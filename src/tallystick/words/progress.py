"""How long-running work reports its progress. The work does not know whether anything displays
it."""

from typing import Protocol


class Progress(Protocol):
    """Called as work goes on."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Report that `done` of `total` steps of `stage` are complete; a stage ends with done ==
        total."""


def unwatched(stage: str, done: int, total: int) -> None:
    """A Progress that ignores every report."""
