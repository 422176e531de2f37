"""Donors that moved to the members' suppliers after sharing began. Their spending reflects the same
contract, so it cannot show what would have happened without it."""

from collections.abc import Iterable

from tallystick.prove.inference.guards import Guard
from tallystick.prove.verdict.sharing import Sharing
from tallystick.prove.verdict.store_evidence import SameSupplier, Spend, VerdictEvidence

MOVED = 0.25
"""A council moved when the share of its spend that goes to the members' suppliers has risen by
more than this, in parts of one: less than a contract of some size would, more than invoices do
from year to year."""


def followers_of(sharing: Sharing, evidence: VerdictEvidence) -> tuple[str, ...]:
    """Codes of councils outside the partnership that moved to its members' suppliers."""
    outside = {each.council for each in evidence.same_suppliers if each.scope == sharing.scope.key}
    return tuple(
        code
        for code in sorted(outside - set(sharing.partnership.members))
        if _risen(code, sharing, evidence) > MOVED
    )


def follower_guard(followers: Iterable[str], evidence: VerdictEvidence) -> Guard:
    """What was done about them."""
    name = "donors that moved to the members' supplier"
    named = ", ".join(evidence.name(code) for code in followers)
    if not named:
        return Guard(
            name, "No other council moved its spend to the members' suppliers.", "Nothing."
        )
    return Guard(
        name,
        f"Much of what {named} paid went to the members' suppliers only since sharing began.",
        "Left out of the comparison.",
    )


def _risen(code: str, sharing: Sharing, evidence: VerdictEvidence) -> float:
    """How far the share has risen from before to after; none where either is not known."""
    shares = []
    for after in (False, True):
        whole = _paid(evidence.spend, code, sharing, after=after)
        same = _paid(evidence.same_suppliers, code, sharing, after=after)
        if whole <= 0:
            return 0.0
        shares.append(same / whole)
    before, now = shares
    return now - before


def _paid(rows: Iterable[Spend | SameSupplier], code: str, sharing: Sharing, *, after: bool) -> int:
    return sum(
        row.pence
        for row in rows
        if row.council == code
        and row.scope == sharing.scope.key
        and (row.month >= sharing.start if after else row.month < sharing.first)
    )
