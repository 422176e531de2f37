"""The invented county's councils and systems are known only where its own files are."""

from pathlib import Path

import pytest

from tallystick.cli.work.common import councils_of_plan, known_councils, known_products
from tallystick.engine.snapshot import open_snapshot
from tallystick.engine.store import open_store
from tallystick.read.persist import read_into_store
from tallystick.reference.councils import load_councils
from tallystick.reference.products import load_products

REAL, INVENTED = "E08000006", "X10000001"
HEADER = "Payment Date,Supplier Name,Net Amount"


def store_of(folder: Path, *councils: str) -> Path:
    """A store that holds a file of each of these councils."""

    known = known_councils(None)
    lines = [HEADER, *(f"{day:02}/04/2024,Quillworks Ltd,{day}.00" for day in range(1, 9))]
    for code in councils:
        file = folder / f"{code}.csv"
        file.write_text("\n".join(lines), encoding="utf-8")
        with open_store(folder / "store") as store:
            read_into_store(store, [file], councils=known, council=code)
    return folder / "store"


@pytest.mark.parametrize(
    ("councils", "known"), [((REAL,), False), ((INVENTED,), True), ((REAL, INVENTED), True)]
)
def test_a_store_of_real_councils_knows_no_invented_one(
    tmp_path: Path, councils: tuple[str, ...], known: bool
) -> None:
    folder = store_of(tmp_path, *councils)
    assert (known_councils(folder).by_code(INVENTED) is not None) is known
    assert known_councils(folder).by_code(REAL) is not None
    with open_snapshot(folder) as store:
        extra = set(known_products(store).products) - set(load_products().products)
    assert bool(extra) is known


def test_a_store_that_is_still_to_be_made_may_become_either(tmp_path: Path) -> None:
    assert known_councils(tmp_path / "none").by_code(INVENTED) is not None


def test_a_plan_knows_the_invented_county_where_it_has_its_codes(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yml"
    plan.write_text(f"councils:\n  {REAL}: {{}}\n", encoding="utf-8")
    assert councils_of_plan(plan).by_code(INVENTED) is None
    assert councils_of_plan(tmp_path / "none.yml").by_code(INVENTED) is None
    plan.write_text(f"councils:\n  {INVENTED}: {{}}\n", encoding="utf-8")
    assert councils_of_plan(plan).by_code(INVENTED) is not None


def test_no_real_council_has_a_code_like_an_invented_one() -> None:
    assert not [each.code for each in load_councils() if each.code.startswith("X")]
