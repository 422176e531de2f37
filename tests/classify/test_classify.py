"""Combinations checked by hand. People's names here are invented."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.classify import Combination, classify, load_categories
from tallystick.words.labels import Label


def one(supplier: str, description: str = "", department: str = "", category: str = "") -> tuple:
    """Label and category of one combination, the short way."""
    given_ = Combination(supplier, department, description, category)
    said = classify([given_])[0]
    return said.label, said.category


UNKNOWN = (Label.UNKNOWN, "not_known")


@pytest.mark.parametrize(
    ("combination", "label", "category"),
    [
        # the description says what was bought
        (("Zebedee Ltd", "Agency Staff"), Label.HR, "agency_staff"),
        (("Zebedee Ltd", "Agy fees", "", "Temporary Staff"), Label.HR, "agency_staff"),
        (("Zebedee Ltd", "Employee Training Course Costs"), Label.HR, "training"),
        (("Zebedee Ltd", "Insurance Premiums"), Label.FINANCE, "insurance"),
        (("Zebedee Ltd", "External Audit Fees"), Label.FINANCE, "external_audit"),
        (("Zebedee Ltd", "ICT Software Support & Maintenance"), Label.IT, "software"),
        (("Zebedee Ltd", "Telephone Rental and Calls"), Label.IT, "telecoms"),
        (("Zebedee Ltd", "Counsels Fees"), Label.LEGAL, "counsel"),
        (("Zebedee Ltd", "Postages"), Label.OFFICE, "postage"),
        (("Zebedee Ltd", "Electricity", "Town Hall"), Label.PROPERTY, "energy"),
        (("Zebedee Ltd", "Schools Budget Share"), Label.TRANSFER, "schools_funding"),
        (("Zebedee Ltd", "Residential Care"), Label.FRONT_LINE, "adult_care"),
        # the description is vague and the supplier's known trade decides
        (("Civica UK Ltd", "Other Professional Fees"), Label.IT, "software"),
        (("CAPITA RESOURCING LTD", "Services"), Label.HR, "agency_staff"),
        (("Grant Thornton UK LLP", "Miscellaneous Expenses"), Label.FINANCE, "external_audit"),
        (("Zurich Municipal", "Other"), Label.FINANCE, "insurance"),
        (("Royal Mail Group PLC", "Supplies and Services"), Label.OFFICE, "postage"),
        (("Experian Ltd", "Private Contractors"), Label.FINANCE, "credit_checks"),
        # an unknown supplier's trade is in its name
        (("Zebedee Software Ltd", ""), Label.IT, "software"),
        (("Zebedee Recruitment Ltd", "Fees"), Label.HR, "agency_staff"),
        (("Zebedee & Florence Solicitors", ""), Label.LEGAL, "solicitors"),
        # IT is IT whichever service is charged
        (("Liquidlogic Ltd", "Home Care", "Adult Social Care"), Label.IT, "software"),
        # enforcement agents are revenues and benefits whatever the debt
        (
            ("Bristow & Sutor", "Debt Collection", "Parking"),
            Label.REVENUES_BENEFITS,
            "enforcement_agents",
        ),
        # what is bought says more than the trade in a name
        (("Zebedee Nurseries", "Tree Works"), Label.FRONT_LINE, "parks_and_grounds"),
        (("Zebedee Marketing Ltd", "Advertising"), Label.COMMUNICATIONS, "advertising"),
        (("Zebedee Law LLP", "Solicitors and Counsel Fees"), Label.LEGAL, "solicitors"),
        (("Zebedee Facilities Ltd", "Office Cleaning Contract"), Label.PROPERTY, "cleaning"),
        (("Zebedee Fire Authority", "Fire Precept"), Label.TRANSFER, "precepts_and_levies"),
        (("Zebedee Ltd", "Tendering Portal Subscription"), Label.PROCUREMENT, "e_tendering"),
        (("Zebedee Clinic", "Medical Fees - Staff"), Label.HR, "occupational_health"),
        (("Zebedee Commercials Ltd", "Transport - Repairs"), Label.FRONT_LINE, "vehicles"),
        (("Zebedee Ltd", "Payments to Foster Carers"), Label.TRANSFER, "people_payments"),
        # who was placed is told by the home, since the words fit young and old
        (
            ("Zebedee Nursing Home", "External Residential Placements"),
            Label.FRONT_LINE,
            "adult_care",
        ),
        (
            ("Zebedee Childrens Homes", "External Residential Placements"),
            Label.FRONT_LINE,
            "childrens_care",
        ),
        (("Zebedee House School", "Out of Borough Placements"), Label.FRONT_LINE, "education"),
        # the price of a building may pass through a solicitor, or go to whoever owned it
        (("Zebedee Solicitors", "Purchase of Building"), Label.PROPERTY, "property_other"),
        # grants are transfers, even to a firm
        (("Zebedee Recruitment Ltd", "Business Support Grant"), Label.TRANSFER, "grants"),
    ],
)
def test_what_is_bought(combination: tuple[str, ...], label: Label, category: str) -> None:
    assert one(*combination) == (label, category)


@pytest.mark.parametrize(
    "name",
    ["NEPO", "North East Procurement Organisation", "Crown Commercial Service"],
)
@pytest.mark.parametrize("description", ["", "Subscriptions", "Grants & Contributions", "Fees"])
def test_buying_consortia_are_found_by_name(name: str, description: str) -> None:
    assert one(name, description) == (Label.PROCUREMENT, "buying_consortium")


@pytest.mark.parametrize("name", ["Proactis Ltd", "Due North Ltd", "In-Tend Limited", "Atamis Ltd"])
@pytest.mark.parametrize("description", ["", "Computer Software", "Subscriptions"])
def test_e_tendering_is_found_by_name(name: str, description: str) -> None:
    assert one(name, description) == (Label.PROCUREMENT, "e_tendering")


@pytest.mark.parametrize("name", ["Bloom Procurement Services Ltd", "Constellia Public Ltd"])
def test_what_passes_through_a_neutral_vendor_is_advice(name: str) -> None:
    for category in ("", "Consultancy : Procurement", "Agency Staff"):
        assert one(name, "Fees", category=category) == (Label.CONSULTANCY, "neutral_vendor")


def test_goods_bought_through_a_consortium_follow_the_goods() -> None:
    assert one("ESPO", "Fees") == (Label.PROCUREMENT, "buying_consortium")
    assert one("YPO", "Stationery") == (Label.OFFICE, "stationery")
    assert one("Yorkshire Purchasing Organisation", "Contract Cleaning") == (
        Label.PROPERTY,
        "cleaning",
    )


def test_where_it_is_charged_moves_upkeep_to_residents() -> None:
    assert one("Zebedee Roofing Ltd", "Planned Repairs", "Libraries")[0] is Label.PROPERTY
    assert one("Zebedee Roofing Ltd", "Planned Repairs", "Housing Revenue Account") == (
        Label.FRONT_LINE,
        "housing_services",
    )
    assert one("Npower", "Electricity", "Street Lighting") == (Label.FRONT_LINE, "highways")


def test_a_place_moves_nothing_that_the_line_says_is_the_councils_own() -> None:
    assert one("Zebedee Ltd", "Electricity - Offices", "Highways") == (Label.PROPERTY, "energy")
    assert one("Zebedee Ltd", "Repairs to Council Houses", "Housing")[1] == "housing_services"
    # a directorate that joins the place to wider work has buildings of its own
    electrician = ("Zebedee Electrical Contractors Ltd", "Repairs")
    assert one(*electrician, "Economy & Highways")[1] == "building_repairs"
    assert one(*electrician, "Economy & Environment - Highways & Engineering")[1] == "highways"


def test_where_is_not_heard_when_what_is_named() -> None:
    answer = classify([Combination("Zebedee Ltd", description="Adult Social Care Training")])[0]
    assert answer.category == "training"
    assert answer.reasons == ('description says "training"',)


def test_a_known_trade_is_finer_than_a_ledger_heading() -> None:
    assert one("OLM Systems Ltd", "IT Maintenance") == (Label.IT, "software")
    assert one("Zebedee Ltd", "IT Maintenance") == (Label.IT, "it_support")


def test_a_trading_name_is_read() -> None:
    assert one("Zebedee Holdings T/A Bristow & Sutor")[1] == "enforcement_agents"


def test_a_department_alone_is_no_better_than_a_guess() -> None:
    assert one("Zebedee Ltd", "Sundry Expenses", "Finance and Support") == UNKNOWN
    assert one("Zebedee Ltd", "Conferences", "Human Resources") == (Label.HR, "training")


def test_a_care_directorate_buys_mostly_care() -> None:
    # a weak hint is heard, because no overlap of back offices would come of it
    said = classify([Combination("Zebedee Ltd", "Adult Social Care", "Revenue Expenditure")])[0]
    assert (said.label, said.category) == (Label.FRONT_LINE, "adult_care")
    assert said.confidence < 0.8


@pytest.mark.parametrize("name", ["Zebedee Associates", "Zebedee Enterprises", "Zebedee Ltd"])
def test_a_name_without_a_trade_and_a_vague_text_say_nothing(name: str) -> None:
    assert one(name, "Sundry Expenses", "Corporate Core") == UNKNOWN
    assert one(name, "General", "Support Services") == UNKNOWN


def test_nothing_to_go_by_is_unknown() -> None:
    said = classify([Combination("Zebedee Ltd", description="Accounts Payable Invoices")])[0]
    assert (said.label, said.category, said.confidence, said.proclass) == (
        Label.UNKNOWN,
        "not_known",
        0.0,
        None,
    )
    assert said.reasons == ("no text says what was bought",)


def test_a_payee_whose_name_was_taken_out_is_mostly_a_person() -> None:
    def said(description: str, kind: str) -> tuple:
        row = Combination("Redacted", "Adults & Children", description, kind=kind)
        answer = classify([row])[0]
        return answer.label, answer.category, answer.confidence < 0.85

    assert said("Accounts Payable Invoices", "redacted") == (
        Label.TRANSFER,
        "people_payments",
        True,
    )
    # the line's own words still decide
    assert said("Agency Staff", "redacted") == (Label.HR, "agency_staff", False)


@pytest.mark.parametrize("kind", ["person", "none"])
def test_a_persons_name_is_never_read(kind: str) -> None:
    # "Law" and "Baker" are surnames here, not trades
    assert classify([Combination("Ms Zebedee Law", kind=kind)])[0].label is Label.UNKNOWN
    said = classify([Combination("Ms Zebedee Law", description="Foster Payments", kind=kind)])[0]
    assert said.label is Label.TRANSFER
    assert not any("law" in reason.lower() for reason in said.reasons)


def test_reasons_read_as_a_person_would_say_them() -> None:
    said = classify([Combination("Civica UK Ltd", "Resources", "Computer Software")])[0]
    assert 'supplier "Civica" is known for software and licences (reference 2026-11)' in (
        said.reasons
    )
    assert 'description says "computer software"' in said.reasons


def test_a_published_proclass_code_is_read_and_kept() -> None:
    said = classify([Combination("Zebedee Ltd", category_code="261411")])[0]
    assert (said.label, said.category, said.proclass) == (Label.HR, "agency_staff", "261400")
    assert said.reasons == (
        'published code 261411 stands for "Human Resources / Temporary & Agency Staff / '
        'Administration & Clerical"',
    )


def test_a_published_cpv_code_is_read() -> None:
    said = classify([Combination("Zebedee Ltd", category_code="48219300-9")])[0]
    assert (said.label, said.category, said.proclass) == (Label.IT, "software", "271440")


@pytest.mark.parametrize("code", ["5701", "ABC123", "999998", "", "R12345", "00000000", "72255550"])
def test_a_councils_own_code_says_nothing(code: str) -> None:
    assert classify([Combination("Zebedee Ltd", category_code=code)])[0].label is Label.UNKNOWN


TEXT = st.sampled_from(
    ["", "Agency Staff", "Legal Fees", "Training", "Civica UK Ltd", "Npower", "Grants", "HRA"]
) | st.text(max_size=20)
COMBINATIONS = st.builds(
    Combination,
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    category_code=st.sampled_from(["", "261400", "48000000"]),
    kind=st.sampled_from(["organisation", "public_body", "person", "redacted", "none"]),
)


@given(st.lists(COMBINATIONS, max_size=6), st.randoms(use_true_random=False))
def test_each_answer_stands_alone(rows: list[Combination], chance: random.Random) -> None:
    order = list(range(len(rows)))
    chance.shuffle(order)
    straight = classify(rows)
    assert classify([rows[at] for at in order]) == [straight[at] for at in order]
    assert [classify([row])[0] for row in rows] == straight


@given(COMBINATIONS)
def test_every_answer_is_whole(row: Combination) -> None:
    said = classify([row])[0]
    assert load_categories()[said.category].label is said.label
    assert 0 <= said.confidence <= 1
    assert said.reasons
    assert len(said.reasons) <= 5


@given(TEXT, TEXT)
def test_case_does_not_matter(supplier: str, description: str) -> None:
    def bare(text: str) -> str:
        return text.encode("ascii", "ignore").decode()

    upper = Combination(bare(supplier).upper(), description=bare(description).upper())
    lower = Combination(bare(supplier).lower(), description=bare(description).lower())
    assert classify([upper]) == classify([lower])


def test_a_scheme_is_built_once_and_is_no_running_cost() -> None:
    scheme, bill = classify(
        [
            Combination("Alder Energy Ltd", "Energy Saving Projects", "Contract Payments"),
            Combination("Alder Energy Ltd", "Facilities", "Electricity"),
        ]
    )
    assert (scheme.label, scheme.category) == (Label.PROPERTY, "building_works")
    assert (bill.label, bill.category) == (Label.PROPERTY, "energy")


@pytest.mark.parametrize(
    ("texts", "label", "category"),
    [
        # a directorate says little; the other columns say what was bought
        ({"subjective": "Agency Staff"}, Label.HR, "agency_staff"),
        (
            {"subjective": "Legal Fees", "cost_centre": "Planning Appeals"},
            Label.LEGAL,
            "solicitors",
        ),
        ({"narrative": "Renewal of software licences"}, Label.IT, "software"),
        ({"subjective": "Repairs", "cost_centre": "Town Hall"}, Label.PROPERTY, "building_repairs"),
        # a cost centre moves upkeep as a department does
        (
            {"subjective": "Planned Maintenance", "cost_centre": "Council Housing"},
            Label.FRONT_LINE,
            "housing_services",
        ),
        # the description says more than the narrative
        (
            {"description": "Stationery", "narrative": "printing of leaflets for the museum"},
            Label.OFFICE,
            "stationery",
        ),
        # where alone is still no purpose
        ({"cost_centre": "Finance and Support"}, Label.UNKNOWN, "not_known"),
    ],
)
def test_every_text_of_a_line_is_read(texts: dict, label: Label, category: str) -> None:
    (said,) = classify([Combination("Zebedee Ltd", "Corporate Directorate", **texts)])
    assert (said.label, said.category) == (label, category), said.reasons


def test_the_subjective_heading_outranks_the_name_of_the_supplier() -> None:
    (said,) = classify([Combination("Elm Foundation", subjective="Staff Training")])
    assert (said.label, said.category) == (Label.HR, "training")
    assert said.reasons == ('subjective says "staff training"',)
