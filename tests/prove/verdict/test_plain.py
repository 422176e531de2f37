"""A finding as plain values: every key is one that programs of others read, so each is asked."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.prove.claim_world import VALE, claim
from tests.prove.service_world import SCOPE

from tallystick.prove.inference.chance import Chance
from tallystick.prove.inference.estimate import Estimate
from tallystick.prove.inference.guards import Guard
from tallystick.prove.inference.judgement import Verdict
from tallystick.prove.register.claims import Claim, Outturn, Said, Typed
from tallystick.prove.register.ladder import Colour
from tallystick.prove.verdict.findings import ClaimFinding, PartnershipFinding, ScopeFinding, Totals
from tallystick.prove.verdict.formulas import Variance
from tallystick.prove.verdict.plain import as_plain
from tallystick.sharing import Formation
from tallystick.words.period import Month

APRIL, MAY = Month.parse("2024-04"), Month.parse("2024-05")


def found_of(held: Claim, **changes: Any) -> ClaimFinding:
    """A finding whose figures are all different."""
    made = ClaimFinding(
        claim=held,
        verdict=Verdict("supported", "It fell."),
        promised=1,
        rebased=2,
        due=3,
        due_at_first=4,
        delivered=5,
        interval=(6, 7),
        verified=8,
        disputed=9,
        before_after=10,
        budget_cut=11,
        net=12,
        ratio=Fraction(2, 3),
        colour=Colour.AMBER,
        colour_at_first=Colour.RED,
        notes=("One.", "Two."),
        variance=Variance(whole=21, price=1, volume=2, scope=3, timing=4),
        slipped_months=13,
    )
    return replace(made, **changes)


def estimated(**percents: Any) -> Estimate:
    chance = Chance(
        se=1.0,
        interval90=(0.0, 0.0),
        interval95=(0.0, 0.0),
        interval95_percent=percents.pop("interval", (-30.00004, -10.00006)),
        p_placebo=0.1,
        power_percent=percents.pop("power", 4.00006),
    )
    held: dict[str, Any] = dict.fromkeys(Estimate.__dataclass_fields__)
    held |= {"method": "learned", "effect_percent": -20.00006, "weights": {"Moor": 0.333333}}
    return Estimate(**held | {"chance": chance} | percents)


def scope_of(**changes: Any) -> ScopeFinding:
    made = ScopeFinding(
        scope=SCOPE,
        start=APRIL,
        claims=("C1",),
        months=(APRIL, MAY),
        published=(APRIL, MAY),
        actual=(90, 80),
        expected=(100, 110),
        estimate=estimated(),
        claimed_percent=5.00006,
        verdict=Verdict("supported", "It fell."),
        guards=(Guard("a guard", "Found.", "Done.", warns=True), Guard("another", "None.", "No.")),
    )
    return replace(made, **changes)


def plain_of(*claims: ClaimFinding, scopes: tuple[ScopeFinding, ...] = ()) -> dict[str, Any]:
    return as_plain(
        PartnershipFinding(
            partnership=replace(VALE, formation=Formation.CHOSEN, leaving_pence=31),
            verdict="mixed",
            scopes=scopes,
            claims=claims,
            totals=Totals(41, 42, 43, 44, 45, 46),
            recharged=51,
            head="ab" * 32,
            members=("Dell", "Fell"),
        )
    )


def test_a_partnership() -> None:
    assert plain_of() == {
        "partnership": "vale",
        "name": "Vale Payroll",
        "members": ["Dell", "Fell"],
        "start": "2024-04",
        "formation": "chosen",
        "verdict": "mixed",
        "promised_pence": 41,
        "rebased_pence": 42,
        "due_pence": 43,
        "delivered_pence": 44,
        "verified_pence": 45,
        "disputed_pence": 46,
        "cost_to_leave_pence": 31,
        "recharged_pence": 51,
        "register_head": "ab" * 32,
        "claims": [],
        "scopes": [],
    }


def test_a_claim() -> None:
    held = replace(
        claim(),
        said=Said("Cabinet", date(2024, 2, 1), 61),
        outturn=Outturn("Payroll", "RO 2024", 62, 63),
        typed=Typed(64, "B. Cole"),
    )
    (plain,) = plain_of(found_of(held))["claims"]
    assert plain == {
        "id": "C1",
        "council": "X1",
        "function": "hr",
        "type": "cash-releasing",
        "state": "anticipated",
        "evidence_grade": 1,
        "verdict": "supported",
        "why": "It fell.",
        "promised_pence": 1,
        "rebased_pence": 2,
        "due_pence": 3,
        "due_at_first_pence": 4,
        "delivered_pence": 5,
        "delivered_95_pence": [6, 7],
        "verified_pence": 8,
        "disputed_pence": 9,
        "before_after_pence": 10,
        "budget_cut_pence": 11,
        "net_pence": 12,
        "delivery_ratio": 0.6667,
        "colour": "amber",
        "colour_at_first": "red",
        "slipped_months": 13,
        "variance_pence": {
            "whole": 21, "price": 1, "volume": 2, "scope": 3, "timing": 4, "unexplained": 11
        },
        "typed_pence": 64,
        "said": {"source": "Cabinet", "on": "2024-02-01", "pence": 61},
        "published": {
            "line": "Payroll", "source": "RO 2024", "before_pence": 62, "after_pence": 63
        },
        "notes": ["One.", "Two."],
    }  # fmt: skip


def test_what_is_not_known_of_a_claim_is_null() -> None:
    bare = found_of(claim(), interval=None, ratio=None, variance=None)
    (plain,) = plain_of(bare)["claims"]
    unknown = {name for name, value in plain.items() if value is None}
    assert unknown == {
        *("delivered_95_pence", "delivery_ratio", "variance_pence"),
        *("typed_pence", "said", "published"),
    }


def test_a_scope() -> None:
    (plain,) = plain_of(scopes=(scope_of(),))["scopes"]
    assert plain == {
        "scope": "vale: payroll_services",
        "start": "2024-04",
        "claims": ["C1"],
        "verdict": "supported",
        "why": "It fell.",
        "claimed_percent": 5.0001,
        "months": ["2024-04", "2024-05"],
        "actual_pence": [90, 80],
        "expected_pence": [100, 110],
        "guards": [
            {"name": "a guard", "found": "Found.", "did": "Done.", "warns": True},
            {"name": "another", "found": "None.", "did": "No.", "warns": False},
        ],
        "method": "learned",
        "effect_percent": -20.0001,
        "interval95_percent": [-30.0, -10.0001],
        "power_percent": 4.0001,
        "weights": {"Moor": 0.3333},
    }


@pytest.mark.parametrize("endless", [float("inf"), float("nan")])
def test_what_has_no_end_is_null(endless: float) -> None:
    (plain,) = plain_of(scopes=(scope_of(estimate=estimated(interval=(-endless, endless))),))[
        "scopes"
    ]
    assert plain["interval95_percent"] == [None, None]


def test_a_scope_without_an_estimate_has_no_method() -> None:
    (plain,) = plain_of(scopes=(scope_of(estimate=None, claimed_percent=None),))["scopes"]
    assert plain["claimed_percent"] is None
    assert not plain.keys() & {
        *("method", "effect_percent", "interval95_percent", "power_percent", "weights"),
    }
