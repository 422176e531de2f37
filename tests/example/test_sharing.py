"""Shared services: the account agrees with the ledgers to the penny; each case is what it says."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.example.world import facts
from tallystick.example.world.county_nouns import Line, PayeeKind, Supplier
from tallystick.example.world.ledger import write_ledgers
from tallystick.example.world.sharing import share_services
from tallystick.words.labels import Label
from tallystick.words.period import FinancialYear


@pytest.fixture(scope="module")
def before():
    return write_ledgers(2026)


@pytest.fixture(scope="module")
def shared_county(before):
    return share_services(before)


@pytest.fixture(scope="module")
def services(truth):
    return {deal["id"]: deal for deal in truth.json("shared_services")["partnerships"]}


def _spent(lines, trades) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        if line.trade in trades:
            sums[line.council, line.month] += line.pence
    return sums


def test_the_account_is_what_the_ledgers_say(before, shared_county):
    after, account = shared_county
    for deal in facts.partnerships():
        would, own = _spent(before, deal.trades), _spent(after, deal.trades)
        recharged = _spent(after, (deal.recharge,))
        rows = [row for row in account if row.partnership == deal.id]
        assert rows
        for row in rows:
            place = (row.council, row.month)
            assert (row.would_have_spent, row.own_lines) == (would[place], own[place])
            if row.council != deal.lead:
                assert row.recharged == recharged[place]


def test_recharges_are_counted_once(shared_county):
    _, account = shared_county
    paid = defaultdict(int)
    for row in account:
        paid[row.partnership, row.month] += row.recharged
    assert set(paid.values()) == {0}


def test_before_the_start_and_outside_the_services_nothing_changes(before, shared_county):
    after, _ = shared_county
    shared = {
        (trade, member): deal.start
        for deal in facts.partnerships()
        for trade in deal.trades
        for member in deal.members
    }

    def untouched(lines):
        return [
            line for line in lines if line.month < shared.get((line.trade, line.council), "9999")
        ]

    recharges = {deal.recharge for deal in facts.partnerships()}
    assert untouched(before) == untouched(line for line in after if line.trade not in recharges)


def test_each_case_saves_what_it_says(services):
    share = {
        name: deal["true_saving_pence"] / deal["would_have_spent_pence"]
        for name, deal in services.items()
    }
    assert share["vale-payroll-hr"] == pytest.approx(0.22, abs=1e-4)
    assert share["two-cities-it"] == 0
    assert share["eastern-telephony"] == 0
    assert share["county-insurance"] == pytest.approx(0.15, abs=1e-4)
    assert share["marsh-legal"] == pytest.approx(0.01, abs=1e-3)


def test_bills_fell_as_much_where_nobody_shared(before):
    """The telephony partners' bills fall by a fifth, and so does everybody's."""
    yearly = defaultdict(int)
    for line in before:
        if line.trade == "telecoms":
            yearly[line.council, FinancialYear.of(line.paid_on).label] += line.pence
    for body in facts.bodies():
        fall = yearly[body.slug, "2024/25"] / yearly[body.slug, "2023/24"]
        assert fall == pytest.approx(0.8, abs=0.02)


def test_every_verdict_is_met(services):
    assert {deal["verdict"] for deal in services.values()} == {
        "supported", "not supported", "supported once", "cannot tell",
    }  # fmt: skip


def test_a_pound_claimed_twice_is_true_once(truth, services):
    claims = {row["id"]: row for row in truth.rows("claims")}
    assert claims["C5"]["repeats"] == "C4"
    assert claims["C5"]["true_pence"] == "0"
    assert int(claims["C4"]["true_pence"]) == services["county-insurance"]["true_saving_pence"]
    assert claims["C2"]["true_pence"] == claims["C3"]["true_pence"] == "0"
    assert int(claims["C2"]["claimed_pence"]) > 0


def test_partners_that_lead_are_paid_recharges_in_the_published_files(truth):
    keys = {key for key, _ in facts.lead_councils().values()}
    paid = {line["supplier_key"] for line in truth.rows("lines")}
    assert keys <= paid


@given(st.lists(st.integers(-(10**6), 10**7).filter(bool), min_size=1, max_size=20))
def test_pennies_of_a_partner_never_drift(pence):
    """Whatever a partner's lines are, what it keeps and what it is recharged make up its bill."""
    deal = facts.partnerships()[1]
    firm = Supplier("firm", "Firm Ltd", PayeeKind.FIRM, ("Firm Ltd",))

    def line(council: str, amount: int) -> Line:
        return Line(
            council, date(2024, 4, 1), amount, 0, firm, "Firm Ltd", "1", deal.trades[0],
            Label.IT, "it_support", "ICT", "ICT", "", "R1",
        )  # fmt: skip

    lines = [line(deal.partners[0], amount) for amount in pence] + [line(deal.lead, 10**9)]
    if sum(pence) == 0:
        return
    after, account = share_services(lines)
    assert sum(row.saved for row in account) == 0
    assert sum(line.pence for line in after if line.council == deal.partners[0]) == sum(pence)
