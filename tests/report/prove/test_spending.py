"""The picture of spending, and the table of its figures."""

import re

import pytest
from tests.report.prove.world import TODAY, finding, joined_later

from tallystick.report.document import Look, Picture, Table, text_of
from tallystick.report.prove.spending import levels, spending_lines
from tallystick.report.prove.verdict import verdict_document
from tallystick.words.money import pounds
from tallystick.words.period import Month

APRIL, MAY, JULY = (Month.parse(f"2024-0{number}") for number in (4, 5, 7))


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        (0, 10_000, (0, 2_000, 4_000, 6_000, 8_000, 10_000)),
        (0, 8_200_000, (0, 2_000_000, 4_000_000, 6_000_000, 8_000_000, 10_000_000)),
        (0, 0, (0, 100)),
        (-1_500, 3_000, (-2_000, -1_000, 0, 1_000, 2_000, 3_000)),
        (0, 101, (0, 100, 200)),
    ],
)
def test_levels_are_round_and_hold_every_amount(
    least: int, most: int, expected: tuple[int, ...]
) -> None:
    assert levels(least, most) == expected


def test_a_month_that_is_missing_has_its_room() -> None:
    """April, May and July: May stands a third of the way, not half, and the mark just before it."""
    svg = spending_lines((APRIL, MAY, JULY), (0, 0, 10_000), (0, 0, 0), start=MAY)
    paid = re.findall(r'<path d="([^"]*)" fill="none"', svg)[0]
    assert re.sub(r"[\d. ]+", "", paid) == "MLMh"  # from April to May; July alone
    across = [float(at) for at in re.findall(r"[ML]([\d.]+)", paid)]
    assert across[1] - across[0] == pytest.approx((across[2] - across[0]) / 3, abs=0.1)
    mark = re.findall(r'<path d="M(\S+) [^"]*" stroke="[^"]*" stroke-dasharray="2 3"', svg)
    assert [float(at) for at in mark] == [pytest.approx((across[0] + across[1]) / 2, abs=0.1)]
    assert "Shared from May 2024" in svg and "April 2024" in svg and "July 2024" in svg


def test_a_start_after_the_last_month_has_no_mark() -> None:
    assert "Shared from" not in spending_lines((APRIL, MAY), (1, 2), (1, 2), start=JULY)


def test_every_picture_has_its_figures_in_a_table() -> None:
    found = finding()
    blocks = list(verdict_document(found, on=TODAY).blocks())
    (picture,) = (block for block in blocks if isinstance(block, Picture))
    assert picture.alt.startswith("The members' spending a month on payroll services, beside")
    assert "April 2023 to March 2025" in picture.alt
    (months,) = (
        block for block in blocks if isinstance(block, Table) and block.id == "scope-1-months"
    )
    (scope,) = found.scopes
    assert months.look is Look.FOLDED
    assert [[text_of(cell.words) for cell in row] for row in months.rows] == [
        [f"{month.first_day:%B %Y}", pounds(paid), pounds(expected)]
        for month, paid, expected in zip(scope.months, scope.actual, scope.expected, strict=True)
    ]
    assert len(months.rows) == 24


def test_a_later_start_has_a_part_and_a_picture_of_its_own() -> None:
    document = verdict_document(finding(joined_later()), on=TODAY)
    assert [part.title for part in document.parts if part.id.startswith("scope")] == [
        "Spending on payroll services",
        "Spending on payroll services, from October 2024",
    ]
    pictures = [block.caption for block in document.blocks() if isinstance(block, Picture)]
    assert pictures == [
        "Paid a month on payroll services, and expected without sharing",
        "Paid a month on payroll services, from October 2024, and expected without sharing",
    ]
