"""The shared services of the county: who shares what from when, what it saved, what was claimed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tallystick.example.world import facts
from tallystick.example.world.facts import Claim, InventedPartnership
from tallystick.example.world.sharing import SharedMonth

_FIRST_YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class TrueClaim:
    """A saving that was announced for a partnership's first year, and what there was of it.

    true_pence: what sharing caused, and no other claim has taken already. repeats: the claim that
    counts the same pounds.
    """

    id: str
    partnership: str
    claimant: str
    function: str
    start: str
    last_month: str
    source: str
    claimed_pence: int
    true_pence: int
    verdict: str
    repeats: str


def services_as_json(account: Iterable[SharedMonth]) -> list[dict[str, Any]]:
    """Each partnership with its exact account, month by month and in whole."""
    months = list(account)
    return [
        _service(deal, [row for row in months if row.partnership == deal.id])
        for deal in facts.partnerships()
    ]


def trends_as_json() -> list[dict[str, Any]]:
    """The price changes that every council had."""
    return [
        {
            "trade": trend.trade,
            "category": facts.trades()[trend.trade].category,
            "start": trend.start,
            "factor": str(trend.factor),
            "why": trend.why,
        }
        for trend in facts.trends()
    ]


def _service(deal: InventedPartnership, account: list[SharedMonth]) -> dict[str, Any]:
    codes = _codes()
    return {
        "id": deal.id,
        "name": deal.name,
        "function": deal.function.value,
        "categories": [facts.trades()[trade].category for trade in deal.trades],
        "case": deal.case,
        "verdict": deal.verdict,
        "start": deal.start,
        "lead": codes[deal.lead],
        "partners": [codes[partner] for partner in deal.partners],
        "recharge_description": deal.recharge,
        "true_saving_share": str(deal.saved),
        "true_saving_pence": sum(row.saved for row in account),
        "would_have_spent_pence": sum(row.would_have_spent for row in account),
        "months": [
            {
                "council": codes[row.council],
                "month": row.month,
                "would_have_spent_pence": row.would_have_spent,
                "own_lines_pence": row.own_lines,
                "recharged_pence": row.recharged,
                "saved_pence": row.saved,
            }
            for row in account
        ],
    }


def true_claims(account: Iterable[SharedMonth]) -> list[TrueClaim]:
    """Every claim beside the truth."""
    months = list(account)
    deals = {deal.id: deal for deal in facts.partnerships()}
    return [_claim(claim, deals[claim.partnership], months) for claim in facts.claims()]


def _claim(claim: Claim, deal: InventedPartnership, account: list[SharedMonth]) -> TrueClaim:
    of_deal = [row for row in account if row.partnership == deal.id]
    year = sorted({row.month for row in of_deal})[:_FIRST_YEAR_MONTHS]
    rows = [row for row in of_deal if row.month in year]
    would_have_spent = sum(row.would_have_spent for row in rows)
    return TrueClaim(
        id=claim.id,
        partnership=deal.id,
        claimant=_codes()[claim.claimant],
        function=deal.function.value,
        start=deal.start,
        last_month=year[-1],
        source=claim.source,
        claimed_pence=round(would_have_spent * claim.share),
        true_pence=0 if claim.repeats else sum(row.saved for row in rows),
        verdict="not supported" if claim.repeats else deal.verdict,
        repeats=claim.repeats,
    )


def _codes() -> dict[str, str]:
    return {body.slug: body.code for body in facts.bodies()}
