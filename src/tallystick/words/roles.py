"""The roles that a column of a published file can have."""

from enum import StrEnum


class Role(StrEnum):
    """The role of a column. Each role is held by at most one column of a table; one column may
    hold two where the words overlap (the amount that is compared is often also the net amount)."""

    PAID_ON = "paid_on"
    PERIOD = "period"  # a month, quarter or year where no day is given
    AMOUNT = "amount"  # the column that is compared: net where the file gives net
    NET = "net"
    VAT = "vat"
    GROSS = "gross"
    SUPPLIER = "supplier"
    SUPPLIER_REF = "supplier_ref"
    COMPANY_NUMBER = "company_number"
    CHARITY_NUMBER = "charity_number"
    VAT_NUMBER = "vat_number"
    DEPARTMENT = "department"
    DESCRIPTION = "description"  # the kind of expense, as the ledger names it
    COST_CENTRE = "cost_centre"  # may share its column with the department or the description
    SUBJECTIVE = "subjective"  # the ledger's heading of the expense; may share its column too
    NARRATIVE = "narrative"  # free text on the line, which may name people
    CATEGORY = "category"
    CATEGORY_CODE = "category_code"
    TRANSACTION_REF = "transaction_ref"
    INVOICE_REF = "invoice_ref"
    CARD = "card"
    CAPITAL_REVENUE = "capital_revenue"
    BODY = "body"
