"""Which column is which, told by a header beside its rivals and by what the cells look like."""

from datetime import date, timedelta

import pytest

from tallystick.read.tables.roles import Roles, choose_roles
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
        ("Invoice GL Date", Role.PAID_ON),  # the last word says what the others narrow
        ("Invoice Creation Date", Role.PAID_ON),
        ("Nature of Spend", Role.DESCRIPTION),
        ("Invoice Nett Amount", Role.NET),
        ("Team Desc", Role.DEPARTMENT),  # known words are no misspelling of "Item description"
        ("Payee Full Name", Role.SUPPLIER),
    ],
)
def test_headers_in_other_words(header: str, role: Role) -> None:
    roles = header_spellings().roles(header)
    assert max(roles, key=lambda each: roles[each]) == role


def test_known_words_name_nothing_that_only_looks_like_them() -> None:
    assert header_spellings().roles("Contract") == {}  # no misspelt contractor
    assert header_spellings().roles("Benificiary Name")[Role.SUPPLIER] > 0.8
    assert header_spellings().roles("Spend by effective date")[Role.PAID_ON] < 0.25


def test_words_below_the_header_of_their_codes() -> None:
    codes = [["4010", "4020", "4010", "7300"], ["R255", "R400", "R203", "R203"]]
    words = [
        ["Legal fees", "Software", "Legal fees", "Grants"],
        ["Planning", "IT Services", "Waste", "Waste"],
    ]
    names, pounds = ([row[held] for row in ROWS] for held in ("name", "pounds"))
    headers = ["Supplier", "Account Code", "Account Code", "Cost Centre Code", "Cost Centre Code"]
    found = choose_roles(
        [*headers, "Amount"], [names, codes[0], words[0], codes[1], words[1], pounds]
    )
    assert found.column(Role.CATEGORY_CODE) == 1
    assert found.column(Role.DESCRIPTION) == 2
    assert found.column(Role.DEPARTMENT) == 4


def test_the_bodies_of_a_group_stand_in_for_departments() -> None:
    assert chosen(unit="Entity", name="Supplier", pounds="Amount").column(Role.DEPARTMENT) == 0
    columns = [["Buses Ltd"] * 4, [row["name"] for row in ROWS], [row["pounds"] for row in ROWS]]
    alone = choose_roles(["Entity", "Supplier", "Amount"], columns)
    assert alone.column(Role.DEPARTMENT) is None


def test_a_total_that_net_and_vat_add_up_to_is_gross() -> None:
    columns = [
        [row["name"] for row in ROWS],
        ["100.00", "20.00", "8.50"],
        ["20.00", "4.00", "0.00"],
    ]
    columns = [columns[0][:3], *columns[1:], ["120.00", "24.00", "8.50"]]
    found = choose_roles(["Payee", "Net", "VAT", "Total"], columns)
    assert (found.column(Role.AMOUNT), found.column(Role.GROSS)) == (1, 3)


def test_an_amount_a_little_under_the_gross_one_is_net() -> None:
    names = [row["name"] for row in ROWS]
    net, gross = ["100.00", "20.00", "8.50", "-5.00"], ["120.00", "24.00", "8.50", "-6.00"]
    found = choose_roles(["Payee", "Amount", "Gross"], [names, net, gross])
    assert (found.column(Role.AMOUNT), found.amount_basis) == (1, "net")
    found = choose_roles(["Payee", "Amount", "Gross"], [names, ["1.00"] * 4, gross])
    assert (found.column(Role.AMOUNT), found.amount_basis) == (2, "gross")


def test_words_below_a_header_of_money_describe_the_payment() -> None:
    purposes = ["Care", "Software", "Software", "Care"]
    pounds = [row["pounds"] for row in ROWS]
    columns = [[row["name"] for row in ROWS], [row["unit"] for row in ROWS], purposes, pounds]
    found = choose_roles(["Payee", "Unit", "Payment(T)", "Amount"], columns)
    assert found.column(Role.DESCRIPTION) == 2


def test_a_narrative_that_can_be_called_a_description_comes_before_the_category() -> None:
    kinds, details = ["Books", "Taxis", "Books", "Taxis"], ["Atlas", "To court", "Novel", "Home"]
    pounds, names = ([row[held] for row in ROWS] for held in ("pounds", "name"))
    headers = ["Merchant", "Merchant Category", "Details", "Amount"]
    found = choose_roles(headers, [names, kinds, details, pounds])
    assert (found.column(Role.CATEGORY), found.column(Role.DESCRIPTION)) == (1, 2)


def test_packed_days_below_the_header_of_a_lesser_day() -> None:
    days = ["20220104", "20220111", "20220118", "20220125"]
    names, pounds = ([row[held] for row in ROWS] for held in ("name", "pounds"))
    found = choose_roles(["Supplier", "Effective Date", "Amount"], [names, days, pounds])
    assert found.column(Role.PAID_ON) == 1


def test_revenue_or_capital_is_no_description_whatever_its_header_says() -> None:
    names, pounds = ([row[held] for row in ROWS] for held in ("name", "pounds"))
    columns = [["Grants", "Training", "Rent", "Rent"], ["Revenue", "Capital"] * 2, names, pounds]
    headers = ["Expenditure Category", "Type of Expenditure", "Supplier", "Amount"]
    found = choose_roles(headers, columns)
    assert found.column(Role.DESCRIPTION) == 0
    assert found.column(Role.CAPITAL_REVENUE) == 1


def test_a_day_that_every_line_has_is_no_payment_day_where_the_period_is_told() -> None:
    names, pounds = ([row[held] for row in ROWS] for held in ("name", "pounds"))
    columns = [["2023-08-03"] * 4, ["2023-04"] * 4, names, pounds]
    found = choose_roles(["Published Date", "Reporting Period", "Supplier", "Amount"], columns)
    assert found.column(Role.PAID_ON) is None
    found = choose_roles(["Run", "Supplier", "Amount"], [columns[0], names, pounds])
    assert found.column(Role.PAID_ON) == 0


def test_a_cost_centre_s_narrative_names_a_department() -> None:
    units = ["Fleet", "Care", "Fleet", "Care"]
    names, pounds = ([row[held] for row in ROWS] for held in ("name", "pounds"))
    columns = [units, ["Fuel", "Fees", "Tyres", "Fees"], names, pounds]
    found = choose_roles(["Cost Centre Narrative", "Purpose", "Supplier", "Amount"], columns)
    assert (found.column(Role.DEPARTMENT), found.column(Role.DESCRIPTION)) == (0, 1)


def test_an_amount_of_the_line_comes_before_the_net_one_of_its_invoice() -> None:
    names = [row["name"] for row in ROWS]
    headers = ["Supplier", "Line Amount", "Invoice Amount", "Net Amount"]
    lines, whole, net = ["10.00", "20.00", "5.00", "8.00"], ["36.00"] * 4, ["30.00"] * 4
    found = choose_roles(headers, [names, lines, whole, net])
    assert (found.column(Role.AMOUNT), found.amount_basis) == (1, "not stated")
    found = choose_roles(headers, [names, lines, whole, ["8.33", "20.00", "5.00", "6.67"]])
    assert (found.column(Role.AMOUNT), found.amount_basis) == (3, "net")
