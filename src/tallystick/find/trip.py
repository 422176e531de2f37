"""The trip from files to opportunities: read, match, classify, find.

One function, above the rooms that it calls, so that the command and any later site share it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tallystick.classify import load_categories
from tallystick.classify.keep import classify_store
from tallystick.engine import distinct, facts, texts
from tallystick.engine.expressions import Window
from tallystick.engine.store import Store
from tallystick.find.cells import LEAST_PENCE_A_YEAR, Cell, Scene, by_product
from tallystick.find.contracts import NO_CONTRACTS, Contracts, link_contracts
from tallystick.find.council_values import Return
from tallystick.find.coverage import cover, months_within, shared_window
from tallystick.find.evidence import COMMON_TEXT, with_evidence
from tallystick.find.ladder import climb_down, first_rungs
from tallystick.find.opportunities import tell, total_saving
from tallystick.find.overlaps import find_overlaps, pair_overlaps
from tallystick.find.profiles import profile_councils
from tallystick.find.register import Register, read_register
from tallystick.find.returns import read_returns
from tallystick.find.systems import (
    SYSTEM_LABELS,
    Paid,
    Recogniser,
    landscape,
    lines_of_products,
    pounds_of_products,
    tell_wordings,
    told_by_vendor_alone,
)
from tallystick.find.values import Coverage, Findings
from tallystick.find.wording import in_a_sentence
from tallystick.match.keep import match_store
from tallystick.read.keep import read_into_store
from tallystick.read.quality import quality_of
from tallystick.reference.councils import Councils
from tallystick.reference.products import Products, load_products
from tallystick.reference.savings import load_savings_rates
from tallystick.words.labels import Label
from tallystick.words.mistakes import Skipped, UserMistake
from tallystick.words.money import pounds
from tallystick.words.period import Month
from tallystick.words.progress import Progress, unwatched


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
    contracts: tuple[Path, ...] = ()  # contract registers in CSV
    returns: tuple[Path, ...] = ()  # what councils say of their own functions, in our form


def find(
    store: Store,
    question: Question,
    *,
    councils: Councils,
    products: Products | None = None,
    progress: Progress = unwatched,
) -> Findings:
    """Read what is new, match and classify it, and find where the councils overlap.

    products: the systems to look for; None: those of the reference table. Raises UserMistake when
    no file could be read, or the store holds nothing to compare.
    """
    skipped: tuple[Skipped, ...] = ()
    if question.paths:
        skipped = read_into_store(
            store, question.paths, councils=councils, council=question.council, progress=progress
        ).skipped
    match_store(store, councils=councils, progress=progress)
    classify_store(store, progress=progress)
    progress("Finding overlaps", 0, 1)
    findings = look(store, question, councils=councils, products=products, skipped=skipped)
    progress("Finding overlaps", 1, 1)
    return findings


def look(
    store: Store,
    question: Question,
    *,
    councils: Councils,
    products: Products | None = None,
    skipped: tuple[Skipped, ...] = (),
) -> Findings:
    """Find where councils overlap in what the store holds, matched and classified.

    products: the systems to look for; None: those of the reference table.
    """
    registers = [read_register(path, councils=councils) for path in question.contracts]
    returns = [one for path in question.returns for one in read_returns(path, councils=councils)]
    facts.prepare_lines(store)
    coverage = _coverage(store, question, councils)
    first, last = _window(question, coverage)
    window = (first.first_day if first else None, last.first_day if last else None)
    scene = _scene(store, question, coverage, (first, last))
    cells = _cells(store, window, scene)
    scene = replace(scene, spend=_spend(cells))
    recogniser = Recogniser(products or load_products())
    paid = _seek_systems(store, window, scene, recogniser)
    asked = by_product(
        [
            cell
            for cell in cells
            if cell.is_named
            and cell.label in question.functions
            and scene.categories[cell.category].has_rate
        ],
        pounds_of_products(paid),
    )
    scene = replace(
        scene,
        vendor_alone=told_by_vendor_alone(paid),
        contracts=_contracts(store, registers, cells),
    )
    overlaps = find_overlaps(asked, scene, recogniser.products)
    common = texts.shown_texts(store, COMMON_TEXT)
    told = tell(
        overlaps,
        scene,
        load_savings_rates(),
        first=first_rungs(cells, scene),
        system_lever=recogniser.products.lever,
    )
    pairs = pair_overlaps(asked, scene)
    systems = landscape(paid, scene, recogniser=recogniser, common_texts=common)
    return Findings(
        made_on=question.on,
        first_month=first,
        last_month=last,
        functions=question.functions,
        coverage=coverage,
        pairs=pairs,
        ladder=climb_down(cells, scene, functions=question.functions, counted=told.counted),
        opportunities=with_evidence(
            store,
            told.opportunities,
            asked,
            window,
            of_products=lines_of_products(paid, common),
        ),
        pence=sum(scene.spend.values()),
        lines=sum(cell.lines for cell in cells),
        saving=total_saving(told.opportunities),
        skipped=skipped,
        cautions=(
            *_cautions(scene, told.left_out, is_chosen=bool(question.first or question.last)),
            *_said_of_registers(registers, scene),
            *_said_of_returns(returns, scene),
        ),
        systems=systems,
        profiles=profile_councils(
            asked,
            scene,
            found=told.opportunities,
            pairs=pairs,
            systems=systems,
            returns=returns,
            councils=councils,
        ),
    )


def _contracts(store: Store, registers: Sequence[Register], cells: Iterable[Cell]) -> Contracts:
    """The registers' contracts with the suppliers that the store knows."""
    if not registers:
        return NO_CONTRACTS
    return link_contracts(
        [contract for register in registers for contract in register.contracts],
        distinct.kept_supplier_ids(store),
        paid={(cell.council, cell.supplier_id) for cell in cells},
    )


def _seek_systems(
    store: Store, window: Window, scene: Scene, recogniser: Recogniser
) -> tuple[Paid, ...]:
    """What was paid in the window under wordings that tell a system or its vendor."""
    wordings = texts.wordings_about(store, [str(label) for label in SYSTEM_LABELS])
    told = tell_wordings(wordings, scene.names, recogniser)
    return tuple(
        Paid(*told[sums["wording"]], sums)
        for sums in texts.sums_by_wording(store, list(told), window)
        if scene.months.get(sums["council"])
    )


def _scene(
    store: Store,
    question: Question,
    coverage: Sequence[Coverage],
    months: tuple[Month | None, Month | None],
) -> Scene:
    """What the cells are read against, their spending still unknown."""
    return Scene(
        coverage={seen.council.code: seen for seen in coverage},
        months={seen.council.code: months_within(seen.months, *months) for seen in coverage},
        spend={},
        names=facts.supplier_names(store),
        categories=load_categories(),
        on=question.on,
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
            concerns=quality_of(store),
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


def _cells(store: Store, window: Window, scene: Scene) -> list[Cell]:
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
            "together, must come from the contract registers. A saving is reckoned on the last "
            "rung of the ladder that is known, so what cannot be let again still comes off it "
            "where no register was given.",
        ),
    )
    return tuple(sentence for holds, sentence in checks if holds)


def _said_of_registers(registers: Sequence[Register], scene: Scene) -> Iterable[str]:
    """What each register gave, and what it did not."""
    linked = {(each.file, each.line) for each in scene.contracts.known if each.supplier_id}
    for register in registers:
        found = sum((each.file, each.line) in linked for each in register.contracts)
        yield (
            f"{register.file}: {len(register.contracts):,} contracts, {register.without_end:,} "
            f"without an end, {found:,} with a supplier that is paid here; "
            f"{len(register.skipped):,} lines without a supplier or title are left out."
        )


def _said_of_returns(returns: Sequence[Return], scene: Scene) -> Iterable[str]:
    """Which returns stand beside no payments."""
    for one in returns:
        if not scene.months.get(one.council):
            yield (
                f"{one.file}, line {one.line}: the return is of a council whose payments are not "
                "compared here, so it is not shown."
            )
