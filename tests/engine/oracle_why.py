"""What is asked of why lines stand where they stand, answered in plain Python. See oracle.py."""

from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

from tests.engine.oracle import OPEN, Row, World, common_texts, meaning, place, published, texts
from tests.engine.oracle_lines import cut
from tests.engine.oracle_texts import Words, words_of


def whys(world: World, rows: list[tuple[Row, Row]]) -> dict[Words, tuple[Any, ...]]:
    """Wording of an organisation or public body -> spelling, supplier_id, supplier, score, joined,
    department, description, category_text, category_code, label, category, confidence, reasons,
    pence, lines."""
    paid: dict[Words, list[Row]] = defaultdict(list)
    for row, said in rows:
        if said["kind"] in OPEN:
            paid[words_of(row)].append(row)
    return {words: (*_evidence(world, mine[0]), *_sums(mine)) for words, mine in paid.items()}


def _evidence(world: World, row: Row) -> tuple[Any, ...]:
    said = meaning(world, row)
    name = world.suppliers[said["supplier_id"]]["name"]
    beside = {"supplier": name, "kind": said["kind"], **texts(row)}
    known = [each for each in world.categories if beside.items() <= each.items()]
    sure = (known[0]["confidence"], tuple(known[0]["reasons"])) if known else (0.0, ())
    wording = (row["department"], row["description"], row["category"], row["category_code"])
    return (row["supplier"], said["supplier_id"], name, 1.0, (),
            *(text or "" for text in wording), said["label"], said["category"], *sure)  # fmt: skip


def _sums(rows: list[Row]) -> tuple[int, int]:
    return sum(row["amount_pence"] for row in rows), len(rows)


def joined(world: World, supplier_id: str) -> list[tuple[str, int, int]]:
    """spelling, pence, lines of a supplier that may be named: the busiest first."""
    paid: dict[str, list[Row]] = defaultdict(list)
    for row in world.payments:
        said = meaning(world, row)
        if said["supplier_id"] == supplier_id and said["kind"] in OPEN:
            paid[row["supplier"]].append(row)
    found = [(spelling, *_sums(rows)) for spelling, rows in paid.items()]
    return sorted(found, key=lambda row: (-row[2], row[0]))


def busiest(world: World) -> set[Words]:
    """The wordings than which none of the same spelling has more lines."""
    lines = Counter(words_of(row) for row in world.payments)
    most: dict[str, int] = defaultdict(int)
    for (spelling, *_said), count in lines.items():
        most[spelling] = max(most[spelling], count)
    return {words for words, count in lines.items() if count == most[words[0]]}


def called_so(world: World, name: str) -> list[str]:
    """Spellings that are so, or whose supplier is shown so: the exact ones, then the busiest."""
    seen: Counter[str] = Counter()
    for row in world.payments:
        said = meaning(world, row)
        if said["kind"] in OPEN:
            shown = world.suppliers[said["supplier_id"]]["name"]
            if name.lower() in (row["supplier"].lower(), shown.lower()):
                seen[row["supplier"]] += 1
    return sorted(seen, key=lambda spelling: (spelling != name, -seen[spelling], spelling))


def listed(world: World, chosen: dict[str, str], *, least: int) -> list[tuple[Any, ...]]:
    """council, paid_on, month, supplier, supplier_id, spelling, pounds, label, category, text,
    path, sheet and line of the open lines of a cut: the largest first."""
    common = common_texts(world, least)
    rows = [(row, said) for row, said in cut(world, chosen) if said["kind"] in OPEN]
    rows.sort(key=lambda each: (-each[0]["amount_pence"], *place(each[0])))
    answer = []
    for row, said in rows:
        path, sheet, line, paid_on = published(row)
        text = said["text"] if said["text"] in common else None
        shown = world.suppliers[said["supplier_id"]]["name"]
        answer.append((row["council"], paid_on, row["month"], shown, said["supplier_id"],
                       row["supplier"], _pounds(row["amount_pence"]), said["label"],
                       said["category"], text, path, sheet or None, line))  # fmt: skip
    return answer


def _pounds(pence: int) -> Decimal:
    return Decimal(pence) / 100


def as_read(world: World, row: Row) -> tuple[Any, ...] | None:
    """A published line whose supplier may be named; else None."""
    if meaning(world, row)["kind"] not in OPEN:
        return None
    names = ("amount_pence", "transaction_ref", "invoice_ref", "department", "description",
             "category", "category_code")  # fmt: skip
    path = published(row)[0]
    return (path, row["source"], row["council"], row["paid_on"], row["month"], row["supplier"],
            *(row[name] for name in names))  # fmt: skip
