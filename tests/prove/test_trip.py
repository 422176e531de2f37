"""PROVE's use cases as functions of values: the register comes in and goes out."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.prove.claim_world import ACT, MARSH, VALE, claim
from tests.prove.conftest import panel_of
from tests.prove.service_world import evidence, register

from tallystick.engine.store import open_store
from tallystick.prove import trip
from tallystick.prove.panel.panel import Panel
from tallystick.prove.register.register import ClaimRegister
from tallystick.prove.verdict.service import judge_partnership
from tallystick.reference.councils import load_councils
from tallystick.sharing import Formation
from tallystick.words.mistakes import UserMistake

TODAY = date(2025, 6, 1)
COUNCILS = load_councils()


def test_a_promise_is_entered_once_and_the_register_that_came_in_stays(tmp_path: Path) -> None:
    """The same pounds under another name are refused; the store keeps no register of its own."""
    before, again = ClaimRegister(), claim(id="C2", budget_code="B2")
    with open_store(tmp_path) as store:
        made = trip.register_claims(
            store, before, [VALE], [claim(), again], act=ACT, councils=COUNCILS
        )
        same = trip.register_claims(
            store, made.register, [VALE], [claim(), again], act=ACT, councils=COUNCILS
        )
    assert made.entered == ("C1",)
    [(refused, why)] = made.refused
    assert refused == "C2" and why.startswith("C2 counts pounds that C1 counts already")
    assert [entry.act for entry in made.fresh] == [ACT] * 3
    assert (same.fresh, same.register) == ((), made.register)
    assert before == ClaimRegister()
    assert not (tmp_path / "claims.jsonl").exists()


def test_evidence_is_gathered_for_what_the_register_knows(tmp_path: Path) -> None:
    with (
        open_store(tmp_path) as store,
        pytest.raises(UserMistake, match="no partnership 'fen'") as mistake,
    ):
        trip.gather_evidence(store, register(), "fen", councils=COUNCILS)
    assert mistake.value.next_step.startswith("Those it holds: vale.")


def test_a_verdict_and_its_pack_are_of_one_finding() -> None:
    shown = evidence()
    found = trip.judge(register(), "vale", shown, on=TODAY)
    assert found == judge_partnership(register(), "vale", shown, on=TODAY)
    rebuilt = trip.rebuild_pack(
        trip.pack_evidence(register(), "vale", shown, on=TODAY), source="pack.zip"
    )
    assert rebuilt.differences == () and rebuilt.plain["verdict"] == found.verdict
    with pytest.raises(UserMistake, match=r"pack\.zip is not an evidence pack"):
        trip.rebuild_pack(b"no zip", source="pack.zip")


def test_a_closed_partnership_stands_among_the_published_cases() -> None:
    [closed] = trip.closed_partnerships(register(), {"vale": evidence()}, on=TODAY)
    assert (closed.partnership, closed.name, closed.anticipated) == (
        "vale", "Vale Payroll", 2_640_000,
    )  # fmt: skip
    assert closed.formation is Formation.UNKNOWN
    assert trip.closed_partnerships(register(), {}, on=TODAY) == ()
    without, with_own = trip.compare_formations(), trip.compare_formations([closed])
    names = [case.name for case in with_own.unknown.cases if case.own]
    assert names == ["Vale Payroll"]
    assert len(with_own.unknown.cases) == len(without.unknown.cases) + 1


def test_a_partnership_that_no_claim_is_about_yet(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        made = trip.register_claims(
            store, ClaimRegister(), [VALE, MARSH], [], act=ACT, councils=COUNCILS
        )
    assert list(made.register.partnerships) == ["vale", "marsh"]
    assert (made.entered, made.refused) == ((), ())


def test_each_method_is_tried_in_turn_and_progress_told(walks: Panel) -> None:
    told = []
    found = trip.estimate_effects(
        walks, ["did", "sc"], placebos=20, progress=lambda *step: told.append(step)
    )
    assert [each.method for each in found] == ["did", "sc"]
    assert told == [("Comparing", 1, 2), ("Comparing", 2, 2)]


def flat() -> Panel:
    """Eight councils over four dates; A joins on the third and falls by three."""
    rows = {
        unit: [10.0 * place + date - (3 if unit == "A" and date >= 2 else 0) for date in range(4)]
        for place, unit in enumerate("ABCDEFGH")
    }
    return panel_of(rows, {"A": 2})


def test_an_effect_for_each_group_on_each_date() -> None:
    found = trip.estimate_group_effects(flat(), how="reg")
    after = [each.effect for each in found.effects if each.time >= 2]
    assert [round(effect, 9) for effect in after] == [-3, -3]
    assert {round(mean.overall, 9) for mean in found.means} == {-3}


def test_covariates_that_are_all_the_same_are_a_users_mistake() -> None:
    alike = trip.Covariates(np.ones((8, 1)), "panel.csv: size")
    with pytest.raises(UserMistake, match=r"panel\.csv: size cannot all be held apart"):
        trip.estimate_group_effects(flat(), how="dr", covariates=alike)
