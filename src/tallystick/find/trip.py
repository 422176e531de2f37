"""The trip from files to opportunities: read, match, classify, find.

One function, above the rooms that it calls, so that the command and any later site share it.
"""

from collections.abc import Iterable
from dataclasses import replace

from tallystick.classify.persist import classify_store, is_classified
from tallystick.contracts.persist import are_kept, keep_registers
from tallystick.engine.snapshot import Snapshot
from tallystick.engine.store import Store
from tallystick.find import remarks
from tallystick.find.comparability.cells import Comparison
from tallystick.find.council_findings import Profile
from tallystick.find.councils.profiles import profile_councils
from tallystick.find.councils.shared import with_lines
from tallystick.find.councils.systems import landscape, lines_of_products
from tallystick.find.evidence_lines import with_evidence
from tallystick.find.findings import Findings, Opportunity, Rung
from tallystick.find.overlap.headline import headline, total_saving
from tallystick.find.overlap.ladder import climb_down, first_rungs
from tallystick.find.overlap.opportunities import Told, tell
from tallystick.find.overlap.overlaps import find_overlaps, pair_overlaps
from tallystick.find.shown_words import shown_texts
from tallystick.find.survey import Declared, Question, Survey, read_declared, survey
from tallystick.match.persist import is_matched, match_store
from tallystick.read.persist import read_into_store
from tallystick.reference.councils import Councils
from tallystick.reference.products import Products, load_products
from tallystick.reference.savings import load_savings_rates
from tallystick.words.council import Council
from tallystick.words.mistakes import Skipped
from tallystick.words.progress import Progress, unwatched


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
    declared = read_declared(question, councils)
    skipped = take_in(store, question, declared, councils=councils, progress=progress)
    progress("Finding overlaps", 0, 1)
    findings = look(store, question, councils=councils, products=products, declared=declared)
    progress("Finding overlaps", 1, 1)
    return replace(findings, skipped=skipped)


def take_in(
    store: Store,
    question: Question,
    declared: Declared,
    *,
    councils: Councils,
    progress: Progress = unwatched,
) -> tuple[Skipped, ...]:
    """Read what is new, match and classify it, and keep the registers that were given: all of FIND
    that writes. What could not be read.

    Raises UserMistake when no file could be read.
    """
    skipped: tuple[Skipped, ...] = ()
    if question.paths:
        skipped = read_into_store(
            store, question.paths, councils=councils, council=question.council, progress=progress
        ).skipped
    match_store(store, councils=councils, progress=progress)
    classify_store(store, progress=progress)
    keep_registers(store, declared.registers)
    return skipped


def is_taken_in(store: Snapshot, declared: Declared) -> bool:
    """True when everything in the store is matched and classified, and the registers are kept that
    were given, so that nobody need write."""
    return is_matched(store) and is_classified(store) and are_kept(store, declared.registers)


def look(
    store: Snapshot,
    question: Question,
    *,
    councils: Councils,
    products: Products | None = None,
    declared: Declared | None = None,
) -> Findings:
    """Find where councils overlap in what the store holds, matched and classified.

    products: the systems to look for; None: those of the reference table. declared: what the files
    that the question names were found to hold; None: they are read here.
    """
    declared = declared or read_declared(question, councils)
    seen = survey(
        store, question, declared, councils=councils, products=products or load_products()
    )
    table = seen.recogniser.products
    told = tell(
        find_overlaps(seen.asked, seen.comparison, table),
        seen.comparison,
        load_savings_rates(),
        first=first_rungs(seen.cells, seen.comparison),
        system_lever=table.lever,
    )
    return _findings(store, question, seen, told, councils)


def _findings(
    store: Snapshot, question: Question, seen: Survey, told: Told, councils: Councils
) -> Findings:
    """The answer with its evidence, and with each council seen whole."""
    comparison = seen.comparison
    common = shown_texts(store)
    pairs = pair_overlaps(seen.asked, comparison)
    systems = landscape(seen.paid, comparison, recogniser=seen.recogniser, common_texts=common)
    profiles = profile_councils(
        seen.asked,
        comparison,
        found=told.opportunities,
        pairs=pairs,
        systems=systems,
        returns=seen.returns,
        councils=councils,
    )
    return Findings(
        made_on=question.on,
        first_month=seen.months[0],
        last_month=seen.months[1],
        functions=question.functions,
        coverage=seen.coverage,
        pairs=pairs,
        ladder=_ladder(question, seen, told),
        opportunities=_evidenced(store, seen, told, common),
        pence=sum(comparison.spend.values()),
        lines=sum(cell.lines for cell in seen.cells),
        saving=total_saving(told.opportunities),
        headline=headline(told.opportunities, comparison),
        weak=remarks.of_weak(comparison),
        skipped=(),
        cautions=remarks.on_the_whole(question, seen, told),
        systems=systems,
        profiles=profiles,
        shared=with_lines(store, comparison.shared, common_texts=common),
        run_by_firms=comparison.run_by_firms,
        others=_others(profiles, comparison, councils),
    )


def _ladder(question: Question, seen: Survey, told: Told) -> tuple[Rung, ...]:
    """From everything published down to what could be let again."""
    return climb_down(
        seen.cells, seen.comparison, functions=question.functions, counted=told.counted
    )


def _evidenced(
    store: Snapshot, seen: Survey, told: Told, common_texts: frozenset[str]
) -> tuple[Opportunity, ...]:
    """The opportunities with the lines that prove them."""
    of_products = lines_of_products(seen.paid, common_texts)
    return with_evidence(
        store, told.opportunities, seen, of_products=of_products, common_texts=common_texts
    )


def _others(
    profiles: Iterable[Profile], comparison: Comparison, councils: Councils
) -> tuple[Council, ...]:
    """The councils that are named and not compared: successors and predecessors, by code."""
    named = {
        code for one in profiles if one.reorganisation for code in one.reorganisation.speaks_of
    }
    found = (councils.by_code(code) for code in sorted(named - comparison.coverage.keys()))
    return tuple(council for council in found if council)
