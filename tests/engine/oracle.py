"""The questions of engine.expressions answered in plain Python, one line after the other.

Written from docs/store.md and from what each answer is for, not from the expressions.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Window = tuple[date | None, date | None]
Row = dict[str, Any]


@dataclass(frozen=True)
class World:
    """A store's tables as rows: payments; spelling -> supplier_id; suppliers by id; categories."""

    payments: tuple[Row, ...]
    spellings: Mapping[str, str]
    suppliers: Mapping[str, Row]
    categories: tuple[Row, ...]


def months(world: World) -> list[Row]:
    """council, month: where a file has at least 0.34 of the lines of its busiest month."""
    found = {
        (council, month)
        for (_, council), counts in _counts(world).items()
        for month, lines in counts.items()
        if lines * 100 >= max(counts.values()) * 34
    }
    return [{"council": council, "month": month} for council, month in sorted(found)]


def counted(world: World) -> list[date | None]:
    """For each payment the month that it counts in."""
    covered, main = {}, {}
    for key, counts in _counts(world).items():
        most = max(counts.values())
        covered[key] = {month for month, lines in counts.items() if lines * 100 >= most * 34}
        main[key] = max(month for month, lines in counts.items() if lines == most)
    return [
        row["month"]
        if row["month"] in covered.get((row["source"], row["council"]), ())
        else main.get((row["source"], row["council"]))
        for row in world.payments
    ]


def _counts(world: World) -> dict[tuple[str, str], Counter[date]]:
    counts: dict[tuple[str, str], Counter[date]] = defaultdict(Counter)
    for row in world.payments:
        if row["month"] is not None:
            counts[row["source"], row["council"]][row["month"]] += 1
    return counts


def meaning(world: World, row: Row) -> Row:
    """supplier_id, kind, firm, label, category and text of one payment."""
    supplier_id = world.spellings.get(row["supplier"] or "", "")
    supplier = world.suppliers.get(supplier_id, {"name": "", "kind": "none", "group_id": None})
    said = {
        "supplier": supplier["name"],
        "kind": supplier["kind"],
        "department": row["department"] or "",
        "description": row["description"] or "",
        "category_text": row["category"] or "",
        "category_code": row["category_code"] or "",
    }
    known = [each for each in world.categories if said.items() <= each.items()]
    return {
        "supplier_id": supplier_id,
        "kind": supplier["kind"],
        "firm": supplier["group_id"] or supplier_id,
        "label": known[0]["label"] if known else "unknown",
        "category": known[0]["category"] if known else "",
        "text": row["description"] or row["category"] or "",
    }


def shown(world: World) -> list[Row]:
    """stray, redacted_pence and person_pence by council."""
    answer: dict[str, Row] = {}
    for row, month in zip(world.payments, counted(world), strict=True):
        mine = answer.setdefault(
            row["council"],
            {"council": row["council"], "stray": 0, "redacted_pence": 0, "person_pence": 0},
        )
        mine["stray"] += row["month"] != month
        kind = meaning(world, row)["kind"]
        if kind in ("redacted", "person"):
            mine[f"{kind}_pence"] += row["amount_pence"]
    return [answer[council] for council in sorted(answer)]


def small(world: World) -> list[Row]:
    """Small payments by council, under each of three ways of telling what one payment is."""
    answer = []
    for reference in ("transaction_ref", "invoice_ref", "line"):
        groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in world.payments:
            own = f"{row['sheet']}:{row['line']}"
            given = None if reference == "line" else row[reference]
            payment = own if given is None else given
            groups[row["council"], row["source"], row["supplier"] or "\0", payment].append(row)
        for council in {key[0] for key in groups}:
            mine = [rows for key, rows in groups.items() if key[0] == council]
            sums = [abs(sum(row["amount_pence"] for row in rows)) for rows in mine]
            lines = [row for rows in mine for row in rows]
            answer.append(
                {
                    "council": council,
                    "reference": reference,
                    "lines": len(lines),
                    "referenced": 0
                    if reference == "line"
                    else sum(row[reference] is not None for row in lines),
                    "payments": len(mine),
                    "under_250": sum(pence * 6 < 25_000 * 5 for pence in sums),
                    "under_500": sum(pence * 6 < 50_000 * 5 for pence in sums),
                }
            )
    return sorted(answer, key=lambda row: (row["council"], row["reference"]))


def cube(world: World, window: Window) -> list[Row]:
    """Spending by council, supplier and category in a window."""
    answer: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row in _inside(world, window):
        said = meaning(world, row)
        cell = tuple(said[name] for name in ("supplier_id", "firm", "kind", "label", "category"))
        answer[row["council"], *cell].append(row["amount_pence"])
    names = ("council", "supplier_id", "firm", "kind", "label", "category")
    return [
        {**dict(zip(names, cell, strict=True)), "pence": sum(pence), "lines": len(pence)}
        for cell, pence in answer.items()
    ]


def largest(world: World, wanted: Iterable[Row], window: Window, *, each: int) -> list[Row]:
    """The largest open lines of each wanted cell and council: key, council, source, line, pence."""
    answer: list[Row] = []
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    inside = [(row, meaning(world, row)) for row in _inside(world, window)]
    for cell in wanted:
        groups[cell["key"], cell["council"]] += [
            row
            for row, said in inside
            if row["council"] == cell["council"]
            and said["kind"] in ("organisation", "public_body")
            and said["category"] == cell["category"]
            and cell["firm"] in ("", said["firm"])
        ]
    for (key, council), rows in groups.items():
        rows.sort(key=lambda row: (-row["amount_pence"], row["source"], row["sheet"], row["line"]))
        answer += [
            {"key": key, "council": council, "source": row["source"], "line": row["line"],
             "pence": row["amount_pence"]}
            for row in rows[:each]
        ]  # fmt: skip
    return answer


def common_texts(world: World, least: int) -> set[str]:
    """Texts that stand beside at least so many suppliers."""
    beside: dict[str, set[str]] = defaultdict(set)
    for row in world.payments:
        said = meaning(world, row)
        if said["text"]:
            beside[said["text"]].add(said["supplier_id"])
    return {text for text, suppliers in beside.items() if len(suppliers) >= least}


def _inside(world: World, window: Window) -> list[Row]:
    first, last = window
    return [
        row
        for row, month in zip(world.payments, counted(world), strict=True)
        if month is not None
        and (first is None or month >= first)
        and (last is None or month <= last)
    ]
