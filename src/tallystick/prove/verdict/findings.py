"""What a verdict on a partnership holds."""

from dataclasses import dataclass
from fractions import Fraction

from tallystick.prove.inference.estimate import Estimate
from tallystick.prove.inference.guards import Guard
from tallystick.prove.inference.judgement import Verdict, Word
from tallystick.prove.register.claims import Claim, RegisteredPartnership, Scope
from tallystick.prove.register.ladder import Colour
from tallystick.prove.verdict.formulas import Variance
from tallystick.words.period import Month


@dataclass(frozen=True, slots=True)
class ScopeFinding:
    """What spend shows of one scope from one start on. Pence are sums over the months since then.

    months: those compared. published: those, and what lies between the first start and this one.
    claimed_percent: what is claimed of the spend that was expected, None where nothing is due.
    expected: pence a month beside actual, for the picture.
    """

    scope: Scope
    start: Month
    claims: tuple[str, ...]
    months: tuple[Month, ...]
    published: tuple[Month, ...]
    actual: tuple[int, ...]
    expected: tuple[int, ...]
    estimate: Estimate | None
    claimed_percent: float | None
    verdict: Verdict
    guards: tuple[Guard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFinding:
    """One claim tested. Pence; due, delivered and what follows are of the claim's months that
    have been published.

    promised and rebased: the first and the present promise as a whole. due_at_first: the first
    promise of the months that are due. interval: of delivered, 95%. verified: no more than is due,
    delivered, and (where budget lines are known) taken from budgets. before_after: what
    comparison with the baseline alone would say, to be distrusted. ratio: delivery ratio.
    variance: why delivered and due_at_first differ. slipped_months: how much later than first
    promised it is to begin. is_refused: counts pounds that another claim counts.
    """

    claim: Claim
    verdict: Verdict
    promised: int
    rebased: int
    due: int
    due_at_first: int
    delivered: int | None
    interval: tuple[int, int] | None
    verified: int
    disputed: int
    before_after: int | None
    budget_cut: int | None
    net: int | None
    ratio: Fraction | None
    colour: Colour
    colour_at_first: Colour
    notes: tuple[str, ...]
    variance: Variance | None = None
    slipped_months: int = 0
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the claims that stand, in pence; delivered: of those that spend can tell of."""

    promised: int
    rebased: int
    due: int
    delivered: int
    verified: int
    disputed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipFinding:
    """All of it. recharged: pence that members paid one another since the start, netted."""

    partnership: RegisteredPartnership
    verdict: Word | str
    scopes: tuple[ScopeFinding, ...]
    claims: tuple[ClaimFinding, ...]
    totals: Totals
    recharged: int
    head: str
    members: tuple[str, ...]
