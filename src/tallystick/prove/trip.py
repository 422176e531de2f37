"""The use cases of PROVE: effects in a panel, promises on record, a verdict, its evidence pack, and
services chosen beside services directed.

Each takes values and returns values: the register comes in and goes out, and the caller keeps it
(a store's claims.jsonl, a site's database). The store is only asked. The command reads the files,
prints and writes; a site can call the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from tallystick.engine.snapshot import Snapshot
from tallystick.prove.counterfactual.group_time import (
    Aggregate,
    AggregateKind,
    GroupTime,
    How,
    aggregate,
    group_time_effects,
)
from tallystick.prove.inference.estimate import Estimate, estimate
from tallystick.prove.panel.panel import Panel
from tallystick.prove.register.claims import Claim, RegisteredPartnership
from tallystick.prove.register.register import Act, ClaimRegister, Entry, put
from tallystick.prove.verdict.baselines import freeze_baselines
from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.prove.verdict.formation import (
    FormationComparison,
    case_of,
    closed_case,
    compare,
    known_cases,
)
from tallystick.prove.verdict.pack import Rebuilt, pack, rebuild
from tallystick.prove.verdict.service import judge_partnership
from tallystick.prove.verdict.store_evidence import (
    BudgetCut,
    VerdictEvidence,
    gather,
    matched_suppliers,
)
from tallystick.reference.councils import Councils
from tallystick.sharing.track_record import ClosedPartnership
from tallystick.words.mistakes import UserMistake
from tallystick.words.progress import Progress, unwatched


def estimate_effects(
    panel: Panel,
    methods: Sequence[str],
    *,
    placebos: int,
    claimed: float | None = None,
    left_out: Sequence[str] = (),
    progress: Progress = unwatched,
) -> tuple[Estimate, ...]:
    """The effect of joining by each method, in their order.

    placebos: the number of placebo draws, in which donors are treated as joiners. claimed: the
    claimed saving, in percent. left_out: councils that also share, so cannot serve as comparison.
    Raises UserMistake where a method cannot be used on this panel.
    """
    found = []
    for done, name in enumerate(methods, 1):
        found.append(estimate(panel, name, placebos=placebos, claimed=claimed, left_out=left_out))
        progress("Comparing", done, len(methods))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Covariates:
    """What councils differ in. numbers: (units, covariates) in the panel's order. source: the file
    and the columns, as a sentence may begin with them."""

    numbers: NDArray[np.float64]
    source: str


@dataclass(frozen=True, slots=True)
class GroupEffects:
    """An effect for each group of joiners on each date, and their means of every kind."""

    effects: tuple[GroupTime, ...]
    means: tuple[Aggregate, ...]


def estimate_group_effects(
    panel: Panel, *, how: How, not_yet: bool = False, covariates: Covariates | None = None
) -> GroupEffects:
    """What each group that joined on one date changed on each date. not_yet: compare with those
    that join later, too. Raises UserMistake where covariates cannot be held apart."""
    held = None if covariates is None else covariates.numbers
    try:
        effects = group_time_effects(panel, how=how, not_yet=not_yet, covariates=held)
    except np.linalg.LinAlgError as error:
        if covariates is None:
            raise
        raise UserMistake(
            f"{covariates.source} cannot all be held apart, or say exactly who joined.",
            "Leave one of them out, or use --how reg.",
        ) from error
    means = tuple(aggregate(panel, effects, kind) for kind in get_args(AggregateKind))
    return GroupEffects(tuple(effects), means)


@dataclass(frozen=True, slots=True)
class Registration:
    """The result of entering claims. register: its new state. fresh: the entries that were
    added."""

    register: ClaimRegister
    fresh: tuple[Entry, ...]

    @property
    def entered(self) -> tuple[str, ...]:
        """Ids of the claims that were entered, or entered as changed."""
        return tuple(entry.holds["id"] for entry in self.fresh if entry.what == "claim")

    @property
    def refused(self) -> tuple[tuple[str, str], ...]:
        """Id of each claim that would count a pound twice, and why."""
        return tuple(
            (entry.holds["id"], entry.holds["refused"])
            for entry in self.fresh
            if entry.what == "refused"
        )


def register_claims(
    store: Snapshot,
    register: ClaimRegister,
    partnerships: Sequence[RegisteredPartnership],
    claims: Sequence[Claim],
    *,
    act: Act,
    councils: Councils,
) -> Registration:
    """Enter promised pounds, each with its baseline as the store shows it today.

    act: who enters them, on which day, and why. The same claims again add nothing. Raises
    UserMistake, before anything is entered, for a change that the rules do not allow.
    """
    known = register.partnerships | {each.id: each for each in partnerships}
    fresh = freeze_baselines(store, known, claims, councils=councils, on=act.on)
    supplier_of = matched_suppliers(store, [*register.claims.values(), *fresh])
    after = put(register, partnerships, fresh, act=act, supplier_of=supplier_of)
    return Registration(after, after.entries[len(register.entries) :])


def gather_evidence(
    store: Snapshot,
    register: ClaimRegister,
    partnership: str,
    *,
    councils: Councils,
    cuts: Sequence[BudgetCut] = (),
) -> VerdictEvidence:
    """All that the store shows of a partnership, by its id. cuts: budget lines that fell.

    Raises UserMistake when the register does not know the partnership.
    """
    if partnership not in register.partnerships:
        named = ", ".join(sorted(register.partnerships)) or "none"
        raise UserMistake(
            f"The register holds no partnership {partnership!r}.",
            f"Those it holds: {named}. Enter others with tallystick prove register.",
        )
    scopes = [each.scope for each in register.claims.values() if each.partnership == partnership]
    known = register.partnerships[partnership]
    return gather(store, known, scopes, councils=councils, cuts=cuts)


def judge(
    register: ClaimRegister, partnership: str, evidence: VerdictEvidence, *, on: date
) -> PartnershipFinding:
    """The verdict on each of a partnership's claims, by its id, as of a day. Raises KeyError for a
    partnership that the register lacks."""
    return judge_partnership(register, partnership, evidence, on=on)


def pack_evidence(
    register: ClaimRegister, partnership: str, evidence: VerdictEvidence, *, on: date
) -> bytes:
    """The bytes of a zip file from which anybody can rebuild the verdict of a day, offline. Raises
    KeyError for a partnership that the register lacks."""
    return pack(register, partnership, evidence, on=on)


def rebuild_pack(data: bytes, *, source: str) -> Rebuilt:
    """Check every hash of a pack's bytes and work every figure out again. source: the file's name.
    Raises UserMistake when it is no pack."""
    return rebuild(data, source=source)


def closed_partnerships(
    register: ClaimRegister, evidence: Mapping[str, VerdictEvidence], *, on: date
) -> tuple[ClosedPartnership, ...]:
    """Partnerships, of those that evidence is given for by id, whose promises are all due and
    tested: a track record. on: the day of the verdicts."""
    judged = (judge(register, each, found, on=on) for each, found in evidence.items())
    closed = (closed_case(finding, on=on) for finding in judged)
    return tuple(case for case in closed if case is not None)


def compare_formations(own: Iterable[ClosedPartnership] = ()) -> FormationComparison:
    """Services that councils chose to share beside those directed from above: the published cases,
    and the user's own closed partnerships."""
    return compare([*known_cases(), *map(case_of, own)])
