"""Plain values for the part of the page that says how much of each council's spending was seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tallystick.find.values import Coverage
from tallystick.report import phrases
from tallystick.report.picture import Axis, axis, cells
from tallystick.words.money import pounds


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One council's row in both tables of the coverage."""

    council: str
    present_path: str  # SVG
    missing_path: str  # SVG
    months: str
    missing: str
    files: str
    lines: str
    spent: str
    basis: str
    threshold: str
    redacted: str
    redacted_share: str
    persons: str
    rejected: str
    undated: str
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """The coverage of all councils, with the axis that their month strips share."""

    axis: Axis
    rows: tuple[CoverageRow, ...]

    @property
    def with_cautions(self) -> tuple[CoverageRow, ...]:
        """The councils whose figures come with a caution."""
        return tuple(row for row in self.rows if row.cautions)


def coverage_table(coverage: Sequence[Coverage]) -> CoverageTable:
    """The coverage as the page shows it, in the order given."""
    shared = axis(month for one in coverage for month in one.months)
    return CoverageTable(shared, tuple(_row(one, shared) for one in coverage))


def _row(one: Coverage, on: Axis) -> CoverageRow:
    return CoverageRow(
        council=one.council.name,
        present_path=cells(on, one.months),
        missing_path=cells(on, one.missing),
        months=_months_read(one),
        missing=phrases.months(one.missing) or "none",
        files=f"{one.files:,}",
        lines=f"{one.lines:,}",
        spent=pounds(one.pence),
        basis=one.amount_basis,
        threshold=phrases.threshold(one.threshold_pence),
        redacted=pounds(one.redacted_pence),
        redacted_share=share(one.redacted_pence, one.pence),
        persons=pounds(one.person_pence),
        rejected=f"{one.rejected:,}",
        undated=f"{one.stray_lines:,}",
        cautions=one.cautions,
    )


def _months_read(one: Coverage) -> str:
    if not one.months:
        return "no month with a usual number of lines"
    return f"{phrases.counted(len(one.months), 'month')}: {phrases.months(one.months)}"


def share(part: int, whole: int) -> str:
    """A part of a total as a percentage; of nothing, or of a total below nothing, there is none."""
    return phrases.percent(Fraction(part, whole)) if whole > 0 else phrases.NOT_KNOWN
