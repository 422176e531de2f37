"""The same pound counts once: claims whose attributions would pass 100% are refused."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tallystick.prove.register.claims import Claim, Kind, Partnership
from tallystick.prove.register.ladder import State

_IN_POUNDS = (Kind.CASH, Kind.AVOIDED)
_NO_MORE = (State.WRITTEN_OFF, State.REVERSED)


def refuse_twice(
    claim: Claim, others: Iterable[Claim], partnerships: Mapping[str, Partnership]
) -> str | None:
    """Why a claim cannot stand beside those that stand already, or None where it can.

    Claims meet where they name the same council, budget code and mechanism in a common month, or
    where their partnerships have a member, and they a category or supplier, in common in a
    common month. In every month the attributions of claims that meet sum to one at most.
    """
    if not _counts(claim):
        return None
    met = [
        other
        for other in others
        if other.id != claim.id and _counts(other) and _meet(claim, other, partnerships)
    ]
    for month in sorted(claim.months):
        of_month = [other for other in met if month in other.months]
        whole = claim.attribution + sum((each.attribution for each in of_month), Decimal(0))
        if whole > 1:
            return _said(claim, of_month, f"{month}", whole)
    return None


def _counts(claim: Claim) -> bool:
    return claim.kind in _IN_POUNDS and claim.state not in _NO_MORE


def _meet(one: Claim, other: Claim, partnerships: Mapping[str, Partnership]) -> bool:
    return _same_key(one) == _same_key(other) or (
        bool(_members(one, partnerships) & _members(other, partnerships))
        and _share_spend(one, other)
    )


def _same_key(claim: Claim) -> tuple[str, str, str, str]:
    return claim.council, claim.budget_code, claim.mechanism.kind, claim.mechanism.ref


def _members(claim: Claim, partnerships: Mapping[str, Partnership]) -> frozenset[str]:
    return frozenset(partnerships[claim.partnership].members)


def _share_spend(one: Claim, other: Claim) -> bool:
    """Whether some payment could be in both scopes: an empty list is no limit."""
    return all(
        not mine or not theirs or set(mine) & set(theirs)
        for mine, theirs in (
            (one.categories, other.categories),
            (one.suppliers, other.suppliers),
        )
    )


def _said(claim: Claim, others: Sequence[Claim], month: str, whole: Decimal) -> str:
    named = ", ".join(other.id for other in others)
    return (
        f"{claim.id} counts pounds that {named} counts already: in {month} their attributions "
        f"sum to {whole:.0%}. Lower them to 100% together, or withdraw one."
    )
