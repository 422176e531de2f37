"""Bad input: one sentence with file, line and field."""

# ruff: noqa: E501 -- a table of mistakes reads line by line

from pathlib import Path

import pytest
from tests.run.recharge_world import A, B, World

from tallystick.words.mistakes import UserMistake


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


FIGURES = f"{A}: 2, {B}: 1"
SECOND = """  - version: "{number}"
    from: {first}
    services: []
    pools: []
    mapping: []
"""
WRONG = [
    ("vat: outside_scope", "vat: null", "services.1: nobody has chosen how the recharge of hr stand"),
    ("        vat: outside_scope\n", "", "services.1: nobody has chosen how the recharge of hr"),
    ("vat: outside_scope", "vat: none", "vat: 'none' is not known"),
    (FIGURES, f"{A}: 2, Z9: 1", "line 10, versions.1.services.1.figures.Z9: Z9 is no council's code"),
    (FIGURES, f"{A}: -2", "figures.X06000001: -2 is below zero"),
    (f"{{{FIGURES}}}", "{}", "figures: no council is named"),
    ("value: 0.4", "value: 1.4", "fixed: 1.4 is not a share"),
    ("value: 1200", "value: 0.001", "cost: 0.001 is not whole pence"),
    ("source: Budget 2026/27, grade: B", "grade: B", "cost: it needs either a source or an assum"),
    ("basis: headcount}", "basis: headcount, price: 2}", "pools.1: staff has basis and price"),
    ("service: hr, basis: headcount}", "service: hr}", "pools.1: staff has none of them"),
    ("id: staff, service: hr, b", "id: staff, b", "pools.1: staff has no service"),
    (", unit: payslip", "", "pools.2: slips has a price of nothing"),
    ("price: 4.42", "price: -4.42", "price: -4.42 is below zero"),
    ("id: slips,", "id: staff,", "pools.2: two pools are staff"),
    ("feeds: {staff: 1}", "feeds: {staff: 0}", "pools.3.feeds: it feeds nothing"),
    ("feeds: {staff: 1}", "feeds: {staff: -1}", "feeds.staff: -1 is below zero"),
    ("feeds: {staff: 1}", "feeds: {rooms: 1}", "pools.3: rooms feeds itself"),
    ("feeds: {staff: 1}", "feeds: {stuff: 1}", "pools.3: there is no pool stuff"),
    ("feeds: {staff: 1}", "feeds: {slips: 1}", "pools.3: rooms feeds slips, which is charged at a p"),
    (
        "{id: rooms, feeds: {staff: 1}}",
        "{id: rooms, feeds: {halls: 1}}\n      - {id: halls, feeds: {rooms: 1}}",
        "pools.4: what halls holds never leaves",
    ),
    ("pools: [staff, slips]", "pools: [staff, stuff]", "pools.2: there is no pool stuff"),
    ("{pool: rooms, c", "{pool: attic, c", "mapping.3.pool: there is no pool attic"),
    ("host: X06000001", "host: X06000009", "host: 'X06000009' is not known"),
    ("form: lead", "form: none", "form: 'none' is not known"),
    ("function: hr", "function:", "function: a text is missing"),
    ("vat: outside_scope", "vat: outside_scope\n        tolerance: {points: 3, replaced_by: x}", "is not kn"),
    ("name: Vale", "colour: red\nname: Vale", "line 1, colour: there is no such field"),
    ("    from: 2026-04-01\n", "", "versions.1: the field from is missing"),
    ("2026-04-01", "1 April", "versions.1.from: '1 April' is not a day"),
    ("    pools:\n", "    cap: {value: 0, source: clause 3}\n    pools:\n", "cap: a ceiling of nought"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[each[2][:30] for each in WRONG])
def test_an_agreement_that_does_not_fit(world: World, old: str, new: str, said: str) -> None:
    with pytest.raises(UserMistake) as refused:
        world.change("agreement", old, new).run()
    assert said in refused.value.sentence
    assert f"{world.agreement}, line " in refused.value.sentence


ADDED = [
    (SECOND.format(number=2, first="2026-05-01"), "versions.2.services: no service is named"),
    ("change_in_period: weeks\n", "change_in_period: 'weeks' is not known"),
    (f"billed: {{May: {{{A}: 1.00}}}}\n", "billed.May: May is not a period"),
    ("billed: {2026-10: {X07000006: 1.00}}\n", "X07000006 is not in the agreement"),
    (f"billed: {{2026-10: {{{A}: 1.001}}}}\n", "1.001 is not whole pence"),
]


@pytest.mark.parametrize(("text", "said"), ADDED, ids=[each[1][:30] for each in ADDED])
def test_what_is_added_and_does_not_fit(world: World, text: str, said: str) -> None:
    with pytest.raises(UserMistake) as refused:
        world.add("agreement", text).run()
    assert said in refused.value.sentence


def again(world: World, **words: str) -> World:
    text = world.agreement.read_text("utf-8")
    version = text[text.index('  - version: "1"') :]
    for old, new in words.items():
        version = version.replace(old, new, 1)
    return world.add("agreement", version)


def test_versions_that_overlap(world: World) -> None:
    with pytest.raises(
        UserMistake, match=r"line 23, versions.2: versions 1 and 2 both begin on 2026"
    ):
        again(world, **{'"1"': '"2"'}).run()


def test_two_versions_of_one_number(world: World) -> None:
    with pytest.raises(UserMistake, match=r"versions.2: two versions are 1"):
        again(world, **{"2026-04-01": "2026-05-01"}).run()


def test_two_schedules_of_one_service(world: World) -> None:
    text = world.agreement.read_text("utf-8")
    schedule = text[text.index("      - function") : text.index("    pools:\n")]
    with pytest.raises(UserMistake, match=r"services.2: hr has two schedules"):
        world.change("agreement", schedule, schedule * 2).run()


def test_a_pool_of_another_service(world: World) -> None:
    text = world.agreement.read_text("utf-8")
    schedule = text[text.index("      - function") : text.index("    pools:\n")]
    other = schedule.replace("hr", "it", 1)
    with pytest.raises(UserMistake, match=r"services.2.pools.1: staff is a pool of hr"):
        world.change("agreement", schedule, schedule + other).run()


def test_an_agreement_without_versions(world: World) -> None:
    text = world.agreement.read_text("utf-8")
    world.agreement.write_text(text[: text.index("versions:")] + "versions: []\n", "utf-8")
    with pytest.raises(UserMistake, match=r"versions: it has no version"):
        world.run()


def test_further_terms_are_kept(world: World) -> None:
    world.change(
        "agreement",
        "    pools:\n",
        "    cap: {value: 400, assumption: guess}\n    notice_months: 12\n    review: 2028-10-01\n"
        "    clauses: {termination: clause 14}\n    pools:\n",
    ).change("agreement", "        pools: [staff, slips]\n", "")
    version = world.run().agreed.agreement.versions[0]
    assert (version.exit.cap, version.exit.notice_months) == (40000, 12)
    assert version.review is not None and version.clauses == {"termination": "clause 14"}


FILES = [
    ("volumes", f"2026-10,{B},headcount,1,return\n", "", "VOLUMES.csv, headcount: X06000002 has no volum"),
    ("volumes", f"2026-10,{B},payslip,0,return\n", "", "VOLUMES.csv, payslip: X06000002 has no volume"),
    ("volumes", ",headcount,", ",heads,", "headcount: X06000001 has no volume for 2026-10, which"),
    ("volumes", f"{B},headcount", "X07000006,headcount", "line 3, council: X07000006 is not in the agr"),
    ("volumes", "headcount,1", "headcount,-1", "VOLUMES.csv, line 3, value: -1 is below zero"),
    ("volumes", "headcount,1", "headcount,one", "line 3, value: 'one' is not a number"),
    ("volumes", "headcount,1,return", "headcount,1,", "line 3, source: it is empty"),
    ("volumes", f"2026-10,{B},headcount", f"Oct,{B},headcount", "line 3, period: 'Oct' is not a period"),
    ("volumes", f"{B},headcount,1", f"{A},headcount,2", "line 3, period: headcount of X06000001 for 20"),
    ("volumes", "headcount,2,", "headcount,0,", "there is nothing to take shares of"),
    ("ledger", "2026-10-20", "2026-11-20", "LEDGER.csv, line 3, posted_on: 2026-11-20 is not in 2026-10"),
    ("ledger", "2026-10-20", "soon", "LEDGER.csv, line 3, posted_on: 'soon' is not a day"),
    ("ledger", "0.01", "0.001", "LEDGER.csv, line 3, pounds: 0.001 is not whole pence"),
    ("ledger", "0.01", "nil", "LEDGER.csv, line 3, pounds: 'nil' is not an amount"),
    ("ledger", "3001", "", "LEDGER.csv, line 3, cost_centre: it has no cost centre"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "said"), FILES, ids=[each[3][:30] for each in FILES]
)
def test_files_that_do_not_fit(world: World, file: str, old: str, new: str, said: str) -> None:
    if "nothing to take" in said:
        world.change("volumes", f"{B},headcount,1", f"{B},headcount,0")
    with pytest.raises(UserMistake) as refused:
        world.change(file, old, new).run()
    assert said in refused.value.sentence


def test_a_month_that_one_partner_lacks(world: World) -> None:
    world.add("volumes", f"2026-11,{A},headcount,4,r\n")
    with pytest.raises(UserMistake, match="headcount: X06000002 has no volume for 2026-11"):
        world.run("2026-27Q3")


def test_a_month_beside_the_quarter_that_holds_it(world: World) -> None:
    world.add("volumes", f"2026-27Q3,{A},headcount,4,r\n")
    with pytest.raises(UserMistake, match=r"line 6, period: 2026/27 Q3 overlaps 2026-10 of line 2"):
        world.run("2026-27Q3")


def test_percentages_that_are_not_100(world: World) -> None:
    world.change("agreement", "basis: headcount}", "basis: fixed}")
    with pytest.raises(
        UserMistake, match=r"pools.1: fixed: the percentages add up to 3, not to 100"
    ):
        world.run()


def test_a_line_before_the_agreement_began(world: World) -> None:
    world.change("agreement", "2026-04-01", "2026-10-06")
    with pytest.raises(
        UserMistake, match=r"LEDGER.csv, line 2, posted_on: nothing of the agreement"
    ):
        world.run()


def test_a_period_before_and_one_after_the_agreement(world: World) -> None:
    with pytest.raises(UserMistake, match="nothing of it is in force on 2026-03-31"):
        world.run("2026-03")
    world.add("agreement", "ends: 2026-09-30\n")
    with pytest.raises(UserMistake, match="ended on 2026-09-30, before 2026-10"):
        world.run()
