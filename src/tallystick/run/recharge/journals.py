"""Balanced journals of the two sides of a recharge, which mirror each other to the penny.

The host debits what the partner owes and credits what it recharged; the partner debits its cost and
credits what it owes. What the host bears itself needs no journal. Once a period was billed before,
its true-up is what is still owed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tallystick.run.recharge.bill import Run
from tallystick.run.recharge.lines import Charge

COLUMNS = ("journal", "period", "body", "other", "account", "service", "pool", "vat", "text",
           "debit", "credit")  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A line of a journal. body keeps it, other is the other side. debit and credit: pence, one of
    them 0."""

    journal: str
    body: str
    other: str
    account: str
    service: str
    pool: str
    vat: str
    text: str
    debit: int
    credit: int


def journals(run: Run) -> tuple[Entry, ...]:
    """The entries of both sides, those of the host first, by partner."""
    host = run.agreed.agreement.host
    partners = sorted({line.council for line in run.charged.lines} - {host})
    both = [_of_partner(run, host, code) for code in partners]
    return (
        *(entry for entries, _mirror in both for entry in entries),
        *(entry for _entries, mirror in both for entry in mirror),
    )


def _of_partner(run: Run, host: str, code: str) -> tuple[list[Entry], list[Entry]]:
    number = f"{str(run.period).replace('/', '-').replace(' ', '')}-{code}"
    lines = [line for line in run.charged.lines if line.council == code]
    total = sum(line.pence for line in lines)
    text = f"Recharge {run.period}"
    entries = [
        _entry(number, host, code, "recharge income", -line.pence, text, line) for line in lines
    ]
    mirror = [
        _entry(number, code, host, "shared service", line.pence, text, line) for line in lines
    ]
    return (
        [_entry(number, host, code, "owed by partners", total, text), *entries],
        [*mirror, _entry(number, code, host, "owed to host", -total, text)],
    )


def _entry(
    number: str, body: str, other: str, account: str, pence: int, text: str,
    line: Charge | None = None,
) -> Entry:  # fmt: skip
    return Entry(
        journal=number,
        body=body,
        other=other,
        account=account,
        service=line.service if line else "",
        pool=line.pool if line else "",
        vat=str(line.vat) if line else "",
        text=text,
        debit=max(pence, 0),
        credit=max(-pence, 0),
    )


def journal_rows(run: Run, entries: Iterable[Entry]) -> list[tuple[object, ...]]:
    """Entries as rows of a CSV file, its header first; money is pounds with two places."""
    return [
        COLUMNS,
        *(
            (
                each.journal,
                str(run.period),
                each.body,
                each.other,
                each.account,
                each.service,
                each.pool,
                each.vat,
                each.text,
                _pounds(each.debit),
                _pounds(each.credit),
            )
            for each in entries
        ),
    ]


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02}"
