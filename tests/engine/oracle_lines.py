"""What is asked of lines themselves, answered in plain Python: lines that stand twice, sums and
lines of a cut. See oracle.py."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from tests.engine.oracle import OPEN, Row, World, common_texts, meaning, place, published


def shared_lines(
    world: World, suspects: Collection[tuple[str, date]]
) -> list[tuple[date, str, str, int]]:
    """month, one, other, shared."""
    held: dict[tuple[date, str], Counter[tuple[Any, ...]]] = defaultdict(Counter)
    names = ("paid_on", "supplier", "amount_pence", "transaction_ref")
    for row in world.payments:
        if (row["source"], row["month"]) in suspects:
            held[row["month"], row["source"]][tuple(row[name] for name in names)] += 1
    found = [
        (month, one, other, (mine & theirs).total())
        for (month, one), mine in held.items()
        for (month_, other), theirs in held.items()
        if month == month_ and one < other
    ]
    return sorted(row for row in found if row[3])


def twin_lines(world: World) -> list[tuple[Any, ...]]:
    """source, contents, repeated, lines, twins."""
    names = (
        *("paid_on", "supplier", "amount_pence", "transaction_ref", "invoice_ref"),
        *("department", "description", "narrative"),
    )
    held: dict[str, Counter[tuple[Any, ...]]] = defaultdict(Counter)
    for row in world.payments:
        held[row["source"]][tuple(row[name] for name in names)] += 1
    answer = []
    for source, contents in sorted(held.items()):
        twins = [times for times in contents.values() if times > 1]
        if twins:
            answer.append((source, len(contents), len(twins), contents.total(), sum(twins)))
    return answer


def cut(world: World, chosen: dict[str, str]) -> list[tuple[Row, Row]]:
    """The payments of a cut with their meanings."""
    found = []
    for row in world.payments:
        month = row["month"] and f"{row['month']:%Y-%m}"
        said = {**meaning(world, row), "council": row["council"], "month": month}
        if all(said[column] == value for column, value in chosen.items()):
            found.append((row, said))
    return found


def sum_of(rows: list[tuple[Row, Row]]) -> tuple[Any, ...]:
    """pence, lines, first, last, councils, suppliers."""
    return (
        *part_of(rows),
        len({row["council"] for row, _said in rows}),
        len({said["supplier_id"] for _row, said in rows if said["kind"] in OPEN}),
    )


def part_of(rows: list[tuple[Row, Row]]) -> tuple[Any, ...]:
    """pence, lines, first, last."""
    months = [row["month"] for row, _said in rows if row["month"] is not None]
    pence = sum(row["amount_pence"] for row, _said in rows)
    return pence, len(rows), min(months, default=None), max(months, default=None)


def sums_by(world: World, chosen: dict[str, str], by: str) -> list[tuple[Any, ...]]:
    """value, pence, lines, first, last: the largest first."""
    parts: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for row, said in cut(world, chosen):
        if by != "supplier_id" or said["kind"] in OPEN:
            parts[said[by]].append((row, said))
    found = [(value, *part_of(rows)) for value, rows in parts.items()]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def suppliers_with(world: World, word: str) -> list[tuple[Any, ...]]:
    """supplier_id, name, pence, lines, councils: the largest first."""
    spelt: dict[str, set[str]] = defaultdict(set)
    paid: dict[str, list[Row]] = defaultdict(list)
    for row, said in cut(world, {}):
        spelt[said["supplier_id"]].add(row["supplier"] or "")
        if said["kind"] in OPEN:
            paid[said["supplier_id"]].append(row)
    answer = []
    for supplier_id, rows in paid.items():
        name = world.suppliers[supplier_id]["name"]
        if any(word.lower() in each.lower() for each in (name, *spelt[supplier_id])):
            pence = sum(row["amount_pence"] for row in rows)
            councils = {row["council"] for row in rows}
            answer.append((supplier_id, name, pence, len(rows), len(councils)))
    return sorted(answer, key=lambda row: (-row[2], row[0]))


def lines_of(world: World, chosen: dict[str, str], least: int) -> list[tuple[Any, ...]]:
    """council, path, sheet, line, paid_on, month, pence, supplier_id, spelling, label, text of the
    open lines of a cut: the largest first."""
    common = common_texts(world, least)
    rows = [(row, said) for row, said in cut(world, chosen) if said["kind"] in OPEN]
    rows.sort(key=lambda each: (-each[0]["amount_pence"], *place(each[0])))
    return [
        (
            row["council"],
            *published(row),
            row["month"],
            row["amount_pence"],
            said["supplier_id"],
            row["supplier"] or "",
            said["label"],
            said["text"] if said["text"] in common else "",
        )
        for row, said in rows
    ]
