"""A business case as an Excel workbook, one table a sheet, and as plain values for programs."""

from dataclasses import asdict
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from tallystick.form.case.appraisal import Worth
from tallystick.form.case.lines import Line
from tallystick.form.case.options import Effect, OptionCase
from tallystick.form.case.paper import Paper, answer, cautions, worth
from tallystick.report.beside import write_whole
from tallystick.report.form_case import assumed
from tallystick.report.form_grid import council_name
from tallystick.report.sheets import Book, add_table
from tallystick.report.tables import Column, Form, Table, Value
from tallystick.words.labels import Label

_OPTION = Column("Option", width=28)
_COUNCIL = Column("Council", width=24)


def write_case_xlsx(paper: Paper, path: Path, *, on: date) -> None:
    """Write the paper as one workbook, in one step; the same paper, the same bytes.

    on: the day it is made. Raises OSError where the folder cannot be written to.
    """
    write_whole(path, lambda part: _fill(paper, part, on))


def case_as_plain(paper: Paper) -> dict[str, Any]:
    """The paper for other programs: whole pence, shares as numbers to six places, councils by code
    ('' is all together), years as in the plan."""
    case = paper.case
    return {
        "plan": case.plan.title,
        "years": [str(year) for year in case.plan.financial_years],
        "discount_schedule": case.schedule.id,
        "answer": list(answer(paper)),
        "cautions": list(cautions(paper)),
        "best": case.best.option.key,
        "shared": paper.shared.option.key,
        "options": [_option(each) for each in case.options],
        "odds": [asdict(each) for each in paper.odds],
        "tornado": [
            {
                "name": each.name,
                "low": each.low,
                "high": each.high,
                "at_low": round(each.at_low),
                "at_high": round(each.at_high),
            }
            for each in paper.swings
        ],
        "switching": [
            {"other": each.other, "savings": _share(each.savings), "costs": _share(each.costs)}
            for each in paper.switches
        ],
        "precedents": [
            {
                "case": each.ratio.case,
                "delivered": [_number(each.ratio.low), _number(each.ratio.high)],
                "worth": [_pence(each.at_low), _pence(each.at_high)],
                "sources": list(each.ratio.sources),
            }
            for each in paper.precedents
        ],
        "lines": [_line(each) for each in paper.shared.lines],
        "assumptions": list(assumed(paper)),
    }


def _option(each: OptionCase) -> dict[str, Any]:
    return {
        "option": each.option.key,
        "name": each.option.name,
        "needed": _share(each.needed),
        "queries": list(each.queries),
        "social_net_present_value": round(each.social.net_present_value),
        "group": _effect(each.group),
        "councils": [_effect(one) for one in each.councils],
    }


def _effect(of: Effect) -> dict[str, Any]:
    return {
        "council": of.council,
        "net_present_value": worth(of),
        "cash_releasing": list(of.cash_releasing),
        "not_releasing": list(of.not_releasing),
        "once": list(of.once),
        "yearly": list(of.yearly),
        "net": list(of.net),
        "budget": list(of.budget),
        "paid_in": str(of.paid_in) if of.paid_in else None,
        "too_late": of.too_late,
        **_worth(of.worth),
    }


def _worth(of: Worth) -> dict[str, Any]:
    return {
        "present_benefits": round(of.present_benefits),
        "present_costs": round(of.present_costs),
        "benefit_cost_ratio": _share(of.benefit_cost_ratio),
        "simple_payback": _share(of.simple_payback),
        "discounted_payback": _share(of.discounted_payback),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "council": line.council,
        "function": line.function,
        "item": line.item,
        "kind": str(line.kind),
        "stated": list(line.stated),
        "correction": str(line.correction),
        "counted": list(line.counted),
        "cash_releasing": line.cash_releasing,
        "transfer": line.transfer,
        "grade": line.grade,
        "because": line.because,
    }


def _share(of: Fraction | None) -> float | None:
    return None if of is None else round(float(of), 6)


def _number(of: object) -> float | None:
    return None if of is None else float(str(of))


def _pence(of: Fraction | None) -> int | None:
    return None if of is None else round(of)


def _fill(paper: Paper, path: Path, on: date) -> None:
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), options) as workbook:
        workbook.set_properties(
            {
                "title": f"{paper.case.plan.title}: business case",
                "author": "Tallystick",
                "created": datetime.combine(on, time()),  # no clock: same bytes
            }
        )
        book = Book(workbook)
        for table in (
            _options(paper),
            _budgets(paper),
            _odds(paper),
            _swings(paper),
            _lines(paper),
            _sentences("Cautions", "Before you use these figures.", cautions(paper)),
            _sentences("Assumptions", "What the project assumes.", assumed(paper)),
        ):
            add_table(book, table)


def _options(paper: Paper) -> Table:
    rows = [
        (
            each.option.name,
            council_name(paper.case.plan, effect.council),
            worth(effect),
            sum(effect.cash_releasing),
            sum(effect.not_releasing),
            sum(effect.once),
            sum(effect.yearly),
            str(effect.paid_in or "never"),
            effect.too_late,
        )
        for each in paper.case.options
        for effect in (*each.councils, each.group)
    ]
    columns = (
        _OPTION,
        _COUNCIL,
        Column("Net present value", Form.MONEY),
        Column("Cash savings, all years", Form.MONEY),
        Column("Other savings, all years", Form.MONEY),
        Column("One-off costs", Form.MONEY),
        Column("Yearly costs, all years", Form.MONEY),
        Column("Has paid back in", width=12),
        Column("Reorganisation", width=50),
    )
    return Table("Options", " ".join(answer(paper)), columns, tuple(rows))


def _budgets(paper: Paper) -> Table:
    plan = paper.case.plan
    rows: list[tuple[Value, ...]] = [
        (council_name(plan, effect.council), *effect.budget)
        for effect in (*paper.shared.councils, paper.shared.group)
    ]
    columns = (_COUNCIL, *(Column(str(year), Form.PENCE) for year in plan.financial_years))
    about = f"{paper.shared.option.name}: effect on budgets, in the pounds of each year."
    return Table("Budgets", about, columns, tuple(rows))


def _odds(paper: Paper) -> Table:
    rows = [
        (
            council_name(paper.case.plan, each.council),
            each.p10,
            each.p50,
            each.p90,
            Fraction(each.loses),
            None if each.late is None else Fraction(each.late),
        )
        for each in paper.odds
    ]
    columns = (
        _COUNCIL,
        Column("1 in 10 below", Form.MONEY),
        Column("Half below", Form.MONEY),
        Column("9 in 10 below", Form.MONEY),
        Column("Chance of a loss", Form.SHARE),
        Column("Chance of not paying back in time", Form.SHARE),
    )
    return Table("Odds", f"Seed {paper.case.terms.seed}.", columns, tuple(rows))


def _swings(paper: Paper) -> Table:
    rows = [
        (each.name, each.low, round(each.at_low), each.high, round(each.at_high))
        for each in paper.swings
    ]
    columns = (
        Column("What", width=32),
        Column("From"),
        Column("Worth at that", Form.MONEY),
        Column("To"),
        Column("Worth at this", Form.MONEY),
    )
    return Table("Tornado", "One thing at a time, the widest first.", columns, tuple(rows))


def _lines(paper: Paper) -> Table:
    plan = paper.case.plan
    rows = [
        (
            council_name(plan, line.council),
            Label(line.function).heading,
            line.name,
            str(line.kind),
            line.sign * sum(line.stated),
            line.correction,
            line.sign * sum(line.counted),
            line.because,
        )
        for line in paper.shared.lines
    ]
    columns = (
        _COUNCIL,
        Column("Function"),
        Column("What", width=30),
        Column("Kind"),
        Column("Stated", Form.PENCE),
        Column("Corrected by", Form.SHARE),
        Column("Counted", Form.PENCE, summed=True),
        Column("Rests on", width=70),
    )
    return Table("Lines", "Exempt until the monitoring officer decides.", columns, tuple(rows))


def _sentences(name: str, about: str, sentences: tuple[str, ...]) -> Table:
    return Table(name, about, (Column(name, width=110),), tuple((each,) for each in sentences))
