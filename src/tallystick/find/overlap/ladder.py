"""The ladders from all published spend down to what could be let again (domain.md 5.4).

Every rung is shown, also rungs that cannot be calculated; these stay unknown. The first rungs are
sums over councils. The last rungs are calculated for each overlap, council by council, and a saving
is calculated on the last rung that is known.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tallystick.contracts.linked import ends_within
from tallystick.find.comparability.cells import (
    LEAST_PENCE_A_YEAR,
    Cell,
    Comparison,
    Spent,
    paid_by,
)
from tallystick.find.findings import Rung
from tallystick.find.overlap.rungs import (
    CONTRACTED,
    ENDING,
    FREE,
    FREE_OF_PARTNER,
    LAST,
    LETTABLE,
    ONCE,
    OUTSIDE,
    OVERLAP,
    SAME_TIME,
    SHARED,
    SOUND,
    STANDING,
    STEPS,
    Asked,
    Step,
)
from tallystick.reference.letting import load_letting_rules
from tallystick.words.labels import Label
from tallystick.words.period import months_later


@dataclass(frozen=True, slots=True)
class Climbed:
    """An overlap's own rungs, and the pence left for each council on the last rung known for it."""

    rungs: tuple[Rung, ...]
    basis: Mapping[str, int]  # council -> pence a year
    paid: Mapping[str, int]  # council -> what it paid of that
    last: str  # key of the last rung that is known of any council
    fell_at: str | None  # key of the rung where fewer than two councils were left

    @property
    def is_weak(self) -> bool:
        """True where it would stand if the files bore a yearly figure: it is what was paid, and no
        saving is made of it."""
        return self.fell_at == "sound"

    @property
    def stands(self) -> bool:
        """True where two councils or more could act on it."""
        return self.basis_pence > 0 or self.is_weak

    @property
    def basis_pence(self) -> int:
        """Over all councils."""
        return sum(self.basis.values())

    @property
    def basis_paid_pence(self) -> int:
        """What was paid of that."""
        return sum(self.paid.values())


def climb_down(
    cells: Iterable[Cell],
    comparison: Comparison,
    *,
    functions: Collection[Label],
    counted: Iterable[Climbed],
) -> tuple[Rung, ...]:
    """The rungs of the whole answer, in pence a year over all councils.

    cells: all cells of the window. functions: those asked for. counted: the overlaps whose pounds
    are counted; from what is shared on, the rungs are theirs added up.
    """
    asked = Asked(comparison, functions)
    rungs: list[Rung] = []
    left = list(cells)
    for step in STEPS:
        left = [cell for cell in left if step.stays(cell, asked)]
        rungs.append(_told(Rung(step.key, step.title, 0, step.why), left, comparison))
    return (*rungs, *in_common(each.rungs for each in counted))


def in_common(ladders: Iterable[Sequence[Rung]]) -> tuple[Rung, ...]:
    """The last rungs of overlaps whose pounds are counted, added up rung by rung; a rung is unknown
    only where it is of all of them."""
    sums = {rung.key: rung for rung in (ONCE, *LAST)}
    seen: set[str] = set()
    for ladder in ladders:
        for rung in ladder:
            if rung.key in sums:
                sums[rung.key] = _add(sums[rung.key], rung) if rung.key in seen else rung
                seen.add(rung.key)
    once = sums.pop("once")
    shared = replace(SHARED, pence_a_year=once.pence_a_year, pence=once.pence)
    return (shared, *sums.values())


def climb_overlap(
    cells: Sequence[Cell], comparison: Comparison, *, counted_elsewhere: Collection[str] = ()
) -> Climbed:
    """The last rungs of one overlap.

    cells: its own, of the councils that take part. counted_elsewhere: products whose pounds are
    counted in opportunities of their own. A council that is left with less than the yearly minimum
    drops out. A rung that leaves fewer than two councils leaves zero, because one council has no
    partner to buy with.
    """
    councils = {cell.council for cell in cells}
    left = list(cells)
    rungs = [_told(OVERLAP, left, comparison)]
    fell_at = None
    for rung, stays in _own_steps(councils, comparison, counted_elsewhere):
        still = _of_two_or_more([cell for cell in left if stays(cell)], comparison)
        fell_at = rung.key if left and not still else fell_at
        left = still
        rungs.append(_told(rung, left, comparison))
    return _climb_contracts(left, rungs, fell_at, comparison)


def _own_steps(
    councils: Collection[str], comparison: Comparison, counted_elsewhere: Collection[str]
) -> tuple[tuple[Rung, Callable[[Cell], bool]], ...]:
    together = sharing_a_month(councils, comparison)
    nothing_to_let = load_letting_rules().nothing_to_let
    return (
        (ONCE, lambda cell: cell.product not in counted_elsewhere),
        (LETTABLE, lambda cell: cell.category not in nothing_to_let),
        (OUTSIDE, lambda cell: cell.kind == "organisation"),
        (FREE_OF_PARTNER, _is_free_of_partner(comparison)),
        (STANDING, lambda cell: comparison.coverage[cell.council].council.in_force(comparison.on)),
        (SAME_TIME, lambda cell: cell.council in together),
        (SOUND, lambda cell: cell.council not in comparison.weak),
    )


def _is_free_of_partner(comparison: Comparison) -> Callable[[Cell], bool]:
    """A test for cells that no firm holds which runs the function, or whose contract is known to
    end soon."""
    held = {(one.council, one.firm, one.label) for one in comparison.run_by_firms}
    soon = (comparison.on, months_later(comparison.on, load_letting_rules().ending_soon_months))

    def stays(cell: Cell) -> bool:
        return (cell.council, cell.firm, cell.label) not in held or _is_under(
            cell, comparison, soon
        )

    return stays


def _climb_contracts(
    left: Sequence[Cell], rungs: list[Rung], fell_at: str | None, comparison: Comparison
) -> Climbed:
    """The rungs that only a register tells, for the councils that gave one."""
    last_day = months_later(comparison.on, load_letting_rules().ending_soon_months)
    registered = {cell.council for cell in left} & comparison.contracts.registered
    untold = tuple(sorted({cell.council for cell in left} - registered))
    told = [cell for cell in left if cell.council in registered]
    for rung, within in ((CONTRACTED, None), (ENDING, (comparison.on, last_day))):
        told = [cell for cell in told if _is_under(cell, comparison, within)]
        rungs.append(_told(rung, told if registered else None, comparison, untold))
    rungs.append(replace(FREE, untold=tuple(sorted({*untold, *registered}))))
    unknown = [cell for cell in left if cell.council in untold]
    basis = _of_two_or_more([*told, *unknown], comparison)
    fell_at = "ending_soon" if left and not basis else fell_at
    last_known = "ending_soon" if registered else "sound"
    return Climbed(tuple(rungs), comparison.years(basis), paid_by(basis), last_known, fell_at)


def _is_under(cell: Cell, comparison: Comparison, within: tuple[date, date] | None) -> bool:
    """True when a contract that is known may be behind the cell, and ends within these days."""
    contracts = comparison.contracts.behind(cell.council, cell.supplier_id, label=cell.label)
    return any(within is None or ends_within(each, *within) for each in contracts)


@dataclass(frozen=True, slots=True)
class FirstRungs:
    """The rungs from everything published down to one function, summed once for all later
    queries."""

    sums: tuple[tuple[Step, Mapping[str, Spent]], ...]  # by council
    functions: Mapping[Label, Mapping[str, Spent]]  # by function and council

    def of(self, codes: Collection[str], label: Label) -> tuple[Rung, ...]:
        """The rungs of these councils down to a back-office function."""
        rungs = [
            _summed(Rung(step.key, step.title, 0, step.why), spent, codes)
            for step, spent in self.sums
        ]
        asked = Rung("asked", label.heading, 0, "Without other functions.")
        return (*rungs, _summed(asked, self.functions.get(label, {}), codes))


def first_rungs(cells: Iterable[Cell], comparison: Comparison) -> FirstRungs:
    """The sums behind the first rungs. cells: all cells of the window."""
    asked = Asked(comparison, ())
    left = list(cells)
    sums = []
    for step in STEPS[:4]:
        left = [cell for cell in left if step.stays(cell, asked)]
        sums.append((step, _spent(left, comparison)))
    by_label: dict[Label, list[Cell]] = defaultdict(list)
    for cell in left:
        by_label[cell.label].append(cell)
    return FirstRungs(
        tuple(sums), {label: _spent(mine, comparison) for label, mine in by_label.items()}
    )


def _spent(cells: Sequence[Cell], comparison: Comparison) -> dict[str, Spent]:
    """Of each council what it paid, and a year; nothing a year where its files bear none."""
    years = comparison.years(cells)
    return {
        code: Spent(pence, 0 if code in comparison.weak else years[code])
        for code, pence in paid_by(cells).items()
    }


def _summed(rung: Rung, spent: Mapping[str, Spent], codes: Collection[str]) -> Rung:
    mine = [spent[code] for code in codes if code in spent]
    return replace(
        rung,
        pence_a_year=sum(each.pence_a_year for each in mine),
        pence=sum(each.pence for each in mine),
    )


def _add(one: Rung, other: Rung) -> Rung:
    return replace(
        one,
        pence_a_year=_sum_of_known(one.pence_a_year, other.pence_a_year),
        pence=_sum_of_known(one.pence, other.pence),
        untold=tuple(sorted({*one.untold, *other.untold})),
    )


def _sum_of_known(one: int | None, other: int | None) -> int | None:
    known = [pence for pence in (one, other) if pence is not None]
    return sum(known) if known else None


def _told(
    rung: Rung, cells: Sequence[Cell] | None, comparison: Comparison, untold: tuple[str, ...] = ()
) -> Rung:
    """The rung with what is left on it; None: it is not known of any council."""
    if cells is None:
        return replace(rung, pence_a_year=None, pence=None, untold=untold)
    return replace(
        rung,
        pence_a_year=comparison.total_a_year(cells),
        pence=sum(cell.pence for cell in cells),
        untold=untold,
    )


def _of_two_or_more(cells: Sequence[Cell], comparison: Comparison) -> list[Cell]:
    """The cells of councils that pay the least a year or more; none where that is one council."""
    taking_part = {
        code for code, pence in comparison.years(cells).items() if pence >= LEAST_PENCE_A_YEAR
    }
    return [cell for cell in cells if cell.council in taking_part] if len(taking_part) > 1 else []


def sharing_a_month(councils: Collection[str], comparison: Comparison) -> set[str]:
    """Those of the councils whose files cover a month that another's cover too."""
    held = Counter(comparison.calendars[code] for code in councils)
    meeting = {
        mine
        for mine, count in held.items()
        if (mine and count > 1) or any(mine & other for other in held if other != mine)
    }
    return {code for code in councils if comparison.calendars[code] in meeting}
