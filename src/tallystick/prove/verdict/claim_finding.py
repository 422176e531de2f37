"""One claim tested: what of it is due, delivered, verified and disputed."""

import math
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from tallystick.prove.inference.judgement import Verdict
from tallystick.prove.register.claims import (
    BenefitKind,
    Claim,
    Period,
    RegisteredPartnership,
    part_due,
    slipped_months,
)
from tallystick.prove.register.ladder import Colour, State, colour
from tallystick.prove.verdict.findings import ClaimFinding, ScopeFinding
from tallystick.prove.verdict.formulas import Account, Variance, baseline_now, delivery_ratio
from tallystick.prove.verdict.store_evidence import BudgetCut, VerdictEvidence
from tallystick.words.period import Month

_NOT_IN_PAYMENTS = Verdict("cannot tell", "A benefit of this kind does not show in payments.")


def claim_finding(
    claim: Claim,
    partnership: RegisteredPartnership,
    scope: ScopeFinding,
    evidence: VerdictEvidence,
    on: date,
) -> ClaimFinding:
    """An accepted claim compared with the spend in its scope, as of a day."""
    months = claim.months & {month for month in scope.months if month >= scope.start}
    passed = {month for month in scope.published if month >= partnership.start}
    due, due_at_first = (round(part_due(each, passed)) for each in (claim.rebased, claim.original))
    in_payments = claim.kind in (BenefitKind.CASH, BenefitKind.AVOIDED)
    verdict = scope.verdict if in_payments or scope.estimate is None else _NOT_IN_PAYMENTS
    delivered, interval = _delivered(claim, scope, len(months)) if in_payments else (None, None)
    cut = _cut(claim, evidence.cuts, months)
    account = _account(claim, scope, months, delivered)
    net = None if delivered is None else delivered - claim.one_off_pence
    verified = _verified(claim, verdict, delivered, due, cut)
    state, started = _shown_state(claim.state, verified, due), on >= partnership.start.first_day
    return ClaimFinding(
        claim=claim,
        verdict=verdict,
        promised=sum(claim.original.values()),
        rebased=sum(claim.rebased.values()),
        due=due,
        due_at_first=due_at_first,
        delivered=delivered,
        interval=interval,
        verified=verified,
        disputed=max(due - verified, 0),
        before_after=None if account is None else round(account.gross),
        budget_cut=cut,
        net=net,
        ratio=_ratio(verdict, _bankable(net, cut), due),
        colour=_colour(claim, state, started, verified, due),
        colour_at_first=_colour(claim, state, started, verified, due_at_first),
        notes=_notes(claim),
        variance=_variance(claim, delivered, due, due_at_first),
        slipped_months=slipped_months(claim),
    )


def _bankable(net: int | None, cut: int | None) -> int | None:
    """What was delivered after its cost, no more of it than the budget was cut by."""
    return None if net is None else net if cut is None else min(net, cut)


def _delivered(
    claim: Claim, scope: ScopeFinding, months: int
) -> tuple[int | None, tuple[int, int] | None]:
    """The pence saved over so many months and their 95% interval, as far as they are known."""
    if scope.estimate is None or not months:
        return None, None
    low, high = scope.estimate.chance.interval95
    if not math.isfinite(low + high):
        return None, None
    return (
        _pence_saved(scope.estimate.effect, months, claim),
        (_pence_saved(high, months, claim), _pence_saved(low, months, claim)),
    )


def _pence_saved(effect: float, months: int, claim: Claim) -> int:
    """An effect in pounds a month as pence saved over months, as far as it is the claim's."""
    return round(Fraction(-effect * 100 * months) * Fraction(claim.attribution))


def _account(
    claim: Claim, scope: ScopeFinding, months: Iterable[Month], delivered: int | None
) -> Account | None:
    """The claim's own baseline compared with what was paid since: a plain before-and-after
    comparison."""
    held = set(months)
    if not held or not scope.actual or delivered is None:
        return None
    paid = sum(p for month, p in zip(scope.months, scope.actual, strict=True) if month in held)
    base = Fraction(claim.baseline.pence * len(held), len(claim.baseline.period.months))
    return Account(
        baseline=baseline_now(
            base,
            price_index=Fraction(claim.price_index),
            volume_ratio=Fraction(claim.volume_index),
        ),
        actual=paid,
        attribution=Fraction(claim.attribution),
        one_off=claim.one_off_pence,
    )


def _cut(claim: Claim, cuts: Iterable[BudgetCut], months: Iterable[Month]) -> int | None:
    """How much the claim's budget line was reduced in these months; None where no budget was
    given."""
    mine = [cut for cut in cuts if cut.budget_code == claim.budget_code]
    if not mine:
        return None
    held = set(months)
    return round(
        sum((part_due({Period.parse(cut.period): cut.pence}, held) for cut in mine), Fraction(0))
    )


def _verified(
    claim: Claim, verdict: Verdict, delivered: int | None, due: int, cut: int | None
) -> int:
    """The verified pence: only cashable savings, only with the verdict "supported", and never more
    than the smallest of its bounds."""
    if verdict.word != "supported" or claim.kind is not BenefitKind.CASH or delivered is None:
        return 0
    return max(min(delivered, due, *([] if cut is None else [cut])), 0)


def _variance(claim: Claim, delivered: int | None, due: int, at_first: int) -> Variance | None:
    """Why delivered and the first promise of the same months differ, in whole pence."""
    if delivered is None:
        return None
    at_base_prices = Fraction(delivered) / Fraction(claim.price_index)
    at_base_volume = at_base_prices / Fraction(claim.volume_index)
    first, now = (sum(each.values()) for each in (claim.original, claim.rebased))
    scope = round(Fraction(at_first * (now - first), first)) if first else 0
    return Variance(
        whole=delivered - at_first,
        price=round(delivered - at_base_prices),
        volume=round(at_base_prices - at_base_volume),
        scope=scope,
        timing=due - at_first - scope,
    )


def _shown_state(state: State, verified: int, due: int) -> State:
    """A claim typed as verified is shown as actual when spend does not bear it out."""
    if state in (State.VERIFIED, State.AUDITED) and not (due and verified):
        return State.ACTUAL
    return state


def _colour(claim: Claim, state: State, started: bool, verified: int, target: int) -> Colour:
    forecast = Fraction(verified, target) if target > 0 else None
    has_date = claim.mechanism.on is not None
    return colour(
        state,
        started=started,
        forecast=forecast,
        has_date=has_date,
        slipped_months=slipped_months(claim),
    )


def _ratio(verdict: Verdict, bankable: int | None, due: int) -> Fraction | None:
    """None where spend cannot tell: an estimate that could be anything is no delivery."""
    if bankable is None or verdict.word == "cannot tell":
        return None
    return delivery_ratio([(bankable, due)])


def _notes(claim: Claim) -> tuple[str, ...]:
    notes = []
    if claim.typed is not None:
        notes.append(f"An actual was typed by {claim.typed.by}; it is not counted as verified.")
    if not claim.recurrent:
        notes.append("One-off: it does not lower the next year's cost.")
    return tuple(notes)


def refused_claim(claim: Claim, why: str) -> ClaimFinding:
    """The finding for a claim that double counts pounds: all its amounts are excluded."""
    whole = sum(claim.rebased.values())
    return ClaimFinding(
        claim=claim,
        verdict=Verdict("not supported", why),
        promised=sum(claim.original.values()),
        rebased=whole,
        due=0,
        due_at_first=0,
        delivered=None,
        interval=None,
        verified=0,
        disputed=whole,
        before_after=None,
        budget_cut=None,
        net=None,
        ratio=None,
        colour=Colour.RED,
        colour_at_first=Colour.RED,
        notes=("Refused by the register.",),
        is_refused=True,
    )
