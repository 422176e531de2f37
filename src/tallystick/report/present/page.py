"""The whole page as plain values: the templates only loop over these."""

from dataclasses import dataclass

from tallystick.find.values import Findings, Kind
from tallystick.report import phrases
from tallystick.report.listing import short_names
from tallystick.report.method import METHOD, Passage
from tallystick.report.present.coverage import CoverageTable, coverage_table
from tallystick.report.present.opportunity import Group, groups
from tallystick.report.present.overlap import Matrix, RungRow, ladder, matrix
from tallystick.report.present.rates import RateText, rate_text, rates_used
from tallystick.words.mistakes import Skipped
from tallystick.words.money import pounds, short_pounds

NAMED_IN_TITLE = 4
NAMED_IN_LEAD = 15

BACK_OFFICE = "back_office"
"""The title of the rung that a reader asks for first; where it is missing, nothing is said."""

SAVING_NOTE = (
    "This is a range of what might be saved, and only if the spend can be let again. It rests on "
    "the rates listed under method, each with its evidence named. When the contracts end is not "
    "known from these files."
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline figure; note is '' where the label says it all."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says, top to bottom."""

    title: str
    councils: str
    answer: str
    saving_answer: str
    made_on: str
    figures: tuple[Figure, ...]
    saving: Figure
    cautions: tuple[str, ...]
    functions: str
    coverage: CoverageTable
    matrix: Matrix | None  # None: one council overlaps with nobody
    ladder: tuple[RungRow, ...]
    groups: tuple[Group, ...]
    rates: tuple[RateText, ...]
    method: tuple[Passage, ...]
    skipped: tuple[Skipped, ...]


def page(findings: Findings) -> Page:
    """The findings as the page shows them."""
    named = short_names(findings)
    shown = findings.compared or findings.coverage
    names = {seen.council.code: named[seen.council.code] for seen in shown}
    return Page(
        title=_title(list(names.values())),
        councils=_who(list(names.values())),
        answer=_answer(findings),
        saving_answer=_saving_answer(findings),
        made_on=phrases.day(findings.made_on),
        figures=_figures(findings),
        saving=Figure(
            "Might be saved a year",
            phrases.saving(findings.saving),
            f"Central figure {short_pounds(findings.saving.central)}. {SAVING_NOTE}",
        ),
        cautions=findings.cautions,
        functions=phrases.listed([label.heading for label in findings.functions]),
        coverage=coverage_table(findings.coverage),
        matrix=matrix(findings.pairs, names) if len(names) > 1 else None,
        ladder=ladder(findings.ladder),
        groups=groups(findings),
        rates=tuple(rate_text(rate) for rate in rates_used(findings)),
        method=METHOD,
        skipped=findings.skipped,
    )


def _title(names: list[str]) -> str:
    if len(names) < 2:
        return f"The back office in the payments that {''.join(names) or 'no council'} published"
    who = phrases.listed(names) if len(names) <= NAMED_IN_TITLE else f"{len(names)} councils"
    return f"Where {who} buy the same back office"


def _who(names: list[str]) -> str:
    """The councils as a sentence, while it is one that anybody reads."""
    if len(names) > NAMED_IN_LEAD:
        return "The councils are named below, with how much of each was seen."
    return f"{phrases.listed(names)}." if names else ""


def window(findings: Findings) -> str:
    """The months that were looked at, as a phrase that ends a sentence."""
    first, last = findings.first_month, findings.last_month
    if first and last:
        return f"from {phrases.month(first)} to {phrases.month(last)}"
    if first:
        return f"from {phrases.month(first)} on"
    return f"up to {phrases.month(last)}" if last else "in all months that the files hold"


def _answer(findings: Findings) -> str:
    functions, categories, suppliers = (
        len(findings.of_kind(kind)) for kind in (Kind.FUNCTION, Kind.CATEGORY, Kind.SUPPLIER)
    )
    return (
        f"{phrases.counted(len(findings.compared), 'council')} published "
        f"{phrases.counted(findings.lines, 'payment line')} worth {pounds(findings.pence)} "
        f"{window(findings)}. This report lists "
        f"{phrases.counted(functions, 'back-office function')} that two or more of them run side "
        f"by side, {phrases.counted(categories, 'kind')} of goods and services that they buy "
        f"apart, and {phrases.counted(suppliers, 'supplier')} that they pay in common."
    )


def _saving_answer(findings: Findings) -> str:
    if findings.saving.high <= 0:
        return "The evidence supports no saving figure for what they buy in common."
    return (
        "If what they buy in common could be let again together, between "
        f"{short_pounds(findings.saving.low)} and {short_pounds(findings.saving.high)} a year "
        f"might be saved; the central figure is {short_pounds(findings.saving.central)}."
    )


def _how_many(findings: Findings) -> str:
    compared, read = len(findings.compared), len(findings.coverage)
    return f"{compared:,}" if compared == read else f"{compared:,} of {read:,} read"


def _figures(findings: Findings) -> tuple[Figure, ...]:
    """What was counted, to the pound; what was scaled to a year, no finer than that allows."""
    rungs = {rung.key: rung.pence_a_year for rung in findings.ladder}
    back_office = rungs.get(BACK_OFFICE)
    known = [rung for rung in findings.ladder if rung.pence_a_year is not None]
    figures = [
        Figure("Councils", _how_many(findings)),
        Figure("Payment lines compared", f"{findings.lines:,}"),
        Figure("Payments compared", pounds(findings.pence)),
    ]
    if back_office is not None:
        figures.append(Figure("Back office, a year", short_pounds(back_office)))
    if known and known[-1].key != BACK_OFFICE:
        last = short_pounds(known[-1].pence_a_year or 0)
        figures.append(Figure(f"{known[-1].title}, a year", last))
    return tuple(figures)
