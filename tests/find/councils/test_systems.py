"""Which systems payments tell, by a made-up table of products."""

from dataclasses import replace
from datetime import date

import pytest
from tests.find.world import ASH, BECK, PRODUCTS, YEAR, comparison, coverage, told_as

from tallystick.engine.questions.words import WordingAbout, WordingSum
from tallystick.find.council_findings import Confidence, SystemSeen
from tallystick.find.councils.recogniser import Recogniser
from tallystick.find.councils.systems import (
    NOT_TOLD,
    Paid,
    contested,
    landscape,
    lines_of_products,
    pounds_of_products,
    tell_wordings,
    told_by_vendor_alone,
    unsure,
)
from tallystick.reference.products import load_products
from tallystick.words.council import CouncilKind
from tallystick.words.labels import Label

RECOGNISER = Recogniser(PRODUCTS)
NAMES = {"quill": "Quillworks Ltd", "coppice": "Coppice Resale Ltd", "dell": "Dell Systems Ltd"}


@pytest.mark.parametrize(
    ("supplier", "text", "product", "confidence"),
    [
        ("Alder Ltd", "Quill Ledger licence 2024", "quill_ledger", Confidence.NAMED),
        ("Coppice Resale Ltd", "QUILL LEDGER - renewal", "quill_ledger", Confidence.NAMED),
        ("Coppice Resale Ltd", "IT purchases", None, None),
        ("Quillworks Limited", "Pay module", "quill_pay", Confidence.NAMED),
        ("Alder Ltd", "Pay module", None, None),
        ("QUILLWORKS (UK) LTD", "Payroll licences", "quill_pay", Confidence.FITTING),
        ("Quillworks Ltd", "Finance and payroll", None, Confidence.VENDOR),
        ("Quillworks Ltd", "Software", None, Confidence.VENDOR),
        ("Dell Systems", "Software", "dell_desk", Confidence.VENDOR),
        ("Tarn Ltd", "Software", None, Confidence.VENDOR),
        ("Tarn Ltd", "GIS", "tarn_maps", Confidence.FITTING),
        ("Newquillworks Ltd", "Software", None, None),
    ],
)
def test_what_a_payment_tells(
    supplier: str, text: str, product: str | None, confidence: Confidence | None
) -> None:
    told = RECOGNISER.tell(supplier, (text,))
    assert (told.confidence if told else None) is confidence
    assert (told.product.key if told and told.product else None) == product


@pytest.mark.parametrize(
    ("supplier", "text", "product", "confidence"),
    [
        ("Civica UK Limited", "OpenRevenues support", "openrevenues", Confidence.NAMED),
        ("CIVICA UK LTD", "Council tax billing", "openrevenues", Confidence.FITTING),
        ("Civica UK Ltd", "Software", None, Confidence.VENDOR),
        ("MHR International UK Ltd", "Software", "itrent", Confidence.VENDOR),
        ("Midland HR", "Payroll software", "itrent", Confidence.FITTING),
        ("Northgate Public Services (UK) Ltd", "Benefits", "nec_revenues", Confidence.FITTING),
        ("Phoenix Software Ltd", "Microsoft 365 E5 licences", "microsoft_365", Confidence.NAMED),
        ("Phoenix Software Ltd", "Licences", None, None),
        ("Liquidlogic Ltd", "ICT software", "liquidlogic_care", Confidence.VENDOR),
        ("Oracle Corporation UK Ltd", "Software", None, Confidence.VENDOR),
        ("Unit 4 Business Software", "Support", "unit4_erp", Confidence.VENDOR),
        ("Esri (UK) Ltd", "", "arcgis", Confidence.VENDOR),
        ("Northgate Vehicle Hire Ltd", "Hire", None, None),
        ("Capital Counsel Ltd", "Fees", None, None),
    ],
)
def test_well_known_systems(
    supplier: str, text: str, product: str | None, confidence: Confidence | None
) -> None:
    told = Recogniser(load_products()).tell(supplier, (text,))
    assert (told.confidence if told else None) is confidence
    assert (told.product.key if told and told.product else None) == product


def test_the_table_of_products_is_sound() -> None:
    table = load_products()
    assert table.as_of <= date(2026, 11, 23)
    assert {one.vendor.key for one in table.products.values()} == table.vendors.keys()
    assert {one.purpose.slug for one in table.products.values()} == table.purposes.keys()
    names = [name for one in table.vendors.values() for name in one.names]
    assert len(names) == len(set(names))
    recogniser = Recogniser(table)
    for one in table.products.values():
        for word in one.words:
            told = recogniser.tell("Somebody Else Ltd", (word,))
            assert told and told.product and told.product.key == one.key, (one.key, word)
            assert recogniser.names_a_product(f"Renewal of {word}")
        for former in (*one.former, *one.vendor.former):
            assert former.until is None or 1990 < former.until <= table.as_of.year


def test_extra_products_take_no_key_twice() -> None:
    both = load_products().with_extra(PRODUCTS)
    assert both.sold_by("quill") == PRODUCTS.sold_by("quill")
    with pytest.raises(ValueError, match="given twice"):
        both.with_extra(PRODUCTS)


def wording(number: int, supplier: str, text: str) -> WordingAbout:
    """A wording about software."""
    return WordingAbout(
        wording=number,
        supplier_id=supplier,
        firm=supplier,
        kind="organisation",
        label="it",
        category="software",
        department="",
        text=text,
        heading="",
        spelling=supplier,
    )


def sums(council: str, number: int, pence: int) -> WordingSum:
    """What a council paid under it, in two lines."""
    return WordingSum(
        council=council,
        wording=number,
        pence=pence,
        lines=2,
        source=1,
        path="a.csv",
        sheet="",
        line=number,
        paid_on=None,
        month=YEAR[0].first_day,
        line_pence=pence - 1,
        spelling=NAMES["quill"],
    )


TOLD = tell_wordings(
    [
        wording(1, "quill", "Quill Pay"),
        wording(2, "quill", "Payroll"),
        wording(3, "dell", "Software"),
        wording(4, "quill", "Software"),
        wording(5, "coppice", "Renewals"),
    ],
    NAMES,
    RECOGNISER,
)
PAID = tuple(
    Paid(*TOLD[each.wording], each)
    for each in (
        sums(ASH, 1, 1_000),
        sums(ASH, 2, 5_000),
        sums(ASH, 4, 400),
        sums(BECK, 2, 700),
        sums(BECK, 3, 900),
    )
)


def seen_by_council() -> dict[tuple[str, str], list[SystemSeen]]:
    """The landscape of Ash and Beck by council and purpose."""
    plain = comparison(coverage(ASH, "Ash"), coverage(BECK, "Beck"))
    rows = landscape(
        PAID,
        replace(plain, names=NAMES),
        recogniser=RECOGNISER,
        common_texts=frozenset({"Payroll"}),
    )
    by_place: dict[tuple[str, str], list[SystemSeen]] = {}
    for row in rows:
        by_place.setdefault((row.council, row.purpose), []).append(row)
    return by_place


def test_wordings_that_tell_nothing_are_left_out() -> None:
    assert TOLD.keys() == {1, 2, 3, 4}


def test_the_surest_payment_tells_the_systems_confidence() -> None:
    (seen,) = seen_by_council()[ASH, "payroll_hr"]
    assert (seen.product, seen.confidence, seen.pence_a_year, seen.lines) == (
        "quill_pay",
        Confidence.NAMED,
        6_000,
        4,
    )
    assert [line.pence for line in seen.evidence] == [4_999, 999]
    assert [line.text for line in seen.evidence] == ["Payroll", ""]
    assert told_as(seen.reason) == "Lines name it: £60 paid to Quillworks Ltd."


def test_a_vendor_of_several_systems_is_seen_and_not_guessed() -> None:
    (seen,) = seen_by_council()[ASH, NOT_TOLD]
    assert (seen.product, seen.vendor, seen.confidence) == (None, "Quillworks", Confidence.VENDOR)


def test_what_no_payment_tells_is_unknown() -> None:
    (seen,) = seen_by_council()[BECK, "ledger"]
    assert (seen.confidence, seen.product, seen.pence_a_year) == (Confidence.UNKNOWN, None, 0)


def test_a_council_is_not_asked_for_systems_of_services_that_it_has_not() -> None:
    purposes = load_products().purposes
    assert CouncilKind.DISTRICT in purposes["social_care"].not_for
    assert (ASH, "social_care") in seen_by_council()


def test_pounds_of_products_add_up_by_cell() -> None:
    assert pounds_of_products(PAID) == {
        (ASH, "quill", Label.IT, "software"): {"quill_pay": (6_000, 4)},
        (BECK, "quill", Label.IT, "software"): {"quill_pay": (700, 2)},
        (BECK, "dell", Label.IT, "software"): {"dell_desk": (900, 2)},
    }


def test_councils_where_only_the_vendor_tells_are_named() -> None:
    assert told_by_vendor_alone(PAID) == {"dell_desk": frozenset({BECK})}


def test_lines_of_a_product_are_its_largest() -> None:
    lines = lines_of_products(PAID, frozenset())
    assert [(line.council, line.pence) for line in lines["quill_pay"]] == [
        (ASH, 4_999),
        (ASH, 999),
        (BECK, 699),
    ]


def test_several_systems_of_one_purpose_are_a_question() -> None:
    """Ash pays for two payroll systems by name; Beck for one, which no line names."""
    told = tell_wordings(
        [wording(1, "quill", "Quill Pay"), wording(2, "coppice", "Tarn Maps")], NAMES, RECOGNISER
    )
    maps = told[2][0]
    other = replace(maps.product, purpose=told[1][0].product.purpose) if maps.product else None
    assert other is not None
    paid = [
        Paid(*told[1], sums(ASH, 1, 1_000)),
        Paid(maps._replace(product=other), told[2][1], sums(ASH, 2, 500)),
        Paid(told[1][0]._replace(confidence=Confidence.FITTING), told[1][1], sums(BECK, 1, 700)),
    ]
    assert contested(paid) == {
        "quill_pay": frozenset({ASH}),
        "tarn_maps": frozenset({ASH}),
    }
    assert unsure(paid) == {
        "quill_pay": frozenset({ASH, BECK}),
        "tarn_maps": frozenset({ASH}),
    }
    rows = landscape(
        paid,
        replace(comparison(coverage(ASH, "Ash"), coverage(BECK, "Beck")), names=NAMES),
        recogniser=RECOGNISER,
        common_texts=frozenset(),
    )
    asked = [(row.council, row.product) for row in rows if row.question]
    assert asked == [(ASH, "quill_pay"), (ASH, "tarn_maps")]
    assert all(row.is_likely for row in rows if row.product)


def test_a_product_that_its_vendor_is_called_by_is_that_product() -> None:
    recogniser = Recogniser(load_products())
    concur = recogniser.tell("SAP UK Ltd", ("Payroll",), spelling="SAP CONCUR HOLDINGS")
    assert concur is not None and concur.product is not None
    assert (concur.product.key, concur.confidence) == ("sap_concur", Confidence.NAMED)
    # Another firm's name that holds the word is no payment to the vendor.
    assert recogniser.tell("Concur Catering Ltd", ("Buffet",), spelling="CONCUR CATERING") is None
