"""The saving of all opportunities, and its parts: each pound once."""

from collections.abc import Iterable

from tallystick.find.comparability.cells import Comparison
from tallystick.find.findings import HeadlineKey, HeadlinePart, Opportunity, OverlapKind
from tallystick.find.overlap.overlaps import kind_of_function
from tallystick.words.labels import HEART
from tallystick.words.rate import SavingRange


def headline(found: Iterable[Opportunity], comparison: Comparison) -> tuple[HeadlinePart, ...]:
    """The saving of all opportunities in its parts. Pounds paid are those of the categories: what
    is paid for a system is in its category as well."""
    parts: dict[HeadlineKey, list[Opportunity]] = {key: [] for key in HeadlineKey}
    for each in found:
        if each.is_counted and each.stands and not each.is_weak and each.category:
            parts[_headline_key(each, comparison)].append(each)
    return tuple(
        HeadlinePart(
            key=key,
            opportunities=len(mine),
            pence=sum(one.pence for one in mine if one.kind is OverlapKind.CATEGORY),
            pence_a_year=sum(one.pence_a_year for one in mine if one.kind is OverlapKind.CATEGORY),
            basis_pence=sum(one.basis_pence for one in mine),
            basis_paid_pence=sum(one.basis_paid_pence for one in mine),
            saving=total_saving(mine),
        )
        for key, mine in parts.items()
    )


def _headline_key(found: Opportunity, comparison: Comparison) -> HeadlineKey:
    if found.label not in HEART:
        return HeadlineKey.REST
    own = kind_of_function(found.category or "", comparison) is OverlapKind.FUNCTION
    return HeadlineKey.OWN if own else HeadlineKey.EVERYBODY


def total_saving(found: Iterable[Opportunity]) -> SavingRange:
    """The saving of all opportunities together: each pound once."""
    return summed_savings(each.saving for each in found if each.is_counted)


def summed_savings(savings: Iterable[SavingRange | None]) -> SavingRange:
    """Savings added up; None is none."""
    known = [each for each in savings if each]
    return SavingRange(
        sum(each.low for each in known),
        sum(each.central for each in known),
        sum(each.high for each in known),
    )
