"""Two partnerships and claims small enough to check by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

from tallystick.prove.register.claims import Claim, RegisteredPartnership
from tallystick.prove.register.fields import claim_from
from tallystick.prove.register.register import Act
from tallystick.sharing import Partnership
from tallystick.words.period import Month

ACT = Act("A. Clerk", date(2024, 1, 10), "Cabinet of 9 January")
VALE = RegisteredPartnership(
    id="vale",
    partnership=Partnership(name="Vale Payroll", members=("X1", "X2"), lead="X1"),
    start=Month.parse("2024-04"),
)
MARSH = replace(
    VALE,
    id="marsh",
    partnership=Partnership(name="Marsh Legal", members=("X2", "X3"), lead="X2"),
)

FIELDS: dict[str, Any] = {
    "id": "C1",
    "partnership": "vale",
    "council": "X1",
    "function": "hr",
    "lever": "L1",
    "mechanism": {"kind": "contract", "ref": "HR-7", "on": "2024-04-01"},
    "owner": "Head of HR",
    "type": "cash-releasing",
    "recurrent": "yes",
    "price_base": "2023/24",
    "baseline": {"pounds": "120000", "period": "2023/24"},
    "anticipated": {"OBC": {"2024/25": "12000.00"}},
    "one_off_pounds": "0",
    "evidence_grade": "1",
    "state": "anticipated",
    "budget_code": "B1",
    "categories": ["payroll_services"],
}


def claim(**changes: Any) -> Claim:
    """The claim C1 with some of its fields changed."""
    return claim_from({**FIELDS, **changes})
