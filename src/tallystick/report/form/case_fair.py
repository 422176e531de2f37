"""Who shares in a business case, whether anybody would do better elsewhere, and how the savings
could be shared."""

from tallystick.form.case.fairness import Fairness
from tallystick.form.case.paper import Paper
from tallystick.form.case.savings_sharing import Way
from tallystick.form.case.sharing import sharing_remarks
from tallystick.report.document import (
    Block,
    Heading,
    Paragraph,
    Part,
    Points,
    Table,
    columns,
    table,
)
from tallystick.report.form.common import council_name
from tallystick.words import phrases
from tallystick.words.money import pounds
from tallystick.words.remarks import say, say_all

_METHOD = (
    "Bills are by the basis of the plan. Against them stands what each council, and each smaller "
    "group of those that share, would pay by the cost model on its own. Shapley shares are what "
    "each adds to the cost on average; the nucleolus is the split that leaves the worst-off group "
    "as well off as can be. Neither is a bill: they show whether somebody pays for others."
)
_WAYS = (
    "What each council is left with in present value, by how the savings are shared; its own costs "
    "it bears itself. The last rows are of a guarantee that nobody is worse off in any year: "
    "what those who are ahead would pay to those who are behind, in all years, and what would be "
    "lacking even so."
)


def fair_part(paper: Paper) -> Part:
    """The part of the paper that a council reads for its own sake."""
    names = paper.case.plan.names
    blocks: list[Block] = [
        Points(say_all(sharing_remarks(paper.case.plan, paper.case.sharings), names))
    ]
    if paper.fairness:
        blocks += [Heading("Would anybody do better elsewhere?"), Paragraph(_METHOD)]
        for at, fairness in enumerate(paper.fairness):
            blocks += [*_bills(paper, fairness, at), Points(say_all(fairness.said, names))]
        blocks += [Heading("How the savings could be shared"), Paragraph(_WAYS), *_ways(paper)]
    return Part(id="fair", title="Who shares, and whether it is fair", blocks=tuple(blocks))


def bill_basis(basis: str) -> str:
    """How a bill is split, in words."""
    if basis == "equal":
        return "billed in equal shares"
    return f"billed by {basis}" if basis else "with no basis for the bill yet"


def _bills(paper: Paper, fairness: Fairness, at: int) -> tuple[Table, ...]:
    if not fairness.shares:
        return ()
    plan = paper.case.plan
    who = phrases.listed([council_name(plan, code) for code in fairness.councils])
    rows = [
        (
            council_name(plan, each.council),
            pounds(each.pays),
            pounds(each.alone),
            pounds(each.alone - each.pays),
            pounds(each.shapley),
            "-" if each.nucleolus is None else pounds(each.nucleolus),
        )
        for each in fairness.shares
    ]
    figures = ("Pays", "Alone", "Less than alone", "Shapley", "Nucleolus")
    found = table(
        f"fair-{at}",
        f"{fairness.function.heading} of {who}, {bill_basis(fairness.basis)}, pounds a year",
        columns=columns(("Council",), figures),
        rows=rows,
    )
    return (found,)


def _ways(paper: Paper) -> tuple[Block, ...]:
    """A row for each council and a column for each way that is open; then why others are not."""
    plan = paper.case.plan
    open_ = [each for each in paper.ways if not each.why_not]
    rows = [
        (council_name(plan, code), *(pounds(each.worth[code]) for each in open_))
        for code in plan.codes
    ]
    rows.append(("Moved by a guarantee", *(pounds(_moved(each)) for each in open_)))
    rows.append(("Lacking even so", *(pounds(sum(each.pool.short)) for each in open_)))
    found = table(
        "ways",
        "Ways of sharing the savings",
        columns=columns(("Council",), [str(each.pattern) for each in open_]),
        rows=rows,
    )
    closed = tuple(
        f"{each.pattern}: not open, because {say(each.why_not, plan.names)}."
        for each in paper.ways
        if each.why_not
    )
    return (found, Points(closed)) if closed else (found,)


def _moved(way: Way) -> int:
    return sum(max(pence, 0) for moves in way.pool.moves.values() for pence in moves)
