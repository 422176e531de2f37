"""Tables for acting on an opportunity: rungs, groups, contracts, and what each council pays
compared with the others."""

from tallystick.find.findings import Findings
from tallystick.report.find.listing import listing, short_names, short_paths
from tallystick.report.find.shared import function_of
from tallystick.report.find.systems import how_sure
from tallystick.report.tables import Column, Form, Table
from tallystick.words import phrases
from tallystick.words.remarks import say, say_all

_REF = Column("Ref", width=7)
_TITLE = Column("Opportunity", width=36)
_COUNCIL = Column("Council", width=24)
_PAID = Column("Pounds paid", Form.MONEY)
_A_YEAR = Column("Pounds a year", Form.MONEY)


def shared_already(findings: Findings) -> Table:
    """The services that are shared already: one row a council and partner."""
    names = short_names(findings)
    return Table(
        "Shared",
        "Services that are shared already, told from who is paid; the first month is that of these "
        "files.",
        (
            _COUNCIL,
            Column("Shared with", width=36),
            Column("Form", width=20),
            Column("Probably", width=36),
            Column("Function", width=20),
            _PAID,
            Column("Lines", Form.COUNT, 9),
            Column("First seen", width=15),
            Column("Last seen", width=15),
        ),
        tuple(
            (
                names.get(each.council, each.council),
                each.partner,
                each.form,
                each.body or "",
                function_of(each.label),
                each.pence,
                each.lines,
                phrases.month(each.first),
                phrases.month(each.last),
            )
            for each in findings.shared
        ),
    )


def run_by_firms(findings: Findings) -> Table:
    """The functions that one firm seems to run: one row a council and function."""
    names = short_names(findings)
    return Table(
        "RunByFirms",
        "Functions whose own work one firm takes most of: probably an outsourcing partner.",
        (
            _COUNCIL,
            Column("Probable partner", width=36),
            Column("Function", width=20),
            _PAID,
            Column("Of the function's own work", Form.MONEY),
            Column("Lines", Form.COUNT, 9),
        ),
        tuple(
            (
                names.get(each.council, each.council),
                each.partner,
                each.label.heading,
                each.pence,
                each.function_pence,
                each.lines,
            )
            for each in findings.run_by_firms
        ),
    )


def ladders(findings: Findings) -> Table:
    """Every rung of every opportunity: one row a rung."""
    return Table(
        "Ladders",
        "From all that was paid down to what could be let again; an empty cell is not known.",
        (
            _REF,
            _TITLE,
            Column("Step", Form.COUNT, 6),
            Column("What is left", width=40),
            _PAID,
            _A_YEAR,
            Column("Why the rest drops out", width=70),
            Column("Councils of which it is not known", Form.COUNT, 14),
        ),
        tuple(
            (
                one.ref,
                one.opportunity.title,
                step,
                rung.title,
                rung.pence,
                rung.pence_a_year,
                rung.why,
                len(rung.untold),
            )
            for one in listing(findings)
            for step, rung in enumerate(one.opportunity.ladder, 1)
        ),
    )


def groups(findings: Findings) -> Table:
    """The groups that make sense for each opportunity: one row a group, the best first."""
    names, said = short_names(findings), findings.names
    return Table(
        "Groups",
        "Councils that could act together, the best group of each opportunity first.",
        (
            _REF,
            _TITLE,
            Column("Place", Form.COUNT, 7),
            Column("Councils", width=50),
            Column("Could be let again", Form.MONEY),
            Column("Pounds paid of that", Form.MONEY),
            Column("Low saving", Form.MONEY),
            Column("Central saving", Form.MONEY),
            Column("High saving", Form.MONEY),
            Column("Why they", width=60),
            Column("What stands in the way", width=60),
        ),
        tuple(
            (
                one.ref,
                one.opportunity.title,
                place,
                ", ".join(names.get(each.code, each.short_name) for each in group.councils),
                group.basis_pence,
                group.pence,
                *(
                    (None,) * 3
                    if group.saving is None
                    else (group.saving.low, group.saving.central, group.saving.high)
                ),
                " ".join(say_all(group.reasons, said)),
                " ".join(say_all(group.hindrances, said)),
            )
            for one in listing(findings)
            for place, group in enumerate(one.opportunity.groups, 1)
        ),
    )


def contracts(findings: Findings) -> Table:
    """The contracts that registers tell of: one row a contract and opportunity."""
    names, paths = short_names(findings), short_paths(findings)
    return Table(
        "Contracts",
        "Lines of contract registers that the payments of an opportunity may be under.",
        (
            _REF,
            _TITLE,
            _COUNCIL,
            Column("Supplier", width=36),
            Column("Contract", width=40),
            Column("Starts", Form.DAY, 16),
            Column("Ends", Form.DAY, 16),
            Column("With every extension", Form.DAY, 16),
            _A_YEAR,
            Column("File", width=40),
            Column("Line", Form.COUNT, 8),
        ),
        tuple(
            (
                one.ref,
                one.opportunity.title,
                names.get(each.council, each.council),
                each.supplier,
                each.title,
                each.start,
                each.end,
                each.latest_end,
                each.pence_a_year,
                paths[each.file],
                each.line,
            )
            for one in listing(findings)
            for each in one.opportunity.contracts
        ),
    )


def systems(findings: Findings) -> Table:
    """The likely systems of each council: one row a council, purpose and system."""
    names, said = short_names(findings), findings.names
    return Table(
        "Systems",
        "What each council seems to use, and how sure that is.",
        (
            _COUNCIL,
            Column("For", width=30),
            Column("Function", width=20),
            Column("System", width=30),
            Column("Sold by", width=26),
            Column("How sure", width=40),
            _PAID,
            _A_YEAR,
            Column("Lines", Form.COUNT, 9),
            Column("Paid to", width=40),
            Column("Why", width=60),
        ),
        tuple(
            (
                names.get(each.council, each.council),
                each.purpose_title,
                each.label.heading,
                each.product_name or "",
                each.vendor or "",
                how_sure(each),
                each.pence,
                None if each.is_weak else each.pence_a_year,
                each.lines,
                ", ".join(each.paid_to),
                say(each.reason, said),
            )
            for each in findings.systems
        ),
    )


def beside(findings: Findings) -> Table:
    """What each council pays for each category, and the others a head: one row each."""
    names = short_names(findings)
    return Table(
        "Beside",
        "What each council pays beside the others that buy the same, a head and year.",
        (
            _COUNCIL,
            Column("Function", width=20),
            Column("Category", width=36),
            Column("Bought for", width=22),
            _PAID,
            _A_YEAR,
            Column("A head", Form.PENCE),
            Column("Others that buy it", Form.COUNT, 10),
            Column("Others' least a head", Form.PENCE),
            Column("Others' middle a head", Form.PENCE),
            Column("Others' most a head", Form.PENCE),
        ),
        tuple(
            (
                names.get(profile.council.code, profile.council.short_name),
                function.label.heading,
                view.title,
                view.bought_for.heading,
                view.pence,
                None if profile.is_weak else view.pence_a_year,
                view.per_head_pence,
                view.others,
                view.others_low,
                view.others_median,
                view.others_high,
            )
            for profile in findings.profiles
            for function in profile.functions
            for view in function.categories
        ),
    )
