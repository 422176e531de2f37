"""A business case as an Excel workbook: one table a sheet."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from tallystick.form.case.paper import Paper, answer, cautions, worth
from tallystick.report.form.case_basis import assumed
from tallystick.report.form.common import council_name
from tallystick.report.sheets import write_tables
from tallystick.report.tables import Column, Form, Table, Value
from tallystick.words.labels import Label
from tallystick.words.remarks import say, say_all

_OPTION = Column("Option", width=28)
_COUNCIL = Column("Council", width=24)


def write_case_xlsx(paper: Paper, path: Path, *, on: date) -> None:
    """Write the paper as one workbook, in one step; the same paper, the same bytes.

    on: the day it is made. Raises OSError where the folder cannot be written to.
    """
    names = paper.case.plan.names
    tables = (
        _options(paper),
        _budgets(paper),
        _bills(paper),
        _ways(paper),
        _odds(paper),
        _swings(paper),
        _lines(paper),
        _sentences("Cautions", "Before you use these figures.", say_all(cautions(paper), names)),
        _sentences("Assumptions", "What the project assumes.", assumed(paper)),
    )
    write_tables(path, f"{paper.case.plan.title}: business case", tables, on=on)


def _options(paper: Paper) -> Table:
    names = paper.case.plan.names
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
            say(effect.too_late, names),
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
    return Table("Options", " ".join(say_all(answer(paper), names)), columns, tuple(rows))


def _budgets(paper: Paper) -> Table:
    plan = paper.case.plan
    rows: list[tuple[Value, ...]] = [
        (council_name(plan, effect.council), *effect.budget)
        for effect in (*paper.shared.councils, paper.shared.group)
    ]
    columns = (_COUNCIL, *(Column(str(year), Form.PENCE) for year in plan.financial_years))
    about = f"{paper.shared.option.name}: effect on budgets, in the pounds of each year."
    return Table("Budgets", about, columns, tuple(rows))


def _bills(paper: Paper) -> Table:
    plan = paper.case.plan
    rows = [
        (
            fairness.function.heading,
            council_name(plan, each.council),
            fairness.basis,
            each.pays,
            each.alone,
            each.alone - each.pays,
            each.shapley,
            each.nucleolus,
        )
        for fairness in paper.fairness
        for each in fairness.shares
    ]
    columns = (
        Column("Function"),
        _COUNCIL,
        Column("Billed by"),
        Column("Pays a year", Form.PENCE),
        Column("Alone", Form.PENCE),
        Column("Less than alone", Form.PENCE, width=18),
        Column("Shapley", Form.PENCE),
        Column("Nucleolus", Form.PENCE),
    )
    about = "Each group that shares, by the cost model, against what every part of it would pay."
    return Table("Fairness", about, columns, tuple(rows))


def _ways(paper: Paper) -> Table:
    plan = paper.case.plan
    rows = [
        (
            str(way.pattern),
            council_name(plan, code),
            way.worth.get(code),
            sum(way.pool.moves.get(code, ())),
            say(way.why_not, plan.names),
        )
        for way in paper.ways
        for code in plan.codes
    ]
    columns = (
        Column("Way of sharing the savings", width=50),
        _COUNCIL,
        Column("Net present value", Form.MONEY, width=20),
        Column("Got from a guarantee, all years", Form.MONEY, width=32),
        Column("Not open because", width=50),
    )
    about = "Every council bears its own costs; a guarantee would leave nobody worse off in a year."
    return Table("Ways", about, columns, tuple(rows))


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
