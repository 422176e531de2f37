"""Writes what each council paid, month by month, before any service is shared."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp

from tallystick.example.world import facts
from tallystick.example.world.county_nouns import MONTHS, Line, PayeeKind, Supplier
from tallystick.example.world.facts import Body, Order, Placed, Trade
from tallystick.example.world.names import NameBook, card_merchants, narrative
from tallystick.words.labels import Label
from tallystick.words.period import Month

_CREDIT_NOTES = 0.015  # of ad hoc lines
_SMALL_BUYS = 0.1  # of ad hoc lines; most councils do not publish them
_ROUND_HUNDREDS = 0.12  # of ad hoc lines: prices that were agreed in round figures
_GENUINE_REPEATS = 0.004  # lines that a council truly paid twice, alike in every cell
_WITHOUT_VAT = {Label.TRANSFER, Label.UNKNOWN}
_EXEMPT_TRADES = {
    "insurance",
    "residential_care",
    "home_care",
    "school_places",
    "banking_and_cards",
}
_NARRATED = 0.35  # lines that carry a free text


@dataclass(slots=True)
class _Clerk:
    """One council's ledger being written: gives supplier and transaction numbers as it goes."""

    body: Body
    rng: random.Random
    refs: dict[str, str]
    entered: int = 0

    def supplier_ref(self, supplier: Supplier) -> str:
        return self.refs.setdefault(supplier.key, f"{40_000 + 17 * len(self.refs)}")

    def next_reference(self) -> str:
        self.entered += 1
        return f"{self.body.slug[:2].upper()}{5_100_000 + self.entered}"

    def enter(
        self, when: date, supplier: Supplier, spelling: str, pence: int, trade: Trade
    ) -> Line:
        """One line of the given trade, worded as this council words it."""
        vat = 0 if _is_without_vat(trade) else round(pence / 5)
        return Line(
            council=self.body.slug,
            paid_on=when,
            pence=pence,
            vat_pence=vat,
            supplier=supplier,
            spelling=spelling,
            supplier_ref=self.supplier_ref(supplier),
            trade=trade.trade,
            label=trade.label,
            category=trade.category,
            department=self.body.departments[trade.desk],
            description=trade.says[self.body.vocabulary],
            narrative=narrative(self.rng) if self.rng.random() < _NARRATED else "",
            reference=self.next_reference(),
            capital=self.rng.random() < trade.capital,
        )


def _is_without_vat(trade: Trade) -> bool:
    return trade.label in _WITHOUT_VAT or trade.trade in _EXEMPT_TRADES


def write_ledgers(seed: int) -> list[Line]:
    """Every payment of every council over the two years, as if no service had been shared.

    Each council has its own random numbers, so that a change in one leaves the others as they were.
    """
    book = NameBook(random.Random(f"{seed}/names"))
    suppliers = {placed.key: _named(placed, book) for placed in facts.placed_suppliers()}
    return [
        line
        for body in facts.bodies()
        for line in _ledger_of(body, seed, suppliers, _local_pools(body, book))
    ]


def _named(placed: Placed, book: NameBook) -> Supplier:
    commercial = placed.kind is PayeeKind.FIRM
    vat_number = placed.vat_number or (book.next_vat_number() if commercial else "")
    return Supplier(
        placed.key,
        placed.name,
        placed.kind,
        placed.spellings,
        vat_number,
        book.next_company_number() if commercial else "",
    )


def _local_pools(body: Body, book: NameBook) -> dict[str, list[Supplier]]:
    return {
        name: [book.local_supplier(trade) for _ in range(trade.local)]
        for name, trade in facts.trades().items()
        if trade.buys[body.kind]
    }


def _ledger_of(
    body: Body, seed: int, suppliers: dict[str, Supplier], pools: dict[str, list[Supplier]]
) -> list[Line]:
    clerk = _Clerk(body, random.Random(f"{seed}/{body.slug}"), {})
    lines: list[Line] = []
    for number, month in enumerate(MONTHS):
        lines += _standing_orders(clerk, number, month, suppliers)
        lines += _ad_hoc(clerk, month, pools)
        if body.kind == "county":
            lines += _card_lines(clerk, month)
    return lines


def _standing_orders(
    clerk: _Clerk, number: int, month: Month, suppliers: dict[str, Supplier]
) -> Iterator[Line]:
    for place, placed in enumerate(facts.placed_suppliers()):
        order = placed.paid_by.get(clerk.body.slug)
        if order is None or (number - place) % order.every:
            continue
        trade = facts.trades().get(placed.trade) or _public_trade(placed)
        for _ in range(order.lines):
            pence = _order_pence(clerk.rng, order, placed, month)
            spelling = _spelling(clerk, placed, suppliers[placed.key])
            yield clerk.enter(
                _working_day(clerk.rng, month), suppliers[placed.key], spelling, pence, trade
            )


def _public_trade(placed: Placed) -> Trade:
    return Trade(
        trade=placed.category,
        label=placed.label,
        category=placed.category,
        desk="resources",
        buys={},
        says=(placed.says,) * 4,
        pounds=0,
        spread=0,
        local=0,
        kind=placed.kind,
    )


def _order_pence(rng: random.Random, order: Order, placed: Placed, month: Month) -> int:
    pence = order.pounds * 100 * _price_level(placed.trade, month)
    return round(pence * (1 + rng.gauss(0, 0.02)))


def _price_level(trade: str, month: Month) -> float:
    factor = 1.0
    for trend in facts.trends():
        if trend.trade == trade and str(month) >= trend.start:
            factor *= trend.factor
    return factor


def _spelling(clerk: _Clerk, placed: Placed, supplier: Supplier) -> str:
    """Mostly the council's own way of writing the name, now and then the next one."""
    place = list(placed.paid_by).index(clerk.body.slug)
    slip = 1 if clerk.rng.random() < 0.15 else 0
    return supplier.spellings[(place + slip) % len(supplier.spellings)]


def _ad_hoc(clerk: _Clerk, month: Month, pools: dict[str, list[Supplier]]) -> Iterator[Line]:
    shares = {name: facts.trades()[name].buys[clerk.body.kind] for name in pools}
    whole = sum(shares.values())
    for name, share in shares.items():
        due = clerk.body.size * share / whole
        count = int(due) + (clerk.rng.random() < due % 1)
        for _ in range(count):
            line = _ad_hoc_line(clerk, month, facts.trades()[name], pools[name])
            yield line
            if clerk.rng.random() < _GENUINE_REPEATS:
                yield line


def _ad_hoc_line(clerk: _Clerk, month: Month, trade: Trade, pool: list[Supplier]) -> Line:
    rng = clerk.rng
    supplier = rng.choice(pool)
    pence = max(100, round(100 * trade.pounds * exp(rng.gauss(0, trade.spread))))
    if rng.random() < _SMALL_BUYS:
        pence = pence // 20
    elif rng.random() < _ROUND_HUNDREDS:
        pence = round(pence, -4) or pence
    if rng.random() < _CREDIT_NOTES:
        pence = -pence
    line = clerk.enter(
        _working_day(rng, month), supplier, rng.choice(supplier.spellings), pence, trade
    )
    if rng.randrange(100) < clerk.body.vague:
        return replace(line, description=rng.choice(clerk.body.vague_texts))
    return line


def _card_lines(clerk: _Clerk, month: Month) -> Iterator[Line]:
    merchants = card_merchants()
    for _ in range(12):
        supplier, trade = clerk.rng.choice(merchants)
        line = clerk.enter(
            _working_day(clerk.rng, month),
            supplier,
            supplier.spellings[0],
            clerk.rng.randrange(450, 42_000),
            facts.trades()[trade],
        )
        yield replace(line, card=True, capital=False)


def _working_day(rng: random.Random, month: Month) -> date:
    day = month.first_day + timedelta(days=rng.randrange(28))
    if day.weekday() >= 5:
        day -= timedelta(days=2) if day.day > 2 else timedelta(days=-2)
    return day
