"""A partner's statement of a period: what it pays, line by line, and what each line rests on.
Nothing is worked out here."""

from collections.abc import Mapping

from tallystick.report.document import (
    Block,
    Document,
    Figure,
    Figures,
    Paragraph,
    Part,
    Table,
    Terms,
    Tone,
    columns,
    table,
)
from tallystick.report.tables import Column, Form
from tallystick.report.tables import Table as Sheet
from tallystick.run.recharge.bill import Run
from tallystick.run.recharge.lines import Charge, Tested
from tallystick.run.recharge.plain import plain_number
from tallystick.words import phrases
from tallystick.words.labels import Label
from tallystick.words.money import pounds_and_pence


def statement_document(run: Run, council: str, names: Mapping[str, str]) -> Document:
    """The statement of a council, dated on the last day of its period. names: short names of the
    councils by code; a code without a name stands for itself."""
    name = names.get(council, council)
    lines = [each for each in run.charged.lines if each.council == council]
    return Document(
        title=f"{run.agreed.agreement.name}: statement of {name} for {run.period}",
        made_on=run.period.end,
        opening=(Figures(_figures(run, council)), *_true_up(run, council)),
        parts=(
            Part(id="lines", title="What is charged", blocks=(_lines(lines), _vat(lines))),
            Part(id="drivers", title="How it is shared", blocks=tuple(_drivers(run, lines, names))),
            Part(id="ledger", title="The ledger lines under it", blocks=(_ledger(run, lines),)),
            *_tested(run, lines, names),
            Part(id="made", title="What it is made from", blocks=(_inputs(run),)),
        ),
        closing=(
            "Made by Tallystick from the agreement, the host's ledger and the volumes named here; "
            "the same files give the same statement."
        ),
    )


def _figures(run: Run, council: str) -> tuple[Figure, ...]:
    total = run.charged.totals.get(council, 0)
    return (
        Figure(f"To pay for {run.period}", pounds_and_pence(total)),
        Figure("All partners together", pounds_and_pence(run.total)),
        Figure("Unmapped in the ledger, not charged", pounds_and_pence(_unmapped(run))),
    )


def _unmapped(run: Run) -> int:
    return int(run.extract.pence[run.drawn.unmapped].sum())


def _true_up(run: Run, council: str) -> tuple[Block, ...]:
    if not run.billed:
        return ()
    billed, rest = run.billed.get(council, 0), run.true_up.get(council, 0)
    owed = "is still to pay" if rest >= 0 else "is owed back"
    sentence = (
        f"{pounds_and_pence(billed)} was billed on the estimate; {pounds_and_pence(abs(rest))} "
        f"{owed}."
    )
    return (Paragraph(sentence, Tone.LEAD),)


def _lines(lines: list[Charge]) -> Table:
    rows = [
        (
            each.pool,
            Label(each.service).heading,
            each.basis,
            each.versions[-1],
            _number(each.driver),
            _number(each.driver_total),
            pounds_and_pence(each.pence),
        )
        for each in lines
    ]
    return table(
        "charged",
        "Line by line",
        columns=columns(
            ("Pool", "Service", "Basis", "Version"), ("Own driver", "All partners'", "Pounds")
        ),
        rows=rows,
        total=("All", "", "", "", "", "", pounds_and_pence(sum(each.pence for each in lines))),
    )


def _vat(lines: list[Charge]) -> Terms:
    chosen: dict[str, list[str]] = {}
    for each in lines:
        chosen.setdefault(str(each.vat).replace("_", " "), []).append(each.pool)
    return Terms(
        tuple((f"VAT: {vat}", (", ".join(dict.fromkeys(pools)),)) for vat, pools in chosen.items())
    )


def _number(number: object) -> str:
    return f"{plain_number(number):,}"  # type: ignore[arg-type]


def _drivers(run: Run, lines: list[Charge], names: Mapping[str, str]) -> list[Block]:
    """A table for each pool: all partners' drivers, so that its reader can work the share out."""
    return [_pool(run, each, names) for each in lines]


def _pool(run: Run, line: Charge, names: Mapping[str, str]) -> Table:
    rows = [
        (
            names.get(each.council, each.council),
            _number(each.driver),
            phrases.percent(each.share),
            pounds_and_pence(each.pence),
        )
        for each in run.charged.lines
        if each.pool == line.pool and each.versions == line.versions
    ]
    pence = sum(
        each.pence
        for each in run.charged.lines
        if each.pool == line.pool and each.versions == line.versions
    )
    return table(
        f"pool-{line.pool}-{line.versions[-1]}",
        f"{line.pool}, by {line.basis}",
        columns=columns(("Council",), ("Driver", "Share", "Pounds")),
        rows=rows,
        total=("All partners", _number(line.driver_total), "", pounds_and_pence(pence)),
    )


def _ledger(run: Run, lines: list[Charge]) -> Table:
    """How many ledger lines stand under each pool, and the first and last of them."""
    rows = []
    for pool in dict.fromkeys(each.pool for each in lines):
        under = run.under[pool]
        first, last = (str(under[0]), str(under[-1])) if len(under) else ("", "")
        rows.append((pool, run.extract.file, first, last, f"{len(under):,}"))
    return table(
        "under",
        "run.json beside this statement names each of them",
        columns=columns(("Pool", "File", "First line", "Last line"), ("Lines",)),
        rows=rows,
    )


def _tested(run: Run, lines: list[Charge], names: Mapping[str, str]) -> tuple[Part, ...]:
    services = {each.service for each in lines}
    tested = [each for each in run.charged.tolerance if each.service in services]
    if not tested:
        return ()
    return (
        Part(
            id="tolerance",
            title="The estimate, and what the period showed",
            blocks=tuple(_test(each, names) for each in tested),
        ),
    )


def _test(tested: Tested, names: Mapping[str, str]) -> Table:
    rows = [
        (
            names.get(code, code),
            phrases.percent(tested.estimate[code]),
            phrases.percent(part),
            phrases.percent(tested.used[code]),
        )
        for code, part in tested.period.items()
    ]
    told = "beyond the tolerance" if tested.moved else "within the tolerance"
    return table(
        f"test-{tested.service}-{tested.version}",
        f"{Label(tested.service).heading}: {told}",
        columns=columns(("Council",), ("Estimate", "Period", "Used")),
        rows=rows,
    )


def _inputs(run: Run) -> Table:
    return table(
        "inputs",
        "Files, each with its SHA-256",
        columns=columns(("What", "File", "SHA-256")),
        rows=[
            (what, each.file, each.sha256)
            for what, each in (
                ("Agreement", run.agreed),
                ("Ledger", run.extract),
                ("Volumes", run.volumes),
            )
        ],
    )


def statement_sheets(run: Run, council: str) -> tuple[Sheet, ...]:
    """The statement as tables of values for a workbook."""
    lines = tuple(
        (
            each.service,
            each.pool,
            each.basis,
            each.driver,
            each.driver_total,
            each.share,
            each.pence,
            str(each.vat),
            each.versions[-1],
        )
        for each in run.charged.lines
        if each.council == council
    )
    titles = ("Service", "Pool", "Basis", "Driver", "All drivers", "Share", "Pounds", "VAT",
              "Version")  # fmt: skip
    forms = (Form.TEXT, Form.TEXT, Form.TEXT, Form.COUNT, Form.COUNT, Form.SHARE, Form.PENCE,
             Form.TEXT, Form.TEXT)  # fmt: skip
    made = tuple(
        Column(title, form, 18, summed=title == "Pounds")
        for title, form in zip(titles, forms, strict=True)
    )
    return (Sheet("Statement", f"{council}, {run.period}", made, lines),)
