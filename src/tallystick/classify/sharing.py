"""Tells a payment for a service that is shared already, or that another council runs, from a
transfer.

Whom a name tells decides how much the words beside it must say. A joint committee, a shared
service or a council's company exists to share: it is enough that nothing says precept, placement
or pension. Another council is paid for many things: the words must say that a service is shared,
or must be a bill (a recharge, a contract sum) for a back-office function.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from tallystick.classify.combinations import Classified, Combination
from tallystick.reference.councils import load_councils
from tallystick.reference.sharing import SharedBody, functions_named, shared_body, sharing_words
from tallystick.words.labels import Label

SHARED = "shared_"
"""Begins the slug of each category of shared services; the label follows."""

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_RUN_FOR_OTHERS = (Label.IT, Label.PROCUREMENT, Label.REVENUES_BENEFITS)
"""What one council is paid by another for only where it runs it for both: it sells no software,
and sets no rates, for others."""

_NEVER_SHARED = frozenset({"business_rates"})
"""What a council is paid for by law, whatever is shared beside it: its rates on a building."""

_COMPANY = re.compile(r" (?:ltd|limited|plc)$")
_TEXTS = ("department", "description", "published_category", "cost_centre", "subjective",
          "narrative")  # fmt: skip


class PartnerForm(StrEnum):
    """What sort of body a service is shared with, as its name tells."""

    COUNCIL = "council"
    JOINT = "joint committee or partnership"
    SHARED_SERVICE = "shared service"
    COMPANY = "council company"
    PARTNERSHIP = "partnership"
    PUBLIC_BODY = "public body"
    FIRM = "shared service company"  # by its name; whose it is, the name does not tell


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom a supplier's name tells. body: the entry of the table, where it is in it."""

    form: PartnerForm
    body: SharedBody | None = None


def is_shared(category: str) -> bool:
    """True of a category of services that are shared already."""
    return category.startswith(SHARED)


def with_sharing(
    combination: Combination, said: Classified, decide: Callable[[Combination], Classified]
) -> Classified:
    """What was said of a combination, or that it pays for a shared service, and of which function.

    decide: labels a combination; it is asked what the texts say without the payee.
    """
    partner = partner_of(combination.supplier, combination.kind)
    if partner is None:
        return said
    alone = _by_texts_alone(combination, decide)
    if alone.category in _NEVER_SHARED:
        return said if said.category == alone.category else alone
    why = why_shared(partner, combination, alone.label)
    if why is None:
        return said
    label = _function(partner, combination, alone)
    return Classified(label, f"{SHARED}{label}", alone.confidence or 0.5, None, (why,))


def partner_of(name: str, kind: str) -> Partner | None:
    """What sort of sharing body a supplier's name tells, if any. kind: of the supplier, as the
    matcher tells it."""
    if kind not in ("organisation", "public_body"):
        return None
    return _partner_of(name, kind)


@lru_cache(maxsize=1 << 16)
def _partner_of(name: str, kind: str) -> Partner | None:
    words, text = sharing_words(), plain(name)
    body = shared_body(name)
    if body is not None:
        return Partner(_form_of(body), body)
    is_firm = _COMPANY.search(text) is not None
    if not words.not_joint.search(text):
        if words.joint.search(text):
            return Partner(PartnerForm.FIRM if is_firm else PartnerForm.JOINT)
        if words.shared_services.search(text):
            return Partner(PartnerForm.FIRM if is_firm else PartnerForm.SHARED_SERVICE)
    is_council = not words.not_councils.search(text)
    if is_council and words.companies.search(text):
        return Partner(PartnerForm.COMPANY)
    if is_council and (words.councils.search(text) or _is_city(text)):
        return Partner(PartnerForm.COUNCIL)
    return Partner(PartnerForm.PUBLIC_BODY) if kind == "public_body" else None


def _is_city(text: str) -> bool:
    """True of 'City of Leeds': only the table tells it from 'City of Trees', a charity."""
    return text.startswith(("city of ", "borough of ")) and text in load_councils().names()


def why_shared(partner: Partner, combination: Combination, label: Label) -> str | None:
    """The reason to call a payment to this partner one for a shared service; None where it is
    none. label: what the texts say without the payee."""
    words = sharing_words()
    text = plain(" . ".join(getattr(combination, name) for name in _TEXTS))
    if words.never.search(text):
        return None
    shared, seldom = words.shared.search(text), words.seldom.search(text)
    said = shared or words.bills.search(text) or words.contributions.search(text)
    if partner.form is PartnerForm.SHARED_SERVICE:
        return f"paid to a {partner.form}" if said else None
    if partner.form in (PartnerForm.JOINT, PartnerForm.COMPANY, PartnerForm.PARTNERSHIP):
        return f"paid to a {partner.form}" if said or not seldom else None
    if partner.form in (PartnerForm.PUBLIC_BODY, PartnerForm.FIRM):
        plainly = None if seldom else words.plainly_shared.search(text)
        return f"paid to a {partner.form}: {plainly.group()!r}" if plainly else None
    if shared:
        return f"paid to another {partner.form}: the words say {shared.group()!r}"
    return None if seldom else _why_by_bill(partner, combination, text, label)


def _why_by_bill(partner: Partner, combination: Combination, text: str, label: Label) -> str | None:
    """The reason that a bill of another council's gives, where no word says that it is shared."""
    words = sharing_words()
    bill, other = words.bills.search(text), words.other_councils.search(text)
    if bill and (label.is_back_office or words.plain_bills.search(text)):
        return f"paid to another {partner.form}: the words say {bill.group()!r}"
    is_central = words.central.search(plain(combination.department))
    given = words.contributions.search(text)
    if given and (is_central or _named(combination.description)):
        return f"paid to another {partner.form}: the words say {given.group()!r}"
    if other and is_central:
        return f"paid to another {partner.form} by a central department: {other.group()!r}"
    if label in _RUN_FOR_OTHERS:
        return f"paid to another {partner.form} for {label.heading}"
    return None


def plain(text: str) -> str:
    """Lower case, '&' as 'and', all but letters and digits as one blank."""
    return _NOT_A_WORD.sub(" ", text.lower().replace("&", " and ").replace("'", "")).strip()


def _form_of(body: SharedBody) -> PartnerForm:
    if body.form == "council company":
        return PartnerForm.COMPANY
    return PartnerForm.JOINT if body.form == "joint committee" else PartnerForm.PARTNERSHIP


def _by_texts_alone(
    combination: Combination, decide: Callable[[Combination], Classified]
) -> Classified:
    return decide(replace(combination, supplier="", kind="organisation"))


def _function(
    partner: Partner,
    combination: Combination,
    alone: Classified,
) -> Label:
    """The function that is shared: the one that the body serves, that the description names, that
    the body's name tells, or that all texts tell; else not known."""
    if partner.body is not None and partner.body.function is not None:
        return partner.body.function
    own = [combination.description, combination.narrative]
    tells = partner.form in (PartnerForm.JOINT, PartnerForm.SHARED_SERVICE)
    name = [combination.supplier] if tells else []
    beside = [getattr(combination, each) for each in _TEXTS if each != "department"]
    for text in (*own, *name, *beside, combination.department):
        named = _named(text)
        if named is not None:
            return named
    known = alone.label.is_back_office or alone.label is Label.FRONT_LINE
    return alone.label if known else Label.UNKNOWN


@lru_cache(maxsize=1 << 14)
def _named(text: str) -> Label | None:
    """The function that a text names."""
    words = plain(text)
    return next((label for label, named in functions_named() if named.search(words)), None)
