"""All data of a partnership from the store, as plain values: a verdict uses nothing else, so an
evidence pack can contain it and anybody can recalculate the verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallystick.engine.questions import monthly
from tallystick.engine.snapshot import Snapshot
from tallystick.prove.register.claims import Claim, RegisteredPartnership, Scope
from tallystick.prove.register.double_counting import SupplierOf
from tallystick.reference.councils import Councils
from tallystick.reference.publication import load_publication_duty
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import Month

_MAIN = 0.2
"""A firm that gets this share of what the members pay is one of their main suppliers. Judgement."""


@dataclass(frozen=True, slots=True, order=True)
class Spend:
    """What a council paid outside the partnership in a month for a scope, in pence."""

    scope: str
    council: str
    month: Month
    pence: int
    lines: int


@dataclass(frozen=True, slots=True, order=True)
class SameSupplier:
    """The part of that spend that went to the members' main suppliers since sharing began."""

    scope: str
    council: str
    month: Month
    pence: int


@dataclass(frozen=True, slots=True, order=True)
class Published:
    """How many lines a council published of a month, how many without a day, how many net."""

    council: str
    month: Month
    lines: int
    dayless: int
    net: int


@dataclass(frozen=True, slots=True, order=True)
class Recharge:
    """What one member paid another in a month, in pence: netted, so never part of Spend."""

    payer: str
    payee: str
    month: Month
    pence: int


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A published file behind the figures: its name, and as hash the sha256 of its bytes."""

    council: str
    name: str
    hash: str
    lines: int
    pence: int


@dataclass(frozen=True, slots=True, order=True)
class Body:
    """A council of the evidence; start and end as in the reference table."""

    code: str
    name: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True, order=True)
class BudgetCut:
    """A budget line that fell, in pence over a period: typed from a published budget."""

    council: str
    budget_code: str
    period: str
    pence: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictEvidence:
    """All of it. unmatched: suppliers that a claim names and the store does not know."""

    spend: tuple[Spend, ...]
    published: tuple[Published, ...]
    recharges: tuple[Recharge, ...]
    sources: tuple[Source, ...]
    bodies: tuple[Body, ...]
    same_suppliers: tuple[SameSupplier, ...] = ()
    unmatched: tuple[str, ...] = ()
    cuts: tuple[BudgetCut, ...] = ()

    def sums(self, scope: Scope) -> dict[tuple[str, Month], int]:
        """(council, month) -> pence of a scope."""
        return {
            (cell.council, cell.month): cell.pence for cell in self.spend if cell.scope == scope.key
        }

    def name(self, code: str) -> str:
        """The short name of a council, or its code where it is unknown."""
        return next((body.name for body in self.bodies if body.code == code), code)


def gather(
    store: Snapshot,
    partnership: RegisteredPartnership,
    scopes: Iterable[Scope],
    *,
    councils: Councils,
    cuts: Sequence[BudgetCut] = (),
) -> VerdictEvidence:
    """Ask the store. Lines up to the threshold from which every council must publish are left out
    for all, so that a changed threshold of one cannot pass for a saving.

    Raises UserMistake when the store's payments were never classified.
    """
    if not monthly.has_categories(store):
        raise UserMistake(
            "This store's payments are not classified yet.",
            "Run tallystick find --store DIR once, and then ask again.",
        )
    members = _members_paid(store, partnership, councils)
    spend: list[Spend] = []
    same: list[SameSupplier] = []
    unmatched: list[str] = []
    for scope in sorted(set(scopes)):
        known = monthly.suppliers_called(store, scope.suppliers)
        unmatched += [name for name in scope.suppliers if name.lower() not in known]
        spend += _spend(store, scope, sorted(set(known.values())), partnership, members)
        same += _same_suppliers(store, scope, partnership)
    published = _published(store)
    return VerdictEvidence(
        spend=tuple(spend),
        published=published,
        recharges=_recharges(store, partnership, members),
        sources=_sources(store),
        bodies=_bodies({*partnership.members, *(each.council for each in published)}, councils),
        same_suppliers=tuple(same),
        unmatched=tuple(unmatched),
        cuts=tuple(cuts),
    )


def matched_suppliers(store: Snapshot, claims: Iterable[Claim]) -> SupplierOf:
    """The store's id of each supplier that claims name, by any of its spellings; the name without
    case where the store pays nobody of that name."""
    known = monthly.suppliers_called(store, [name for each in claims for name in each.suppliers])
    return lambda name: known.get(name.lower(), name.casefold())


def _published(store: Snapshot) -> tuple[Published, ...]:
    return tuple(
        Published(row.council, Month(row.month), row.lines, row.dayless, row.net)
        for row in monthly.monthly_publication(store)
    )


def _sources(store: Snapshot) -> tuple[Source, ...]:
    return tuple(
        sorted(
            Source(row.council, Path(row.path).name, row.source, row.lines, row.total_pence)
            for row in store.sources()
        )
    )


def _spend(
    store: Snapshot,
    scope: Scope,
    supplier_ids: list[str],
    partnership: RegisteredPartnership,
    members: Mapping[str, str],
) -> list[Spend]:
    if scope.suppliers and not supplier_ids:
        return []
    rows = monthly.monthly_spend(
        store,
        categories=scope.categories,
        supplier_ids=supplier_ids,
        least_pence=load_publication_duty().spend_over_pence,
    )
    sums: dict[tuple[str, Month], tuple[int, int]] = {}
    for row in rows:
        if row.council in partnership.members and row.public_body in members:
            continue  # one member pays another: a recharge, netted
        place = (row.council, Month(row.month))
        pence, lines = sums.get(place, (0, 0))
        sums[place] = (pence + row.pence, lines + row.lines)
    return [Spend(scope.key, *place, *held) for place, held in sorted(sums.items())]


def _same_suppliers(
    store: Snapshot, scope: Scope, partnership: RegisteredPartnership
) -> list[SameSupplier]:
    """Payments of every council to the members' main suppliers; none where the scope itself is
    certain suppliers, because then all of it is."""
    if scope.suppliers:
        return []
    main = monthly.main_suppliers(
        store,
        categories=scope.categories,
        councils=partnership.members,
        since=partnership.start.first_day,
        least_share=_MAIN,
    )
    rows = monthly.monthly_spend(
        store,
        categories=scope.categories,
        supplier_ids=main or [""],
        least_pence=load_publication_duty().spend_over_pence,
    )
    return [SameSupplier(scope.key, row.council, Month(row.month), row.pence) for row in rows]


def _members_paid(
    store: Snapshot, partnership: RegisteredPartnership, councils: Councils
) -> dict[str, str]:
    """supplier_id -> code of the member that it is, for members that are paid by name."""
    found = {}
    for supplier_id, name in monthly.public_bodies(store).items():
        council = councils.recognise(name)
        if council is not None and council.code in partnership.members:
            found[supplier_id] = council.code
    return found


def _recharges(
    store: Snapshot, partnership: RegisteredPartnership, members: Mapping[str, str]
) -> tuple[Recharge, ...]:
    sums: dict[tuple[str, str, Month], int] = {}
    for row in monthly.paid_to(store, sorted(members)):
        payee = members[row.supplier_id]
        if row.council in partnership.members and row.council != payee:
            place = (row.council, payee, Month(row.month))
            sums[place] = sums.get(place, 0) + row.pence
    return tuple(Recharge(*place, pence) for place, pence in sorted(sums.items()))


def _bodies(codes: set[str], councils: Councils) -> tuple[Body, ...]:
    found = [(code, councils.by_code(code)) for code in sorted(codes)]
    return tuple(
        Body(code, council.short_name, council.start, council.end)
        if council
        else Body(code, code, None, None)
        for code, council in found
    )
