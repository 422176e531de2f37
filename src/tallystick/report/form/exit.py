"""What leaving costs, as a paper. Nothing is worked out here."""

from datetime import date

from tallystick.form.agreement.exit import Division, ServiceExit
from tallystick.form.agreement.exit_paper import ExitPaper, exit_answer
from tallystick.report.document import (
    Block,
    Document,
    Paragraph,
    Part,
    Table,
    Tone,
    columns,
    table,
    with_links,
)
from tallystick.report.form.common import EXEMPT, before_use, closing, council_name, made_from
from tallystick.words import phrases
from tallystick.words.labels import Label
from tallystick.words.money import pounds_and_pence
from tallystick.words.remarks import say_all


def exit_document(paper: ExitPaper, *, on: date) -> Document:
    """The paper as a document. on: the day it is made."""
    plan, exit = paper.plan, paper.exit
    leaver = plan.member(exit.leaver).name
    notice = paper.agreed.exit.notice_months
    agreed = "" if notice is not None else ", an assumption of this project"
    about = (
        f"Notice is {exit.notice_months} months{agreed}; until then {leaver} goes on paying: "
        f"{pounds_and_pence(exit.notice_bill)}. Made on {made_from(plan, on)}."
    )
    return Document(
        title=f"{paper.agreement.name}: if {leaver} left",
        made_on=on,
        opening=(
            *(
                Paragraph(sentence, Tone.LEAD)
                for sentence in say_all(exit_answer(paper), paper.plan.names)
            ),
            Paragraph(about, Tone.QUIET),
            *before_use(paper.gaps),
        ),
        parts=(
            _others(paper, leaver),
            *_divided(paper),
            Part(
                id="agreement",
                title="The agreement, clause by clause",
                blocks=(_schedules(paper), _clauses(paper)),
            ),
            Part(
                id="charge",
                title=f"Exempt appendix: what {leaver} pays",
                blocks=(Paragraph(_cap(paper)), _charges(paper)),
                new_page=True,
                exempt=EXEMPT,
            ),
        ),
        closing=closing(plan, on),
    )


def _cap(paper: ExitPaper) -> str:
    cap = paper.agreed.exit.cap
    if cap is None:
        return "The agreement sets no cap on what a leaver pays."
    left = paper.exit.due - paper.exit.pays
    borne = f" {pounds_and_pence(left)} stays with the others." if left else ""
    return f"The agreement caps what a leaver pays at {pounds_and_pence(cap)}.{borne}"


def _charges(paper: ExitPaper) -> Table:
    exit = paper.exit
    rows = [
        *((each.name, with_links(each.because), pounds_and_pence(each.pence))
          for each in exit.charges),
        ("Due", "The sum of the lines above.", pounds_and_pence(exit.due)),
    ]  # fmt: skip
    return table(
        "charges",
        "The charge, line by line",
        columns=columns(("What for", "Rests on"), ("Pounds, once",)),
        rows=rows,
        total=("Paid", "What the cap leaves of it.", pounds_and_pence(exit.pays)),
    )


def _others(paper: ExitPaper, leaver: str) -> Part:
    about = (
        f"Shares are reckoned again by the same drivers without {leaver}. The cost that it leaves "
        f"behind is in the bills, and falls from year to year; what {leaver} pays for it stands in "
        "the last table."
    )
    services = [_service(paper, each) for each in paper.exit.services]
    return Part(
        id="others",
        title="What the others’ bills become",
        blocks=(Paragraph(about), *services, _paid(paper)),
    )


def _service(paper: ExitPaper, of: ServiceExit) -> Table:
    rows = [
        (
            council_name(paper.plan, code),
            pounds_and_pence(of.before[code]),
            *(pounds_and_pence(bills[code]) for bills in of.bills),
            pounds_and_pence(of.ever_after[code]),
        )
        for code in of.ever_after
    ]
    rows.append(
        (
            "All that stay",
            pounds_and_pence(sum(of.before[code] for code in of.ever_after)),
            *(pounds_and_pence(sum(bills.values())) for bills in of.bills),
            pounds_and_pence(sum(of.ever_after.values())),
        )
    )
    rows.append(("Of that, left behind", "£0.00", *map(pounds_and_pence, of.stranded), "£0.00"))
    function = of.service.function
    years = [f"Year {year}" for year in range(1, len(of.bills) + 1)]
    return table(
        f"bills-{function}",
        f"{Label(function).heading}: bills after leaving",
        columns=columns(("Council",), ("Today", *years, "After that")),
        rows=rows,
    )


def _paid(paper: ExitPaper) -> Table:
    exit = paper.exit
    rows = [
        (
            council_name(paper.plan, code),
            *(pounds_and_pence(year[code]) for year in exit.paid_to),
            pounds_and_pence(pence),
        )
        for code, pence in exit.shortfall.items()
    ]
    years = [f"Left behind, year {year}" for year in range(1, len(exit.paid_to) + 1)]
    return table(
        "paid",
        "What each is to be paid for the cost left behind",
        columns=columns(("Council",), (*years, "Not paid, because of the cap")),
        rows=rows,
    )


def _divided(paper: ExitPaper) -> tuple[Part, ...]:
    if not paper.divisions:
        return ()
    about = (
        "Today’s cost is divided by the driver of each successor. Each then needs a manager and a "
        "system of its own: what it lacks of that is a cost that sharing saved."
    )
    blocks: list[Block] = [Paragraph(about)]
    for each in paper.divisions:
        blocks += [_division(each), Paragraph(_dearer(each))]
    title = "If the service were divided among successors"
    return (Part(id="divided", title=title, blocks=tuple(blocks)),)


def _division(of: Division) -> Table:
    rows = [
        (
            name,
            phrases.percent(of.shares[name]),
            pounds_and_pence(pence),
            pounds_and_pence(of.lacks[name]),
        )
        for name, pence in of.cost.items()
    ]
    function = of.successors.function
    figures = ("Share", "Of today’s cost, a year", "Fixed cost it lacks, a year")
    return table(
        f"division-{function}",
        f"{Label(function).heading}: divided",
        columns=columns(("Successor",), figures),
        rows=rows,
    )


def _dearer(of: Division) -> str:
    service = Label(of.successors.function).heading
    return (
        f"{service} costs {pounds_and_pence(of.today)} a year today; divided, all "
        f"together would pay {pounds_and_pence(of.dearer)} more. {of.successors.because}"
    )


def _schedules(paper: ExitPaper) -> Table:
    rows = [
        (
            Label(each.function).heading,
            str(each.basis),
            "; ".join(
                f"{council_name(paper.plan, code)} {phrases.percent(share)}"
                for code, share in each.shares().items()
            ),
            str(each.vat).replace("_", " ") if each.vat else "not chosen",
            with_links(each.because),
            pounds_and_pence(each.cost),
            phrases.percent(each.fixed),
        )
        for each in paper.agreed.services
    ]
    return table(
        "schedules",
        "What is shared, and how",
        columns=columns(
            ("Service", "Basis", "Shares", "VAT", "Rests on"), ("Pounds a year", "Fixed")
        ),
        rows=rows,
    )


def _clauses(paper: ExitPaper) -> Table:
    rows = [
        (
            each.clause.name,
            each.place or ("missing, and needed" if each.clause.must else "missing"),
            each.clause.why,
        )
        for each in paper.checks
    ]
    return table(
        "clauses",
        "The checklist of clauses",
        columns=columns(("Clause", "Where it stands", "Why it is there")),
        rows=rows,
    )
