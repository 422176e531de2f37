"""Remarks about an overlap: why it is listed, and what to do next."""

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
    pence_a_year: int
    all_councils: int


def why_listed(said: Said) -> Remark:
    """What overlaps and by how much."""
    make = {
        OverlapKind.SUPPLIER: _why_supplier,
        OverlapKind.CATEGORY: _why_category,
        OverlapKind.PRODUCT: _why_product,
        OverlapKind.FUNCTION: _why_function,
    }[said.kind]
    return make(said)


def next_step(said: Said, group: Group | None = None) -> Remark:
    """What a head of procurement, or for a function a finance director, would do first.

    group: the councils to begin with, where some make more sense together than others.
    """
    step = _first_step(said)
    if group is None or len(group.councils) >= len(said.councils):
        return step
    return remark("begin_with", councils=(each.code for each in group.councils), step=step)


def _first_step(said: Said) -> Remark:
    match said.kind:
        case OverlapKind.SUPPLIER:
            return remark("ask_for_contracts", supplier=said.title)
        case OverlapKind.PRODUCT:
            return remark("ask_for_modules", title=said.title)
        case OverlapKind.CATEGORY:
            return remark("lay_registers_together", title=said.title)
    return remark("ask_for_own_cost", function=said.label)


def _why_supplier(said: Said) -> Remark:
    return remark(
        "supplier_in_common",
        who=_count(said),
        supplier=said.title,
        what=said.category_title or said.label.heading,
        pence=said.pence_a_year,
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
        pence=said.pence_a_year,
        through=through,
    )


def _why_category(said: Said) -> Remark:
    return remark(
        "category_in_common",
        who=_count(said),
        title=said.title,
        pence=said.pence_a_year,
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
        "function_in_common",
        councils=(least.council.code, most.council.code),
        who=_count(said),
        function=said.label,
        pence=said.pence_a_year,
        least=least.pence_a_year,
        most=most.pence_a_year,
    )


def _count(said: Said) -> Remark:
    number = len(said.councils)
    if number < said.all_councils:
        return remark("some_councils", number=number, all=said.all_councils)
    return remark("both_councils") if number == 2 else remark("all_councils", number=number)
