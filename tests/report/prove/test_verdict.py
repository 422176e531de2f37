"""The paper of a verdict: every figure is there, in the order of the argument."""

from dataclasses import replace

import pytest
from tests.prove.claim_world import ACT, VALE, claim
from tests.prove.service_world import register
from tests.report.prove.world import NASTY, TODAY, finding
from tests.report.reader import Reader

from tallystick.prove.register.register import ClaimRegister, put
from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.report.document import Figures, Note, Table, text_of
from tallystick.report.prove.verdict import verdict_document
from tallystick.report.web import render
from tallystick.words.money import pounds
from tallystick.words.period import Month


def text_on_page(found: PartnershipFinding) -> str:
    return Reader(render(verdict_document(found, on=TODAY))).text


def rows_of(found: PartnershipFinding, id: str) -> list[list[tuple[str, str]]]:
    """The words and the note of each cell of a table."""
    blocks = verdict_document(found, on=TODAY).blocks()
    held = next(each for each in blocks if isinstance(each, Table) and each.id == id)
    return [[(text_of(cell.words), cell.note) for cell in row] for row in held.rows]


def test_the_parts_stand_in_the_order_of_the_argument() -> None:
    document = verdict_document(finding(), on=TODAY)
    assert [part.id for part in document.parts] == [
        "each-claim", "variance", "scope-1", "method", "months",
    ]  # fmt: skip
    assert document.title == "Vale Payroll: did the savings come?"


def test_the_answer_and_the_seven_sums_stand_first() -> None:
    """£40,000 at first, £26,400 now: that of the twelve months of 2024/25, all published."""
    found = finding()
    opening = verdict_document(found, on=TODAY).opening
    (figures,) = (block for block in opening if isinstance(block, Figures))
    sums = found.totals
    assert [(one.label, one.value) for one in figures.items] == [
        ("Promised at first", "£40,000"),
        ("Promised now", "£26,400"),
        ("Due by now", "£26,400"),
        ("Delivered", pounds(sums.delivered)),
        ("Verified", pounds(sums.verified)),
        ("Disputed", pounds(2_640_000 - sums.verified)),
        ("Cost to leave", "not known"),
    ]
    said = text_on_page(found)
    assert "Supported. Spending bears the claim out. Of £26,400 due by now, " in said
    assert "Council X1 and Council X2, sharing since April 2024. Made on 1 June 2025" in said


def test_every_guard_that_warns_is_a_caution() -> None:
    """Seven donors are few; the claim was registered in time and its baseline is as it was."""
    found = finding()
    opening = verdict_document(found, on=TODAY).opening
    (note,) = (block for block in opening if isinstance(block, Note))
    warned = [each for scope in found.scopes for each in scope.guards if each.warns]
    assert len(note.items) == len(warned) > 0
    assert any("Too few donors" in text_of(item) for item in note.items)


def test_each_claim_has_its_figures_and_its_reasons() -> None:
    said = {"source": "Cabinet paper", "on": "2024-01-09", "pounds": "40000"}
    line = {"line": "Payroll", "source": "RO6", "before_pounds": "900", "after_pounds": "650"}
    found = finding(
        register(said=said, outturn=line, typed={"pounds": "5", "by": "a clerk"}, recurrent="no")
    )
    (figures,) = rows_of(found, "claims")
    (one,) = found.claims
    assert one.interval is not None
    low, high = one.interval
    assert figures[:5] == [
        ("C1", "Council X1, HR"), ("supported", ""), ("£40,000", ""), ("£26,400", ""),
        ("£26,400", ""),
    ]  # fmt: skip
    assert figures[5][1] == f"{pounds(low)} to {pounds(high)}"
    (reasons,) = rows_of(found, "reasons")
    assert reasons == [
        ("C1", "Cabinet paper, 9 January 2024: £40,000"),
        (
            one.verdict.why,
            "An actual was typed by a clerk; it is not counted as verified. One-off: it does not "
            "lower the next year's cost. Published line Payroll fell by £250 (RO6).",
        ),
        (str(one.colour), f"at first {one.colour_at_first}"),
    ]


@pytest.mark.parametrize(("after", "how"), [("1000", "rose by £100"), ("900", "fell by £0")])
def test_a_line_that_did_not_fall_is_not_said_to_fall(after: str, how: str) -> None:
    line = {"line": "Payroll", "source": "RO6", "before_pounds": "900", "after_pounds": after}
    ((_, (_, note), _),) = rows_of(finding(register(outturn=line)), "reasons")
    assert note == f"Published line Payroll {how} (RO6)."


def test_a_claim_that_was_refused_is_told_apart() -> None:
    held = put(ClaimRegister(), [VALE], [claim(), claim(id="C2")], act=ACT)
    found = finding(held)
    assert "A further £12,000 was claimed twice and refused." in text_on_page(found)
    assert "Refused by the register." in rows_of(found, "reasons")[1][1][1]
    assert rows_of(found, "claims")[1][5] == ("not known", "")


def test_why_delivered_and_promised_differ() -> None:
    """The promise was lowered by £13,600, which is scope; nothing slipped."""
    found = finding()
    ((id, slipped, first, now, delivered, price, volume, scope, timing, other),) = rows_of(
        found, "variances"
    )
    assert [cell[0] for cell in (id, slipped, first, now)] == ["C1", "no", "£40,000", "£26,400"]
    assert [cell[0] for cell in (price, volume, scope, timing)] == ["£0", "£0", "−£13,600", "£0"]
    gap = found.totals.delivered - 2_640_000
    assert (delivered[0], other[0]) == (pounds(found.totals.delivered), pounds(gap))


def test_a_claim_that_slipped_says_by_how_much() -> None:
    promised = {"OBC": {"2024-04 to 2025-03": "26400"}, "FBC": {"2024-06 to 2025-03": "22000"}}
    assert rows_of(finding(register(anticipated=promised)), "variances")[0][1][0] == "2 months"


def test_the_method_and_the_register_are_named() -> None:
    found = finding()
    said = text_on_page(found)
    assert "Recharges between the members since the start, netted: £50." in said
    assert f"Last hash of the register: {found.head}." in said
    assert found.claims[0].before_after is not None
    assert f"C1: {pounds(found.claims[0].before_after)}." in said


def test_a_claim_without_a_comparison_still_has_its_paper() -> None:
    early = replace(VALE, start=Month.parse("2023-08"), leaving_pence=4_500_000)
    found = finding(put(ClaimRegister(), [early], [claim()], act=ACT))
    page = render(verdict_document(found, on=TODAY))
    assert "No comparison could be made." in page and "£45,000" in page
    assert "<img" not in page
    ids = [part.id for part in verdict_document(found, on=TODAY).parts]
    assert ids == ["each-claim", "scope-1", "method"]


def test_what_was_typed_is_escaped() -> None:
    said = {"source": "<i>", "on": "2024-01-01", "pounds": "1"}
    named = replace(VALE.partnership, name=NASTY)
    held = put(ClaimRegister(), [replace(VALE, partnership=named)], [claim(said=said)], act=ACT)
    page = render(verdict_document(finding(held), on=TODAY))
    assert "<b>Vale" not in page and "&lt;b&gt;Vale" in page and "&lt;i&gt;" in page
