"""What leaving costs, as a page and as plain values. Nothing is worked out here."""

from datetime import date
from pathlib import Path
from typing import Any

from tallystick.form.agreement.exit import Division, ServiceExit
from tallystick.form.agreement.exit_paper import ExitPaper, exit_answer
from tallystick.report import phrases
from tallystick.report.beside import write_page
from tallystick.report.drawing import draw
from tallystick.report.form_grid import Grid, council_name, grid
from tallystick.words.labels import Label
from tallystick.words.money import pounds_and_pence


def write_exit_html(paper: ExitPaper, path: Path, *, on: date) -> None:
    """Write the paper as one HTML page in UTF-8, in one step; the same paper, the same bytes.

    on: the day it is made. Raises OSError where the folder cannot be written to.
    """
    write_page(path, render_exit(paper, on=on))


def render_exit(paper: ExitPaper, *, on: date) -> str:
    """The paper as text."""
    plan, exit = paper.plan, paper.exit
    leaver = plan.member(exit.leaver).name
    agreed = "" if paper.agreement.notice_months is not None else ", an assumption of this project"
    return draw(
        "form_exit.html",
        title=f"{paper.agreement.name}: if {leaver} left",
        lead=exit_answer(paper),
        about=f"Notice is {exit.notice_months} months{agreed}; until then {leaver} goes on paying: "
        f"{pounds_and_pence(exit.notice_bill)}. Made on {phrases.day(on)} from "
        f"{Path(plan.path).name}.",
        made_on=phrases.day(on),
        plan_file=Path(plan.path).name,
        cautions=paper.gaps,
        leaver=leaver,
        cap=_cap(paper),
        charges=_charges(paper),
        services=[_service(paper, each) for each in exit.services],
        paid=_paid(paper),
        divisions=[(_dearer(each), _division(each)) for each in paper.divisions],
        schedules=_schedules(paper),
        clauses=_clauses(paper),
    )


def exit_as_plain(paper: ExitPaper) -> dict[str, Any]:
    """The paper for other programs: whole pence, councils by code."""
    exit = paper.exit
    return {
        "agreement": paper.agreement.name,
        "leaver": exit.leaver,
        "notice": exit.notice.isoformat(),
        "leaves": exit.leaves.isoformat(),
        "notice_months": exit.notice_months,
        "notice_bill": exit.notice_bill,
        "answer": list(exit_answer(paper)),
        "charges": [
            {"name": each.name, "pence": each.pence, "because": each.because}
            for each in exit.charges
        ],
        "due": exit.due,
        "pays": exit.pays,
        "shortfall": dict(exit.shortfall),
        "paid_to": [dict(each) for each in exit.paid_to],
        "services": [
            {
                "function": each.service.function,
                "before": dict(each.before),
                "moves": each.moves,
                "stranded": list(each.stranded),
                "bills": [dict(bills) for bills in each.bills],
                "ever_after": dict(each.ever_after),
            }
            for each in exit.services
        ],
        "divisions": [
            {
                "function": each.successors.function,
                "today": each.today,
                "cost": dict(each.cost),
                "lacks": dict(each.lacks),
                "dearer": each.dearer,
            }
            for each in paper.divisions
        ],
        "clauses": {each.clause.key: each.place or None for each in paper.checks},
        "gaps": list(paper.gaps),
    }


def _cap(paper: ExitPaper) -> str:
    cap = paper.agreement.cap
    if cap is None:
        return "The agreement sets no cap on what a leaver pays."
    left = paper.exit.due - paper.exit.pays
    borne = f" {pounds_and_pence(left)} stays with the others." if left else ""
    return f"The agreement caps what a leaver pays at {pounds_and_pence(cap)}.{borne}"


def _charges(paper: ExitPaper) -> Grid:
    exit = paper.exit
    rows = [(each.name, each.because, pounds_and_pence(each.pence)) for each in exit.charges]
    rows.append(("Due", "The sum of the lines above.", pounds_and_pence(exit.due)))
    rows.append(("Paid", "What the cap leaves of it.", pounds_and_pence(exit.pays)))
    headings = ("What for", "Rests on", "Pounds, once")
    return grid("charges", "The charge, line by line", headings, rows, words=2)


def _service(paper: ExitPaper, of: ServiceExit) -> Grid:
    years = [f"Year {year}" for year in range(1, len(of.bills) + 1)]
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
    headings = ("Council", "Today", *years, "After that")
    return grid(
        f"bills-{function}", f"{Label(function).heading}: bills after leaving", headings, rows
    )


def _paid(paper: ExitPaper) -> Grid:
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
    headings = ("Council", *years, "Not paid, because of the cap")
    return grid("paid", "What each is to be paid for the cost left behind", headings, rows)


def _division(of: Division) -> Grid:
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
    headings = ("Successor", "Share", "Of today’s cost, a year", "Fixed cost it lacks, a year")
    return grid(f"division-{function}", f"{Label(function).heading}: divided", headings, rows)


def _dearer(of: Division) -> str:
    service = Label(of.successors.function).heading
    return (
        f"{service} costs {pounds_and_pence(of.today)} a year today; divided, all "
        f"together would pay {pounds_and_pence(of.dearer)} more. {of.successors.because}"
    )


def _schedules(paper: ExitPaper) -> Grid:
    rows = [
        (
            Label(each.function).heading,
            str(each.basis),
            "; ".join(
                f"{council_name(paper.plan, code)} {phrases.percent(share)}"
                for code, share in each.shares().items()
            ),
            str(each.vat).replace("_", " ") if each.vat else "not chosen",
            each.because,
            pounds_and_pence(each.cost),
            phrases.percent(each.fixed),
        )
        for each in paper.agreement.services
    ]
    headings = ("Service", "Basis", "Shares", "VAT", "Rests on", "Pounds a year", "Fixed")
    return grid("schedules", "What is shared, and how", headings, rows, words=5)


def _clauses(paper: ExitPaper) -> Grid:
    rows = [
        (
            each.clause.name,
            each.place or ("missing, and needed" if each.clause.must else "missing"),
            each.clause.why,
        )
        for each in paper.checks
    ]
    headings = ("Clause", "Where it stands", "Why it is there")
    return grid("clauses", "The checklist of clauses", headings, rows, words=3)
