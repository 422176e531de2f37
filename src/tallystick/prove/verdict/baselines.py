"""Freezes baselines when a claim is registered, so that they cannot be chosen after the result is
known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tallystick.engine.questions import monthly
from tallystick.engine.snapshot import Snapshot
from tallystick.prove.register.claims import Baseline, Claim, RegisteredPartnership
from tallystick.prove.register.register import hash_of
from tallystick.prove.verdict.store_evidence import VerdictEvidence, gather
from tallystick.reference.councils import Councils


def freeze_baselines(
    store: Snapshot,
    partnerships: Mapping[str, RegisteredPartnership],
    claims: Sequence[Claim],
    *,
    councils: Councils,
    on: date,
) -> tuple[Claim, ...]:
    """The claims with the hash of the payments behind their baselines, where the store holds
    classified payments; without it where it does not."""
    if not monthly.has_categories(store):
        return tuple(claims)
    found = []
    for claim in claims:
        if claim.partnership not in partnerships:
            found.append(claim)
            continue
        partnership = partnerships[claim.partnership]
        evidence = gather(store, partnership, [claim.scope], councils=councils)
        found.append(replace(claim, baseline=frozen(claim, partnership, evidence, on=on)))
    return tuple(found)


def frozen(
    claim: Claim, partnership: RegisteredPartnership, evidence: VerdictEvidence, *, on: date
) -> Baseline:
    """The claim's baseline with the hash of its data as the store holds it, frozen on a day."""
    return Baseline(
        claim.baseline.pence, claim.baseline.period, data_hash(claim, partnership, evidence), on
    )


def data_hash(claim: Claim, partnership: RegisteredPartnership, evidence: VerdictEvidence) -> str:
    """sha256 of the members' monthly sums in the baseline's period."""
    sums = evidence.sums(claim.scope)
    months = claim.baseline.period.months
    return hash_of(
        [
            [council, str(month), sums.get((council, month), 0)]
            for council in sorted(partnership.members)
            for month in months
        ]
    )
