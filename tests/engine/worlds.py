"""Made-up worlds for tests that compare a store's answers with a plain walk over its lines."""

import random
from datetime import date

import pyarrow as pa
from tests.engine import oracle
from tests.engine.oracle import Row, World

from tallystick.engine import distinct
from tallystick.engine.arriving import SourceRow
from tallystick.engine.schema import PAYMENTS, REJECTS
from tallystick.engine.store import Store

RECORD = {"tables": [], "warnings": [], "warning_codes": [], "months": {}}
MONTHS = (date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1))


def made_world(seed: int, *, lines: int = 400) -> World:
    """A made-up world with gaps: no month, no supplier, no words, no reference, equal amounts."""
    dice = random.Random(seed)
    councils = ("X06000001", "X06000002", "X07000001")
    firms = [f"Firm {number}" for number in range(12)]
    spellings = {f"{firm}{tail}": firm.lower() for firm in firms for tail in ("", " LTD")}
    suppliers = {
        firm.lower(): {
            "supplier_id": firm.lower(),
            "name": firm,
            "group_id": "group" if number in (3, 4) else None,
            "kind": ("organisation", "public_body", "person", "redacted", "none")[number % 5],
        }
        for number, firm in enumerate(firms)
    }
    payments = tuple(
        {
            "source": str(dice.randrange(4)) * 64,
            "sheet": dice.choice(("", "Sheet1")),
            "line": line,
            "council": dice.choice(councils),
            "month": dice.choices((None, *MONTHS), (1, 1, 4, 9))[0],
            "supplier": dice.choices((None, "Unmatched", dice.choice(list(spellings))), (1, 1, 9))[
                0
            ],
            "amount_pence": dice.choice((-20_000, 20_833, 20_834, 41_666, 41_667, 60_000, 90_000)),
            "transaction_ref": dice.choice((None, "T1", "T2", "T3")),
            "invoice_ref": dice.choice((None, "I1", "I2")),
            "department": dice.choice((None, "Finance")),
            "description": dice.choice((None, "Software", "Agency staff")),
            "category": dice.choice((None, "ICT")),
            "category_code": dice.choice((None, "270000")),
            **_further(dice),
        }
        for line in range(2, lines + 2)
    )
    payments = tuple({**row, "paid_on": _day(row["month"], dice)} for row in payments)
    payments += _standing_twice(payments)
    return World(payments, spellings, suppliers, _categories(payments, spellings, suppliers, dice))


def _further(dice: random.Random) -> Row:
    """What few questions ask of a line."""
    return {
        "net_pence": dice.choice((None, 5)),
        "company_number": dice.choices((None, "01234567", "07654321"), (6, 9, 1))[0],
        "vat_number": dice.choices((None, "GB1"), (9, 1))[0],
        "charity_number": None,
        "supplier_ref": dice.choice((None, "77", "8")),
        "narrative": dice.choices((None, "Paid"), (4, 1))[0],
        "cost_centre": dice.choices((None, "Payroll"), (4, 1))[0],
        "subjective": dice.choices((None, "Fees"), (4, 1))[0],
    }


def _standing_twice(payments: tuple[Row, ...]) -> tuple[Row, ...]:
    """Some lines once more: every fifth in its own file, and every seventh in another."""
    own = [{**row, "line": row["line"] + 10_000} for row in payments[::5]]
    other = [{**row, "line": row["line"] + 20_000, "source": "2" * 64} for row in payments[::7]]
    return (*own, *other)


def _day(month: date | None, dice: random.Random) -> date | None:
    """A day of a month, or none."""
    return month and dice.choice((None, month, month.replace(day=9)))


def _categories(
    payments: tuple[Row, ...],
    spellings: dict[str, str],
    suppliers: dict[str, Row],
    dice: random.Random,
) -> tuple[Row, ...]:
    """Most combinations that occur, each with a category."""
    bare = World(payments, spellings, suppliers, ())
    seen: dict[tuple[str, ...], Row] = {}
    for row in payments:
        supplier = suppliers.get(oracle.meaning(bare, row)["supplier_id"])
        said = {
            "supplier": supplier["name"] if supplier else "",
            "kind": supplier["kind"] if supplier else "none",
            **oracle.texts(row),
        }
        seen[tuple(said.values())] = said
    return tuple(
        {**said, **dice.choice(({"label": "it", "category": "software"},
                                {"label": "hr", "category": "agency_staff"})),
         "confidence": dice.choice((1.0, 0.75, 0.5)), "reasons": dice.choice(((), ("a", "b")))}
        for _, said in sorted(seen.items())
        if dice.random() < 0.9
    )  # fmt: skip


def fill(store: Store, world: World) -> None:
    """Put a world into a store as read, matched and classified."""
    for source in sorted({row["source"] for row in world.payments}):
        rows = [row for row in world.payments if row["source"] == source]
        with store.draft(source) as draft:
            draft.write(pa.Table.from_pylist(rows, schema=PAYMENTS), REJECTS.empty_table())
            row = SourceRow(
                source,
                f"{source}.csv",
                rows[0]["council"],
                1,
                "1",
                len(rows),
                0,
                0,
                None,
                None,
                RECORD,
            )
            draft.commit(row, place=f"/{source}.csv")
    named = [
        {"spelling": spelling, "supplier_id": supplier, "score": 1.0, "reasons": []}
        for spelling, supplier in world.spellings.items()
    ]
    distinct.put_suppliers(
        store,
        pa.Table.from_pylist(named, schema=distinct.SPELLINGS),
        pa.Table.from_pylist(list(world.suppliers.values()), schema=distinct.SUPPLIERS),
        version="1",
    )
    rows = [{**row, "proclass": None} for row in world.categories]
    distinct.put_categories(
        store, pa.Table.from_pylist(rows, schema=distinct.CATEGORIES), version="1", keep=False
    )
