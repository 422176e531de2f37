"""claims.yaml: what the county's partnerships announced, in the form in which a council records it
with tallystick prove register. The true savings are not used here."""

from collections.abc import Iterable
from typing import Any

import yaml

from tallystick.example.truth.services import TrueClaim
from tallystick.example.world import facts
from tallystick.example.world.county_nouns import MONTHS, Line
from tallystick.example.world.facts import InventedPartnership

_HEAD = """\
# What the partnerships of Wendlemere announced: the input of
#   tallystick prove register claims.yaml --store DIR --by NAME
# C4 and C5 count the same pounds: the register refuses the second.
"""


def claims_yaml(claims: Iterable[TrueClaim], ledger: Iterable[Line]) -> str:
    """The partnerships and their claims. claims: of which only what was announced is taken.
    ledger: every payment, for the baselines."""
    deals = {deal.id: deal for deal in facts.partnerships()}
    lines = list(ledger)
    whole = {
        "partnerships": [_partnership(deal) for deal in deals.values()],
        "claims": [_claim(row, deals[row.partnership], lines) for row in claims],
    }
    return _HEAD + yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=100)


def _partnership(deal: InventedPartnership) -> dict[str, Any]:
    codes = {body.slug: body.code for body in facts.bodies()}
    return {
        "id": deal.id,
        "name": deal.name,
        "members": [codes[member] for member in (deal.lead, *deal.partners)],
        "start": deal.start,
        "formation": "chosen",
    }


def _claim(row: TrueClaim, deal: InventedPartnership, ledger: Iterable[Line]) -> dict[str, Any]:
    before = [str(month) for month in MONTHS if str(month) < deal.start]
    spent = sum(
        line.pence
        for line in ledger
        if line.trade in deal.trades and line.council in deal.members and line.month in before
    )
    return {
        "id": row.id,
        "partnership": row.partnership,
        "council": row.claimant,
        "function": row.function,
        "lever": "L1",
        "mechanism": {
            "kind": "contract",
            "ref": f"contract of {row.id}",
            "on": f"{deal.start}-01",
        },
        "owner": "Head of service",
        "type": "cash-releasing",
        "recurrent": "yes",
        "price_base": "2023/24",
        "baseline": {"pounds": _pounds(spent), "period": f"{before[0]} to {before[-1]}"},
        "anticipated": {"FBC": {f"{row.start} to {row.last_month}": _pounds(row.claimed_pence)}},
        "one_off_pounds": "0",
        "evidence_grade": "1",
        "state": "approved",
        "budget_code": f"B-{row.id}",
        "categories": [facts.trades()[trade].category for trade in deal.trades],
        "said": {
            "source": row.source,
            "on": f"{deal.start}-01",
            "pounds": _pounds(row.claimed_pence),
        },
    }


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"
