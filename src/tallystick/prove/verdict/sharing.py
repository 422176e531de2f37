"""Who shares what since when, where not everything began on one day."""

from collections.abc import Iterable
from dataclasses import dataclass

from tallystick.prove.register.claims import Claim, RegisteredPartnership, Scope, begins
from tallystick.words.period import Month


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who shares what since when. first: the month from which the partnership shares anything.
    start: the month from which the saving is sought; those between are left out, because in them
    only some of the members shared, or only part of what is claimed had begun."""

    partnership: RegisteredPartnership
    scope: Scope
    first: Month
    start: Month

    @classmethod
    def whole(cls, partnership: RegisteredPartnership, scope: Scope) -> "Sharing":
        """All of it since the partnership's start."""
        return cls(partnership, scope, partnership.start, partnership.start)

    def counts(self, month: Month) -> bool:
        """Whether a month is clearly before or clearly after."""
        return month < self.first or month >= self.start


def sharings(partnership: RegisteredPartnership, claims: Iterable[Claim]) -> tuple[Sharing, ...]:
    """What the claims have to be tested on: each scope at each date from which one is claimed.
    Nothing since the partnership's own start counts as before."""
    held = {(claim.scope, begins(claim, partnership)) for claim in claims}
    return tuple(
        Sharing(partnership, scope, partnership.start, start) for scope, start in sorted(held)
    )
