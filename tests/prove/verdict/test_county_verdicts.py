"""The whole way on the example county: from published files and announced claims to verdicts,
held against what is true of it."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from tallystick.classify import load_categories
from tallystick.engine.store import Store, open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.example.make import make_county
from tallystick.find import Question, find
from tallystick.prove.register.claims_file import read_claims
from tallystick.prove.register.register import Act, ClaimRegister, put
from tallystick.prove.register.store import load_register, save_register
from tallystick.prove.verdict.baselines import freeze_baselines
from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.prove.verdict.formation import closed_case
from tallystick.prove.verdict.service import judge_partnership
from tallystick.prove.verdict.store_evidence import gather
from tallystick.reference.councils import Councils, load_councils
from tallystick.sharing.track_record import read_track_record, track_record_text

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Proof:
    """The store, its register, and the truth."""

    store: Store
    register: ClaimRegister
    councils: Councils
    services: dict[str, dict[str, Any]]
    claims: dict[str, dict[str, str]]

    def judge(self, partnership: str) -> PartnershipFinding:
        """The verdict on one partnership."""
        held = self.register.claims.values()
        scopes = [each.scope for each in held if each.partnership == partnership]
        deal = self.register.partnerships[partnership]
        evidence = gather(self.store, deal, scopes, councils=self.councils)
        return judge_partnership(self.register, partnership, evidence, on=TODAY)


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proof]:
    """The county published, found, its claims registered."""
    folder = tmp_path_factory.mktemp("county")
    county = make_county(folder)
    services = json.loads((county.truth / "shared_services.json").read_text())["partnerships"]
    with (county.truth / "claims.csv").open(newline="") as stream:
        claims = list(csv.DictReader(stream))
    councils = load_councils().with_extra(EXAMPLE_COUNCILS)
    with open_store(folder / "store") as store:
        find(store, Question(on=TODAY, paths=(county.published,)), councils=councils)
        given = read_claims(
            county.claims,
            council_code=str,
            categories=set(load_categories()),
        )
        deals = {each.id: each for each in given.partnerships}
        fresh = freeze_baselines(store, deals, given.claims, councils=councils, on=TODAY)
        act = Act("A. Clerk", TODAY, "Announced")
        save_register(store, put(ClaimRegister(), given.partnerships, fresh, act=act))
        yield Proof(
            store,
            load_register(store),
            councils,
            {deal["id"]: deal for deal in services},
            {row["id"]: row for row in claims},
        )


def test_every_planted_verdict_is_right(proof: Proof) -> None:
    """A real saving, none, one that came anyway, one claimed twice, one too small to see."""
    found = {
        each.claim.id: each.verdict.word
        for partnership in proof.services
        for each in proof.judge(partnership).claims
    }
    planted = {name: row["verdict"].removesuffix(" once") for name, row in proof.claims.items()}
    assert found == planted


def test_the_interval_holds_what_is_true(proof: Proof) -> None:
    for partnership in proof.services:
        for each in proof.judge(partnership).claims:
            if each.interval is not None:
                low, high = each.interval
                assert low <= int(proof.claims[each.claim.id]["true_pence"]) <= high


def test_a_real_saving_is_told_to_a_point(proof: Proof) -> None:
    (scope,) = proof.judge("vale-payroll-hr").scopes
    assert scope.estimate is not None
    assert scope.estimate.effect_percent == pytest.approx(-22, abs=1)


def test_a_pound_claimed_twice_is_verified_once(proof: Proof) -> None:
    once, twice = proof.judge("county-insurance").claims
    assert (once.verified, twice.verified) == (int(proof.claims["C4"]["true_pence"]) - 2, 0)
    assert "C4 counts already" in twice.verdict.why


def test_what_came_anyway_looks_like_a_saving_before_and_after(proof: Proof) -> None:
    """The tariff lowered everybody's bills: the members' fell by a fifth too."""
    finding = proof.judge("eastern-telephony")
    (scope,) = finding.scopes
    start = scope.months.index(finding.partnership.start)
    before, after = scope.actual[:start], scope.actual[start:]
    assert sum(after) / len(after) < 0.85 * sum(before) / len(before)
    assert finding.totals.verified == 0


def test_recharges_between_members_are_netted(proof: Proof) -> None:
    for name, deal in proof.services.items():
        partners = {row["council"] for row in deal["months"]} - {deal["lead"]}
        recharged = sum(
            row["recharged_pence"] for row in deal["months"] if row["council"] in partners
        )
        assert proof.judge(name).recharged == pytest.approx(recharged, abs=abs(recharged) * 0.2)


def test_what_was_done_to_the_months_is_said(proof: Proof) -> None:
    (scope,) = proof.judge("two-cities-it").scopes
    said = {guard.name: guard.found for guard in scope.guards}
    assert "2023-04 to 2023-06" in said["payments without days"]
    assert "2023-11" in said["missing months"]
    assert said["registered late"].startswith("Registered after sharing began: C2")


def test_closed_partnerships_are_kept_for_the_next_case(proof: Proof) -> None:
    """All but the one whose saving is too small to see; of the telephony that came cheaper anyway
    sharing delivered next to nothing."""
    judged = (proof.judge(partnership) for partnership in proof.services)
    closed = [case for each in judged if (case := closed_case(each, on=TODAY)) is not None]
    record = read_track_record(track_record_text(closed), source="delivery_ratios.csv")
    ratios = {each.name: each.as_ratio for each in record.cases}
    assert set(ratios) == {
        deal["name"] for name, deal in proof.services.items() if name != "marsh-legal"
    }
    payroll, telephony = (ratios[proof.services[name]["name"]].low
                          for name in ("vale-payroll-hr", "eastern-telephony"))  # fmt: skip
    assert payroll is not None and telephony is not None
    assert float(payroll) == pytest.approx(1, abs=0.05)
    assert float(telephony) == pytest.approx(0, abs=0.1)
