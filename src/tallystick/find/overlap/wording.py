"""Remarks about an overlap: why it is listed, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass

from tallystick.find.findings import CouncilSpend, Group, OverlapKind, SupplierSpend
from tallystick.words.labels import Label
from tallystick.words.remarks import Remark, remark


@dataclass(frozen=True, slots=True)
class Said:
    """What the remarks on one overlap are made from."""

    kind: OverlapKind
    title: str
    label: Label
    category_title: str | None
    councils: tuple[CouncilSpend, ...]
    suppliers: tuple[SupplierSpend, ...]  # all of them, largest first
    pence: int
    pence_a_year: int
    all_councils: int
    firms: tuple[SupplierSpend, ...] = ()  # those of them that are no public bodies
    is_weak: bool = False  # no yearly figure may be made of it


def why_listed(said: Said) -> Remark:
    """What overlaps and by how much."""
    make = {
        OverlapKind.SUPPLIER: _why_supplier,
        OverlapKind.CATEGORY: _why_category,
        OverlapKind.PRODUCT: _why_product,
        OverlapKind.FUNCTION: _why_function,
        OverlapKind.BOUGHT: _why_function,
    }[said.kind]
    return make(said)


def next_step(said: Said, group: Group | None = None) -> Remark:
    """What a head of procurement, or for a function a finance director, would do first.

    group: the councils to begin with, where some make more sense together than others.
    """
    step = _first_step(said, group)
    if group is None or len(group.councils) >= len(said.councils):
        return step
    return remark("begin_with", councils=(each.code for each in group.councils), step=step)


def amount(pence: int, pence_a_year: int, *, is_weak: bool = False) -> Remark:
    """What was paid, as a clause, and beside it what that is in a year where it differs."""
    if is_weak:
        return remark("amount_paid", pence=pence)
    if pence == pence_a_year:
        return remark("amount_of_a_year", pence=pence)
    return remark("amount_and_a_year", paid=pence, pence=pence_a_year)


def _amount(said: Said) -> Remark:
    return amount(said.pence, said.pence_a_year, is_weak=said.is_weak)


def _paid_by_all(firms: Iterable[SupplierSpend], group: Group | None) -> SupplierSpend | None:
    """The firm paid most of those that every council of a group pays."""
    codes = {each.code for each in group.councils} if group else set()
    return next((each for each in firms if codes and codes <= set(each.councils)), None)


def _first_step(said: Said, group: Group | None) -> Remark:
    match said.kind:
        case OverlapKind.SUPPLIER:
            return remark("ask_for_contracts", supplier=said.title)
        case OverlapKind.PRODUCT:
            return remark("ask_for_modules", title=said.title)
        case OverlapKind.CATEGORY if firm := _paid_by_all(said.firms, group):
            return remark("lay_registers_of_firm", title=said.title, supplier=firm.name)
        case OverlapKind.CATEGORY:
            return remark("lay_registers_together", title=said.title)
        case OverlapKind.BOUGHT:
            return remark("ask_who_buys", function=said.label)
    return remark("ask_for_own_cost", function=said.label)


def _why_supplier(said: Said) -> Remark:
    return remark(
        "supplier_in_common",
        who=_count(said),
        supplier=said.title,
        what=said.category_title or said.label.heading,
        amount=_amount(said),
    )


def _why_product(said: Said) -> Remark:
    through = (
        remark("to_one_supplier", supplier=said.suppliers[0].name)
        if len(said.suppliers) == 1
        else remark("through_suppliers", number=len(said.suppliers))
    )
    return remark(
        "system_in_common",
        who=_count(said),
        title=said.title,
        amount=_amount(said),
        through=through,
    )


def _why_category(said: Said) -> Remark:
    return remark(
        "category_in_common",
        who=_count(said),
        title=said.title,
        amount=_amount(said),
        number=len(said.suppliers),
        more=_shared_supplier(said),
    )


def _shared_supplier(said: Said) -> Remark | None:
    if len(said.suppliers) == 1:
        return None
    shared = next((each for each in said.suppliers if len(each.councils) > 1), None)
    if shared is None:
        return remark("none_shared")
    return remark("largest_shared", supplier=shared.name, number=len(shared.councils))


def _why_function(said: Said) -> Remark:
    most, least = said.councils[0], said.councils[-1]
    return remark(
        "function_in_common" if said.kind is OverlapKind.FUNCTION else "bought_in_common",
        councils=(least.council.code, most.council.code),
        who=_count(said),
        function=said.label,
        amount=_amount(said),
        least=least.pence,
        most=most.pence,
    )


def _count(said: Said) -> Remark:
    number = len(said.councils)
    if number < said.all_councils:
        return remark("some_councils", number=number, all=said.all_councils)
    return remark("both_councils") if number == 2 else remark("all_councils", number=number)
