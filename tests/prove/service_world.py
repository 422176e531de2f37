"""Evidence of eight councils over two years, two of which share payroll from the second year."""

from dataclasses import replace
from datetime import date

from tests.prove.claim_world import ACT, VALE, claim

from tallystick.prove.register.register import ClaimRegister, put
from tallystick.prove.verdict.store_evidence import (
    Body,
    Published,
    Recharge,
    Source,
    Spend,
    VerdictEvidence,
)
from tallystick.words.period import Month, months_between

MONTHS = months_between(Month.parse("2023-04"), Month.parse("2025-03"))
COUNCILS = tuple(f"X{number}" for number in range(1, 9))
SCOPE = claim().scope


def spent(council: str, month: Month, *, saved_percent: int = 20) -> int:
    """Pence: a level of each council's own, a wobble of up to a hundredth, and the saving."""
    at, number = MONTHS.index(month), COUNCILS.index(council)
    level = 500_000 + 100_000 * number
    whole = level + level * ((at * 7 + number * 5) % 11 - 5) // 500
    shares = council in VALE.members and month >= VALE.start
    return whole * (100 - saved_percent) // 100 if shares else whole


def evidence(*, saved_percent: int = 20) -> VerdictEvidence:
    """What the store would show of them."""
    return VerdictEvidence(
        spend=tuple(
            Spend(SCOPE.key, council, month, spent(council, month, saved_percent=saved_percent), 3)
            for council in COUNCILS
            for month in MONTHS
        ),
        published=tuple(
            Published(council, month, 40, 0, 40) for council in COUNCILS for month in MONTHS
        ),
        recharges=(Recharge("X2", "X1", VALE.start, 5_000),),
        sources=(Source("X1", "2024.csv", "ab" * 32, 40, 4_000),),
        bodies=tuple(Body(code, f"Council {code}", None, None) for code in COUNCILS),
    )


def without(found: VerdictEvidence, council: str, *months: str) -> VerdictEvidence:
    """The evidence, these months of a council not published."""
    gone = {(council, Month.parse(month)) for month in months}
    return replace(
        found,
        spend=tuple(each for each in found.spend if (each.council, each.month) not in gone),
        published=tuple(each for each in found.published if (each.council, each.month) not in gone),
    )


def ended(found: VerdictEvidence, council: str, end: date) -> VerdictEvidence:
    """The evidence, a council abolished."""
    bodies = tuple(
        replace(body, end=end) if body.code == council else body for body in found.bodies
    )
    return replace(found, bodies=bodies)


def register(**changes: object) -> ClaimRegister:
    """One claim of what 20% of the members' payroll comes to in a year, £26,400."""
    promised = {"OBC": {"2024/25": "40000"}, "FBC": {"2024/25": "26400"}}
    return put(ClaimRegister(), [VALE], [claim(**{"anticipated": promised, **changes})], act=ACT)
