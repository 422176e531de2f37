"""Who shares what from which month, when members or claims did not all start on the same day."""

from collections.abc import Iterable
from dataclasses import dataclass

from tallystick.prove.register.claims import Claim, RegisteredPartnership, Scope, begins
from tallystick.words.period import Month


@dataclass(frozen=True, slots=True)
class Sharing:
    """A scope with its start. first: the first month in which the partnership shares anything.

    start: the month from which the saving is measured. The months between first and start are left
    out, because then only some of the members shared, or only part of what is claimed had begun.
    """

    partnership: RegisteredPartnership
    scope: Scope
    first: Month
    start: Month

    @classmethod
    def whole(cls, partnership: RegisteredPartnership, scope: Scope) -> "Sharing":
        """All of it since the partnership's start."""
        return cls(partnership, scope, partnership.start, partnership.start)

    def counts(self, month: Month) -> bool:
        """True when a month is clearly before the first or on or after the start."""
        return month < self.first or month >= self.start


def sharings(partnership: RegisteredPartnership, claims: Iterable[Claim]) -> tuple[Sharing, ...]:
    """What the claims have to be tested on: each scope with each start date of a claim.

    No month after the partnership's own start counts as before.
    """
    held = {(claim.scope, begins(claim, partnership)) for claim in claims}
    return tuple(
        Sharing(partnership, scope, partnership.start, start) for scope, start in sorted(held)
    )
