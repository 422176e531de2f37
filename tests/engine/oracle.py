"""The questions of engine/questions answered in plain Python, one line after the other.

Written from docs/store.md and from what each answer is for, not from the expressions. Here is what
a line means, and what FIND adds up; the other questions stand in oracle_monthly.py, oracle_texts.py
and oracle_lines.py.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tallystick.engine.schema import SAID_IN

Window = tuple[date | None, date | None]
Row = dict[str, Any]
OPEN = ("organisation", "public_body")


@dataclass(frozen=True)
class World:
    """A store's tables as rows: payments; spelling -> supplier_id; suppliers by id; categories."""

    payments: tuple[Row, ...]
    spellings: Mapping[str, str]
    suppliers: Mapping[str, Row]
    categories: tuple[Row, ...]


def months(world: World) -> list[tuple[str, date]]:
    """council, month: where a file has at least 0.34 of the lines of its busiest month."""
    found = {
        (council, month)
        for (_, council), counts in _counts(world).items()
        for month, lines in counts.items()
        if lines * 100 >= max(counts.values()) * 34
    }
    return sorted(found)


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


def texts(row: Row) -> dict[str, str]:
    """What a payment's combination says beside supplier and kind, '' where it says nothing."""
    same = ("department", "description")
    further = ("category_code", "cost_centre", "subjective", "narrative")
    return {
        **{name: row[name] or "" for name in same},
        "category_text": row["category"] or "",
        **{name: row[name] or "" for name in further},
    }


def meaning(world: World, row: Row) -> Row:
    """supplier_id, kind, firm, label, category and text of one payment."""
    supplier_id = world.spellings.get(row["supplier"] or "", "")
    supplier = world.suppliers.get(supplier_id, {"name": "", "kind": "none", "group_id": None})
    said = {"supplier": supplier["name"], "kind": supplier["kind"], **texts(row)}
    known = [each for each in world.categories if said.items() <= each.items()]
    return {
        "supplier_id": supplier_id,
        "kind": supplier["kind"],
        "firm": supplier["group_id"] or supplier_id,
        "label": known[0]["label"] if known else "unknown",
        "category": known[0]["category"] if known else "",
        "text": row["description"] or row["category"] or "",
    }


def shown(world: World) -> list[tuple[Any, ...]]:
    """council, stray, redacted_pence and person_pence by council."""
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
    return [tuple(answer[council].values()) for council in sorted(answer)]


def small(world: World) -> list[tuple[Any, ...]]:
    """council, reference, lines, referenced, payments, under_250, under_500: by three ways of
    telling what one payment is."""
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
            carry = sum(reference != "line" and row[reference] is not None for row in lines)
            under = [sum(pence * 6 < limit * 5 for pence in sums) for limit in (25_000, 50_000)]
            answer.append((council, reference, len(lines), carry, len(mine), *under))
    return sorted(answer)


def cube(world: World, window: Window) -> list[tuple[Any, ...]]:
    """council, supplier_id, firm, kind, label, category, pence, lines of a window."""
    answer: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row, _month in inside_window(world, window):
        said = meaning(world, row)
        cell = tuple(said[name] for name in ("supplier_id", "firm", "kind", "label", "category"))
        answer[row["council"], *cell].append(row["amount_pence"])
    return sorted((*cell, sum(pence), len(pence)) for cell, pence in answer.items())


def paid_months(world: World, window: Window, councils: Iterable[str]) -> list[tuple[Any, ...]]:
    """council, 0, supplier_id, label, category, month of each wording and month, of open
    suppliers. Two wordings that mean the same stand here twice."""
    words = tuple(SAID_IN.values())
    found = {}
    for row, month in inside_window(world, window):
        said = meaning(world, row)
        if row["council"] in councils and said["kind"] in OPEN:
            key = (row["council"], *(row[name] or "" for name in words), month)
            means = (said["supplier_id"], said["label"], said["category"])
            found[key] = (row["council"], 0, *means, month)
    return sorted(found.values())


def largest(
    world: World, wanted: Iterable[Row], window: Window, *, each: int, least: int
) -> list[tuple[Any, ...]]:
    """The largest open lines of each wanted cell and council: key, council, path, sheet, line,
    paid_on, month, pence, spelling, text (where it stands beside at least so many suppliers)."""
    answer: list[tuple[Any, ...]] = []
    common = common_texts(world, least)
    inside = [(row, month, meaning(world, row)) for row, month in inside_window(world, window)]
    groups: dict[tuple[str, str], list[tuple[Row, date, Row]]] = defaultdict(list)
    for cell in wanted:
        groups[cell["key"], cell["council"]] += [
            (row, month, said)
            for row, month, said in inside
            if row["council"] == cell["council"]
            and said["kind"] in OPEN
            and said["category"] == cell["category"]
            and cell["firm"] in ("", said["firm"])
        ]
    for (key, council), rows in groups.items():
        rows.sort(key=lambda each: (-each[0]["amount_pence"], *place(each[0])))
        for row, month, said in rows[:each]:
            text = said["text"] if said["text"] in common else ""
            answer.append((key, council, *published(row), month, row["amount_pence"],
                           row["supplier"] or "", text))  # fmt: skip
    return sorted(answer, key=lambda row: (row[0], -row[7], row[2], row[3], row[4]))


def place(row: Row) -> tuple[str, str, int]:
    """Where a line stands: its file, sheet and line."""
    return row["source"], row["sheet"], row["line"]


def published(row: Row) -> tuple[str, str, int, date | None]:
    """path, sheet, line and paid_on."""
    return f"{row['source']}.csv", row["sheet"], row["line"], row["paid_on"]


def common_texts(world: World, least: int) -> set[str]:
    """Texts that stand beside at least so many suppliers."""
    beside: dict[str, set[str]] = defaultdict(set)
    for row in world.payments:
        said = meaning(world, row)
        if said["text"]:
            beside[said["text"]].add(said["supplier_id"])
    return {text for text, suppliers in beside.items() if len(suppliers) >= least}


def inside_window(world: World, window: Window) -> list[tuple[Row, date]]:
    """The payments that count in a month of the window, each with that month."""
    first, last = window
    return [
        (row, month)
        for row, month in zip(world.payments, counted(world), strict=True)
        if month is not None
        and (first is None or month >= first)
        and (last is None or month <= last)
    ]
