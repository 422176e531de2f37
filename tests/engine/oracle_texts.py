"""What is asked of words, spellings and combinations, answered in plain Python: see oracle.py."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from tests.engine.oracle import (
    OPEN,
    Row,
    Window,
    World,
    inside_window,
    meaning,
    place,
    published,
    texts,
)

Words = tuple[str, ...]


def words_of(row: Row) -> Words:
    """A payment's wording: spelling, department, description, category, code, cost centre,
    subjective heading and narrative."""
    return row["supplier"] or "", *texts(row).values()


def about(world: World, labels: Sequence[str]) -> dict[Words, tuple[str, ...]]:
    """Wording of an organisation or public body with one of the labels -> supplier_id, firm, kind,
    label, category, department, text, heading, spelling."""
    found = {}
    for row in world.payments:
        said = meaning(world, row)
        if said["label"] in labels and said["kind"] in OPEN:
            words = words_of(row)
            told = (said[name] for name in ("supplier_id", "firm", "kind", "label", "category"))
            found[words] = (*told, words[1], said["text"], words[3], words[0])
    return found


def words_about(world: World, labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """Suppliers, and departments, texts and headings."""
    rows = about(world, labels).values()
    return sorted({row[0] for row in rows}), sorted({text for row in rows for text in row[5:8]})


def wordings_about(
    world: World, labels: Sequence[str], suppliers: Collection[str], said: Collection[str]
) -> dict[Words, tuple[str, ...]]:
    """Those of `about` that are of one of the suppliers or have one of the texts."""
    return {
        words: row
        for words, row in about(world, labels).items()
        if row[0] in suppliers or any(text in said for text in row[5:8])
    }


def sums_by_wording(
    world: World, wordings: Collection[Words], window: Window
) -> dict[tuple[str, Words], tuple[Any, ...]]:
    """Council and wording -> pence, lines, path, sheet, line, paid_on, month, line_pence."""
    groups: dict[tuple[str, Words], list[tuple[Row, date]]] = defaultdict(list)
    for row, month in inside_window(world, window):
        if words_of(row) in wordings:
            groups[row["council"], words_of(row)].append((row, month))
    answer = {}
    for key, rows in groups.items():
        top, month = min(rows, key=lambda each: (-each[0]["amount_pence"], *place(each[0])))
        pence = sum(row["amount_pence"] for row, _month in rows)
        answer[key] = (pence, len(rows), *published(top), month, top["amount_pence"])
    return answer


def combinations(world: World) -> dict[tuple[str, ...], list[int]]:
    """supplier, kind, department, description, category_text, category_code, cost_centre,
    subjective, narrative -> pence of its lines."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in world.payments:
        supplier = world.suppliers.get(world.spellings.get(row["supplier"] or "", ""))
        who = (supplier["name"], supplier["kind"]) if supplier else ("", "none")
        found[*who, *words_of(row)[1:]].append(row["amount_pence"])
    return found


def unseen(world: World, *, again: bool) -> list[tuple[Any, ...]]:
    """Combinations without a category (again: all), each with its number of lines."""
    known = {tuple(row.values())[:9] for row in world.categories}
    return sorted(
        (*key, len(pence))
        for key, pence in combinations(world).items()
        if again or key not in known
    )


def doubtful(world: World, most: int) -> list[tuple[Any, ...]]:
    """supplier, department, description, category_text, label, category, confidence, reasons,
    pence, lines: of the least sure of their codes and kinds."""
    paid = combinations(world)
    groups: dict[tuple[str, ...], list[tuple[float, tuple[str, ...], str, Row, list[int]]]] = (
        defaultdict(list)
    )
    for row in world.categories:
        key = tuple(row.values())[:9]
        supplier, kind, *shown = key[:5]
        if kind in OPEN and key in paid:
            told = (row["confidence"], key[5:], kind, row, paid[key])
            groups[supplier, *shown].append(told)
    answer: list[tuple[Any, ...]] = []
    for texts_, told_ in groups.items():
        _confidence, _codes, _kind, row, _pence = min(told_, key=lambda each: each[:3])
        pence = [one for each in told_ for one in each[4]]
        if row["confidence"] < 1:
            names = ("label", "category", "confidence", "reasons")
            answer.append((*texts_, *(row[name] for name in names), sum(pence), len(pence)))
    answer.sort(key=lambda row: (-(1 - row[6]) * abs(row[8]), *row[:4]))
    return answer[:most]


def spellings_seen(world: World) -> list[tuple[Any, ...]]:
    """spelling, lines, pence, councils, company_number, vat_number, charity_number,
    supplier_refs."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in world.payments:
        if row["supplier"] is not None:
            groups[row["supplier"]].append(row)
    answer = []
    for spelling, rows in sorted(groups.items()):
        numbers = []
        for name in ("company_number", "vat_number", "charity_number"):
            given = {row[name] for row in rows} - {None}
            numbers.append(given.pop() if len(given) == 1 else None)
        refs = {
            f"{r['council']}:{r['supplier_ref']}" for r in rows if r["supplier_ref"] is not None
        }
        councils = tuple(sorted({row["council"] for row in rows}))
        pence = sum(row["amount_pence"] for row in rows)
        answer.append((spelling, len(rows), pence, councils, *numbers, tuple(sorted(refs))))
    return answer


def paid_for(world: World, categories: Collection[str]) -> list[tuple[Any, ...]]:
    """council, supplier_id, firm, label, category, pence, lines, first and last month of what open
    suppliers were paid under these categories."""
    found: dict[tuple[Any, ...], list[tuple[int, Any]]] = defaultdict(list)
    for row, month in inside_window(world, (None, None)):
        said = meaning(world, row)
        if said["category"] in categories and said["kind"] in OPEN:
            cell = tuple(said[name] for name in ("supplier_id", "firm", "label", "category"))
            found[row["council"], *cell].append((row["amount_pence"], month))
    return sorted(
        (
            *cell,
            sum(pence for pence, _month in paid),
            len(paid),
            min(month for _pence, month in paid),
            max(month for _pence, month in paid),
        )
        for cell, paid in found.items()
    )
