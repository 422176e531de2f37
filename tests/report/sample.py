"""Invented findings, small enough to check by hand, with names as nasty as published ones.

Two councils, Alderbrook and Beckmoor, of a county that does not exist. Alderbrook's software is
£12,000 a year and Beckmoor's £6,000; at 0, 10 and 25% that may save £0, £1,800 or £4,500.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tallystick.contracts.contract import Contract
from tallystick.find.council_findings import (
    CategoryView,
    Confidence,
    EvidenceLine,
    FunctionView,
    Near,
    Outturn,
    Partner,
    Profile,
    SystemSeen,
)
from tallystick.find.findings import (
    CouncilSpend,
    Coverage,
    Findings,
    Group,
    Letting,
    Opportunity,
    OverlapKind,
    PairOverlap,
    Rung,
    SupplierSpend,
)
from tallystick.words.bought_for import BoughtFor
from tallystick.words.council import Council, CouncilKind
from tallystick.words.labels import HEART, Label
from tallystick.words.mistakes import Skipped
from tallystick.words.period import Month, months_between
from tallystick.words.rate import SavingRange, SavingsRate
from tallystick.words.remarks import Remark, remark

MADE_ON = date(2026, 11, 23)
YEAR = months_between(Month.parse("2021-07"), Month.parse("2022-06"))

NASTY_NAME = "<script>alert('x')</script> & Sons"
FORMULA_NAME = '=HYPERLINK("http://evil.example","click")'
LONG_NAME = "Verylongunbroken" * 12

SHARED_SYSTEMS = SavingsRate(
    lever="L4",
    name="Systems shared",
    base="yearly cost of the systems in scope",
    low=Decimal("0"),
    central=Decimal("0.10"),
    high=Decimal("0.25"),
    evidence="Two invented counties saved 23% by joining.",
    sources=("https://www.evidence.example/join", "An invented report, 2020"),
    rate_status="P",
    evidence_status="S",
    as_of=MADE_ON,
)


def written(text: str) -> Remark:
    """A remark of these words."""
    return remark("reference_text", text=text)


def council(name: str, number: int) -> Council:
    """An invented district, each a tenth of a degree further east."""
    return Council(
        code=f"E0799{number:04d}",
        name=f"{name} District Council",
        short_name=name,
        kind=CouncilKind.DISTRICT,
        population=100_000,
        population_year=2024,
        latitude=52.0,
        longitude=number / 10,
    )


ALDERBROOK = council("Alderbrook", 1)
BECKMOOR = council("Beckmoor", 2)


def coverage(of: Council, *, missing: Sequence[int] = (), **changes: object) -> Coverage:
    """A council's year, July 2021 to June 2022, without the months at these places."""
    made = Coverage(
        council=of,
        files=12,
        lines=1_234,
        rejected=7,
        pence=250_000_000,
        months=tuple(month for at, month in enumerate(YEAR) if at not in missing),
        missing=tuple(YEAR[at] for at in missing),
        stray_lines=3,
        amount_basis="net",
        threshold_pence=50_000,
        redacted_pence=12_500_000,
        person_pence=5_000_000,
        cautions=(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def spend(of: Council, pence: int, *, lines: int, suppliers: int = 1) -> CouncilSpend:
    """A council's part, seen over twelve months."""
    return CouncilSpend(of, pence, 12, pence, lines, suppliers, Fraction(pence, 250_000_000))


def supplier(name: str, pence: int, councils: Sequence[Council]) -> SupplierSpend:
    """A supplier's part, with two spellings."""
    codes = tuple(each.code for each in councils)
    return SupplierSpend(f"id-{name}", name, pence, pence, 4, codes, (name, f"{name} LIMITED"))


def evidence(of: Council, supplier_name: str, *, line: int) -> EvidenceLine:
    """One line of one invented file."""
    return EvidenceLine(
        council=of.code,
        file=f"{of.short_name}/2022-03.xls",
        sheet="March",
        line=line,
        paid_on=date(2022, 3, 12),
        month=Month.parse("2022-03"),
        pence=123_456,
        supplier=supplier_name,
        text="+Annual licence",
    )


def _software() -> Opportunity:
    return Opportunity(
        key="category:software",
        kind=OverlapKind.CATEGORY,
        title="Software and licences",
        label=Label.IT,
        category="software",
        category_title="Software and licences",
        sentence=written("Both councils buy software and licences, £18k a year between them."),
        next_step=written("Lay the contract registers side by side."),
        councils=(spend(ALDERBROOK, 1_200_000, lines=8), spend(BECKMOOR, 600_000, lines=4)),
        suppliers=(
            supplier("Civica", 1_000_000, (ALDERBROOK, BECKMOOR)),
            supplier(NASTY_NAME, 500_000, (ALDERBROOK,)),
            supplier(FORMULA_NAME, 200_000, (BECKMOOR,)),
            supplier(LONG_NAME, 100_000, (BECKMOOR,)),
        ),
        supplier_count=4,
        pence_a_year=1_800_000,
        lines=12,
        saving=SavingRange(0, 180_000, 450_000),
        rate=SHARED_SYSTEMS,
        cautions=(written("Small purchases are seen only in Beckmoor."),),
        basis_pence=1_800_000,
        basis_paid_pence=1_350_000,
        basis_rung="overlap",
        evidence=(evidence(ALDERBROOK, "Civica", line=41), evidence(BECKMOOR, NASTY_NAME, line=7)),
    )


def _function() -> Opportunity:
    return replace(
        _software(),
        key="function:it",
        kind=OverlapKind.FUNCTION,
        title="IT",
        category=None,
        category_title=None,
        sentence=written("Both councils buy for their own IT function."),
        rate=None,
        cautions=(),
    )


def _court_fees() -> Opportunity:
    return Opportunity(
        key="supplier:court:legal",
        kind=OverlapKind.SUPPLIER,
        title="Courts Service",
        label=Label.LEGAL,
        category="court_fees",
        category_title="Court and tribunal fees",
        sentence=written("Both councils pay the Courts Service."),
        next_step=written("Nothing to do: set by statute."),
        councils=(spend(BECKMOOR, 90_000, lines=3), spend(ALDERBROOK, 60_000, lines=2)),
        suppliers=(supplier("Courts Service", 150_000, (ALDERBROOK, BECKMOOR)),),
        supplier_count=1,
        pence_a_year=150_000,
        lines=5,
        saving=None,
        rate=None,
        cautions=(),
        counted_in=("category:court_fees",),
        evidence=(),
    )


def small() -> Findings:
    """Two councils, three opportunities, one of each kind."""
    return Findings(
        made_on=MADE_ON,
        first_month=None,
        last_month=None,
        functions=HEART,
        coverage=(
            coverage(ALDERBROOK),
            coverage(
                BECKMOOR,
                missing=(3, 4),
                amount_basis="gross",
                threshold_pence=0,
                cautions=(written("Beckmoor publishes amounts with VAT."),),
            ),
        ),
        pairs=(
            PairOverlap(ALDERBROOK.code, BECKMOOR.code, 2, 1_260_000, 945_000),
            PairOverlap(BECKMOOR.code, ALDERBROOK.code, 2, 690_000, 517_500),
        ),
        ladder=(
            Rung(
                "published",
                "Everything published",
                500_000_000,
                "All lines in the window.",
                pence=375_000_000,
            ),
            Rung(
                "back_office",
                "Back office",
                2_400_000,
                "Without services for residents.",
                pence=1_800_000,
            ),
            Rung(
                "shared",
                "Bought by two or more councils",
                1_950_000,
                "Without what one buys.",
                pence=1_462_500,
            ),
            Rung(
                "ending_soon",
                "Ending soon enough to let together",
                None,
                "Not in these files.",
            ),
        ),
        opportunities=(_function(), _software(), _court_fees()),
        pence=500_000_000,
        lines=2_468,
        saving=SavingRange(0, 180_000, 450_000),
        skipped=(
            Skipped("in/picture.csv", "in/picture.csv is a picture.", "Give the payments file."),
        ),
        cautions=(written("Not all councils cover the same months."),),
    )


def rung(key: str, title: str, pence_a_year: int, why: str, *untold: str) -> Rung:
    """A rung of which nine months were paid."""
    return Rung(key, title, pence_a_year, why, untold, pence=pence_a_year * 9 // 12)


def acted_on() -> Findings:
    """The same two councils with all that an opportunity may hold: C1 can be acted on and holds
    the saving, P1 holds what is paid for one system, C2 falls apart."""
    software = _software()
    full = replace(
        software,
        ladder=(
            rung("published", "Everything published", 500_000_000, "All lines."),
            rung("back_office", "Back office", 2_400_000, "Without services for residents."),
            rung("overlap", "Bought here", 1_800_000, "Without all else.", BECKMOOR.code),
            rung("once", "Counted once", 1_200_000, "Without what is counted elsewhere."),
            rung("standing", "By councils that stand", 1_200_000, "Without the abolished."),
            Rung("ending_soon", "Ending soon", None, "No register was given."),
        ),
        basis_pence=1_200_000,
        basis_paid_pence=900_000,
        basis_rung="standing",
        reasons=tuple(
            map(written, ("One firm to meet.", "A wide gap a head.", "All that is left."))
        ),
        people=("the heads of IT", "the section 151 officers"),
        hindrances=(written("No contract register was given."),),
        groups=(
            Group(
                (ALDERBROOK, BECKMOOR),
                1_800_000,
                SavingRange(0, 180_000, 450_000),
                (written("Each borders another of them."),),
                (written("One publishes with VAT."),),
                pence=1_350_000,
            ),
        ),
        letting=Letting(
            date(2027, 4, 1),
            date(2026, 7, 1),
            (ALDERBROOK.code,),
            1_200_000,
            900_000,
            written("One contract could serve both from 1 April 2027."),
            (written("Alderbrook should not extend now."),),
        ),
        contracts=(
            Contract(
                council=ALDERBROOK.code,
                supplier_id="id-Civica",
                supplier="Civica",
                title="=Ledger",
                label=Label.IT,
                category="software",
                start=None,
                end=date(2027, 3, 31),
                latest_end=date(2029, 3, 31),
                pence_a_year=1_200_000,
                file="registers/contracts.csv",
                line=9,
            ),
        ),
    )  # fmt: skip
    product = replace(
        software, key="product:ledger", kind=OverlapKind.PRODUCT, title="Ledger", product="ledger",
        pence_a_year=600_000, basis_pence=600_000, basis_paid_pence=450_000, basis_rung="overlap",
        saving=None, rate=None,
    )  # fmt: skip
    fallen = replace(
        software, key="category:printing", title="Printing", stands=False, saving=None, rate=None,
        hindrances=(written("Alderbrook ended in 2023."),),
    )  # fmt: skip
    view = CategoryView(
        "software", "Software and licences", BoughtFor.EVERYBODY, 900_000, 1_200_000, 12, 1, 6, 6, 6
    )
    return replace(
        small(),
        opportunities=(_function(), full, product, fallen),
        systems=(
            SystemSeen(
                ALDERBROOK.code, "ledger", "Ledger", Label.FINANCE, "ledger", "Ledger One",
                "Civica", ("Civica",), Confidence.NAMED, 1_200_000, 1_200_000, 8,
                written("A line names it."), full.evidence[:1],
            ),
            SystemSeen(
                BECKMOOR.code, "ledger", "Ledger", Label.FINANCE, None, None, None, (),
                Confidence.UNKNOWN, 0, 0, 0, written("No payment tells."), (),
            ),
        ),
        profiles=(
            Profile(
                council=ALDERBROOK,
                reorganisation=written("Alderbrook ends on 1 April 2028."),
                outturn=Outturn(
                    "2023/24", 300_000_000, 900_000_000, 3_000, "Recharging differs.", "RO6"
                ),
                near=(Near(BECKMOOR, Fraction(1, 8), 7, True, True),),
                functions=(FunctionView(Label.IT, 900_000, 1_200_000, 12, (view,), ()),),
                alone=(
                    CategoryView(
                        "hosting", "Hosting", BoughtFor.FUNCTION, 30_000, 40_000, 0, 0,
                        None, None, None,
                    ),
                ),
                opportunities=(full.key,),
                partners=(
                    Partner(
                        BECKMOOR, (full.key,), 1_800_000, 1_350_000, 2, ("Ledger One",), True,
                        (written("A border."),),
                    ),
                ),
            ),
        ),
    )  # fmt: skip


def empty() -> Findings:
    """One council, so nothing to compare it with."""
    return replace(
        small(),
        coverage=(coverage(ALDERBROOK, months=(), threshold_pence=None),),
        pairs=(),
        ladder=(),
        opportunities=(),
        pence=0,
        lines=0,
        saving=SavingRange(0, 0, 0),
        skipped=(),
        cautions=(),
    )


def large(*, councils: int = 60, categories: int = 60, suppliers: int = 200) -> Findings:
    """As many councils and opportunities as a region can bring, each with much evidence."""
    all_councils = [council(f"Longmarsh-under-Edge {number}", number) for number in range(councils)]
    found = [_wide(OverlapKind.FUNCTION, at, all_councils) for at in range(4)]
    found += [_wide(OverlapKind.CATEGORY, at, all_councils) for at in range(categories)]
    found += [_wide(OverlapKind.SUPPLIER, at, all_councils) for at in range(suppliers)]
    return replace(
        small(),
        coverage=tuple(
            coverage(each, missing=(at % 12,) if 0 < at % 12 < 11 else ())
            for at, each in enumerate(all_councils)
        ),
        pairs=tuple(
            PairOverlap(
                council=one.code,
                other=other.code,
                suppliers=(at + to) % 9,
                pence_a_year=1_000_000 * ((at * to) % 97),
                pence=750_000 * ((at * to) % 97),
            )
            for at, one in enumerate(all_councils)
            for to, other in enumerate(all_councils)
            if one is not other
        ),
        opportunities=tuple(found),
    )


def _wide(kind: OverlapKind, at: int, councils: Sequence[Council]) -> Opportunity:
    taking_part = councils[at % 20 :]
    parts = tuple(spend(each, 40_000_000 - at * 100_000, lines=30) for each in taking_part)
    total = sum(part.pence_a_year for part in parts)
    return replace(
        _software(),
        key=f"{kind}:{at}",
        kind=kind,
        title=f"{kind.value.capitalize()} number {at} of an invented county",
        councils=parts,
        suppliers=tuple(supplier(f"Supplier {at}-{n}", 1_000_000, taking_part) for n in range(12)),
        supplier_count=340,
        pence_a_year=total,
        lines=30 * len(parts),
        saving=SHARED_SYSTEMS.range_of(total),
        rate=None if kind is OverlapKind.FUNCTION else SHARED_SYSTEMS,
        evidence=tuple(
            evidence(each, f"Supplier {at}-{n}", line=n)
            for each in taking_part
            for n in range(2, 5)
        ),
    )
