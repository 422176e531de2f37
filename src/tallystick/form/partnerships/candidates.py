"""From a plan's function to the groups that may run it, and what each would save."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from itertools import combinations

import numpy as np

from tallystick.form.partnerships.costs import CostModel, Groups, Operation, Pence
from tallystick.form.partnerships.groups import connected_groups
from tallystick.form.plan.plan_values import (
    Blank,
    Bond,
    Cell,
    Choice,
    ExistingPartnership,
    Figure,
    FunctionPlan,
    Part,
    Plan,
    needed,
)
from tallystick.words.council import Council

SCEPTIC = Decimal(1)
"""The exponent at which size saves nothing but the fixed cost."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The groups that may run a function.

    codes: the councils that run it; groups refer to their indexes. groups: shape (m, k). cost and
    saving: pence a year of each group; the saving is relative to its members each alone. today:
    pence a year of each council now, None where blank. own: pence of each alone by the model.
    A block is one council, or several that must stay together. blocks: the block index of each
    council. rows: each group as ascending block indexes, padded with the number of blocks. gain:
    pence a year that a group saves relative to its blocks.
    """

    codes: tuple[str, ...]
    groups: Groups
    cost: Pence
    saving: Pence
    today: tuple[int | None, ...]
    own: Pence
    blocks: tuple[int, ...]
    rows: Groups
    gain: Pence

    @property
    def block_count(self) -> int:
        """How many blocks there are."""
        return max(self.blocks) + 1


def candidates(
    plan: Plan, function: FunctionPlan, *, beta: Decimal | None = None, held: bool = True
) -> Candidates:
    """Every connected group up to plan.largest that the plan's choices allow, costed.

    beta: an exponent in place of the plan's. held: whether partnerships that are agreed to run on
    beyond the start keep their members together. Raises UserMistake for a blank that costing
    needs, a council whose place is not known where distance costs, and choices at odds.
    """
    codes = tuple(part.council for part in function.parts)
    choices = [each for each in plan.choices if function.label in each.functions]
    if held:
        choices += [_kept_together(each) for each in plan.held(function.label)]
    blocks = _blocks(codes, choices, plan.largest)
    groups = connected_groups(_borders(plan, codes, choices), plan.largest)
    groups = groups[_allowed(groups, codes, blocks, choices)]
    model, operations = _model(plan, function, beta), _operations(plan, function)
    saving = model.saving(operations, groups)
    rows = _in_blocks(groups, blocks)
    return Candidates(
        codes=codes,
        groups=groups,
        cost=model.cost(operations, groups),
        saving=saving,
        today=tuple(
            part.cost.pence if isinstance(part.cost, Figure) else None for part in function.parts
        ),
        own=model.cost(operations, np.arange(len(codes), dtype=np.int16)[:, None]),
        blocks=blocks,
        rows=rows,
        gain=_over_blocks(rows, saving, max(blocks) + 1),
    )


def _kept_together(there: ExistingPartnership) -> Choice:
    """A partnership that runs on, as a choice."""
    return Choice(
        bond=Bond.TOGETHER,
        councils=there.members,
        functions=there.functions,
        why=f"{there.name} runs to {there.ends}",
        owner="",
        spot=there.spot,
    )


def blanks(function: FunctionPlan) -> tuple[Blank, ...]:
    """What has to be filled in before groups of a function can be costed."""
    model = function.model
    asked: list[Cell] = [getattr(model, field.name) for field in fields(model)]
    asked += [part.volume for part in function.parts]
    if not isinstance(model.retained, Blank) and model.retained.value:
        asked += [part.cost for part in function.parts]
    return tuple(cell for cell in asked if isinstance(cell, Blank))


def costs_of_parts(
    plan: Plan, function: FunctionPlan, councils: Sequence[str], *, beta: Decimal | None = None
) -> Pence:
    """What each part of a group would pay a year for a function: pence of shape (2^n,), by the bits
    of the part's members in the order of `councils`; 0 for nobody. Raises as candidates does."""
    every = [part.council for part in function.parts]
    operations = _operations(plan, function)
    theirs = [operations[every.index(code)] for code in councils]
    count = len(theirs)
    bits = np.arange(1, 1 << count)[:, None] >> np.arange(count) & 1
    rows = np.where(bits == 1, np.arange(count), count).astype(np.int16)
    rows.sort(axis=1)
    costs = _model(plan, function, beta).cost(theirs, rows)
    return np.concatenate([np.zeros(1, dtype=np.int64), costs])


def cost_of_part(
    plan: Plan, function: FunctionPlan, councils: Sequence[str]
) -> Callable[[frozenset[int]], float]:
    """What a part of a group, given by places in `councils`, would pay a year for a function, in
    pence; for groups with too many parts to list. Raises as candidates does."""
    every = [part.council for part in function.parts]
    operations, model = _operations(plan, function), _model(plan, function, None)
    theirs = [operations[every.index(code)] for code in councils]

    def cost(part: frozenset[int]) -> float:
        row = np.array([sorted(part)], dtype=np.int16)
        return float(model.cost(theirs, row)[0]) if part else 0.0

    return cost


def distance_cost(plan: Plan, function: FunctionPlan, councils: Sequence[str], pence: int) -> int:
    """Pence a year that a group pays for how far its members lie apart, at so many pence for each
    kilometre between the two furthest. Raises UserMistake where a place is not known."""
    if not pence:
        return 0
    here = []
    for code in councils:
        part = function.part(code)
        assert part is not None  # a group is made of the function's councils
        here.append(_operation(_located(plan, part), 0, 0))
    model = CostModel(fixed=0, unit=0.0, exponent=1.0, distance=float(pence))
    return int(model.cost(here, np.arange(len(here), dtype=np.int16)[None, :])[0])


def coordination(function: FunctionPlan) -> int:
    """Pence a year that coordination costs for each partner after the first."""
    return needed(function.model.coordination, _PURPOSE).pence


_PURPOSE = "to cost a group"


def _model(plan: Plan, function: FunctionPlan, beta: Decimal | None) -> CostModel:
    assumed = function.model
    fixed = needed(assumed.fixed, _PURPOSE).pence  # first, as it stands first in a plan
    exponent = needed(assumed.beta, _PURPOSE).value if beta is None else beta
    volumes = [float(needed(part.volume, _PURPOSE).value) for part in function.parts]
    mean = sum(volumes) / len(volumes)
    # So that a unit of work costs `unit` at the mean volume, whatever the exponent.
    unit = 100 * float(needed(assumed.unit, _PURPOSE).value) * mean ** (1 - float(exponent))
    return CostModel(
        fixed=fixed,
        unit=unit,
        exponent=float(exponent),
        coordination=coordination(function),
        distance=100 * float(needed(assumed.distance, _PURPOSE).value),
        integration=round(needed(assumed.integration, _PURPOSE).value * 100 / plan.years),
    )


def _operations(plan: Plan, function: FunctionPlan) -> list[Operation]:
    kept = needed(function.model.retained, _PURPOSE).value
    far = needed(function.model.distance, _PURPOSE).value > 0
    operations = []
    for part in function.parts:
        council = _located(plan, part) if far else plan.member(part.council).council
        retained = round(needed(part.cost, "for its client side").value * 100 * kept) if kept else 0
        operations.append(_operation(council, round(needed(part.volume, _PURPOSE).value), retained))
    return operations


def _located(plan: Plan, part: Part) -> Council:
    """A council whose place is known."""
    council = plan.member(part.council).council
    if council.latitude is None:
        raise part.spot.mistake(
            f"the place of {council.short_name} is not known, and distance has a cost",
            "Set distance to 0 in the model of this function.",
        )
    return council


def _operation(council: Council, volume: int, retained: int) -> Operation:
    return Operation(
        volume=volume,
        retained=retained,
        latitude=council.latitude or 0.0,
        longitude=council.longitude or 0.0,
    )


def _borders(plan: Plan, codes: tuple[str, ...], choices: Sequence[Choice]) -> list[list[int]]:
    """For each council those it borders; councils to be together count as bordering."""
    at = {code: place for place, code in enumerate(codes)}
    pairs = {
        (at[code], at[other])
        for code in codes
        for other in plan.member(code).neighbours
        if other in at
    }
    for choice in choices:
        if choice.bond is Bond.TOGETHER:
            here = [at[code] for code in choice.councils if code in at]
            pairs |= {(one, other) for one in here for other in here if one != other}
    return [sorted(other for one, other in pairs if one == place) for place in range(len(codes))]


def _blocks(codes: tuple[str, ...], choices: Sequence[Choice], largest: int) -> tuple[int, ...]:
    """The place of each council's block, numbered in the order of their first councils."""
    block = {code: code for code in codes}
    for choice in choices:
        if choice.bond is Bond.TOGETHER:
            here = {block[code] for code in choice.councils if code in block}
            block = {code: min(here) if held in here else held for code, held in block.items()}
            size = max(list(block.values()).count(held) for held in block.values())
            if size > largest:
                raise choice.spot.mistake(
                    f"{size} councils are to be together, and groups are of {largest} at most",
                    "Raise largest, or take some out.",
                )
    for choice in choices:
        if choice.bond is Bond.APART:
            for one, other in combinations([each for each in choice.councils if each in block], 2):
                if block[one] == block[other]:
                    raise choice.spot.mistake(
                        f"{one} and {other} are to be together by another choice", "Drop one."
                    )
    order = list(dict.fromkeys(block[code] for code in codes))
    return tuple(order.index(block[code]) for code in codes)


def _allowed(
    groups: Groups, codes: tuple[str, ...], blocks: tuple[int, ...], choices: Sequence[Choice]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which groups break no choice: blocks whole, and no two that are to be apart."""
    held = np.zeros((len(groups), len(codes) + 1), dtype=bool)
    np.put_along_axis(held, groups.astype(np.int64), True, axis=1)
    allowed = np.ones(len(groups), dtype=bool)
    for block in set(blocks):
        whole = held[:, [at for at, mine in enumerate(blocks) if mine == block]]
        allowed &= whole.all(axis=1) | ~whole.any(axis=1)
    for choice in choices:
        if choice.bond is Bond.APART:
            here = [at for at, code in enumerate(codes) if code in choice.councils]
            allowed &= held[:, here].sum(axis=1) <= 1
    return allowed


def _in_blocks(groups: Groups, blocks: tuple[int, ...]) -> Groups:
    nobody = max(blocks) + 1
    rows = np.array([*blocks, nobody], dtype=np.int16)[groups]
    rows.sort(axis=1)
    rows[:, 1:][rows[:, 1:] == rows[:, :-1]] = nobody
    rows.sort(axis=1)
    return rows


def _over_blocks(rows: Groups, saving: Pence, count: int) -> Pence:
    """What each group saves over its blocks; a block on its own nothing."""
    alone = (rows < count).sum(axis=1) == 1
    base = np.zeros(count + 1, dtype=np.int64)
    base[rows[alone, 0]] = saving[alone]
    return np.asarray(saving - base[rows].sum(axis=1), dtype=np.int64)
