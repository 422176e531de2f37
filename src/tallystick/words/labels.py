"""The back-office functions and the other things that a payment can be for."""

from enum import StrEnum


class Label(StrEnum):
    """What a payment is for: one primary label for each combination of supplier and texts."""

    HR = "hr"
    FINANCE = "finance"
    IT = "it"
    PROCUREMENT = "procurement"
    LEGAL = "legal"
    PROPERTY = "property"
    OFFICE = "office"
    REVENUES_BENEFITS = "revenues_benefits"
    CUSTOMER_SERVICES = "customer_services"
    COMMUNICATIONS = "communications"
    CONSULTANCY = "consultancy"
    TRANSFER = "transfer"
    FRONT_LINE = "front_line"
    UNKNOWN = "unknown"

    @property
    def heading(self) -> str:
        """The label as a person reads it."""
        return _HEADINGS[self]

    @property
    def is_back_office(self) -> bool:
        """True for what supports the council rather than serves a resident."""
        return self not in (Label.TRANSFER, Label.FRONT_LINE, Label.UNKNOWN)


_HEADINGS = {
    Label.HR: "HR",
    Label.FINANCE: "Finance",
    Label.IT: "IT",
    Label.PROCUREMENT: "Procurement",
    Label.LEGAL: "Legal",
    Label.PROPERTY: "Property",
    Label.OFFICE: "Office",
    Label.REVENUES_BENEFITS: "Revenues and benefits",
    Label.CUSTOMER_SERVICES: "Customer services",
    Label.COMMUNICATIONS: "Communications",
    Label.CONSULTANCY: "Consultancy",
    Label.TRANSFER: "Transfers",
    Label.FRONT_LINE: "Front-line services",
    Label.UNKNOWN: "Not known",
}

HEART = (Label.HR, Label.FINANCE, Label.IT, Label.PROCUREMENT)
"""The four functions that the product is first about."""
