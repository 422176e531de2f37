"""Would a council pay less elsewhere? Each group of a case, billed as its plan says, is compared
with what every part of it would pay by the cost model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from tallystick.form.case.sharing import Sharing
from tallystick.form.partnerships.candidates import (
    SCEPTIC,
    blanks,
    cost_of_part,
    costs_of_parts,
)
from tallystick.form.plan.plan_values import Blank, Cell, FunctionPlan, Part, Plan
from tallystick.form.split.coalitions import LARGEST, Table
from tallystick.form.split.core import core_test
from tallystick.form.split.game import Game, GameKind
from tallystick.form.split.nucleolus import least_core_epsilon, nucleolus
from tallystick.form.split.rules import shapley
from tallystick.form.split.sampled import sample_shapley
from tallystick.form.split.wording import explain, explain_core
from tallystick.words.labels import Label
from tallystick.words.money import pounds
from tallystick.words.remarks import Remark, remark
from tallystick.words.share import Shares

ORDERS = 400
"""Orders of joining that are drawn where a group is too large to look at every part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FairShare:
    """One council in a group, in pence a year: what it is billed, would pay alone, and would pay by
    two rules of fairness; nucleolus is None where the group is too large for it."""

    council: str
    pays: int
    alone: int
    shapley: int
    nucleolus: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """A group that shares a function. shares: one for each council, () where it could not be
    checked. said: one remark for each council and one or two for the group, or why it was not."""

    function: Label
    councils: tuple[str, ...]
    basis: str
    shares: tuple[FairShare, ...]
    said: tuple[Remark, ...]


def check_fairness(plan: Plan, sharings: Sequence[Sharing]) -> tuple[Fairness, ...]:
    """Every group of the case, in its order."""
    return tuple(
        _check(plan, plan.function(sharing.function), group)
        for sharing in sharings
        for group in sharing.groups
    )


def basis_shares(function: FunctionPlan, councils: Sequence[str]) -> Shares | Remark:
    """Each council's share of the bill by the basis of the plan, or why there is none."""
    if not function.basis:
        return remark("no_basis")
    if function.basis == "equal":
        return Shares.equal(list(councils))
    cells = {code: _driver(function, code) for code in councils}
    figures: dict[str, Fraction] = {}
    for code, cell in cells.items():
        if cell is None or isinstance(cell, Blank):
            line = remark("at_line", line=cell.spot.line) if cell else None
            return remark("basis_blank", councils=(code,), basis=function.basis, line=line)
        figures[code] = Fraction(cell.value)
    if not any(figures.values()):
        return remark("basis_all_nothing", basis=function.basis)
    return Shares.by(figures)


def shapley_savings(
    plan: Plan, function: FunctionPlan, councils: Sequence[str]
) -> Mapping[str, Fraction] | Remark:
    """What each adds to the saving of a group by the cost model, or why that is not known."""
    if open_ := blanks(function):
        return _blank(open_[0])
    alone, shares = _alone_and_shapley(plan, function, councils)
    saved = {
        code: Fraction(round(own - share))
        for code, own, share in zip(councils, alone, shares, strict=True)
    }
    if min(saved.values()) < 0 or not any(saved.values()):
        return remark("adds_nothing")
    return saved


def _check(plan: Plan, function: FunctionPlan, councils: tuple[str, ...]) -> Fairness:
    open_ = blanks(function)
    shares = _blank(open_[0]) if open_ else basis_shares(function, councils)
    if isinstance(shares, Remark):
        return Fairness(
            function=function.label,
            councils=councils,
            basis=function.basis,
            shares=(),
            said=(remark("not_known_elsewhere", why=shares),),
        )
    check = _exact if len(councils) <= LARGEST else _sampled
    return check(plan, function, councils, shares)


def _exact(
    plan: Plan, function: FunctionPlan, councils: tuple[str, ...], shares: Shares
) -> Fairness:
    """Against every part of the group."""
    game = _game(costs_of_parts(plan, function, councils), councils)
    bill = shares.of(round(game.total))
    pays = np.array([bill[code] for code in councils], dtype=np.float64)
    fair, kernel = shapley(game), nucleolus(game)
    at_one = _game(costs_of_parts(plan, function, councils, beta=SCEPTIC), councils)
    return Fairness(
        function=function.label,
        councils=councils,
        basis=function.basis,
        shares=tuple(
            FairShare(
                council=code,
                pays=bill[code],
                alone=round(game.alone[at]),
                shapley=round(fair[at]),
                nucleolus=round(kernel[at]),
            )
            for at, code in enumerate(councils)
        ),
        said=(
            *explain(game, pays, core_test(game, pays), amount=_pounds),
            explain_core(game, least_core_epsilon(game), amount=_pounds),
            _sceptic(least_core_epsilon(at_one)),
        ),
    )


def _sampled(
    plan: Plan, function: FunctionPlan, councils: tuple[str, ...], shares: Shares
) -> Fairness:
    """Against each council alone, with sampled Shapley shares."""
    cost = cost_of_part(plan, function, councils)
    bill = shares.of(round(cost(frozenset(range(len(councils))))))
    sample = sample_shapley(len(councils), cost, orders=ORDERS, seed=1)
    rows = tuple(
        FairShare(
            council=code,
            pays=bill[code],
            alone=round(cost(frozenset({at}))),
            shapley=round(sample.shares[at]),
            nucleolus=None,
        )
        for at, code in enumerate(councils)
    )
    most = round(sample.standard_errors.max())
    return Fairness(
        function=function.label,
        councils=councils,
        basis=function.basis,
        shares=rows,
        said=(
            *(_against_alone(row) for row in rows),
            remark("only_sampled", pence=most),
        ),
    )


def _alone_and_shapley(
    plan: Plan, function: FunctionPlan, councils: Sequence[str]
) -> tuple[Table, Table]:
    if len(councils) <= LARGEST:
        game = _game(costs_of_parts(plan, function, councils), councils)
        return game.alone, shapley(game)
    cost = cost_of_part(plan, function, councils)
    alone = np.array([cost(frozenset({at})) for at in range(len(councils))])
    return alone, sample_shapley(len(councils), cost, orders=ORDERS, seed=1).shares


def _game(costs: np.typing.NDArray[np.int64], councils: Sequence[str]) -> Game:
    """Between the councils by code, in pence, so that a penny is a penny."""
    return Game(tuple(councils), costs.astype(np.float64), GameKind.COST, grain=1.0)


def _driver(function: FunctionPlan, code: str) -> Cell | None:
    part: Part | None = function.part(code)
    if part is None:
        return None
    named = {"headcount": part.headcount, "volume": part.volume, "cost": part.cost}
    return named.get(function.basis) or part.drivers.get(function.basis)


def _blank(cell: Blank) -> Remark:
    return remark("figure_blank", field=cell.spot.field, line=cell.spot.line)


def _sceptic(epsilon: float) -> Remark:
    return remark("belief_in_size" if epsilon >= 1.0 else "holds_without_size")


def _against_alone(row: FairShare) -> Remark:
    less = row.alone - row.pays
    return remark(
        "pays_less_than_alone" if less >= 0 else "pays_more_than_alone",
        councils=(row.council,),
        pence=row.pays,
        apart=abs(less),
    )


def _pounds(number: float) -> str:
    return pounds(round(number))
