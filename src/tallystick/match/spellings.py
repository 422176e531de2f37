"""The input and output values of the matcher."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol


class SupplierKind(StrEnum):
    """What a spelling names. Only organisations and public bodies may be named in a report."""

    ORGANISATION = "organisation"
    PUBLIC_BODY = "public_body"
    PERSON = "person"
    REDACTED = "redacted"
    NONE = "none"


BY_CARE = (
    SupplierKind.NONE,
    SupplierKind.ORGANISATION,
    SupplierKind.PUBLIC_BODY,
    SupplierKind.PERSON,
    SupplierKind.REDACTED,
)
"""Kinds as a column holds them, by their place here: of two kinds the later is the more careful."""


class CouncilNames(Protocol):
    """The part of the reference table of councils that the matcher uses."""

    def names(self) -> Mapping[str, str]:
        """Every known spelling of a council, normalised, with the council's code."""


class Spelling(NamedTuple):  # a tuple, as Matched: creating a million is 3 times faster
    """One distinct way in which a supplier's name is published.

    lines and pence: how often and how much, over all councils. councils: codes of those that use
    it. The numbers are as published and are checked here. supplier_refs: "council:reference".
    """

    name: str
    lines: int = 1
    pence: int = 0
    councils: tuple[str, ...] = ()
    company_number: str | None = None
    vat_number: str | None = None
    charity_number: str | None = None
    supplier_refs: tuple[str, ...] = ()


Verdict = Literal["same", "not_same", "same_group"]
"""What a reviewer may say of two spellings."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's decision on two spellings. It overrides every score."""

    a: str
    b: str
    verdict: Verdict


class Matched(NamedTuple):
    """The supplier that a spelling belongs to.

    score: how sure the join is, 0.9 meaning about nine in ten; 1.0 where nothing was joined or
    the join needs no judgement. reasons: sentences for a person.
    """

    supplier_id: str
    supplier_name: str
    group_id: str | None
    kind: SupplierKind
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two spellings are joined or not. features: name -> (value, weight)."""

    same: bool
    score: float
    features: Mapping[str, tuple[float, float]]
    sentence: str
