"""Contracts that registers name, looked up by what is paid."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from tallystick.find.values import KnownContract
from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class Contracts:
    """All contracts that were given. registered: codes of the councils that gave a register, for
    which a supplier without a contract is known to have none there."""

    known: tuple[KnownContract, ...] = ()
    registered: frozenset[str] = frozenset()
    _by_supplier: dict[tuple[str, str], tuple[KnownContract, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        by_supplier: dict[tuple[str, str], tuple[KnownContract, ...]] = {}
        for each in self.known:
            key = (each.council, each.supplier_id)
            by_supplier[key] = (*by_supplier.get(key, ()), each)
        object.__setattr__(self, "_by_supplier", by_supplier)

    def behind(self, council: str, supplier_id: str, *, label: Label) -> tuple[KnownContract, ...]:
        """The contracts that payments to a supplier may be under: those whose own words say the
        same function, or do not say."""
        found = self._by_supplier.get((council, supplier_id), ()) if supplier_id else ()
        return tuple(each for each in found if each.label in (label, Label.UNKNOWN))

    def of_category(self, category: str, councils: Collection[str]) -> tuple[KnownContract, ...]:
        """The contracts of these councils whose own words say a category."""
        return tuple(
            each for each in self.known if each.category == category and each.council in councils
        )


NO_CONTRACTS = Contracts()


def in_order(contracts: Iterable[KnownContract]) -> tuple[KnownContract, ...]:
    """Each once, by end, those without an end last."""
    return tuple(
        sorted(
            set(contracts),
            key=lambda each: (each.end or date.max, each.council, each.file, each.line),
        )
    )


def ends_within(contract: KnownContract, first: date, last: date) -> bool:
    """True when the contract ends, with or without extension, on a day of the window."""
    ends = [day for day in (contract.end, contract.latest_end) if day]
    return any(first <= day <= last for day in ends)
