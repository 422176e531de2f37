"""The register only grows, refuses what breaks its rules, and shows any hand laid on it."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.prove.claim_world import ACT, MARSH, VALE, claim

from tallystick.prove.register.fields import claim_fields
from tallystick.prove.register.register import ClaimRegister, put
from tallystick.prove.register.sealed_file import as_text, check, note
from tallystick.words.mistakes import UserMistake

REBASED = {"OBC": {"2024/25": "12000.00"}, "FBC": {"2024/25": "9000.00"}}


@pytest.fixture
def register() -> ClaimRegister:
    """Two partnerships, a claim, its re-basing and another claim: five entries."""
    found = put(ClaimRegister(), [VALE, MARSH], [claim()], act=ACT)
    found = put(found, [], [claim(anticipated=REBASED)], act=ACT)
    other = {"categories": ["insurance"], "mechanism": {"kind": "contract", "ref": "INS-1"}}
    return put(found, [], [claim(id="C2", budget_code="B2", **other)], act=ACT)


def test_the_first_promise_stays_beside_the_present_one(register: ClaimRegister) -> None:
    held = register.claims["C1"]
    assert sum(held.original.values()) == 1_200_000
    assert sum(held.rebased.values()) == 900_000
    assert [entry.number for entry in register.history("C1")] == [3, 4]
    assert register.entries[0].before == "0" * 64


def test_the_same_again_adds_nothing(register: ClaimRegister) -> None:
    assert put(register, [VALE, MARSH], [claim(anticipated=REBASED)], act=ACT) == register


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"anticipated": {"OBC": {"2024/25": "9000"}}}, "OBC figures are frozen"),
        ({"anticipated": {"MTFS": {"2024/25": "9000"}}}, "OBC figures are frozen"),
        ({"anticipated": REBASED, "categories": ["insurance"]}, "are frozen"),
        ({"anticipated": REBASED, "baseline": {"pounds": "1", "period": "2023/24"}}, "are frozen"),
        ({"anticipated": REBASED, "state": "removed from budget", "evidence_grade": "2"},
         "cannot go from anticipated to removed from budget"),
    ],
)  # fmt: skip
def test_what_was_promised_cannot_be_changed_silently(
    register: ClaimRegister, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(UserMistake, match=said):
        put(register, [], [claim(**changes)], act=ACT)


def test_a_claim_needs_its_partnership() -> None:
    with pytest.raises(UserMistake, match="not known"):
        put(ClaimRegister(), [], [claim()], act=ACT)


def test_a_refused_claim_is_on_record_and_may_come_back(register: ClaimRegister) -> None:
    twice = claim(id="C3", budget_code="B3")
    refused = put(register, [], [twice], act=ACT)
    assert list(refused.refusals) == ["C3"]
    assert "C1 counts already" in refused.refusals["C3"].why
    assert put(refused, [], [twice], act=ACT) == refused
    off = claim(anticipated=REBASED, state="written off")
    mended = put(put(refused, [], [off], act=ACT), [], [twice], act=ACT)
    assert "C3" in mended.claims and not mended.refusals


def test_a_frozen_baseline_keeps_its_day(register: ClaimRegister) -> None:
    fresh = claim(id="C4", categories=["telecoms"], budget_code="B4")
    first = replace(fresh.baseline, data="ab" * 32, frozen_on=date(2024, 1, 10))
    later = replace(fresh.baseline, data="cd" * 32, frozen_on=date(2025, 1, 10))
    held = put(register, [], [replace(fresh, baseline=first)], act=ACT)
    assert put(held, [], [replace(fresh, baseline=later)], act=ACT) == held


def test_an_untouched_register_reads_back(register: ClaimRegister) -> None:
    found = check(as_text(register), noted=note(register))
    assert (found.register, found.faults) == (register, ())
    assert check("").faults == ()


@given(st.data())
def test_any_edit_of_a_line_is_found(data: st.DataObject) -> None:
    register = put(
        ClaimRegister(), [VALE], [claim(), claim(id="C2", categories=["insurance"])], act=ACT
    )
    lines = as_text(register).splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[place]) - 1))
    letter = data.draw(st.sampled_from('0123456789abcxyz" {}'))
    edited = lines[place][:at] + letter + lines[place][at + 1 :]
    lines[place] = edited
    if _same(edited, as_text(register).splitlines()[place]):
        return
    assert check("\n".join(lines)).faults


def _same(one: str, other: str) -> bool:
    try:
        return bool(json.loads(one) == json.loads(other))
    except ValueError:
        return False


def test_entries_removed_moved_or_cut_off_are_found(register: ClaimRegister) -> None:
    lines = as_text(register).splitlines()
    count = len(register.entries)
    for place in range(count):
        assert check("\n".join(lines[:place] + lines[place + 1 :])).faults
        for other in range(place):
            moved = list(lines)
            moved[place], moved[other] = moved[other], moved[place]
            assert check("\n".join(moved)).faults
        assert check("\n".join(lines[:place])).faults or place == 0


def test_a_shortened_and_newly_sealed_register_is_found_by_its_note(
    register: ClaimRegister,
) -> None:
    shortened = as_text(ClaimRegister(register.entries[:-1]))
    assert check(shortened).faults == ()
    assert check(shortened, noted=note(register)).faults
    assert check(as_text(register), noted=note(ClaimRegister(register.entries[:-1]))).faults == ()
    assert check("", noted=note(register)).faults


def test_an_entry_forged_onto_the_end_is_found_by_its_last_note(register: ClaimRegister) -> None:
    """The chain is whole, and still this is not what was written last."""
    forged = register.with_entry(ACT, "claim", claim_fields(claim(id="C9", categories=["legal"])))
    assert check(as_text(forged), noted=note(register)).faults == ()
    assert check(as_text(forged), last={note(register)}).faults
    assert check(as_text(register), last={note(register)}).faults == ()
