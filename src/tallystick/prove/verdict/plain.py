"""A partnership's finding as plain values, the same for JSON, for a pack and for reports."""

import math
from typing import Any

from tallystick.prove.register.claims import Claim
from tallystick.prove.verdict.findings import ClaimFinding, PartnershipFinding, ScopeFinding


def as_plain(found: PartnershipFinding) -> dict[str, Any]:
    """Everything that the reports show; pence as whole numbers, null where nothing is known."""
    return {
        "partnership": found.partnership.id,
        "name": found.partnership.name,
        "members": list(found.members),
        "start": str(found.partnership.start),
        "formation": str(found.partnership.formation),
        "verdict": found.verdict,
        "promised_pence": found.totals.promised,
        "rebased_pence": found.totals.rebased,
        "due_pence": found.totals.due,
        "delivered_pence": found.totals.delivered,
        "verified_pence": found.totals.verified,
        "disputed_pence": found.totals.disputed,
        "cost_to_leave_pence": found.partnership.leaving_pence,
        "recharged_pence": found.recharged,
        "register_head": found.head,
        "claims": [_claim(each) for each in found.claims],
        "scopes": [_scope(each) for each in found.scopes],
    }


def _claim(found: ClaimFinding) -> dict[str, Any]:
    claim = found.claim
    return {
        "id": claim.id,
        "council": claim.council,
        "function": claim.function,
        "type": str(claim.kind),
        "state": str(claim.state),
        "evidence_grade": int(claim.grade),
        "verdict": found.verdict.word,
        "why": found.verdict.why,
        "promised_pence": found.promised,
        "rebased_pence": found.rebased,
        "due_pence": found.due,
        "due_at_first_pence": found.due_at_first,
        "delivered_pence": found.delivered,
        "delivered_95_pence": list(found.interval) if found.interval else None,
        "verified_pence": found.verified,
        "disputed_pence": found.disputed,
        "before_after_pence": found.before_after,
        "budget_cut_pence": found.budget_cut,
        "net_pence": found.net,
        "delivery_ratio": None if found.ratio is None else round(float(found.ratio), 4),
        "colour": str(found.colour),
        "colour_at_first": str(found.colour_at_first),
        "slipped_months": found.slipped_months,
        "variance_pence": _variance(found),
        "typed_pence": claim.typed.pence if claim.typed else None,
        "said": _said(claim),
        "published": _published(claim),
        "notes": list(found.notes),
    }


def _said(claim: Claim) -> dict[str, Any] | None:
    said = claim.said
    if said is None:
        return None
    return {"source": said.source, "on": str(said.on), "pence": said.pence}


def _published(claim: Claim) -> dict[str, Any] | None:
    line = claim.outturn
    if line is None:
        return None
    return {
        "line": line.line,
        "source": line.source,
        "before_pence": line.before,
        "after_pence": line.after,
    }


def _variance(found: ClaimFinding) -> dict[str, int] | None:
    if found.variance is None:
        return None
    names = ("whole", "price", "volume", "scope", "timing", "unexplained")
    return {name: int(getattr(found.variance, name)) for name in names}


def _scope(found: ScopeFinding) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "scope": found.scope.key,
        "start": str(found.start),
        "claims": list(found.claims),
        "verdict": found.verdict.word,
        "why": found.verdict.why,
        "claimed_percent": _rounded(found.claimed_percent),
        "months": [str(month) for month in found.months],
        "actual_pence": list(found.actual),
        "expected_pence": list(found.expected),
        "guards": [
            {"name": each.name, "found": each.found, "did": each.did, "warns": each.warns}
            for each in found.guards
        ],
    }
    made = found.estimate
    if made is not None:
        low, high = made.chance.interval95_percent
        plain |= {
            "method": made.method,
            "effect_percent": _rounded(made.effect_percent),
            "interval95_percent": [_rounded(low), _rounded(high)],
            "power_percent": _rounded(made.chance.power_percent),
            "weights": {name: _rounded(weight) for name, weight in made.weights.items()},
        }
    return plain


def _rounded(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 4)
