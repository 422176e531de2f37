"""The shared vectors in words of our own, so that they are held where ../shared is not there."""

from pathlib import Path

import pytest
from tests.run.recharge_world import A, B, World

from tallystick.run.recharge.plain import as_plain
from tallystick.words.share import apportion

THIRD = "X06000003"

PLAIN = """\
name: {name}
form: lead
host: X06000001
versions:
  - version: "2026.1"
    from: 2026-04-01
    services:
      - function: hr
        basis: {basis}
        figures: {{X06000001: 50, X06000002: 30, X06000003: 20}}
        cost: {{value: 600000, source: Budget, grade: B}}
        fixed: {{value: 0.4, assumption: systems, owner: an officer}}
        vat: outside_scope
    pools: [{{id: staff, service: hr, basis: {basis}}}]
    mapping: [{{pool: staff, cost_centre: "4*", account: "1*"}}]
"""


def world(folder: Path, basis: str, period: str, figures: list[int], rows: list[str]) -> World:
    made = World(folder)
    made.agreement.write_text(PLAIN.format(name="Any", basis=basis), encoding="utf-8")
    head = "line,posted_on,cost_centre,account,text,pounds\n"
    made.ledger.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    told = zip((A, B, THIRD), figures, strict=True)
    lines = [f"{period},{code},{basis},{figure},return\n" for code, figure in told]
    made.volumes.write_text("period,council,driver,value,source\n" + "".join(lines), "utf-8")
    return made


def test_heads_of_three_councils(tmp_path: Path) -> None:
    """£10,000.00 by 512, 110 and 99 heads: two spare pence to the two largest remainders."""
    rows = [
        "2,2026-10-28,42001,1010,October,7500.00",
        "3,2026-10-30,42002,1020,Overtime,2600.00",
        "4,2026-10-30,42001,1010,Recovered,-100.00",
    ]
    told = as_plain(world(tmp_path, "headcount", "2026-10", [512, 110, 99], rows).run())
    assert told["totals"] == {A: 710_125, B: 152_566, THIRD: 137_309}
    assert [one["line"] for one in told["lines"][0]["sources"]] == [2, 3, 4, 2, 3, 4]


def test_an_outturn_after_a_years_bills(tmp_path: Path) -> None:
    """£630,000.00 by 5,460, 2,730 and 1,910 after £600,000.00 at 50/30/20."""
    made = world(
        tmp_path,
        "transactions",
        "2026/27",
        [5460, 2730, 1910],
        ["2,2027-03-31,44,1,Outturn,630000"],
    )
    made.add(
        "agreement", f"billed: {{2026/27: {{{A}: 300000, {B}: 180000.00, {THIRD}: 120000}}}}\n"
    )
    told = as_plain(made.run("2026/27"))
    assert told["totals"] == {A: 34_057_426, B: 17_028_713, THIRD: 11_913_861}
    assert told["true_up"] == {A: 4_057_426, B: -971_287, THIRD: -86_139}


@pytest.mark.parametrize(
    ("pence", "weights"),
    [
        (18_225, [98, 2]),  # frappe/erpnext and odoo lost or made a penny of these
        (78_508, [3333, 3333, 3334]),
        (14_565, [50, 50]),
        (100_000, [3333, 3333, 3333]),
        (-1, [1, 1, 1]),
        (10_000, [0, 1, 2]),
        (1, [95, 5]),
    ],
)
def test_splits_that_other_systems_got_wrong(pence: int, weights: list[int]) -> None:
    parts = apportion(pence, weights)
    assert sum(parts) == pence
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)
