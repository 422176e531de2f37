"""Pools shared out among councils: the arithmetic of a bill.

Fractions stand until all steps are taken. Then the pools are made whole pence, and each pool's
pence among its councils, both by the rule of pennies in words.share.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tallystick.ledger.volumes import Volume
from tallystick.run.recharge.drivers import Drivers, summed
from tallystick.run.recharge.lines import Charge, Charged, Tested
from tallystick.run.recharge.pence import half_up, make_whole
from tallystick.run.recharge.segments import Segment
from tallystick.run.recharge.steps import after_steps
from tallystick.sharing.agreement import Service, Vat
from tallystick.sharing.basis import Basis, shares_on
from tallystick.sharing.billing import tolerate
from tallystick.sharing.pools import Pool, Within
from tallystick.words.mistakes import UserMistake
from tallystick.words.nodes import Spot
from tallystick.words.share import Shares, blend

_POUND = 100  # pence

Spots = Callable[[str, str], Spot]
"""Where a version, by its number, tells of a pool, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """A pool on a basis, under one version: its exact pence, and how they are shared."""

    segment: Segment
    pool: Pool
    service: Service
    pence: Fraction
    figures: Mapping[str, Fraction]
    shares: Shares
    tested: Tested | None
    volumes: tuple[Volume, ...]


def charge(
    segments: Sequence[Segment],
    held: Sequence[Mapping[str, int]],
    drivers: Drivers,
    *,
    within: Within,
    spots: Spots,
) -> Charged:
    """Charge what the pools hold.

    held: pence by pool, for each segment. within: how shares that differ between segments count.
    Raises UserMistake where a driver is missing, is nothing for all, or percentages are not 100.
    """
    after = [
        after_steps({pool: Fraction(pence) for pool, pence in sums.items()}, each.feeds)
        for each, sums in zip(segments, held, strict=True)
    ]
    terms: dict[str, list[_Term]] = {}
    for segment, kept in zip(segments, after, strict=True):
        for pool in segment.version.pools:
            if pool.basis:
                term = _term(segment, pool, kept.get(pool.id, Fraction(0)), drivers, spots)
                terms.setdefault(pool.id, []).append(term)
    whole = make_whole(
        {id: sum((one.pence for one in of), Fraction(0)) for id, of in terms.items()}
    )
    lines = [line for id in sorted(terms) for line in _shared(terms[id], whole[id], within)]
    priced = _priced(segments, drivers, spots)
    lines = sorted((*lines, *priced), key=lambda each: each.key)
    return Charged(
        pools=_by_pool(lines, {each.id for one in segments for each in one.version.pools}),
        lines=tuple(lines),
        balance=_balance(segments, held, priced),
        tolerance=_tests(terms),
    )


def _by_pool(lines: Sequence[Charge], ids: set[str]) -> dict[str, int]:
    pools: dict[str, int] = {}
    for line in lines:
        pools[line.pool] = pools.get(line.pool, 0) + line.pence
    return {id: pools[id] for id in sorted(ids & pools.keys())}


def _tests(terms: Mapping[str, Sequence[_Term]]) -> tuple[Tested, ...]:
    """Each test once, though several pools of a service rest on it."""
    found = {
        (one.tested.service, one.tested.version): one.tested
        for of in terms.values()
        for one in of
        if one.tested
    }
    return tuple(found[key] for key in sorted(found))


def _term(segment: Segment, pool: Pool, pence: Fraction, drivers: Drivers, spots: Spots) -> _Term:
    service = segment.service(pool.service)
    asked = spots(segment.version.number, pool.id)
    members = sorted(service.figures)
    rows: tuple[Volume, ...] = ()
    if pool.basis == Basis.EQUAL:
        figures = dict.fromkeys(members, Fraction(1))
    elif pool.basis == Basis.FIXED:
        figures = {code: Fraction(service.figures[code]) for code in members}
    else:
        figures = drivers.figures(pool.basis, members, segment, asked=asked)
        rows = drivers.of(pool.basis, members)
    actual = _shares(pool, figures, asked)
    tested = _test(segment, service, actual) if pool.basis == service.basis else None
    return _Term(
        segment=segment,
        pool=pool,
        service=service,
        pence=pence,
        figures=figures,
        shares=tested.used if tested else actual,
        tested=tested,
        volumes=rows,
    )


def _shares(pool: Pool, figures: Mapping[str, Fraction], asked: Spot) -> Shares:
    """Raises UserMistake naming the place in the agreement that asks for them."""
    basis = Basis(pool.basis) if pool.basis in (Basis.EQUAL, Basis.FIXED) else Basis.USAGE
    try:
        return shares_on(basis, figures, source=asked.path)
    except UserMistake as mistake:
        wrong = mistake.sentence.partition(": ")[2].rstrip(".")
        raise asked.mistake(f"{pool.basis}: {wrong}", mistake.next_step) from mistake


def _test(segment: Segment, service: Service, actual: Shares) -> Tested | None:
    if service.tolerance is None:
        return None
    estimate = service.shares()
    terms = service.tolerance
    told = tolerate(estimate, actual, points=terms.points, exact=terms.exact)
    return Tested(
        service=service.function,
        version=segment.version.number,
        estimate=estimate,
        period=actual,
        used=told.shares,
        moved=told.moved,
    )


def _shared(terms: Sequence[_Term], whole: int, within: Within) -> list[Charge]:
    """A pool's whole pence among its councils, by the shares of all its terms."""
    shares = blend([(each.segment.days, each.shares) for each in terms])
    exact, parts = {code: whole * part for code, part in shares.items()}, dict(shares)
    if within is Within.POSTING and len(terms) > 1:
        exact = _by_posting(terms, whole)
        parts = {code: part / whole for code, part in exact.items()} if whole else parts
    pence = make_whole(exact)
    return [_charge(terms, code, parts[code], pence[code]) for code in sorted(pence)]


def _by_posting(terms: Sequence[_Term], whole: int) -> dict[str, Fraction]:
    """Each term's pence by its own shares, brought to the pool's whole pence."""
    exact: dict[str, Fraction] = {}
    for each in terms:
        for code, part in each.shares.items():
            exact[code] = exact.get(code, Fraction(0)) + each.pence * part
    together = sum(exact.values(), Fraction(0))
    scale = whole / together if together else Fraction(1)
    return {code: part * scale for code, part in exact.items()}


def _charge(terms: Sequence[_Term], code: str, share: Fraction, pence: int) -> Charge:
    last = next(each for each in reversed(terms) if code in each.figures)
    rows = {row.line: row for each in terms for row in each.volumes}
    return Charge(
        council=code,
        service=last.service.function,
        pool=last.pool.id,
        basis=last.pool.basis,
        driver=last.figures[code],
        driver_total=sum(last.figures.values(), Fraction(0)),
        share=share,
        pence=pence,
        vat=_vat(last.service),
        versions=tuple(each.segment.version.number for each in terms),
        volumes=tuple(rows[line] for line in sorted(rows)),
    )


def _vat(service: Service) -> Vat:
    if service.vat is None:
        raise UserMistake(
            f"Nobody has chosen how the recharge of {service.function} stands to VAT.",
            f"Add vat: {', '.join(Vat)} to its schedule.",
        )
    return service.vat


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A pool's price while it stands: the last segment with it, and all their numbers."""

    price: Fraction
    pool: Pool
    service: Service
    versions: tuple[str, ...]
    rows: tuple[Volume, ...]


def _priced(segments: Sequence[Segment], drivers: Drivers, spots: Spots) -> list[Charge]:
    ids = {pool.id for each in segments for pool in each.version.pools if pool.price is not None}
    return [
        line
        for id in sorted(ids)
        for listed in _price_list(id, segments, drivers, spots)
        for line in _at_price(listed)
    ]


def _price_list(
    id: str, segments: Sequence[Segment], drivers: Drivers, spots: Spots
) -> list[_Listed]:
    """The prices of a pool within the period, each with the volumes that it counts for."""
    found: dict[tuple[Fraction, str], _Listed] = {}
    for segment in segments:
        pool = segment.pool(id)
        if pool is None or pool.price is None:
            continue
        service = segment.service(pool.service)
        asked = spots(segment.version.number, id)
        _need_all(pool, service, segment, drivers, asked)
        rows = drivers.of(pool.unit, service.figures.keys())
        rows = tuple(each for each in rows if segment.overlaps(each.period))
        key = (Fraction(pool.price), pool.unit)
        before = found.get(key)
        merged = {each.line: each for each in (*(before.rows if before else ()), *rows)}
        found[key] = _Listed(
            price=key[0] * _POUND,
            pool=pool,
            service=service,
            versions=(*(before.versions if before else ()), segment.version.number),
            rows=tuple(merged[line] for line in sorted(merged)),
        )
    _refuse_between(drivers, list(found.values()))
    return list(found.values())


def _need_all(
    pool: Pool, service: Service, segment: Segment, drivers: Drivers, asked: Spot
) -> None:
    for code in sorted(service.figures):
        if not any(segment.overlaps(each.period) for each in drivers.of(pool.unit, {code})):
            drivers.lacks(pool.unit, code, drivers.period, asked)


def _refuse_between(drivers: Drivers, prices: Sequence[_Listed]) -> None:
    """A volume of days before and after a new price belongs to neither."""
    met: set[int] = set()
    for row in (each for listed in prices for each in listed.rows):
        if row.line in met:
            raise UserMistake(
                f"{drivers.file}, line {row.line}, period: the price of {row.driver} changes "
                f"within {row.period}.",
                "Give the volume before the change and the volume after it, month by month.",
            )
        met.add(row.line)


def _at_price(listed: _Listed) -> list[Charge]:
    used = summed(listed.rows)
    total = sum(used.values(), Fraction(0))
    return [
        Charge(
            council=code,
            service=listed.service.function,
            pool=listed.pool.id,
            basis=listed.pool.unit,
            driver=used[code],
            driver_total=total,
            share=used[code] / total if total else Fraction(0),
            pence=half_up(listed.price * used[code]),
            vat=_vat(listed.service),
            versions=listed.versions,
            price=listed.price,
            volumes=listed.rows,
        )
        for code in sorted(used)
    ]


def _balance(
    segments: Sequence[Segment], held: Sequence[Mapping[str, int]], priced: Sequence[Charge]
) -> dict[str, int]:
    """What the pools with a price cost less what they billed."""
    balance: dict[str, int] = {}
    for segment, sums in zip(segments, held, strict=True):
        for pool in segment.version.pools:
            if pool.price is not None:
                balance[pool.id] = balance.get(pool.id, 0) + sums.get(pool.id, 0)
    for line in priced:
        balance[line.pool] -= line.pence
    return dict(sorted(balance.items()))
