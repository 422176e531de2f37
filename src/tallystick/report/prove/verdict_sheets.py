"""A partnership's verdict as an Excel workbook: claims, months, weights, guards."""

from datetime import date
from pathlib import Path

from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.report.sheets import write_tables
from tallystick.report.tables import Column, Form, Table

_MONEY = ("Promised first", "Promised now", "Due", "Delivered", "Low 95%", "High 95%", "Verified",
          "Disputed", "Before and after")  # fmt: skip


def write_verdict_xlsx(found: PartnershipFinding, path: Path, *, on: date) -> None:
    """Write a verdict's workbook in one step; the same finding, the same bytes. on: the day it is
    made. Raises OSError where the folder of `path` cannot be written to."""
    title = f"{found.partnership.name}: did the savings come?"
    write_tables(path, title, verdict_tables(found), on=on)


def verdict_tables(found: PartnershipFinding) -> tuple[Table, ...]:
    """The sheets of a verdict."""
    return (_claims(found), _variances(found), _months(found), _weights(found), _guards(found))


def _claims(found: PartnershipFinding) -> Table:
    return Table(
        "Claims",
        f"{found.partnership.name}: {found.verdict}. Register's last hash {found.head}.",
        (
            Column("Claim", width=12),
            Column("Verdict", width=16),
            *(Column(title, Form.MONEY) for title in _MONEY),
            Column("Colour", width=12),
            Column("Colour at first", width=14),
            Column("Slipped months", Form.COUNT),
            Column("Why", width=60),
        ),
        tuple(
            (
                each.claim.id,
                each.verdict.word,
                each.promised,
                each.rebased,
                each.due,
                each.delivered,
                *(each.interval or (None, None)),
                each.verified,
                each.disputed,
                each.before_after,
                str(each.colour),
                str(each.colour_at_first),
                each.slipped_months,
                each.verdict.why,
            )
            for each in found.claims
        ),
    )


def _variances(found: PartnershipFinding) -> Table:
    parts = ("whole", "price", "volume", "scope", "timing", "unexplained")
    return Table(
        "Variance",
        "Delivered less what was first promised for the same months, and why they differ.",
        (
            Column("Claim", width=12),
            Column("First promise due", Form.MONEY),
            Column("Present promise due", Form.MONEY),
            Column("Delivered", Form.MONEY),
            *(Column(part.capitalize(), Form.MONEY) for part in parts),
        ),
        tuple(
            (
                each.claim.id,
                each.due_at_first,
                each.due,
                each.delivered,
                *(int(getattr(each.variance, part)) for part in parts),
            )
            for each in found.claims
            if each.variance is not None
        ),
    )


def _months(found: PartnershipFinding) -> Table:
    return Table(
        "Months",
        "What the members paid outside the partnership, and what was expected without sharing.",
        (
            Column("Scope", width=40),
            Column("Month", width=10),
            Column("Paid", Form.PENCE),
            Column("Expected", Form.PENCE),
        ),
        tuple(
            (scope.scope.key, str(month), actual, expected)
            for scope in found.scopes
            for month, actual, expected in zip(
                scope.months, scope.actual, scope.expected, strict=False
            )
        ),
    )


def _weights(found: PartnershipFinding) -> Table:
    return Table(
        "Weights",
        "How much each council counts in what was expected.",
        (Column("Scope", width=40), Column("Council", width=20), Column("Weight", width=12)),
        tuple(
            (scope.scope.key, name, f"{weight:.4f}")
            for scope in found.scopes
            if scope.estimate is not None
            for name, weight in scope.estimate.weights.items()
        ),
    )


def _guards(found: PartnershipFinding) -> Table:
    return Table(
        "Guards",
        "What can make a comparison lie, what was found of it, and what was done.",
        (
            Column("Scope", width=40),
            Column("Danger", width=24),
            Column("Found", width=60),
            Column("Done", width=50),
        ),
        tuple(
            (scope.scope.key, guard.name, guard.found, guard.did)
            for scope in found.scopes
            for guard in scope.guards
        ),
    )
