"""The register of claims as an Excel workbook: one table a sheet."""

from datetime import date
from pathlib import Path

from tallystick.prove.register.register import ClaimRegister
from tallystick.prove.register.sealed_file import Checked
from tallystick.report.prove.common import Names, sentences
from tallystick.report.prove.register import (
    entry_about,
    members_of,
    promised_at_first,
    promised_now,
)
from tallystick.report.sheets import write_tables
from tallystick.report.tables import Column, Form, Table
from tallystick.words.labels import Label


def write_register_xlsx(found: Checked, path: Path, *, names: Names, on: date) -> None:
    """Write the register's workbook in one step; the same register, the same bytes. Of one that was
    tampered with it holds only the faults and the entries. names: what a council is called. on: the
    day it is made. Raises OSError where the folder of `path` cannot be written to."""
    entries = _entries(found.register)
    tables = (
        (sentences("Faults", "What is wrong with the register.", found.faults), entries)
        if found.faults
        else (
            _partnerships(found.register, names),
            _promises(found.register, names),
            _refused(found.register, names),
            entries,
        )
    )
    write_tables(path, "The register of promised savings", tables, on=on)


def _partnerships(register: ClaimRegister, names: Names) -> Table:
    return Table(
        "Partnerships",
        f"Register's last hash {register.head}.",
        (
            Column("Id", width=20),
            Column("Partnership", width=32),
            Column("Members", width=60),
            Column("Since", Form.DAY, width=18),
            Column("Formation", width=12),
            Column("Cost to leave", Form.MONEY),
        ),
        tuple(
            (
                each.id,
                each.name,
                members_of(each, names),
                each.start.first_day,
                str(each.formation),
                each.leaving_pence,
            )
            for each in register.partnerships.values()
        ),
    )


_PROMISES = (
    Column("Claim", width=12),
    Column("Partnership", width=20),
    Column("Claimed by", width=20),
    Column("Function"),
    Column("Type", width=16),
    Column("What saves it", width=30),
    Column("From", Form.DAY, width=18),
    Column("Owner", width=20),
    Column("State", width=18),
    Column("Evidence, of 5", Form.COUNT),
    Column("Prices of"),
    Column("Promised first", Form.MONEY, summed=True),
    Column("Promised now", Form.MONEY, summed=True),
    Column("Cost, once", Form.MONEY, summed=True),
    Column("Budget code"),
    Column("Baseline", Form.MONEY),
    Column("Of", width=20),
)


def _promises(register: ClaimRegister, names: Names) -> Table:
    rows = tuple(
        (
            each.id,
            each.partnership,
            names(each.council),
            Label(each.function).heading,
            str(each.kind),
            f"{each.mechanism.kind} {each.mechanism.ref}",
            each.mechanism.on,
            each.owner,
            str(each.state),
            int(each.grade),
            each.price_base,
            promised_at_first(each),
            promised_now(each),
            each.one_off_pence,
            each.budget_code,
            each.baseline.pence,
            str(each.baseline.period),
        )
        for each in register.claims.values()
    )
    return Table("Promises", "The claims that stand; a dis-benefit takes away.", _PROMISES, rows)


def _refused(register: ClaimRegister, names: Names) -> Table:
    return Table(
        "Refused",
        "Claims that count a pound a second time.",
        (
            Column("Claim", width=12),
            Column("Partnership", width=20),
            Column("Claimed by", width=20),
            Column("Promised", Form.MONEY),
            Column("Why", width=70),
        ),
        tuple(
            (
                each.claim.id,
                each.claim.partnership,
                names(each.claim.council),
                promised_now(each.claim),
                each.why,
            )
            for each in register.refusals.values()
        ),
    )


def _entries(register: ClaimRegister) -> Table:
    return Table(
        "Entries",
        "Every entry, oldest first, each with its hash.",
        (
            Column("Entry", Form.COUNT, width=8),
            Column("Day", Form.DAY, width=18),
            Column("By", width=20),
            Column("What", width=30),
            Column("Why", width=40),
            Column("Hash", width=68),
        ),
        tuple(
            (each.number, each.act.on, each.act.by, entry_about(each), each.act.why, each.hash)
            for each in register.entries
        ),
    )
