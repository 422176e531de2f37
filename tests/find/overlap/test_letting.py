"""From when: contract ends that a reader can lay side by side."""

from dataclasses import replace
from datetime import date

import pytest
from tests.find.overlap.test_ladder import contract
from tests.find.world import ASH, BECK, COOM, TODAY, all_told_as, comparison, coverage, told_as

from tallystick.contracts.contract import Contract
from tallystick.find.findings import Letting
from tallystick.find.overlap.letting import align
from tallystick.reference.letting import load_letting_rules
from tallystick.words.period import months_later

BASIS = {ASH: 2_000_000, BECK: 1_000_000, COOM: 3_000_000}
END = date(2027, 9, 30)


def paid_of(basis: dict[str, int]) -> dict[str, int]:
    """What was paid of yearly sums in nine months."""
    return {code: pence * 9 // 12 for code, pence in basis.items()}


def aligned(*known: Contract, basis: dict[str, int] | None = None) -> Letting | None:
    """When these contracts could be let again, seen from 23 November 2026."""
    return align(known, basis or BASIS, comparison(), paid=paid_of(basis or BASIS))


def test_without_an_end_nothing_is_said() -> None:
    assert aligned() is None
    assert aligned(contract(ASH, "quill", None)) is None


def test_contracts_that_end_together_begin_together() -> None:
    found = aligned(*(contract(code, "quill", END) for code in (ASH, BECK, COOM)))
    assert found is not None
    assert (found.start, found.councils) == (date(2027, 10, 1), (ASH, BECK, COOM))
    assert found.pence_a_year == 6_000_000
    assert found.decide_by == date(2027, 1, 1)  # £240k with VAT over four years: nine months
    assert told_as(found.sentence) == (
        "From 1 October 2027 one contract could serve Ash, Beck and Coom, £60k a year (£45k "
        "paid); decide by 1 January 2027."
    )


def test_waiting_costs_what_it_loses() -> None:
    """Beck's end is a year later: alone it adds half as much as Ash would lose by waiting."""
    later = date(2028, 9, 30)
    found = aligned(
        contract(ASH, "quill", END),
        contract(BECK, "quill", later),
        basis={ASH: 2_000_000, BECK: 100_000},
    )
    assert found is not None
    assert (found.start, found.councils) == (date(2027, 10, 1), (ASH,))


def test_a_contract_that_ended_shortly_before_is_bridged() -> None:
    found = aligned(
        contract(ASH, "quill", END),
        contract(BECK, "quill", date(2027, 5, 31)),
        basis={ASH: 2_000_000, BECK: 1_000_000},
    )
    assert found is not None
    assert (found.start, found.councils) == (date(2027, 10, 1), (ASH, BECK))
    assert "Beck would need a short bridge, which modifies a contract." in all_told_as(found.flags)


@pytest.mark.parametrize(
    ("ended", "councils"),
    [(date(2027, 4, 1), (ASH, BECK)), (date(2027, 3, 31), (ASH,))],
)
def test_a_bridge_is_six_months_long_at_most(ended: date, councils: tuple[str, ...]) -> None:
    """The day is 1 October 2027, six months after 1 April."""
    known = (contract(ASH, "quill", END), contract(BECK, "quill", ended))
    found = aligned(*known, basis={ASH: 2_000_000, BECK: 100_000})
    assert found is not None
    assert (found.start, found.councils) == (date(2027, 10, 1), councils)


@pytest.mark.parametrize(
    ("latest_end", "councils", "flagged"),
    [
        (date(2027, 9, 29), (ASH,), False),  # a day short of the eve
        (END, (ASH, BECK), False),
        (date(2027, 10, 1), (ASH, BECK), False),
        (date(2027, 10, 2), (ASH, BECK), True),
    ],
)
def test_an_extension_must_reach_the_eve(
    latest_end: date, councils: tuple[str, ...], flagged: bool
) -> None:
    known = (
        contract(ASH, "quill", END),
        contract(BECK, "quill", date(2027, 1, 31), latest_end=latest_end),
    )
    found = aligned(*known, basis={ASH: 2_000_000, BECK: 100_000})
    assert found is not None
    assert (found.start, found.councils) == (date(2027, 10, 1), councils)
    assert any("must not extend" in flag for flag in all_told_as(found.flags)) is flagged


def test_a_council_whose_contract_ends_on_the_very_day_is_bridged_from_the_next() -> None:
    """Beck's ends on 1 October, so that it is not free on that day; on 2 October both are, and
    Ash, who would be first, is bridged for a day."""
    known = (contract(ASH, "quill", END), contract(BECK, "quill", date(2027, 10, 1)))
    found = aligned(*known, basis={ASH: 1_000_000, BECK: 1_000_000})
    assert found is not None
    assert (found.start, found.councils) == (date(2027, 10, 2), (ASH, BECK))
    assert "Ash would need a short bridge, which modifies a contract." in all_told_as(found.flags)


def test_two_councils_begin_together() -> None:
    found = aligned(
        *(contract(code, "quill", END) for code in (ASH, BECK)),
        basis={ASH: 100_000, BECK: 100_000},
    )
    assert found is not None
    assert told_as(found.sentence).startswith(
        "From 1 October 2027 one contract could serve Ash and Beck"
    )


def test_the_last_day_to_decide_must_lie_ahead() -> None:
    """Four months are needed: from 24 March 2027 back to 24 November, tomorrow; a day earlier it
    is today, and too late."""
    for end, told in ((date(2027, 3, 23), "decide by 24 November"), (date(2027, 3, 22), "now.")):
        found = aligned(contract(ASH, "quill", end), basis={ASH: 100_000})
        assert found is not None
        assert told in told_as(found.sentence)


def test_an_extension_reaches_the_day_and_must_not_pass_it() -> None:
    found = aligned(
        contract(ASH, "quill", END),
        contract(BECK, "quill", date(2027, 1, 31), latest_end=date(2029, 1, 31)),
        basis={ASH: 2_000_000, BECK: 100_000},
    )
    assert found is not None
    assert (found.start, found.councils) == (date(2027, 10, 1), (ASH, BECK))
    assert all_told_as(found.flags)[0] == "Beck must not extend past that day."


def test_one_end_says_when_the_others_could_join() -> None:
    found = aligned(contract(ASH, "quill", END), basis={ASH: 200_000, BECK: 1_000})
    assert found is not None
    assert told_as(found.sentence) == (
        "What Ash has ends on 30 September 2027, £2k a year (£1.5k paid): the day for the others "
        "to join, if "
        "theirs end near it; decide by 1 June 2027."
    )
    assert all_told_as(found.flags) == ("When it ends is not known of Beck: ask.",)


def test_an_end_beyond_the_window_is_no_start() -> None:
    beyond = months_later(TODAY, 25)
    assert aligned(contract(ASH, "quill", beyond)) is None
    assert aligned(contract(ASH, "quill", date(2026, 1, 31))) is None


def test_a_day_too_near_to_let_by_is_said_to_be() -> None:
    found = aligned(contract(ASH, "quill", date(2027, 1, 31)))
    assert found is not None
    assert told_as(found.sentence).endswith("without a bridge, so decide now.")


def test_a_council_that_ends_needs_consent() -> None:
    seen = comparison(coverage(ASH, "Ash", end=date(2028, 4, 1)), coverage(BECK, "Beck"))
    found = align(
        [contract(ASH, "quill", END)], {ASH: 2_000_000, BECK: 5}, seen, paid={ASH: 9, BECK: 1}
    )
    assert found is not None
    assert load_letting_rules().consent_sentence in all_told_as(found.flags)


def test_the_threshold_is_met_together_where_neither_meets_it_alone() -> None:
    rules = load_letting_rules()
    assert not rules.is_over_threshold(4_300_000)  # £206,400 with VAT over four years
    assert rules.is_over_threshold(4_330_000)  # £207,840
    assert (rules.lead_months(4_300_000), rules.lead_months(4_330_000)) == (4, 9)
    assert replace(rules, term_years=1).is_over_threshold(4_330_000) is False


def test_the_same_day_so_many_months_later() -> None:
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_later(date(2027, 10, 1), -9) == date(2027, 1, 1)


def test_a_day_to_decide_that_has_passed_is_not_given() -> None:
    """An end in four months leaves no nine: nothing is to be decided by a day in the past."""
    end = months_later(TODAY, 4)
    found = aligned(*(contract(code, "quill", end) for code in (ASH, BECK, COOM)))
    assert found is not None
    assert found.decide_by is None
    assert "decide now" in told_as(found.sentence)
