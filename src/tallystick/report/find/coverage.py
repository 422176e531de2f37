"""The part of the report that says how much of each council's spending was seen."""

from dataclasses import replace
from fractions import Fraction

from tallystick.find.findings import Coverage, Findings
from tallystick.report.charts import Strip, months
from tallystick.report.document import (
    Heading,
    Paragraph,
    Part,
    Picture,
    Table,
    Terms,
    columns,
    table,
)
from tallystick.report.find.listing import short_names
from tallystick.words import phrases
from tallystick.words.money import pounds
from tallystick.words.period import Month
from tallystick.words.remarks import say_all


def coverage_part(findings: Findings) -> Part:
    """How much was seen, and what to bear in mind about single councils."""
    told = findings.noun.of
    about = (
        "Read this first. A council of which few months were read, or that publishes with VAT, or "
        "only large payments, cannot be compared with the others pound for pound."
    )
    names = findings.names
    cautioned = tuple(
        (one.council.name, say_all(one.cautions, names))
        for one in findings.coverage
        if one.cautions
    )
    single = (
        (Heading(told("What to bear in mind about single councils")), Terms(cautioned))
        if cautioned
        else ()
    )
    return Part(
        id="coverage",
        title=told("How much of each council’s spending was seen"),
        blocks=(
            Paragraph(told(about)),
            _picture(findings),
            _months(findings),
            _figures(findings),
            *single,
        ),
        new_page=True,
    )


def _picture(findings: Findings) -> Picture:
    years = sorted({month.year for one in findings.coverage for month in one.months})
    strips = [
        Strip(one.council.short_name, _places(one.months, years), _places(one.missing, years))
        for one in findings.coverage
    ]
    return Picture(
        "coverage-picture",
        findings.noun.of(
            "Months of each council: a tall box where read, a low one where missing. Years of "
            "which nothing was read are left out"
        ),
        "The months of the table below, drawn.",
        months(strips, years),
    )


def _places(of: tuple[Month, ...], years: list[int]) -> frozenset[int]:
    return frozenset(
        12 * years.index(month.year) + month.first_day.month - 1
        for month in of
        if month.year in years
    )


def _months(findings: Findings) -> Table:
    rows = [
        (one.council.name, _months_read(one), phrases.months(one.missing) or "none")
        for one in findings.coverage
    ]
    return table(
        "coverage-months",
        findings.noun.of("Months of each council that were read"),
        columns=columns((findings.noun.of("Council"), "Months read", "Missing between")),
        rows=rows,
    )


def _figures(findings: Findings) -> Table:
    names = short_names(findings)
    rows = [
        (
            names[one.council.code],
            one.amount_basis,
            phrases.threshold(one.threshold_pence),
            f"{one.files:,}",
            f"{one.lines:,}",
            pounds(one.pence),
            pounds(one.redacted_pence),
            share(one.redacted_pence, one.pence),
            pounds(one.person_pence),
            f"{one.rejected:,}",
            f"{one.lost_lines:,}",
            pounds(one.lost_pence),
            f"{one.stray_lines:,}",
        )
        for one in findings.coverage
    ]
    figures = (
        "Files", "Payment lines", "Payments read", "Supplier withheld", "Share withheld",
        "To private persons", "Lines not payments", "Payments not read",
        "Not read, pounds", "Lines dated outside their file",
    )  # fmt: skip
    heads = columns((findings.noun.of("Council"), "Net or gross", "Publishes from"), figures)
    return table(
        "coverage-figures",
        findings.noun.of("What was read of each council, and how it publishes"),
        columns=[replace(each, matters=each.title == "Payments read") for each in heads],
        rows=rows,
    )


def _months_read(one: Coverage) -> str:
    if not one.months:
        return "no month with a usual number of lines"
    return f"{phrases.counted(len(one.months), 'month')}: {phrases.months(one.months)}"


def share(part: int, whole: int) -> str:
    """A part of a total as a percentage; of nothing, or of a total below nothing, there is none."""
    return phrases.percent(Fraction(part, whole)) if whole > 0 else phrases.NOT_KNOWN
