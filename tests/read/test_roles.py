"""Which column is which, told by a header beside its rivals and by what the cells look like."""

from datetime import date, timedelta

import pytest

from tallystick.read.roles import Roles, choose_roles
from tallystick.reference.headers import header_spellings
from tallystick.words.roles import Role

ROWS = [
    {
        "invoiced": f"{date(2019, 3, 1) + timedelta(days):%d/%m/%Y}",
        "paid": f"{date(2019, 4, 1) + timedelta(days):%d/%m/%Y}",
        "name": name,
        "pounds": f"{1200.5 + days * 37:.2f}",
        "larger": f"{1500.5 + days * 41:.2f}",
        "unit": unit,
    }
    for days, (name, unit) in enumerate(
        [
            ("Oakrise Homecare Ltd", "Adults"),
            ("Pennyweight Pay Services", "Resources"),
            ("Dunnock IT Services Ltd", "Resources"),
            ("Quillworks Limited", "Schools"),
        ]
    )
]


def chosen(**headers: str) -> Roles:
    """The roles of a table whose columns hold what ROWS holds under these names."""
    columns = [[row[held.rstrip("_")] for row in ROWS] for held in headers]
    return choose_roles(list(headers.values()), columns)


@pytest.mark.parametrize(
    ("invoiced", "paid"),
    [
        ("Invoice Date", "Payment Date (DD/MM/YYYY)"),
        ("Inv. Date", "Payrun date"),
        ("Document Date", "Clearing"),
        ("Invoice Date", "Week Ending"),
        ("Invoice Date", "Done"),  # of unknown name, soon after the invoice on every line
    ],
)
def test_the_day_of_payment_beside_that_of_the_invoice(invoiced: str, paid: str) -> None:
    found = chosen(name="Supplier", invoiced=invoiced, paid=paid, pounds="Amount")
    assert found.column(Role.PAID_ON) == 2


def test_a_day_before_the_invoice_is_not_that_of_payment() -> None:
    found = chosen(name="Supplier", invoiced="Done", paid="Invoice Date", pounds="Amount")
    assert found.column(Role.PAID_ON) == 2


@pytest.mark.parametrize(
    ("amount", "rival"),
    [
        ("£", "Invoice Total"),
        ("Paid £", "Original Amount"),
        ("Amt in loc.cur.", "Amount in DC"),
        ("Billing Gross Amt", "Original Gross Amt"),
        ("Line Total", "Invoice Total"),
    ],
)
def test_the_amount_beside_another(amount: str, rival: str) -> None:
    found = chosen(name="Supplier", paid="Date", larger=rival, pounds=amount)
    assert found.column(Role.AMOUNT) == 3


@pytest.mark.parametrize("rival", ["Beneficiary", "Organisation Name", "Directorate"])
def test_the_supplier_beside_another_name(rival: str) -> None:
    found = chosen(unit=rival, name="Supplier Name", paid="Date", pounds="Amount")
    assert found.column(Role.SUPPLIER) == 1


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Date of BACS run", Role.PAID_ON),
        ("Amount of spend", Role.AMOUNT),
        ("Organisation Paid", Role.SUPPLIER),
        ("VAT (irrecoverable)", Role.VAT),
        ("Reason for payment", Role.DESCRIPTION),
        ("Costc(T)", Role.DEPARTMENT),
    ],
)
def test_headers_in_other_words(header: str, role: Role) -> None:
    roles = header_spellings().roles(header)
    assert max(roles, key=lambda each: roles[each]) == role
