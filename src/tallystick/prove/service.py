"""The verdict on one partnership: what was promised, what spend shows against what would have
happened otherwise, and what of it can be counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tallystick.prove.claims import Claim, Kind, Partnership, Period, Scope
from tallystick.prove.estimate import Estimate, estimate
from tallystick.prove.evidence import BudgetCut, Evidence, data_hash
from tallystick.prove.formulas import Account, baseline_now, delivery_ratio
from tallystick.prove.guards import Guard
from tallystick.prove.ladder import Colour, State, colour
from tallystick.prove.register import Register
from tallystick.prove.service_panel import ServicePanel, service_panel
from tallystick.prove.verdict import Verdict, Word, judge
from tallystick.words.period import Month


@dataclass(frozen=True, slots=True)
class ScopeFinding:
    """What spend shows of one scope. Pence are sums over the months since the start.

    claimed_percent: what is claimed of the spend that was expected, None where nothing is due.
    expected: pence a month beside actual, for the picture.
    """

    scope: Scope
    claims: tuple[str, ...]
    months: tuple[Month, ...]
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
    is_refused: counts pounds that another claim counts.
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

    partnership: Partnership
    verdict: Word | str
    scopes: tuple[ScopeFinding, ...]
    claims: tuple[ClaimFinding, ...]
    totals: Totals
    recharged: int
    head: str
    members: tuple[str, ...]


def judge_partnership(
    register: Register, partnership_id: str, evidence: Evidence, *, on: date
) -> PartnershipFinding:
    """The verdict on each of a partnership's claims, refused ones among them.

    on: the day of the verdict. Raises KeyError for a partnership that the register lacks.
    """
    partnership = register.partnerships[partnership_id]
    standing = [each for each in register.claims.values() if each.partnership == partnership_id]
    scopes = tuple(
        _scope_finding(register, partnership, scope, standing, evidence)
        for scope in sorted({claim.scope for claim in standing})
    )
    found = {finding.scope: finding for finding in scopes}
    claims = [
        _claim_finding(claim, partnership, found[claim.scope], evidence, on) for claim in standing
    ]
    refused = [
        _refused(refusal.claim, refusal.why)
        for refusal in register.refusals.values()
        if refusal.claim.partnership == partnership_id
    ]
    words = {finding.verdict.word for finding in scopes}
    return PartnershipFinding(
        partnership=partnership,
        verdict=words.pop() if len(words) == 1 else "mixed" if words else "cannot tell",
        scopes=scopes,
        claims=tuple(sorted((*claims, *refused), key=lambda each: each.claim.id)),
        totals=_totals(claims),
        recharged=sum(each.pence for each in evidence.recharges if each.month >= partnership.start),
        head=register.head,
        members=tuple(evidence.name(code) for code in partnership.members),
    )


def _scope_finding(
    register: Register,
    partnership: Partnership,
    scope: Scope,
    standing: Iterable[Claim],
    evidence: Evidence,
) -> ScopeFinding:
    claims = [claim for claim in standing if claim.scope == scope]
    sharers = _sharers(register, partnership, scope)
    made = service_panel(partnership, scope, evidence, sharers=sharers)
    guards = (*made.guards, *_claim_guards(claims, partnership, evidence))
    names = tuple(claim.id for claim in claims)
    if made.panel is None:
        verdict = Verdict("cannot tell", made.why_not)
        return ScopeFinding(scope, names, made.months, (), (), None, None, verdict, guards)
    found = estimate(made.panel, left_out=made.left_out)
    percent = _claimed_percent(claims, made, found)
    return ScopeFinding(
        scope=scope,
        claims=names,
        months=made.months,
        actual=_actual(made),
        expected=_expected(made, found),
        estimate=found,
        claimed_percent=percent,
        verdict=_verdict(found, percent, guards),
        guards=(*guards, *found.guards),
    )


def _verdict(found: Estimate, percent: float | None, guards: Iterable[Guard]) -> Verdict:
    """Cannot tell where nothing is due, or where a member itself is no longer comparable."""
    warning = next((guard for guard in guards if guard.warns and guard.name in _FATAL), None)
    if warning is not None:
        return Verdict("cannot tell", warning.found)
    if percent is None:
        return Verdict("cannot tell", "No month of the claim has been published yet.")
    return judge(found.effect_percent, found.chance, claimed=percent)


_FATAL = ("abolished or merged", "changed VAT basis", "suppliers not found")


def _sharers(register: Register, partnership: Partnership, scope: Scope) -> frozenset[str]:
    """Councils that share the same spend in another partnership of the register."""
    return frozenset(
        code
        for claim in register.claims.values()
        if claim.partnership != partnership.id
        and (set(claim.categories) & set(scope.categories)
             or set(claim.suppliers) & set(scope.suppliers))
        for code in register.partnerships[claim.partnership].members
        if code not in partnership.members
    )  # fmt: skip


def _claim_guards(
    claims: Iterable[Claim], partnership: Partnership, evidence: Evidence
) -> tuple[Guard, ...]:
    changed, late = [], []
    for claim in claims:
        if claim.baseline.data not in (None, data_hash(claim, partnership, evidence)):
            changed.append(claim.id)
        if claim.baseline.frozen_on and claim.baseline.frozen_on >= partnership.start.first_day:
            late.append(claim.id)
    guards = [
        Guard("frozen baseline", f"The payments behind the baseline of {', '.join(changed)} are "
              "not those that were frozen.", "Warned: compare the files with those listed then.",
              warns=True)
        if changed
        else Guard("frozen baseline", "The payments behind the baselines are those that were "
                   "frozen.", "Nothing."),
        Guard("registered late", f"Registered after sharing began: {', '.join(late)}.",
              "Warned: the baseline was chosen with the outcome in sight.", warns=True)
        if late
        else Guard("registered late", "Claims were registered before sharing began.", "Nothing."),
    ]  # fmt: skip
    if evidence.unmatched:
        unknown = f"The store pays nobody called {', '.join(evidence.unmatched)}."
        guards.append(Guard("suppliers not found", unknown, "No verdict.", warns=True))
    return tuple(guards)


def _after(made: ServicePanel, start: Month) -> tuple[Month, ...]:
    return tuple(month for month in made.months if month >= start)


def _claimed_percent(claims: Iterable[Claim], made: ServicePanel, found: Estimate) -> float | None:
    """All that the claims of a scope say of the months that are due, in percent of what was
    expected in them; None where nothing is due."""
    panel = made.panel
    if panel is None:
        return None
    start = next(iter(panel.starts.values()))
    after = set(made.months[start:])
    expected = float(panel.outcomes[-1, start:].mean()) - found.effect
    shares = [
        float(_due(claim.rebased, after)) / 100 / (expected * len(claim.months & after))
        for claim in claims
        if claim.kind in (Kind.CASH, Kind.AVOIDED) and claim.months & after and expected > 0
    ]
    return 100 * sum(shares) if shares and sum(shares) > 0 else None


def _due(promised: Mapping[Period, int], months: Iterable[Month]) -> Fraction:
    """The part of a promise that falls into these months, evenly within each period."""
    held = set(months)
    return sum(
        (
            Fraction(pence * len(held & set(period.months)), len(period.months))
            for period, pence in promised.items()
        ),
        Fraction(0),
    )


def _actual(made: ServicePanel) -> tuple[int, ...]:
    return () if made.panel is None else tuple(round(100 * x) for x in made.panel.outcomes[-1])


def _expected(made: ServicePanel, found: Estimate) -> tuple[int, ...]:
    if made.panel is None:
        return ()
    gaps = [point.effect for point in found.events]
    return tuple(
        round(100 * (x - gap)) for x, gap in zip(made.panel.outcomes[-1], gaps, strict=True)
    )


def _claim_finding(
    claim: Claim, partnership: Partnership, scope: ScopeFinding, evidence: Evidence, on: date
) -> ClaimFinding:
    after = {month for month in scope.months if month >= partnership.start}
    months = claim.months & after
    due, due_at_first = (round(_due(each, after)) for each in (claim.rebased, claim.original))
    found = scope.estimate if claim.kind in (Kind.CASH, Kind.AVOIDED) else None
    verdict = scope.verdict if found or scope.estimate is None else _NOT_IN_PAYMENTS
    delivered = interval = None
    if found is not None and months:
        low, high = found.chance.interval95
        delivered, at_least, at_most = (
            _pence_saved(each, len(months), claim) for each in (found.effect, high, low)
        )
        interval = (at_least, at_most)
    cut = _cut(claim, evidence.cuts, months)
    account = _account(claim, scope, months, delivered)
    net = None if delivered is None else delivered - claim.one_off_pence
    verified = _verified(claim, verdict, delivered, due, cut)
    bankable = None if net is None else net if cut is None else min(net, cut)
    started = on >= partnership.start.first_day
    state = _shown_state(claim.state, verified, due)
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
        ratio=_ratio(verdict, bankable, due),
        colour=_colour(claim, state, started, verified, due),
        colour_at_first=_colour(claim, state, started, verified, due_at_first),
        notes=_notes(claim),
    )


_NOT_IN_PAYMENTS = Verdict("cannot tell", "A benefit of this kind does not show in payments.")


def _pence_saved(effect: float, months: int, claim: Claim) -> int:
    """An effect in pounds a month as pence saved over months, as far as it is the claim's."""
    return round(Fraction(-effect * 100 * months) * Fraction(claim.attribution))


def _account(
    claim: Claim, scope: ScopeFinding, months: Iterable[Month], delivered: int | None
) -> Account | None:
    """The claim's own baseline against what was paid since: before and after alone."""
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
    """How far the claim's budget line fell in these months; None where no budget was given."""
    mine = [cut for cut in cuts if cut.budget_code == claim.budget_code]
    if not mine:
        return None
    held = set(months)
    return round(
        sum((_due({Period.parse(cut.period): cut.pence}, held) for cut in mine), Fraction(0))
    )


def _verified(
    claim: Claim, verdict: Verdict, delivered: int | None, due: int, cut: int | None
) -> int:
    """Only cash, only with a verdict of supported, and never more than any of its bounds."""
    if verdict.word != "supported" or claim.kind is not Kind.CASH or delivered is None:
        return 0
    return max(min(delivered, due, *([] if cut is None else [cut])), 0)


def _shown_state(state: State, verified: int, due: int) -> State:
    """A claim typed as verified is shown as actual when spend does not bear it out."""
    if state in (State.VERIFIED, State.AUDITED) and not (due and verified):
        return State.ACTUAL
    return state


def _colour(claim: Claim, state: State, started: bool, verified: int, target: int) -> Colour:
    forecast = Fraction(verified, target) if target > 0 else None
    has_date = claim.mechanism.on is not None
    return colour(state, started=started, forecast=forecast, has_date=has_date)


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


def _refused(claim: Claim, why: str) -> ClaimFinding:
    """A claim that counts pounds twice: nothing of it stands."""
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


def _totals(claims: Iterable[ClaimFinding]) -> Totals:
    """Sums of the claims that stand, a dis-benefit as what it takes away."""
    held = [(each, -1 if each.claim.kind is Kind.DISBENEFIT else 1) for each in claims]
    return Totals(
        promised=sum(sign * each.promised for each, sign in held),
        rebased=sum(sign * each.rebased for each, sign in held),
        due=sum(sign * each.due for each, sign in held),
        delivered=sum(
            each.delivered or 0 for each, _ in held if each.verdict.word != "cannot tell"
        ),
        verified=sum(each.verified for each, _ in held),
        disputed=sum(each.disputed for each, _ in held),
    )
