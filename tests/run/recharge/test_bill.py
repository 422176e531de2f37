"""Bills worked by hand: pools that feed, prices, tolerance, changes within the period, true-up."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tests.run.recharge_world import A, B, C, World

from tallystick.run.recharge.bill import Run
from tallystick.run.recharge.charging import charge
from tallystick.run.recharge.drivers import drivers_of
from tallystick.run.recharge.plain import as_plain, plain_number
from tallystick.sharing.pools import Within
from tallystick.words.mistakes import UserMistake


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def pence(run: Run) -> dict[tuple[str, str], int]:
    return {(line.pool, line.council): line.pence for line in run.charged.lines}


def second_version(
    world: World, *, first: str = "2026-10-17", figures: str = "", **other: str
) -> World:
    """The agreement again from a day on, with other words."""
    text = world.agreement.read_text("utf-8")
    version = text[text.index('  - version: "1"') :]
    version = version.replace('"1"', '"2"', 1).replace("2026-04-01", first)
    if figures:
        version = version.replace(f"{{{A}: 2, {B}: 1}}", figures)
    for old, new in other.items():
        version = version.replace(old, new)
    return world.add("agreement", version)


def test_overhead_prices_and_what_fits_no_pool(world: World) -> None:
    """100.00 of staff and 0.01 of rooms go 2 to 1; 1.5 payslips at 4.42 are 6.63 of 9.00."""
    run = world.run()
    assert pence(run) == {
        ("slips", A): 663,
        ("slips", B): 0,
        ("staff", A): 6667,
        ("staff", B): 3334,
    }
    told = as_plain(run)
    assert told["pools"] == {"slips": 663, "staff": 10001}
    assert told["balance"] == {"slips": 237}
    assert told["total_pence"] == sum(told["pools"].values()) == sum(told["totals"].values())
    assert told["unmapped"] == [{"file": "LEDGER.csv", "line": 5, "pence": 300}]
    assert (told["billed"], told["true_up"], told["tolerance"]) == ({}, {}, [])
    held = told["total_pence"] + told["balance"]["slips"] + told["unmapped"][0]["pence"]
    assert held == told["ledger_pence"]


def test_a_line_names_the_ledger_lines_of_its_pool_and_of_those_that_feed_it(world: World) -> None:
    told = as_plain(world.run())
    by_pool = {line["pool"]: line["sources"] for line in told["lines"]}
    assert [(one["file"], one["line"]) for one in by_pool["staff"]] == [
        ("LEDGER.csv", 2),
        ("LEDGER.csv", 3),
        ("VOLUMES.csv", 2),
        ("VOLUMES.csv", 3),
    ]
    assert [one["line"] for one in by_pool["slips"]] == [4, 4, 5]
    assert all(len(one["sha256"]) == 64 for one in by_pool["staff"])


def test_a_line_of_a_price_list(world: World) -> None:
    line = as_plain(world.run())["lines"][0]
    assert line["basis"] == "payslip" and line["price_pence"] == 442
    assert (line["driver"], line["driver_total"], line["share"]) == (1.5, 1.5, "1")
    assert (line["vat"], line["rule_version"]) == ("outside_scope", "1")


def test_a_price_that_nobody_used(world: World) -> None:
    world.change("volumes", "payslip,1.5", "payslip,0")
    assert as_plain(world.run())["lines"][0]["share"] == "0"


def test_half_a_penny_of_a_price_goes_up(world: World) -> None:
    world.change("agreement", "4.42", "0.005").change("volumes", "1.5", "1")
    assert pence(world.run())["slips", A] == 1


def test_a_quarter_adds_its_months_and_leaves_the_others(world: World) -> None:
    world.add("volumes", f"2026-11,{A},headcount,4,r\n2026-11,{B},headcount,5,r\n")
    world.add("volumes", f"2027-01,{A},headcount,99,r\n")
    run = world.run("2026-27Q3")
    assert as_plain(run)["period"] == "2026/27 Q3"
    drivers = {line.council: line.driver for line in run.charged.lines if line.pool == "staff"}
    assert drivers == {A: 6, B: 6}
    assert pence(run)["staff", A] == 5001


def test_two_sources_of_one_month_are_added(world: World) -> None:
    world.add("volumes", f"2026-10,{B},headcount,1,another return\n")
    assert pence(world.run())["staff", B] == 5000


@pytest.mark.parametrize(
    ("replaced_by", "share"),
    [("whole percentages", Fraction(67, 100)), ("exact shares", Fraction(2, 3))],
)
def test_beyond_the_tolerance_the_period_replaces_the_estimate(
    world: World, replaced_by: str, share: Fraction
) -> None:
    world.change("agreement", f"{A}: 2, {B}: 1", f"{A}: 1, {B}: 1")
    world.change(
        "agreement",
        "pools: [staff",
        f"tolerance: {{points: 3, replaced_by: {replaced_by}}}\n        pools: [staff",
    )
    run = world.run()
    assert run.charged.lines[2].share == share
    (told,) = as_plain(run)["tolerance"]
    assert told["service"] == "hr" and told["moved"] and told["used"][A] == str(share)
    assert (told["estimate"][A], told["period"][A]) == ("1/2", "2/3")


def test_within_the_tolerance_the_estimate_stands_and_the_driver_is_shown(world: World) -> None:
    world.change("agreement", f"{A}: 2, {B}: 1", f"{A}: 65, {B}: 35")
    world.change(
        "agreement",
        "pools: [staff",
        "tolerance: {points: 3, replaced_by: exact shares}\n        pools: [staff",
    )
    line = world.run().charged.lines[2]
    assert (line.share, line.driver, line.driver_total) == (Fraction(65, 100), 2, 3)


def test_a_tolerance_tests_only_pools_of_the_services_own_basis(world: World) -> None:
    world.change(
        "agreement",
        "pools: [staff",
        "tolerance: {points: 0, replaced_by: exact shares}\n        pools: [staff",
    )
    world.change(
        "agreement", "staff, service: hr, basis: headcount", "staff, service: hr, basis: equal"
    )
    run = world.run()
    assert run.charged.tolerance == ()
    assert [(line.driver, line.driver_total) for line in run.charged.lines[2:]] == [(1, 2), (1, 2)]


def test_agreed_percentages_need_no_volumes(world: World) -> None:
    world.change("agreement", f"{A}: 2, {B}: 1", f"{A}: 75, {B}: 25")
    world.change(
        "agreement", "staff, service: hr, basis: headcount", "staff, service: hr, basis: fixed"
    )
    line = world.run().charged.lines[2]
    assert (line.driver, line.driver_total, line.share, line.volumes) == (
        75,
        100,
        Fraction(3, 4),
        (),
    )


def fixed(world: World) -> World:
    """75 to 25, and from the 17th, the second of two halves but for a day, 25 to 75."""
    world.change("agreement", f"{A}: 2, {B}: 1", f"{A}: 75, {B}: 25")
    world.change("agreement", "basis: headcount", "basis: fixed")
    text = world.agreement.read_text("utf-8")
    version = text[text.index('  - version: "1"') :].replace('"1"', '"2"', 1)
    version = version.replace("2026-04-01", "2026-10-17")
    return world.add("agreement", version.replace(f"{A}: 75, {B}: 25", f"{A}: 25, {B}: 75"))


def test_shares_that_change_count_by_their_days(world: World) -> None:
    """16 days at 3/4 and 15 at 1/4 are 63/124 of 100.01."""
    run = fixed(world).run()
    line = run.charged.lines[2]
    assert line.share == Fraction(16 * 3 + 15, 31 * 4)
    assert pence(run)["staff", A] == 5081 and pence(run)["staff", B] == 4920
    told = as_plain(run)["lines"][2]
    assert (told["rule_version"], told["rule_versions"]) == ("2", ["1", "2"])


def test_or_by_the_day_of_posting(world: World) -> None:
    """100.00 of the 5th at 3/4, 0.01 of the 20th at 1/4."""
    run = fixed(world).add("agreement", "change_in_period: posting\n").run()
    assert pence(run)["staff", A] == 7500 and pence(run)["staff", B] == 2501
    assert run.charged.lines[2].share == Fraction(750025, 1000100)


def test_by_posting_what_comes_to_nothing_is_paid_by_one_and_owed_to_the_other(
    world: World,
) -> None:
    world.change("ledger", "3001,2000,Rent,0.01", "1001,2000,Taken back,-100.00")
    run = fixed(world).add("agreement", "change_in_period: posting\n").run()
    assert pence(run)["staff", A] == 5000 and pence(run)["staff", B] == -5000
    assert run.charged.lines[2].share == Fraction(16 * 3 + 15, 31 * 4)


def test_a_partner_that_joins_within_the_period(world: World) -> None:
    """From the 17th three councils: the new one pays for 15 days of 31."""
    world.add("volumes", f"2026-10,{C},headcount,1,r\n2026-10,{C},payslip,0,r\n")
    run = second_version(world, figures=f"{{{A}: 2, {B}: 1, {C}: 1}}").run()
    shares = {line.council: line.share for line in run.charged.lines if line.pool == "staff"}
    assert shares[C] == Fraction(15, 31) / 4
    assert sum(shares.values()) == 1


def test_a_new_price_counts_from_its_month(world: World) -> None:
    world.add("volumes", f"2026-11,{A},payslip,2,r\n2026-11,{B},payslip,1,r\n")
    world.add("volumes", f"2026-11,{A},headcount,2,r\n2026-11,{B},headcount,1,r\n")
    run = second_version(world, first="2026-11-01", **{"4.42": "5.00"}).run("2026-27Q3")
    lines = [line for line in run.charged.lines if line.pool == "slips" and line.council == A]
    assert [(one.price, one.driver, one.pence, one.versions) for one in lines] == [
        (442, Fraction(3, 2), 663, ("1",)),
        (500, 2, 1000, ("2",)),
    ]


def test_a_price_that_stays_is_one_line(world: World) -> None:
    run = second_version(world).run()
    (line,) = [one for one in run.charged.lines if one.pool == "slips" and one.council == A]
    assert (line.pence, line.versions) == (663, ("1", "2"))


def test_a_pool_that_gets_a_price_later(world: World) -> None:
    world.add("volumes", f"2026-11,{A},payslip,2,r\n2026-11,{B},payslip,0,r\n")
    second_version(world, first="2026-11-01")
    text = world.agreement.read_text("utf-8")
    early, late = text.split('  - version: "2"')
    early = early.replace("price: 4.42, unit: payslip", "basis: equal")
    world.agreement.write_text(early + '  - version: "2"' + late, encoding="utf-8")
    run = world.run("2026-27Q3")
    assert run.charged.pools["slips"] == 900 + 884
    assert run.charged.balance == {"slips": -884}


def test_a_price_that_changes_within_a_volume_is_refused(world: World) -> None:
    second_version(world, **{"4.42": "5.00"})
    with pytest.raises(
        UserMistake, match=r"VOLUMES.csv, line 4, period: the price of payslip chan"
    ):
        world.run()


def test_what_was_billed_before_is_trued_up(world: World) -> None:
    world.add(
        "agreement", f"billed: {{2026-10: {{{A}: 70.00, {B}: 40.00}}, 2026/27: {{{A}: 1.00}}}}\n"
    )
    told = as_plain(world.run())
    assert told["billed"] == {A: 7000, B: 4000}
    assert told["true_up"] == {A: 330, B: -666}


def test_a_control_total_is_agreed(world: World) -> None:
    world.run(control_total=11201)
    with pytest.raises(UserMistake) as refused:
        world.run(control_total=11300)
    assert refused.value.sentence == (
        "LEDGER.csv: its 4 lines add up to £112.01, and the control total is £113.00: "
        "a difference of −£0.99."
    )


def test_an_agreement_that_begins_within_the_period(world: World) -> None:
    world.change("agreement", "2026-04-01", "2026-10-05")
    assert world.run().segments[0].days == 27


def test_numbers_as_json_has_them() -> None:
    assert plain_number(Fraction(512)) == 512
    assert plain_number(Fraction(3, 2)) == 1.5
    assert plain_number(Fraction(1, 3)) == "1/3"


def test_it_is_json_with_a_line_each(world: World) -> None:
    told = as_plain(world.run())
    assert json.loads(json.dumps(told)) == told
    assert set(told["inputs"]) == {"agreement", "ledger", "volumes"}


def test_a_plan_without_a_vat_treatment_cannot_be_billed(world: World) -> None:
    """FORM's plans may leave it open; a bill may not."""
    run = world.run()
    (version,) = run.agreed.agreement.versions
    open_yet = replace(version, services=(replace(version.services[0], vat=None),))
    segment = replace(run.segments[0], version=open_yet)
    with pytest.raises(UserMistake, match="Nobody has chosen how the recharge of hr stands to VAT"):
        charge(
            [segment],
            run.drawn.held,
            drivers_of(run.volumes, run.period, [segment]),
            within=Within.DAYS,
            spots=run.agreed.spot,
        )


def test_the_first_rule_that_fits_counts(world: World) -> None:
    world.change(
        "agreement",
        '      - {pool: staff, cost_centre: "10*", account: "*"}\n',
        '      - {pool: staff, cost_centre: "10*", account: "*"}\n'
        '      - {pool: slips, cost_centre: "*", account: "1010"}\n',
    )
    assert world.run().charged.pools["staff"] == 10001


def test_a_quarters_volume_is_not_of_its_first_month(world: World) -> None:
    world.add("volumes", f"2026-27Q3,{A},headcount,7,another\n")
    drivers = {line.council: line.driver for line in world.run().charged.lines[2:]}
    assert drivers == {A: 2, B: 1}


def test_both_ends_of_a_period_and_the_first_day_of_a_version_belong_to_it(world: World) -> None:
    world.change("ledger", "2026-10-05", "2026-10-01").change("ledger", "2026-10-20", "2026-10-17")
    run = fixed(world).run()
    assert [dict(each)["rooms"] for each in run.drawn.held] == [0, 1]


def test_versions_stand_in_any_order_and_later_ones_do_not_count_yet(world: World) -> None:
    second_version(world, first="2026-03-01", figures=f"{{{A}: 9, {B}: 9}}")
    text = world.agreement.read_text("utf-8")
    late = text[text.index('  - version: "1"') : text.index('  - version: "2"')]
    world.add("agreement", late.replace('"1"', '"0"').replace("2026-04-01", "2027-04-01"))
    run = world.run()
    assert [(one.version.number, one.days) for one in run.segments] == [("1", 31)]
    numbers = [each.number for each in run.agreed.agreement.versions]
    assert numbers == ["2", "1", "0"]


def test_a_council_that_left_is_shown_by_its_last_driver(world: World) -> None:
    """B is in the first version alone; A's driver is the total of the second by then."""
    run = second_version(world, figures=f"{{{A}: 2}}").run()
    shown = {line.council: (line.driver, line.driver_total) for line in run.charged.lines[2:]}
    assert shown == {A: (2, 2), B: (1, 3)}
