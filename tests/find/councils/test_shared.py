"""Who runs a function for a council, and what partners mean for what could be shared."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.find.world import ASH, BECK, COOM, comparison

from tallystick.classify import load_categories
from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.councils.outsourced import run_by_firms
from tallystick.find.overlap.ladder import climb_overlap
from tallystick.find.overlap.partnered import with_others_already
from tallystick.find.sharing_findings import RunByFirm, SharedAlready
from tallystick.words.labels import Label
from tallystick.words.period import Month
from tallystick.words.remarks import remark

MILLION = 100_000_000


def paid(council: str, firm: str, category: str, pence: int, lines: int = 12) -> Cell:
    """What a council paid a firm in the year that is compared."""
    label = load_categories()[category].label
    return Cell(council, firm, firm, "organisation", label, category, pence, lines)


def seen(*cells: Cell) -> list[tuple[str, str, Label, int, int]]:
    return [
        (one.council, one.partner, one.label, one.pence, one.function_pence)
        for one in run_by_firms(cells, comparison())
    ]


def test_a_firm_that_takes_most_of_the_functions_own_work_runs_it() -> None:
    assert seen(
        paid(ASH, "quill", "it_support", 2 * MILLION),
        paid(ASH, "tarn", "it_other", MILLION),
    ) == [(ASH, "Quillworks Ltd", Label.IT, 2 * MILLION, 3 * MILLION)]


def test_half_is_not_most() -> None:
    assert not seen(
        paid(ASH, "quill", "it_support", MILLION),
        paid(ASH, "tarn", "it_other", MILLION),
    )


def test_what_is_bought_for_everybody_is_not_the_functions_own_work() -> None:
    assert not seen(paid(ASH, "quill", "agency_staff", 5 * MILLION))
    assert seen(
        paid(ASH, "quill", "payroll_services", MILLION),
        paid(ASH, "tarn", "agency_staff", 5 * MILLION),
    ) == [(ASH, "Quillworks Ltd", Label.HR, MILLION, MILLION)]


def test_little_money_and_few_bills_run_nothing() -> None:
    assert not seen(paid(ASH, "quill", "it_support", 24_999_999))
    assert seen(paid(ASH, "quill", "it_support", 25_000_000))
    assert not seen(paid(ASH, "quill", "it_support", MILLION, lines=3))


def test_fees_set_by_others_are_no_service_that_is_run() -> None:
    assert not seen(paid(ASH, "quill", "external_audit", MILLION))


def test_what_is_shared_already_is_run_by_no_firm() -> None:
    assert not seen(paid(ASH, "quill", "shared_it", MILLION))


def with_partner() -> Comparison:
    run = RunByFirm(
        council=ASH,
        firm="quill",
        partner="Quillworks Ltd",
        label=Label.IT,
        pence=2 * MILLION,
        pence_a_year=2 * MILLION,
        function_pence=3 * MILLION,
        lines=12,
        sentence=remark("each_borders"),
    )
    return replace(comparison(), run_by_firms=(run,))


def test_the_partners_pounds_are_not_free_to_let() -> None:
    cells = [
        paid(ASH, "quill", "it_support", 2 * MILLION),
        paid(BECK, "tarn", "it_support", MILLION),
        paid(COOM, "tarn", "it_support", MILLION),
    ]
    assert climb_overlap(cells, comparison()).basis_pence == 4 * MILLION
    climbed = climb_overlap(cells, with_partner())
    assert dict(climbed.basis) == {BECK: MILLION, COOM: MILLION}
    assert {rung.key: rung.pence_a_year for rung in climbed.rungs}["partnered"] == 2 * MILLION


def test_another_firm_of_the_council_stays_free() -> None:
    cells = [
        paid(ASH, "tarn", "it_support", MILLION),
        paid(BECK, "tarn", "it_support", MILLION),
    ]
    assert climb_overlap(cells, with_partner()).basis_pence == 2 * MILLION


def test_every_opportunity_of_the_function_says_with_whom_the_work_sits() -> None:
    said = list(with_others_already(Label.IT, {ASH, BECK}, with_partner()))
    assert said == [
        remark(
            "with_partner_already",
            councils=(ASH,),
            pence=2 * MILLION,
            supplier="Quillworks Ltd",
            share=Fraction(2, 3),
        )
    ]
    assert not list(with_others_already(Label.HR, {ASH}, with_partner()))
    assert not list(with_others_already(Label.IT, {BECK}, with_partner()))


def test_what_is_shared_already_is_said_too() -> None:
    shared = SharedAlready(
        council=BECK,
        supplier_id="coom",
        partner="Coom Council",
        form="council",
        partner_code=COOM,
        body=None,
        members=(COOM, BECK),
        label=Label.HR,
        category="shared_hr",
        pence=MILLION,
        pence_a_year=MILLION,
        lines=4,
        first=Month.of(date(2024, 4, 1)),
        last=Month.of(date(2025, 3, 1)),
        sentence=remark("each_borders"),
    )
    (said,) = with_others_already(Label.HR, {BECK}, replace(comparison(), shared=(shared,)))
    assert (said.code, said.councils, said.pence) == ("shared_with_already", (BECK,), MILLION)
