"""The columns that house styles are made of. Every function gives one column."""

from collections.abc import Callable, Sequence
from datetime import date

from tallystick.example.publish.pages import Column, Entry
from tallystick.example.write.cells import Cell
from tallystick.words.roles import Role

DateText = Callable[[date], Cell]
MoneyText = Callable[[int], Cell]


def paid_on(header: str, text: DateText) -> Column:
    """The day of payment, as printed."""
    return Column(header, lambda entry: text(entry.paid_on or entry.line.paid_on), Role.PAID_ON)


def period(header: str, text: DateText) -> Column:
    """The month or quarter of payment."""
    return Column(header, lambda entry: text(entry.line.paid_on), Role.PERIOD)


def money(header: str, text: MoneyText, pence: Callable[[Entry], int], role: Role) -> Column:
    """A column of pounds with a total."""

    def total(entries: Sequence[Entry]) -> Cell:
        return text(sum(map(pence, entries)))

    return Column(header, lambda entry: text(pence(entry)), role, total)


def amount(header: str, text: MoneyText, *, role: Role = Role.AMOUNT) -> Column:
    """The amount net of VAT."""
    return money(header, text, lambda entry: entry.line.pence, role)


def vat(header: str, text: MoneyText) -> Column:
    """The VAT."""
    return money(header, text, lambda entry: entry.line.vat_pence, Role.VAT)


def gross(header: str, text: MoneyText) -> Column:
    """The amount with VAT."""
    return money(header, text, lambda entry: entry.line.pence + entry.line.vat_pence, Role.GROSS)


def supplier(header: str) -> Column:
    """The supplier's name as printed."""
    return Column(header, lambda entry: entry.supplier, Role.SUPPLIER)


def supplier_ref(header: str) -> Column:
    """The council's own number for the supplier; none beside a hidden name."""
    return Column(
        header,
        lambda entry: "" if entry.redacted else entry.line.supplier_ref,
        Role.SUPPLIER_REF,
    )


def vat_number(header: str, *, empty: str = "") -> Column:
    """The supplier's VAT registration, on the lines that carry one."""
    return Column(header, lambda entry: entry.line.supplier.vat_number or empty, Role.VAT_NUMBER)


def company_number(header: str) -> Column:
    """The supplier's company number, where it is a company."""
    return Column(header, lambda entry: entry.line.supplier.company_number, Role.COMPANY_NUMBER)


def charity_number(header: str) -> Column:
    """The supplier's charity number, where it is a charity."""
    return Column(header, lambda entry: entry.line.supplier.charity_number, Role.CHARITY_NUMBER)


def department(header: str) -> Column:
    """The paying department."""
    return Column(header, lambda entry: entry.line.department, Role.DEPARTMENT)


def description(header: str) -> Column:
    """The kind of expense."""
    return Column(header, lambda entry: entry.line.description, Role.DESCRIPTION)


def narrative(header: str) -> Column:
    """The free text; none beside a hidden name."""
    return Column(
        header, lambda entry: "" if entry.redacted else entry.line.narrative, Role.NARRATIVE
    )


def reference(header: str) -> Column:
    """The council's transaction number."""
    return Column(header, lambda entry: entry.line.reference, Role.TRANSACTION_REF)


def invoice(header: str) -> Column:
    """The supplier's invoice number, which we make from the transaction number."""
    return Column(header, lambda entry: f"INV{entry.line.reference[-5:]}", Role.INVOICE_REF)


def capital(header: str, words: tuple[str, str]) -> Column:
    """Capital or revenue, in the two words given, in that order."""
    return Column(header, lambda entry: words[not entry.line.capital], Role.CAPITAL_REVENUE)


def same(header: str, text: str, role: Role | None = None) -> Column:
    """The same text on every line."""
    return Column(header, lambda _: text, role)


def blank(header: str = "") -> Column:
    """A column with nothing in it."""
    return same(header, "")
