"""Persons, withheld names and public bodies are told from firms. All names are invented or those
of public bodies and famous firms."""

import pytest

from tallystick.match import SupplierKind, kind_of


@pytest.mark.parametrize(
    "name",
    [
        "MR A SMITH",
        "SMITH, JOHN",
        "J SMITH",
        "Mrs Quilla Zebedee-Oakes",
        "J.P.Threlkeldson",
        "Dr B Zebedee",
        "Karen Threlkeldson",
        "Priya Zebedee t/a Priya Zebedee",
        "John & Mary Threlkeldson",
        "MISS K O'QUILLIGAN",
    ],
)
def test_private_persons_are_persons(name: str) -> None:
    assert kind_of(name) is SupplierKind.PERSON


@pytest.mark.parametrize(
    "name",
    [
        "CAPITA PLC",
        "Civica UK Limited",
        "John Lewis",
        "Elizabeth House",
        "Zebedee & Sons Ltd",
        "B & Q",
        "Victoria Hotel",
        "J Smith Building Services Ltd",
        "St Quilla's Primary School",
        "A1 Skips",
        "Amazon George",
        "Zebedee Heating T/A Warm Quills",
        "REDACTIVE MEDIA SALES LIMITED",
    ],
)
def test_firms_are_organisations(name: str) -> None:
    assert kind_of(name) is SupplierKind.ORGANISATION


@pytest.mark.parametrize(
    "name",
    [
        "Devon County Council",
        "LONDON BOROUGH OF CAMDEN",
        "Zebedee Parish Council",
        "The Pennine Acute Hospitals NHS Trust",
        "HM Revenue & Customs",
        "St Helens MBC",
    ],
)
def test_public_bodies(name: str) -> None:
    assert kind_of(name) is SupplierKind.PUBLIC_BODY


@pytest.mark.parametrize(
    "name",
    [
        "REDACTED PERSONAL DATA",
        "Personal information withheld",
        "Individual",
        "Name withheld",
        "Data Protection",
        "Various",
        "Sundry",
        "2016:05MH Mental Health",
        "Foster Carers",
    ],
)
def test_withheld_names_are_redacted(name: str) -> None:
    assert kind_of(name) is SupplierKind.REDACTED


@pytest.mark.parametrize("name", ["", "   ", "#REF!", "n/a", "Supplier Name", "Total"])
def test_lines_that_name_nobody(name: str) -> None:
    assert kind_of(name) is SupplierKind.NONE


@pytest.mark.parametrize(
    "name",
    [
        "Ada Quilloughby",
        "KEZIAH ZEBEDEE-OAKES",
        "Rufus Threlkeldson",
        "Olanrewaju Quillseun",
        "Zbigniew Quillowicz",
        "Threlkeldson Mhairi",
        "Quillpreet Kaur",
        "Victoria Smith",
        "Mary-Ann Quilloughby",
        "Miriam Mansfield",
    ],
)
def test_persons_of_any_origin_are_persons(name: str) -> None:
    assert kind_of(name) is SupplierKind.PERSON


@pytest.mark.parametrize(
    "name",
    [
        "Phoenix Quillworks",
        "Amber Taxis",
        "Argos Leeds",
        "Basil Quill Catering",
        "Direct Payment Support Service Ltd",
        "Quill-Worth Paints",
        "Client Quill Solutions",
        "Service User Forum",
    ],
)
def test_firms_with_a_forename_or_a_clients_word_stay_organisations(name: str) -> None:
    assert kind_of(name) is SupplierKind.ORGANISATION


@pytest.mark.parametrize(
    "name",
    [
        "Individual Budget 12345",
        "INDIVIDUAL BUDGET",
        "Personal Budget",
        "Direct Payment 123",
        "Personal Health Budget AB12",
        "Foster Carer 12",
        "SU 12345",
        "Client 123",
        "Service User No. 77",
        "Service Users",
    ],
)
def test_a_number_instead_of_a_name_is_a_withheld_name(name: str) -> None:
    assert kind_of(name) is SupplierKind.REDACTED


@pytest.mark.parametrize(
    "name",
    ["Horace Quennell at Marsh Lane Chambers", "H Quennell t/as H Quennell Removals"],
)
def test_a_person_stays_one_in_chambers_and_behind_a_trade_of_their_own_name(name: str) -> None:
    assert kind_of(name) is SupplierKind.PERSON


@pytest.mark.parametrize("name", ["Marsh Lane Chambers", "Quennell Removals Ltd"])
def test_chambers_and_firms_stay_organisations(name: str) -> None:
    assert kind_of(name) is SupplierKind.ORGANISATION
