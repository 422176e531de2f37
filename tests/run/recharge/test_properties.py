"""What holds of any bill: it adds up, order does not matter, the same gives the same."""

import random
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.run.recharge_world import World

from tallystick.run.recharge.plain import as_plain, json_pieces

CODES = [f"X0600000{at}" for at in range(1, 6)]
BASES = ("headcount", "calls", "equal")


@st.composite
def services(draw: st.DrawFn) -> dict[str, Any]:
    councils = CODES[: draw(st.integers(1, 5))]
    charged = draw(st.lists(st.sampled_from(BASES), min_size=1, max_size=4))
    feeding = draw(st.integers(0, 3))
    names = [f"c{at}" for at in range(len(charged))]
    pools = [
        f"{{id: {id}, service: hr, basis: {by}}}" for id, by in zip(names, charged, strict=True)
    ]
    feeds = [f"f{at}" for at in range(feeding)]
    for id in feeds:
        weights = {other: draw(st.integers(0, 4)) for other in (*feeds, *names) if other != id}
        weights["c0"] = draw(st.integers(1, 4))
        told = ", ".join(f"{other}: {weight}" for other, weight in weights.items())
        pools.append(f"{{id: {id}, feeds: {{{told}}}}}")
    centres = [*names, *feeds, "none"]
    rows = st.tuples(st.sampled_from(centres), st.integers(-99999, 999999))
    return {
        "councils": councils,
        "pools": pools,
        "mapping": [f"{{pool: {id}, cost_centre: {id}, account: '*'}}" for id in (*names, *feeds)],
        "ledger": draw(st.lists(rows, min_size=1, max_size=12)),
        "volumes": [
            (code, by, draw(st.integers(0 if at else 1, 500)))
            for at, code in enumerate(councils)
            for by in BASES[:2]
        ],
    }


def written(world: World, made: dict[str, Any]) -> World:
    figures = ", ".join(f"{code}: 1" for code in made["councils"])
    head = (
        f"name: Any\nform: lead\nhost: {CODES[0]}\nversions:\n  - version: a\n"
        "    from: 2026-04-01\n    services:\n      - function: hr\n        basis: headcount\n"
        f"        figures: {{{figures}}}\n        cost: {{value: 1, source: s}}\n"
        "        fixed: {value: 0, source: s}\n        vat: exempt\n"
    )
    pools = "".join(f"      - {each}\n" for each in made["pools"])
    mapping = "".join(f"      - {each}\n" for each in made["mapping"])
    world.agreement.write_text(f"{head}    pools:\n{pools}    mapping:\n{mapping}", "utf-8")
    lines = [
        f"{p // 100 if p >= 0 else -(-p // 100)}.{abs(p) % 100:02}" for _c, p in made["ledger"]
    ]
    signed = [
        f"-{text.lstrip('-')}" if p < 0 else text
        for text, (_c, p) in zip(lines, made["ledger"], strict=True)
    ]
    rows = [
        f"2,2026-10-01,{centre},1,x,{text}\n"
        for (centre, _p), text in zip(made["ledger"], signed, strict=True)
    ]
    world.ledger.write_text("line,posted_on,cost_centre,account,text,pounds\n" + "".join(rows))
    used = [f"2026-10,{code},{by},{value},r\n" for code, by, value in made["volumes"]]
    world.volumes.write_text("period,council,driver,value,source\n" + "".join(used))
    return world


@given(services(), st.integers(0, 99))
def test_it_adds_up_and_order_does_not_matter(
    tmp_path_factory: Any, made: dict[str, Any], seed: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("any")
    run = written(World(folder), made).run()
    told = as_plain(run)
    unmapped = sum(each["pence"] for each in told["unmapped"])
    assert sum(line["pence"] for line in told["lines"]) == told["total_pence"]
    assert told["total_pence"] == sum(told["pools"].values()) == sum(told["totals"].values())
    assert told["total_pence"] + unmapped == sum(pence for _centre, pence in made["ledger"])
    assert "".join(json_pieces(written(World(folder), made).run())) == "".join(json_pieces(run))
    order = random.Random(seed)
    for part in ("councils", "pools", "mapping", "ledger", "volumes"):
        made[part] = order.sample(made[part], len(made[part]))
    made["mapping"].sort(key=lambda each: order.random())
    again = as_plain(written(World(folder), made).run())
    fields = ("council", "pool", "pence", "share", "driver", "driver_total")
    charged = [[line[each] for each in fields] for line in told["lines"]]
    assert [[line[each] for each in fields] for line in again["lines"]] == charged
