"""Makes councils share services from a known month, and records what that saved.

A partner keeps part of its lines and pays the rest to the lead as a monthly recharge; the lead buys
for all. The saving of a month is what the members would have spent minus what they spent, with
recharges counted once; it is exact, because both ledgers are known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tallystick.example.world import facts
from tallystick.example.world.county_nouns import MONTHS, Line, PayeeKind, Supplier
from tallystick.example.world.facts import InventedPartnership
from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class SharedMonth:
    """One member's account of a shared service in one month, in pence.

    would_have_spent is its bill had it not shared; own_lines what it paid to suppliers; recharged
    what a partner paid to the lead (negative for the lead, which receives it). The saving is
    would_have_spent - own_lines - recharged.
    """

    partnership: str
    council: str
    month: str
    would_have_spent: int
    own_lines: int
    recharged: int

    @property
    def saved(self) -> int:
        """Pence that sharing took off this member's bill."""
        return self.would_have_spent - self.own_lines - self.recharged


def share_services(lines: Iterable[Line]) -> tuple[list[Line], list[SharedMonth]]:
    """The ledgers as they truly were, recharge lines included, and the account of each service."""
    ledger = list(lines)
    account: list[SharedMonth] = []
    for partnership in facts.partnerships():
        ledger, months_of_it = _share(ledger, partnership)
        account += months_of_it
    return ledger, account


def _share(ledger: list[Line], deal: InventedPartnership) -> tuple[list[Line], list[SharedMonth]]:
    bills = _bills(ledger, deal)
    since = (str(month) for month in MONTHS if str(month) >= deal.start)
    # In a month in which the lead buys nothing there is nothing to share.
    account = [
        row for month in since if bills[deal.lead, month] > 0 for row in _settle(deal, month, bills)
    ]
    targets = {(row.council, row.month): row.own_lines for row in account}
    recharges = [row for row in account if row.council != deal.lead and row.recharged]
    paid = [line for line in _scaled(ledger, deal, targets, bills) if line.pence]
    return paid + [_recharge_line(deal, row) for row in recharges], account


def _bills(ledger: Iterable[Line], deal: InventedPartnership) -> dict[tuple[str, str], int]:
    """What each member would spend in each month, in pence."""
    bills: dict[tuple[str, str], int] = defaultdict(int)
    for line in ledger:
        if _is_shared(line, deal):
            bills[line.council, line.month] += line.pence
    return bills


def _is_shared(line: Line, deal: InventedPartnership) -> bool:
    return line.trade in deal.trades and line.council in deal.members


def _settle(
    deal: InventedPartnership, month: str, bills: dict[tuple[str, str], int]
) -> Iterator[SharedMonth]:
    """One month's account: the partners', and then the lead's, who buys for all."""
    received = 0
    for partner in deal.partners:
        bill = bills[partner, month]
        kept = round(bill * deal.kept)
        recharge = bill - round(bill * deal.saved) - kept
        received += recharge
        yield SharedMonth(deal.id, partner, month, bill, kept, recharge)
    bill = bills[deal.lead, month]
    own = bill - round(bill * deal.saved) + received
    yield SharedMonth(deal.id, deal.lead, month, bill, own, -received)


def _scaled(
    ledger: Iterable[Line],
    deal: InventedPartnership,
    targets: dict[tuple[str, str], int],
    bills: dict[tuple[str, str], int],
) -> Iterator[Line]:
    """The ledger with each member's lines of a shared month brought to their target, to the penny.

    The running sum is rounded, not the line, so the pennies cannot drift.
    """
    reached: dict[tuple[str, str], int] = defaultdict(int)
    for line in ledger:
        place = (line.council, line.month)
        if not _is_shared(line, deal) or place not in targets:
            yield line
            continue
        target, bill, before = targets[place], bills[place], reached[place]
        reached[place] = before + line.pence
        pence = reached[place] * target // bill - before * target // bill
        yield replace(line, pence=pence, vat_pence=line.vat_pence * target // bill)


def _recharge_line(deal: InventedPartnership, row: SharedMonth) -> Line:
    key, name = facts.lead_councils()[deal.lead]
    body = next(body for body in facts.bodies() if body.slug == row.council)
    day = date.fromisoformat(f"{row.month}-25")
    return Line(
        council=row.council,
        paid_on=day,
        pence=row.recharged,
        vat_pence=0,
        supplier=Supplier(key, name, PayeeKind.PUBLIC_BODY, (name,)),
        spelling=name,
        supplier_ref="90001",
        trade=deal.recharge,
        label=Label.TRANSFER,
        category="public_bodies",
        department=body.departments["resources"],
        description=deal.recharge,
        narrative="",
        reference=f"RC{day:%y%m}{body.code[-3:]}",
    )
