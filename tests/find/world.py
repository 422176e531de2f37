"""A world of three councils small enough to check by hand."""

from datetime import date

from tallystick.classify import load_categories
from tallystick.find.cells import Cell, Scene
from tallystick.find.values import Coverage
from tallystick.words.council import Council, CouncilKind
from tallystick.words.labels import Label
from tallystick.words.period import FinancialYear, Month

ASH, BECK, COOM = "X06000001", "X06000002", "X06000003"
YEAR = FinancialYear(2024).months


def council(code: str, name: str, *, end: date | None = None) -> Council:
    """A made-up unitary council."""
    return Council(
        code=code, name=f"{name} Council", short_name=name, kind=CouncilKind.UNITARY, end=end
    )


def coverage(
    code: str,
    name: str,
    *,
    months: tuple[Month, ...] = YEAR,
    basis: str = "net",
    threshold: int = 50_000,
    end: date | None = None,
) -> Coverage:
    """What is seen of a council; a full year, net, over £500 unless said otherwise."""
    return Coverage(
        council=council(code, name, end=end),
        files=1,
        lines=100,
        rejected=0,
        pence=100_000_000,
        months=months,
        missing=(),
        stray_lines=0,
        amount_basis=basis,
        threshold_pence=threshold,
        redacted_pence=0,
        person_pence=0,
        cautions=(),
    )


def scene(*seen: Coverage) -> Scene:
    """What cells are read against; every council spends £1m in the window."""
    seen = seen or (coverage(ASH, "Ash"), coverage(BECK, "Beck"), coverage(COOM, "Coom"))
    return Scene(
        coverage={each.council.code: each for each in seen},
        months={each.council.code: len(each.months) for each in seen},
        spend={each.council.code: 100_000_000 for each in seen},
        names={
            "quill": "Quillworks Ltd",
            "quill2": "Quillworks Services Ltd",
            "tarn": "Tarn Systems Ltd",
            "body": "Dell County Council",
        },
        categories=load_categories(),
    )


def cell(
    council_code: str,
    supplier: str,
    pence: int,
    *,
    category: str = "software",
    label: Label = Label.IT,
    kind: str = "organisation",
    firm: str | None = None,
) -> Cell:
    """One council's spending with one supplier, in four lines."""
    return Cell(
        council=council_code,
        supplier_id=supplier,
        firm=firm or supplier,
        kind=kind,
        label=label,
        category=category,
        pence=pence,
        lines=4,
    )
