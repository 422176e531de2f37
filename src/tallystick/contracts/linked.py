"""Contracts from registers, looked up by the payments made under them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tallystick.classify.phrases import Words
from tallystick.classify.reference import name_words
from tallystick.contracts.contract import Contract
from tallystick.words.labels import Label

_TRADING_AS = re.compile(r"\bt/a\b|\btrading as\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contracts:
    """All given contracts. registered: codes of the councils that gave a register; only for these
    does a missing entry mean that a supplier has no registered contract."""

    known: tuple[Contract, ...] = ()
    registered: frozenset[str] = frozenset()
    _by_supplier: dict[tuple[str, str], tuple[Contract, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        by_supplier: dict[tuple[str, str], tuple[Contract, ...]] = {}
        for each in self.known:
            key = (each.council, each.supplier_id)
            by_supplier[key] = (*by_supplier.get(key, ()), each)
        object.__setattr__(self, "_by_supplier", by_supplier)

    def behind(self, council: str, supplier_id: str, *, label: Label) -> tuple[Contract, ...]:
        """The contracts under which payments to a supplier may have been made: contracts whose own
        title and description give the same function, or no function."""
        if not self._by_supplier or not supplier_id:
            return ()
        found = self._by_supplier.get((council, supplier_id), ())
        return tuple(each for each in found if each.label in (label, Label.UNKNOWN))

    def of_category(self, category: str, councils: Collection[str]) -> tuple[Contract, ...]:
        """The contracts of these councils whose own words say a category."""
        return tuple(
            each for each in self.known if each.category == category and each.council in councils
        )


NO_CONTRACTS = Contracts()


def link_contracts(
    contracts: Iterable[Contract],
    spellings: Mapping[str, str],
    *,
    paid: Collection[tuple[str, str]],
) -> Contracts:
    """The contracts with supplier_id filled in, where the store has that supplier.

    A contract belongs to the supplier whose spelling has the same words after legal forms are
    removed; of several, to one that its council pays. A contract whose name is not among them is
    linked by its company number, where another contract of the same number is linked. Similar but
    different names are not linked, because a wrong end date is worse than none.

    spellings: spelling -> supplier_id. paid: (council, supplier_id) of all payments.
    """
    by_words: dict[Words, set[str]] = defaultdict(set)
    for spelling, supplier_id in spellings.items():
        by_words[name_words(spelling)].add(supplier_id)
    linked = tuple(replace(each, supplier_id=_supplier(each, by_words, paid)) for each in contracts)
    linked = _by_number(linked)
    return Contracts(linked, frozenset(each.council for each in linked))


def _by_number(contracts: Sequence[Contract]) -> tuple[Contract, ...]:
    """The contracts, those without a supplier given the one that their company number has in
    another contract; none where it has several."""
    known: dict[str, set[str]] = defaultdict(set)
    for each in contracts:
        if each.company_number and each.supplier_id:
            known[each.company_number].add(each.supplier_id)
    one = {number: next(iter(ids)) for number, ids in known.items() if len(ids) == 1}
    return tuple(
        each
        if each.supplier_id or each.company_number not in one
        else replace(each, supplier_id=one[each.company_number])
        for each in contracts
    )


def _supplier(
    contract: Contract,
    by_words: Mapping[Words, set[str]],
    paid: Collection[tuple[str, str]],
) -> str:
    """The supplier's id; empty where no supplier of the store has these words."""
    names = (contract.supplier, *_TRADING_AS.split(contract.supplier))
    found = {
        one
        for name in names
        for words in [name_words(name)]
        if words
        for one in by_words.get(words, ())
    }
    own = sorted(one for one in found if (contract.council, one) in paid)
    return own[0] if own else min(found, default="")


def in_order(contracts: Iterable[Contract]) -> tuple[Contract, ...]:
    """The contracts without duplicates, sorted by end date; those without an end come last."""
    return tuple(
        sorted(
            set(contracts),
            key=lambda each: (each.end or date.max, each.council, each.file, each.line),
        )
    )


def ends_within(contract: Contract, first: date, last: date) -> bool:
    """True when the contract ends, with or without extension, on a day of the window."""
    ends = [day for day in (contract.end, contract.latest_end) if day]
    return any(first <= day <= last for day in ends)
