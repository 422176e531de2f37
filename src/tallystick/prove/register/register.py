"""The register of claims: an append-only history in which each entry contains the hash of the entry
before it.

An entry's hash covers its content and the previous hash, so that changing, removing or moving an
entry breaks the chain. The file ends with a seal (number of entries, last hash). The store's
catalogue holds the same values, so that a truncated file is also detected. A complete rewrite is
detected by comparing with a last hash that was recorded elsewhere, for example in printed minutes.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tallystick.prove.register.claims import Claim, RegisteredPartnership
from tallystick.prove.register.double_counting import SupplierOf, refuse_twice
from tallystick.prove.register.fields import (
    claim_fields,
    claim_from,
    partnership_fields,
    partnership_from,
)
from tallystick.prove.register.ladder import may_move
from tallystick.words.mistakes import UserMistake

BEGINNING = "0" * 64
"""What stands for the hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who wrote entries, on which day, and why."""

    by: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. what: 'partnership', 'claim' or 'refused'; holds: its fields as plain text, and
    for a refused claim the reason under 'refused'."""

    number: int
    act: Act
    what: str
    holds: Mapping[str, Any]
    before: str

    @property
    def hash(self) -> str:
        """sha256 of the entry's canonical JSON, hex."""
        return hash_of(self.as_plain())

    def as_plain(self) -> dict[str, Any]:
        """The entry without its own hash."""
        return {
            "number": self.number,
            "on": self.act.on.isoformat(),
            "by": self.act.by,
            "why": self.act.why,
            "what": self.what,
            "holds": dict(self.holds),
            "before": self.before,
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim that would count a pound twice."""

    claim: Claim
    why: str


@dataclass(frozen=True, slots=True)
class ClaimRegister:
    """The entries, oldest first, and the current state that follows from them."""

    entries: tuple[Entry, ...] = ()

    @property
    def head(self) -> str:
        """The hash of the last entry: note it in the minutes."""
        return self.entries[-1].hash if self.entries else BEGINNING

    @property
    def partnerships(self) -> dict[str, RegisteredPartnership]:
        """The current partnerships, by id."""
        return {
            entry.holds["id"]: partnership_from(entry.holds)
            for entry in self.entries
            if entry.what == "partnership"
        }

    @property
    def claims(self) -> dict[str, Claim]:
        """The claims that are accepted now, by id, each as in its last entry."""
        return {
            entry.holds["id"]: claim_from(entry.holds)
            for entry in self.entries
            if entry.what == "claim"
        }

    @property
    def refusals(self) -> dict[str, Refusal]:
        """Claims that were refused and have not been accepted since, by id."""
        standing = self.claims
        return {
            entry.holds["id"]: Refusal(claim_from(entry.holds), entry.holds["refused"])
            for entry in self.entries
            if entry.what == "refused" and entry.holds["id"] not in standing
        }

    def history(self, claim: str) -> tuple[Entry, ...]:
        """Every entry about one claim, oldest first."""
        return tuple(
            entry
            for entry in self.entries
            if entry.what != "partnership" and entry.holds["id"] == claim
        )

    def with_entry(self, act: Act, what: str, holds: Mapping[str, Any]) -> "ClaimRegister":
        """The register with one entry more."""
        entry = Entry(len(self.entries) + 1, act, what, holds, self.head)
        return replace(self, entries=(*self.entries, entry))


def hash_of(plain: object) -> str:
    """sha256, hex, of a plain value's JSON with sorted names and no blanks."""
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def put(
    register: ClaimRegister,
    partnerships: Sequence[RegisteredPartnership],
    claims: Sequence[Claim],
    *,
    act: Act,
    supplier_of: SupplierOf = str.casefold,
) -> ClaimRegister:
    """Add the partnerships and claims that are new or changed; adding the same again has no effect.

    supplier_of: one name for all spellings of a supplier.

    A claim that would count a pound twice is entered as refused. Raises UserMistake, before
    anything is entered, for a change that the rules do not allow.
    """
    known = register.partnerships
    for partnership in partnerships:
        if known.get(partnership.id) != partnership:
            register = register.with_entry(act, "partnership", partnership_fields(partnership))
    known = register.partnerships
    for claim in claims:
        if claim.partnership not in known:
            raise UserMistake(
                f"Claim {claim.id} names a partnership {claim.partnership!r} that is not known.",
                "List it under partnerships, with its members and its start.",
            )
        register = _put_claim(register, claim, known, act=act, supplier_of=supplier_of)
    return register


def _put_claim(
    register: ClaimRegister,
    claim: Claim,
    partnerships: Mapping[str, RegisteredPartnership],
    *,
    act: Act,
    supplier_of: SupplierOf,
) -> ClaimRegister:
    standing = register.claims
    if (old := standing.get(claim.id)) is not None:
        _check_change(old, claim)
        claim = replace(claim, baseline=old.baseline)
        if old == claim:
            return register
    why = refuse_twice(claim, standing.values(), partnerships, supplier_of=supplier_of)
    if why is None:
        return register.with_entry(act, "claim", claim_fields(claim))
    refused = register.refusals.get(claim.id)
    if refused is not None and _unfrozen(refused.claim) == _unfrozen(claim):
        return register
    return register.with_entry(act, "refused", {**claim_fields(claim), "refused": why})


def _check_change(old: Claim, new: Claim) -> None:
    """Raise UserMistake when a frozen figure changes or a pound skips a state of the ladder."""
    for version, promised in old.anticipated.items():
        if new.anticipated.get(version) != promised:
            raise UserMistake(
                f"Claim {old.id}: its {version} figures are frozen and cannot be changed.",
                "Leave them as they were and add a later version beside them.",
            )
    if _unfrozen(old).baseline != _unfrozen(new).baseline or old.scope != new.scope:
        raise UserMistake(
            f"Claim {old.id}: its baseline, categories and suppliers are frozen.",
            "Leave them as they were, or write this claim off and register another.",
        )
    if not may_move(old.state, new.state):
        raise UserMistake(
            f"Claim {old.id} cannot go from {old.state!s} to {new.state!s}.",
            "Go up the ladder one rung at a time: docs/store.md lists the moves.",
        )


def _unfrozen(claim: Claim) -> Claim:
    """The claim without the fields that the register adds."""
    return replace(claim, baseline=replace(claim.baseline, data=None, frozen_on=None))
