"""The findings as plain tables, which the workbook and the CSV files share."""

from collections.abc import Sequence

from tallystick.find.findings import Findings, Opportunity
from tallystick.report.find.listing import KIND_TITLES, listing, short_names, short_paths
from tallystick.report.tables import Column, Form, Table, Value
from tallystick.words import phrases
from tallystick.words.remarks import say, say_all

_REF = Column("Ref", width=7)
_KIND = Column("Kind", width=16)
_TITLE = Column("Opportunity", width=36)
_FUNCTION = Column("Function", width=20)
_CATEGORY = Column("Category", width=30)
_COUNCIL = Column("Council", width=24)
_A_YEAR = Column("Pounds a year", Form.MONEY)
_LINES = Column("Lines", Form.COUNT, 9)

_COVERAGE = (
    Column("Code", width=12),
    Column("Council", width=34),
    Column("Files", Form.COUNT, 8, summed=True),
    Column("Payment lines", Form.COUNT, 11, summed=True),
    Column("Lines not payments", Form.COUNT, 11, summed=True),
    Column("Pounds read", Form.MONEY, 16, summed=True),
    Column("Months read", Form.COUNT, 9),
    Column("Which months", width=34),
    Column("Missing between", width=26),
    Column("Lines dated outside their file", Form.COUNT, 12, summed=True),
    Column("Net or gross", width=12),
    Column("Publishes from", width=15),
    Column("Supplier withheld", Form.MONEY, summed=True),
    Column("To private persons", Form.MONEY, summed=True),
    Column("Bear in mind", width=60),
)

_OVERLAP = (
    Column("Council that pays", width=26),
    Column("Shares suppliers with", width=26),
    Column("Suppliers both pay", Form.COUNT, 12),
    Column("Pounds paid", Form.MONEY),
    _A_YEAR,
)

_OPPORTUNITIES = (
    _REF,
    _KIND,
    _TITLE,
    _FUNCTION,
    _CATEGORY,
    Column("Counted", width=9),
    Column("Rank", Form.COUNT, 6),
    Column("Councils", Form.COUNT, 9),
    Column("Suppliers", Form.COUNT, 10),
    _LINES,
    Column("Pounds paid", Form.MONEY),
    _A_YEAR,
    Column("Could be let again", Form.MONEY),
    Column("Pounds paid of that", Form.MONEY),
    Column("Low saving", Form.MONEY),
    Column("Central saving", Form.MONEY),
    Column("High saving", Form.MONEY),
    Column("Low rate", Form.SHARE, 9),
    Column("Central rate", Form.SHARE, 9),
    Column("High rate", Form.SHARE, 9),
    Column("Rate", width=30),
    Column("Decide by", Form.DAY, 16),
    Column("Why it is listed", width=60),
    Column("Reasons", width=60),
    Column("Next step", width=60),
    Column("Ask", width=30),
    Column("What stands in the way", width=60),
    Column("Bear in mind", width=60),
    Column("Key", width=30),
)

_COUNCILS = (
    _REF,
    _KIND,
    _TITLE,
    _FUNCTION,
    _CATEGORY,
    Column("Council code", width=12),
    _COUNCIL,
    _A_YEAR,
    _LINES,
    Column("Suppliers", Form.COUNT, 10),
    Column("Share of its spending", Form.SHARE, 12),
    Column("Months read", Form.COUNT, 9),
    Column("Pounds in those months", Form.MONEY),
    Column("Whole saving low", Form.MONEY),
    Column("Whole saving central", Form.MONEY),
    Column("Whole saving high", Form.MONEY),
    Column("Bear in mind", width=40),
)

_SUPPLIERS = (
    _REF,
    _KIND,
    _TITLE,
    Column("Supplier", width=36),
    Column("Pounds paid", Form.MONEY),
    _A_YEAR,
    _LINES,
    Column("Councils", Form.COUNT, 9),
    Column("Paid by", width=40),
    Column("As published", width=60),
    Column("Supplier id", width=20),
)

_EVIDENCE = (
    _REF,
    _TITLE,
    Column("Council code", width=12),
    _COUNCIL,
    Column("Supplier as published", width=36),
    Column("What for", width=36),
    Column("Paid on", Form.DAY, 16),
    Column("Month", width=15),
    Column("Amount", Form.PENCE),
    Column("File", width=40),
    Column("Sheet", width=12),
    Column("Line", Form.COUNT, 8),
)


def coverage(findings: Findings) -> Table:
    """How much of each council was seen: one row a council."""
    names = findings.names
    return Table(
        "Coverage",
        "How much of each council's spending the files show, and how it publishes.",
        _COVERAGE,
        tuple(
            (
                one.council.code,
                one.council.name,
                one.files,
                one.lines,
                one.rejected,
                one.pence,
                len(one.months),
                phrases.months(one.months),
                phrases.months(one.missing),
                one.stray_lines,
                one.amount_basis,
                phrases.threshold(one.threshold_pence),
                one.redacted_pence,
                one.person_pence,
                " ".join(say_all(one.cautions, names)),
            )
            for one in findings.coverage
        ),
    )


def overlap(findings: Findings) -> Table:
    """Each council against each other: one row an ordered pair."""
    names = short_names(findings)
    return Table(
        "Overlap",
        "What the first pays to back-office suppliers that the other pays too.",
        _OVERLAP,
        tuple(
            (
                names.get(pair.council, pair.council),
                names.get(pair.other, pair.other),
                pair.suppliers,
                pair.pence,
                None if pair.is_weak else pair.pence_a_year,
            )
            for pair in findings.pairs
        ),
    )


def opportunities(findings: Findings) -> Table:
    """The ranked opportunities: one row each."""
    names = findings.names
    ranks = {each.key: rank for rank, each in enumerate(findings.to_act_on, 1)}
    return Table(
        "Opportunities",
        "The same pounds are seen from several sides: filter Counted by “yes” before adding up.",
        _OPPORTUNITIES,
        tuple(
            (
                *_named(one.ref, one.opportunity),
                counted(one.opportunity),
                ranks.get(one.opportunity.key),
                len(one.opportunity.councils),
                one.opportunity.supplier_count,
                one.opportunity.lines,
                one.opportunity.pence,
                one.opportunity.pence_a_year,
                *_basis(one.opportunity),
                *_saving(one.opportunity),
                *_rate(one.opportunity),
                one.opportunity.letting.decide_by if one.opportunity.letting else None,
                say(one.opportunity.sentence, names),
                " ".join(say_all(one.opportunity.reasons, names)),
                say(one.opportunity.next_step, names),
                ", ".join(one.opportunity.people),
                " ".join(say_all(one.opportunity.hindrances, names)),
                " ".join(say_all(one.opportunity.cautions, names)),
                one.opportunity.key,
            )
            for one in listing(findings)
        ),
    )


def counted(opportunity: Opportunity) -> str:
    """Whether a saving is counted here: each pound once, and nothing that falls apart."""
    if not opportunity.is_counted:
        return "no"
    return "yes" if opportunity.stands else "falls apart"


def councils(findings: Findings) -> Table:
    """Each council's part of each opportunity: one row a part."""
    names, said = short_names(findings), findings.names
    return Table(
        "Councils",
        "Each council's part of each opportunity. The saving is that of the whole opportunity.",
        _COUNCILS,
        tuple(
            (
                *_named(one.ref, one.opportunity),
                part.council.code,
                names.get(part.council.code, part.council.short_name),
                None if part.is_weak else part.pence_a_year,
                part.lines,
                part.suppliers,
                part.share_of_spend,
                part.months,
                part.pence,
                *_saving(one.opportunity),
                " ".join(say_all(part.cautions, said)),
            )
            for one in listing(findings)
            for part in one.opportunity.councils
        ),
    )


def suppliers(findings: Findings) -> Table:
    """The largest suppliers of each opportunity, with the spellings that were joined."""
    names = short_names(findings)
    return Table(
        "Suppliers",
        "The largest suppliers of each opportunity. Private persons are counted, never named.",
        _SUPPLIERS,
        tuple(
            (
                *_named(one.ref, one.opportunity)[:3],
                paid.name,
                paid.pence,
                paid.pence_a_year,
                paid.lines,
                len(paid.councils),
                ", ".join(names.get(code, code) for code in paid.councils),
                " · ".join(paid.spellings),
                paid.supplier_id,
            )
            for one in listing(findings)
            for paid in one.opportunity.suppliers
        ),
    )


def evidence(findings: Findings) -> Table:
    """The published lines that the opportunities rest on: one row a line."""
    names, paths = short_names(findings), short_paths(findings)
    return Table(
        "Evidence",
        "Published lines that the opportunities rest on, each with its file and line.",
        _EVIDENCE,
        tuple(
            (
                one.ref,
                one.opportunity.title,
                line.council,
                names.get(line.council, line.council),
                line.supplier,
                line.text,
                line.paid_on,
                phrases.month(line.month) if line.month else "",
                line.pence,
                paths[line.file],
                line.sheet,
                line.line,
            )
            for one in listing(findings)
            for line in one.opportunity.evidence
        ),
    )


def _named(ref: str, opportunity: Opportunity) -> Sequence[str]:
    return (
        ref,
        KIND_TITLES[opportunity.kind],
        opportunity.title,
        opportunity.label.heading,
        opportunity.category_title or "",
    )


def _basis(opportunity: Opportunity) -> tuple[int | None, int | None]:
    """What could be let again a year, and what was paid of that."""
    if not opportunity.basis_rung:
        return None, None
    return opportunity.basis_pence, opportunity.basis_paid_pence


def _saving(opportunity: Opportunity) -> tuple[int | None, ...]:
    saving = opportunity.saving
    return (None,) * 3 if saving is None else (saving.low, saving.central, saving.high)


def _rate(opportunity: Opportunity) -> tuple[Value, ...]:
    rate = opportunity.rate
    return (None,) * 3 + ("",) if rate is None else (rate.low, rate.central, rate.high, rate.name)
