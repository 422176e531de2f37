"""Prevents double counting: claims whose attributions to the same pounds sum to more than 100% are
refused."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from tallystick.prove.register.claims import BenefitKind, Claim, RegisteredPartnership
from tallystick.prove.register.ladder import State

_IN_POUNDS = (BenefitKind.CASH, BenefitKind.AVOIDED)
_NOT_IN_A_REF = re.compile(r"[^a-z0-9]+")

SupplierOf = Callable[[str], str]
"""One name for all spellings of a supplier, such as the id that the store matched them to."""

_NO_MORE = (State.WRITTEN_OFF, State.REVERSED)


def refuse_twice(
    claim: Claim,
    others: Iterable[Claim],
    partnerships: Mapping[str, RegisteredPartnership],
    *,
    supplier_of: SupplierOf = str.casefold,
) -> str | None:
    """The reason why a claim would double count pounds of existing claims, or None.

    Two claims overlap in a common month when they name the same mechanism (of the same council and
    budget code, or the same contract of councils that share), or when their partnerships have a
    common member and the claims a common category or matched supplier. In every month the
    attributions of overlapping claims may sum to at most one.
    """
    if not _counts(claim):
        return None
    met = [
        other
        for other in others
        if other.id != claim.id
        and _counts(other)
        and _meet(claim, other, partnerships, supplier_of)
    ]
    for month in sorted(claim.months):
        of_month = [other for other in met if month in other.months]
        whole = claim.attribution + sum((each.attribution for each in of_month), Decimal(0))
        if whole > 1:
            return _said(claim, of_month, f"{month}", whole)
    return None


def _counts(claim: Claim) -> bool:
    return claim.kind in _IN_POUNDS and claim.state not in _NO_MORE


def _meet(
    one: Claim,
    other: Claim,
    partnerships: Mapping[str, RegisteredPartnership],
    supplier_of: SupplierOf,
) -> bool:
    share = bool(_members(one, partnerships) & _members(other, partnerships))
    return _same_mechanism(one, other, share=share) or (
        share and _share_spend(one, other, supplier_of)
    )


def _same_mechanism(one: Claim, other: Claim, *, share: bool) -> bool:
    """True when two claims name the same mechanism. A contract is the same whichever of the sharing
    councils claims it; a post or a licence is identified by its council and budget code too."""
    if _mechanism(one) != _mechanism(other):
        return False
    same_budget = (one.council, one.budget_code) == (other.council, other.budget_code)
    return same_budget or (share and one.mechanism.kind == "contract")


def _mechanism(claim: Claim) -> tuple[str, str]:
    """Its kind and its reference without case, blanks and dashes."""
    return claim.mechanism.kind, _NOT_IN_A_REF.sub("", claim.mechanism.ref.casefold())


def _members(claim: Claim, partnerships: Mapping[str, RegisteredPartnership]) -> frozenset[str]:
    return frozenset(partnerships[claim.partnership].members)


def _share_spend(one: Claim, other: Claim, supplier_of: SupplierOf) -> bool:
    """True when one payment could be in both scopes; an empty list means no limit."""
    return all(
        not mine or not theirs or mine & theirs
        for mine, theirs in (
            (set(one.categories), set(other.categories)),
            (set(map(supplier_of, one.suppliers)), set(map(supplier_of, other.suppliers))),
        )
    )


def _said(claim: Claim, others: Sequence[Claim], month: str, whole: Decimal) -> str:
    named = ", ".join(other.id for other in others)
    return (
        f"{claim.id} counts pounds that {named} counts already: in {month} their attributions "
        f"sum to {whole:.0%}. Lower them to 100% together, or withdraw one."
    )
