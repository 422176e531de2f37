"""The trip from files to opportunities: read, match, classify, find.

One function, above the rooms that it calls, so that the command and any later site share it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from tallystick.classify import load_categories
from tallystick.classify.keep import classify_store
from tallystick.engine import facts
from tallystick.engine.store import Store
from tallystick.find.cells import LEAST_PENCE_A_YEAR, Cell, Scene
from tallystick.find.council_values import Evidence
from tallystick.find.coverage import cover, months_within, shared_window
from tallystick.find.ladder import climb_down
from tallystick.find.overlaps import find_overlaps, pair_overlaps, total_saving
from tallystick.find.values import Coverage, Findings, Kind, Opportunity
from tallystick.find.wording import in_a_sentence
from tallystick.match.keep import match_store
from tallystick.read.keep import read_into_store
from tallystick.reference.councils import Councils
from tallystick.reference.savings import load_savings_rates
from tallystick.words.labels import Label
from tallystick.words.mistakes import Skipped, UserMistake
from tallystick.words.money import pounds
from tallystick.words.period import Month
from tallystick.words.progress import Progress, unwatched

LINES_A_COUNCIL = 3
"""How many evidence lines an overlap shows for each of its councils, the largest first."""

COMMON_TEXT = 5
"""A line's own words are shown when they stand beside at least so many suppliers: what is written
for fewer may name a person."""


@dataclass(frozen=True, slots=True)
class Question:
    """What FIND is asked."""

    on: date  # the day of the report
    paths: tuple[Path, ...] = ()  # files and folders to read first; none: what the store holds
    council: str | None = None  # code of the council that all the paths are of
    councils: tuple[str, ...] = ()  # codes to compare; none: all in the store
    functions: tuple[Label, ...] = tuple(label for label in Label if label.is_back_office)
    first: Month | None = None  # with last None too: the months that most councils share
    last: Month | None = None


def find(
    store: Store, question: Question, *, councils: Councils, progress: Progress = unwatched
) -> Findings:
    """Read what is new, match and classify it, and find where the councils overlap.

    Raises UserMistake when no file could be read, or the store holds nothing to compare.
    """
    skipped: tuple[Skipped, ...] = ()
    if question.paths:
        skipped = read_into_store(
            store, question.paths, councils=councils, council=question.council, progress=progress
        ).skipped
    match_store(store, councils=councils, progress=progress)
    classify_store(store, progress=progress)
    progress("Finding overlaps", 0, 1)
    findings = look(store, question, councils=councils, skipped=skipped)
    progress("Finding overlaps", 1, 1)
    return findings


def look(
    store: Store, question: Question, *, councils: Councils, skipped: tuple[Skipped, ...] = ()
) -> Findings:
    """Find where councils overlap in what the store holds, matched and classified."""
    facts.prepare_lines(store)
    coverage = _coverage(store, question, councils)
    first, last = _window(question, coverage)
    scene = Scene(
        coverage={seen.council.code: seen for seen in coverage},
        months={seen.council.code: months_within(seen.months, first, last) for seen in coverage},
        spend={},
        names=facts.supplier_names(store),
        categories=load_categories(),
    )
    window = (first.first_day if first else None, last.first_day if last else None)
    cells = _cells(store, window, scene)
    scene = replace(scene, spend=_spend(cells))
    asked = [
        cell
        for cell in cells
        if cell.is_named
        and cell.label in question.functions
        and scene.categories[cell.category].has_rate
    ]
    found, left_out = find_overlaps(asked, scene, load_savings_rates())
    shared = {
        (spend.council.code, each.category)
        for each in found
        if each.kind is Kind.CATEGORY and each.category
        for spend in each.councils
    }
    return Findings(
        made_on=question.on,
        first_month=first,
        last_month=last,
        functions=question.functions,
        coverage=coverage,
        pairs=pair_overlaps(asked, scene),
        ladder=climb_down(cells, scene, functions=question.functions, shared=shared),
        opportunities=_with_evidence(store, found, asked, window),
        pence=sum(scene.spend.values()),
        lines=sum(cell.lines for cell in cells),
        saving=total_saving(found),
        skipped=skipped,
        cautions=_cautions(scene, left_out, is_chosen=bool(question.first or question.last)),
    )


def _coverage(store: Store, question: Question, councils: Councils) -> tuple[Coverage, ...]:
    """The coverage of the councils asked for. Raises UserMistake when there is none."""
    coverage = tuple(
        seen
        for seen in cover(
            store.sources(),
            months=facts.months_by_council(store),
            shown=facts.shown_by_council(store),
            small=facts.small_payments_by_council(store),
            councils=councils,
            on=question.on,
        )
        if not question.councils or seen.council.code in question.councils
    )
    for code in question.councils:
        if code not in {seen.council.code for seen in coverage}:
            council = councils.by_code(code)
            raise UserMistake(
                f"The store holds no payments of {council.name if council else code}.",
                "Give find its files, or leave it out of --councils.",
            )
    if not coverage:
        raise UserMistake(
            f"The store {store.folder} holds no payments yet.",
            "Give find the files or folders to read.",
        )
    return coverage


def _window(question: Question, coverage: Sequence[Coverage]) -> tuple[Month | None, Month | None]:
    """The months that are compared: those asked for, else those that most councils share.

    Raises UserMistake when no council covers any of the months asked for.
    """
    if question.first is None and question.last is None:
        return shared_window(coverage) or (None, None)
    if not any(months_within(seen.months, question.first, question.last) for seen in coverage):
        months = sorted(month for seen in coverage for month in seen.months)
        span = f"{months[0]} to {months[-1]}" if months else "no month at all"
        raise UserMistake(
            "No file covers a month between --from and --to.", f"The store covers {span}."
        )
    return question.first, question.last


def _cells(store: Store, window: facts.Window, scene: Scene) -> list[Cell]:
    """The cells of councils that have at least a month in the window."""
    rows = facts.spend_cube(store, window)
    return [
        Cell(**{**row, "label": Label(row["label"])})
        for row in rows
        if scene.months.get(row["council"])
    ]


def _spend(cells: Iterable[Cell]) -> dict[str, int]:
    spend: dict[str, int] = defaultdict(int)
    for cell in cells:
        spend[cell.council] += cell.pence
    return dict(spend)


def _with_evidence(
    store: Store,
    found: Sequence[Opportunity],
    cells: Sequence[Cell],
    window: facts.Window,
) -> tuple[Opportunity, ...]:
    """The overlaps with the lines that they rest on, and the spellings of their suppliers."""
    rows = facts.evidence_lines(
        store, _wanted(found, cells), window, each=LINES_A_COUNCIL, common_text=COMMON_TEXT
    )
    lines: dict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        lines[row["key"]].append(
            Evidence(
                council=row["council"],
                file=row["path"],
                sheet=row["sheet"],
                line=row["line"],
                paid_on=row["paid_on"],
                month=Month.of(row["month"]),
                pence=row["pence"],
                supplier=row["spelling"],
                text=row["text"],
            )
        )
    listed = {each.supplier_id for one in found for each in one.suppliers}
    spellings = facts.spellings_of(store, sorted(listed))
    return tuple(
        replace(
            each,
            evidence=tuple(lines[each.key]),
            suppliers=tuple(
                replace(supplier, spellings=spellings.get(supplier.supplier_id, ()))
                for supplier in each.suppliers
            ),
        )
        for each in found
    )


def _wanted(found: Sequence[Opportunity], cells: Sequence[Cell]) -> pa.Table:
    """Which cells' lines each overlap asks for: key, council, firm ('' any), category."""
    categories: dict[Label, set[str]] = defaultdict(set)
    for cell in cells:
        categories[cell.label].add(cell.category)
    wanted = [
        {
            "key": each.key,
            "council": council.council.code,
            "firm": each.key.split(":")[1] if each.kind is Kind.SUPPLIER else "",
            "category": category,
        }
        for each in found
        for council in each.councils
        for category in (
            [each.category] if each.kind is Kind.CATEGORY else sorted(categories[each.label])
        )
    ]
    columns = ("key", "council", "firm", "category")
    return pa.Table.from_pylist(wanted, schema=pa.schema([(name, pa.string()) for name in columns]))


def _cautions(scene: Scene, left_out: int, *, is_chosen: bool) -> tuple[str, ...]:
    """What holds for the whole answer.

    left_out: how many supplier overlaps are not listed. is_chosen: the user chose the months.
    """
    blind = [
        seen.council.short_name for code, seen in scene.coverage.items() if not scene.months[code]
    ]
    why = "the months asked for" if is_chosen else "the months that most councils cover"
    checks = (
        (
            bool(blind),
            f"Of {in_a_sentence(blind)} no file covers {why}, so they take no part; --from and "
            "--to choose other months.",
        ),
        (
            bool(left_out),
            f"{left_out:,} more suppliers that councils pay in common are the smaller ones of "
            "their function and are not listed.",
        ),
        (True, f"A council takes part in an overlap from {pounds(LEAST_PENCE_A_YEAR)} a year."),
        (
            True,
            "Payment files name no contracts: when each ends, and what of it could be let "
            "together, must come from the contract registers. The savings are reckoned on all "
            "of the spending, so the share that cannot be let again comes off them.",
        ),
    )
    return tuple(sentence for holds, sentence in checks if holds)
