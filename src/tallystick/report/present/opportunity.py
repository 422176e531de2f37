"""Plain values for the ranked opportunities: the tables that list them, and a section for each."""

from collections.abc import Mapping
from dataclasses import dataclass

from tallystick.find.council_values import Evidence
from tallystick.find.values import (
    CouncilSpend,
    Findings,
    Kind,
    Opportunity,
    SupplierSpend,
)
from tallystick.report import phrases
from tallystick.report.listing import Listed, listing, short_names, short_paths
from tallystick.report.picture import bar
from tallystick.report.present.rates import RateText, rate_text
from tallystick.words.money import pounds, pounds_and_pence, short_pounds

IN_FULL = 15
"""How many opportunities of each kind get a section of their own."""

EVIDENCE_LINES = 36
"""How many evidence lines a section shows; the workbook holds them all."""

SUPPLIER_LINES = 10
SPELLINGS = 6
PAID_BY = 6

_ABOUT = {
    Kind.FUNCTION: (
        "Whole functions",
        "Each function with all that the councils pay outside firms for it, taken together.",
    ),
    Kind.CATEGORY: (
        "The same thing, bought by two or more councils",
        "From whatever firms. The saving at the top of this page is counted here, "
        "so that every pound is in it once.",
    ),
    Kind.SUPPLIER: (
        "The same supplier, paid by two or more councils",
        "A firm that several councils pay is one that they can meet together.",
    ),
}


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One opportunity in its table; anchor is None where it has no section."""

    ref: str
    anchor: str | None
    title: str
    function: str
    councils: str
    suppliers: str
    a_year: str
    low: str
    central: str
    high: str


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """One council's part, with a bar of at most BAR_LENGTH."""

    council: str
    bar: int
    a_year: str
    lines: str
    share: str
    suppliers: str
    months: str
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """One supplier's part."""

    name: str
    bar: int
    a_year: str
    lines: str
    councils: str
    spellings: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One published line."""

    council: str
    supplier: str
    text: str
    when: str
    amount: str
    place: str


@dataclass(frozen=True, slots=True)
class Section:
    """One opportunity in full."""

    ref: str
    anchor: str
    title: str
    sentence: str
    basis: str
    saving: str | None
    central: str
    rate: RateText | None
    councils: tuple[CouncilRow, ...]
    suppliers: tuple[SupplierRow, ...]
    suppliers_note: str
    cautions: tuple[str, ...]
    next_step: str
    evidence: tuple[EvidenceRow, ...]
    evidence_note: str


@dataclass(frozen=True, slots=True)
class Group:
    """All opportunities of one kind."""

    anchor: str
    title: str
    about: str
    of_functions: bool  # then a column that names the function would say it twice
    rows: tuple[SummaryRow, ...]
    more: str  # '' where every one has a section
    sections: tuple[Section, ...]


def groups(findings: Findings) -> tuple[Group, ...]:
    """The opportunities by kind, each in rank order: the first IN_FULL of a kind in full."""
    names, paths = short_names(findings), short_paths(findings)
    found = listing(findings)
    return tuple(
        _group(kind, [one for one in found if one.opportunity.kind is kind], names, paths)
        for kind in _ABOUT
        if findings.of_kind(kind)
    )


def _group(
    kind: Kind, found: list[Listed], names: Mapping[str, str], paths: Mapping[str, str]
) -> Group:
    title, about = _ABOUT[kind]
    return Group(
        anchor=f"{kind.value}-list",
        title=title,
        about=about,
        of_functions=kind is Kind.FUNCTION,
        rows=tuple(_summary(one, in_full=at < IN_FULL) for at, one in enumerate(found)),
        more=_more(len(found)),
        sections=tuple(_section(one, names, paths) for one in found[:IN_FULL]),
    )


def _summary(one: Listed, *, in_full: bool) -> SummaryRow:
    opportunity = one.opportunity
    saving = opportunity.saving
    return SummaryRow(
        ref=one.ref,
        anchor=_anchor(one) if in_full else None,
        title=opportunity.title,
        function=opportunity.label.heading,
        councils=f"{len(opportunity.councils):,}",
        suppliers=f"{opportunity.supplier_count:,}",
        a_year=pounds(opportunity.pence_a_year),
        low="no rate" if saving is None else pounds(saving.low),
        central="no rate" if saving is None else pounds(saving.central),
        high="no rate" if saving is None else pounds(saving.high),
    )


def _anchor(one: Listed) -> str:
    return f"opportunity-{one.ref}"


def _section(one: Listed, names: Mapping[str, str], paths: Mapping[str, str]) -> Section:
    opportunity = one.opportunity
    saving = opportunity.saving
    suppliers = opportunity.suppliers[:SUPPLIER_LINES]
    evidence = opportunity.evidence[:EVIDENCE_LINES]
    return Section(
        ref=one.ref,
        anchor=_anchor(one),
        title=opportunity.title,
        sentence=opportunity.sentence,
        basis=_basis(opportunity),
        saving=None if saving is None else phrases.saving(saving),
        central="" if saving is None else short_pounds(saving.central),
        rate=None if opportunity.rate is None else rate_text(opportunity.rate),
        councils=_councils(opportunity.councils, names),
        suppliers=_suppliers(suppliers, names),
        suppliers_note=_some(len(suppliers), opportunity.supplier_count, "supplier"),
        cautions=opportunity.cautions,
        next_step=opportunity.next_step,
        evidence=tuple(_evidence(line, names, paths[line.file]) for line in evidence),
        evidence_note=_some(len(evidence), opportunity.lines, "line"),
    )


def _more(number: int) -> str:
    if number <= IN_FULL:
        return ""
    return (
        f"The first {IN_FULL} are set out below. The others are in this table only; the workbook "
        "holds the councils, suppliers and evidence of all."
    )


def _basis(opportunity: Opportunity) -> str:
    """What the pounds are and, where no rate of its own explains the saving, what does."""
    pounds_and_lines = (
        f"{pounds(opportunity.pence_a_year)} a year in "
        f"{phrases.counted(opportunity.lines, 'payment line')} of "
        f"{phrases.counted(len(opportunity.councils), 'council')} to "
        f"{phrases.counted(opportunity.supplier_count, 'named supplier')}."
    )
    if opportunity.saving is not None and opportunity.rate is None:
        return f"{pounds_and_lines} The saving is that of the categories in it, each by its rate."
    return pounds_and_lines


def _some(shown: int, of: int, noun: str) -> str:
    """How many of how many are shown."""
    if shown >= of:
        return f"All {phrases.counted(of, noun)}" if of > 1 else phrases.counted(of, noun)
    return f"{shown:,} of {phrases.counted(of, noun)}"


def _councils(
    councils: tuple[CouncilSpend, ...], names: Mapping[str, str]
) -> tuple[CouncilRow, ...]:
    longest = max((one.pence_a_year for one in councils), default=0)
    return tuple(
        CouncilRow(
            council=names.get(one.council.code, one.council.short_name),
            bar=bar(one.pence_a_year, longest),
            a_year=pounds(one.pence_a_year),
            lines=f"{one.lines:,}",
            share=phrases.percent(one.share_of_spend, places=2),
            suppliers=f"{one.suppliers:,}",
            months=f"{one.months:,}",
            cautions=one.cautions,
        )
        for one in councils
    )


def _suppliers(
    suppliers: tuple[SupplierSpend, ...], names: Mapping[str, str]
) -> tuple[SupplierRow, ...]:
    longest = max((one.pence_a_year for one in suppliers), default=0)
    return tuple(
        SupplierRow(
            name=one.name,
            bar=bar(one.pence_a_year, longest),
            a_year=pounds(one.pence_a_year),
            lines=f"{one.lines:,}",
            councils=_paid_by(one, names),
            spellings=_spellings(one),
        )
        for one in suppliers
    )


def _paid_by(supplier: SupplierSpend, names: Mapping[str, str]) -> str:
    """Which councils pay it: by name while a cell can hold them, in the order given."""
    shown = [names.get(code, code) for code in supplier.councils[:PAID_BY]]
    more = len(supplier.councils) - len(shown)
    return phrases.listed([*shown, f"{more:,} more"] if more else shown)


def _spellings(supplier: SupplierSpend) -> str:
    shown = supplier.spellings[:SPELLINGS]
    more = len(supplier.spellings) - len(shown)
    return " · ".join(shown) + (f" · and {more:,} more" if more else "")


def _evidence(line: Evidence, names: Mapping[str, str], path: str) -> EvidenceRow:
    sheet = f", sheet {line.sheet}" if line.sheet else ""
    return EvidenceRow(
        council=names.get(line.council, line.council),
        supplier=line.supplier,
        text=line.text,
        when=phrases.when(line.paid_on, line.month),
        amount=pounds_and_pence(line.pence),
        place=f"{path}{sheet}, line {line.line:,}",
    )
