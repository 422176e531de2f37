"""The verdict on one partnership: what was promised, what spend shows against what would have
happened otherwise, and what of it can be counted."""

from collections.abc import Iterable, Sequence
from datetime import date

from tallystick.prove.inference.estimate import Estimate, estimate
from tallystick.prove.inference.guards import SPILLOVER, Guard
from tallystick.prove.inference.judgement import Verdict, judge
from tallystick.prove.register.claims import (
    BenefitKind,
    Claim,
    RegisteredPartnership,
    Scope,
    begins,
    part_due,
)
from tallystick.prove.register.register import ClaimRegister
from tallystick.prove.verdict.baselines import data_hash
from tallystick.prove.verdict.claim_finding import claim_finding, refused_claim
from tallystick.prove.verdict.findings import ClaimFinding, PartnershipFinding, ScopeFinding, Totals
from tallystick.prove.verdict.service_panel import ServicePanel, service_panel
from tallystick.prove.verdict.sharing import Sharing, sharings
from tallystick.prove.verdict.store_evidence import VerdictEvidence


def judge_partnership(
    register: ClaimRegister, partnership_id: str, evidence: VerdictEvidence, *, on: date
) -> PartnershipFinding:
    """The verdict on each of a partnership's claims, refused ones among them.

    on: the day of the verdict. Raises KeyError for a partnership that the register lacks.
    """
    partnership = register.partnerships[partnership_id]
    standing = [each for each in register.claims.values() if each.partnership == partnership_id]
    scopes = tuple(
        _scope_finding(register, sharing, standing, evidence)
        for sharing in sharings(partnership, standing)
    )
    found = {(finding.scope, finding.start): finding for finding in scopes}
    claims = [
        claim_finding(
            claim,
            partnership,
            found[claim.scope, begins(claim, partnership)],
            evidence,
            on,
        )
        for claim in standing
    ]
    refused = [
        refused_claim(refusal.claim, refusal.why)
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
    register: ClaimRegister, sharing: Sharing, standing: Iterable[Claim], evidence: VerdictEvidence
) -> ScopeFinding:
    partnership, scope = sharing.partnership, sharing.scope
    claims = [
        claim
        for claim in standing
        if claim.scope == scope and begins(claim, partnership) == sharing.start
    ]
    sharers = _sharers(register, partnership, scope)
    made = service_panel(sharing, evidence, sharers=sharers)
    guards = (*made.guards, *_claim_guards(claims, partnership, evidence))
    names = tuple(claim.id for claim in claims)
    verdict, found, percent = Verdict("cannot tell", made.why_not), None, None
    if made.panel is not None:
        found = estimate(made.panel, left_out=made.left_out)
        percent = _claimed_percent(claims, made, found)
        verdict = _verdict(found, percent, guards)
    return ScopeFinding(
        scope=scope,
        start=sharing.start,
        claims=names,
        months=made.months,
        published=made.published,
        actual=_actual(made),
        expected=_expected(made, found),
        estimate=found,
        claimed_percent=percent,
        verdict=verdict,
        guards=(*guards, *_other_guards(found, made.left_out)),
    )


def _other_guards(found: Estimate | None, left_out: Sequence[str]) -> tuple[Guard, ...]:
    """The estimate's guards. When no donor was left out, the guard against donors that share too
    gives the register's answer instead: no other partnership shares this spend."""
    if found is None:
        return ()
    if left_out:
        return found.guards
    kept = (each for each in found.guards if each.name != SPILLOVER)
    said = "The register knows no other partnership that shares this spend."
    return (*kept, Guard(SPILLOVER, said, "Nothing."))


def _verdict(found: Estimate, percent: float | None, guards: Iterable[Guard]) -> Verdict:
    """Cannot tell where nothing is due, or where a member itself is no longer comparable."""
    warning = next((guard for guard in guards if guard.warns and guard.name in _FATAL), None)
    if warning is not None:
        return Verdict("cannot tell", warning.found)
    if percent is None:
        return Verdict("cannot tell", "No month of the claim has been published yet.")
    return judge(found.effect_percent, found.chance, claimed=percent)


_FATAL = ("abolished or merged", "changed VAT basis", "suppliers not found")


def _sharers(
    register: ClaimRegister, partnership: RegisteredPartnership, scope: Scope
) -> frozenset[str]:
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
    claims: Iterable[Claim], partnership: RegisteredPartnership, evidence: VerdictEvidence
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
        float(part_due(claim.rebased, after)) / 100 / (expected * len(claim.months & after))
        for claim in claims
        if claim.kind in (BenefitKind.CASH, BenefitKind.AVOIDED)
        and claim.months & after
        and expected > 0
    ]
    return 100 * sum(shares) if shares and sum(shares) > 0 else None


def _actual(made: ServicePanel) -> tuple[int, ...]:
    return () if made.panel is None else tuple(round(100 * x) for x in made.panel.outcomes[-1])


def _expected(made: ServicePanel, found: Estimate | None) -> tuple[int, ...]:
    if made.panel is None or found is None:
        return ()
    gaps = [point.effect for point in found.events]
    return tuple(
        round(100 * (x - gap)) for x, gap in zip(made.panel.outcomes[-1], gaps, strict=True)
    )


def _totals(claims: Iterable[ClaimFinding]) -> Totals:
    """Sums of the claims that stand, a dis-benefit as what it takes away."""
    held = [(each, -1 if each.claim.kind is BenefitKind.DISBENEFIT else 1) for each in claims]
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
