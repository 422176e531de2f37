"""A world of three councils small enough to check by hand."""

from collections.abc import Iterable, Sequence
from datetime import date

from tallystick.classify import load_categories
from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.findings import Coverage, Opportunity
from tallystick.find.overlap.ladder import first_rungs
from tallystick.find.overlap.opportunities import Told, tell
from tallystick.find.overlap.overlaps import find_overlaps
from tallystick.read.quality import Concern
from tallystick.reference.products import load_products, products_of
from tallystick.reference.savings import load_savings_rates
from tallystick.words.council import Council, CouncilKind
from tallystick.words.labels import Label
from tallystick.words.period import FinancialYear, Month
from tallystick.words.remarks import CouncilNames, Remark, say, say_all

ASH, BECK, COOM = "X06000001", "X06000002", "X06000003"
TODAY = date(2026, 11, 23)
YEAR = FinancialYear(2024).months

PRODUCTS = products_of(
    {
        "as_of": TODAY,
        "source": "made up",
        "lever": "L4",
        "vendors": {
            "quill": {"name": "Quillworks", "names": ["quillworks"], "former": []},
            "tarn": {"name": "Tarn", "names": ["tarn"], "former": [], "wide": True},
            "dell": {"name": "Dell", "names": ["dell"], "former": []},
        },
        "products": {
            "quill_pay": {
                "name": "Quill Pay",
                "vendor": "quill",
                "purpose": "payroll_hr",
                "words": ["quill pay"],
                "with_vendor": ["pay"],
                "former": [["Scroll Pay", 2019]],
            },
            "quill_ledger": {
                "name": "Quill Ledger",
                "vendor": "quill",
                "purpose": "ledger",
                "words": ["quill ledger"],
                "with_vendor": [],
                "former": [],
            },
            "tarn_maps": {
                "name": "Tarn Maps",
                "vendor": "tarn",
                "purpose": "mapping",
                "words": ["tarn maps"],
                "with_vendor": [],
                "former": [],
            },
            "dell_desk": {
                "name": "Dell Desk",
                "vendor": "dell",
                "purpose": "service_desk",
                "words": ["dell desk"],
                "with_vendor": [],
                "former": [],
            },
        },
        "resellers": ["coppice resale"],
    },
    load_products().purposes,
)


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
    concerns: tuple[Concern, ...] = (),
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
        concerns=concerns,
    )


def comparison(*seen: Coverage) -> Comparison:
    """What cells are read against; every council spends £1m in the window."""
    seen = seen or (coverage(ASH, "Ash"), coverage(BECK, "Beck"), coverage(COOM, "Coom"))
    return Comparison(
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
        on=TODAY,
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
    product: str = "",
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
        product=product,
    )


def told(cells: Sequence[Cell], seen: Comparison | None = None) -> Told:
    """What FIND makes of these cells, as if they were all that was published."""
    seen = seen or comparison()
    return tell(
        find_overlaps(cells, seen, PRODUCTS),
        seen,
        load_savings_rates(),
        first=first_rungs(cells, seen),
        system_lever=PRODUCTS.lever,
    )


def found_in(*cells: Cell, seen: Comparison | None = None) -> dict[str, Opportunity]:
    """The opportunities in these cells, by key."""
    return {each.key: each for each in told(cells, seen).opportunities}


NAMES = CouncilNames.of((council(ASH, "Ash"), council(BECK, "Beck"), council(COOM, "Coom")))


def told_as(of: Remark | None) -> str:
    """The sentence of a remark on the councils of this world."""
    return say(of, NAMES)


def all_told_as(remarks: Iterable[Remark]) -> tuple[str, ...]:
    """The sentences of remarks on the councils of this world."""
    return say_all(remarks, NAMES)
