"""How fast the room form proves a partition and finds a nucleolus, beside other ways to do it.

    .venv/bin/python bench/form.py [--councils 300] [--largest 6] [--limit 60]

The instances are made from a seed: councils strewn over a square, neighbours by triangulation,
volumes log-normal. CPU seconds of this process and all its threads. What is not installed is said
so and skipped: CP-SAT needs ortools, the other nucleolus coopgame-py; both only for comparison.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.spatial import Delaunay

from tallystick.form.partnerships.costs import CostModel, Groups, Operation, Pence
from tallystick.form.partnerships.groups import connected_groups
from tallystick.form.partnerships.partition import best_partition
from tallystick.form.partnerships.prices import member_matrix
from tallystick.form.split import coalitions
from tallystick.form.split.game import Game, Kind
from tallystick.form.split.nucleolus import nucleolus
from tallystick.form.split.rules import shapley

SEED = 1
MODEL = CostModel(
    fixed=30_000_000,
    unit=20_000,
    exponent=0.93,
    coordination=6_000_000,
    distance=1_900_000,
    integration=2_000_000,
)


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    what: str
    seconds: float
    outcome: str


def main() -> None:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--councils", type=int, default=300)
    parser.add_argument("--largest", type=int, default=6)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for each other solver")
    asked = parser.parse_args()
    for line in chain(partition_lines(asked.councils, asked.largest, asked.limit), game_lines()):
        print(f"{line.what:<42}  {line.seconds:8.2f} CPU s  {line.outcome}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"Most memory held: {peak:.2f} GB")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, and what came back."""
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def strewn(councils: int) -> tuple[list[list[int]], list[Operation]]:
    """Neighbours and operations of councils strewn over five degrees each way."""
    draw = np.random.default_rng(SEED)
    places = draw.uniform(0, 1, (councils, 2))
    near = 2 / np.sqrt(councils)
    neighbours: list[set[int]] = [set() for _ in range(councils)]
    for corners in Delaunay(places).simplices.tolist():
        for one in corners:
            for other in corners:
                if one != other and np.linalg.norm(places[one] - places[other]) < near:
                    neighbours[one].add(other)
    volumes = np.exp(draw.normal(9, 0.8, councils)).astype(int)
    client = draw.uniform(100, 400, councils)
    operations = [
        Operation(
            volume=int(volume),
            retained=int(volume * each),
            latitude=50 + 5 * place[1],
            longitude=-3 + 5 * place[0],
        )
        for volume, each, place in zip(volumes, client, places.tolist(), strict=True)
    ]
    return [sorted(theirs) for theirs in neighbours], operations


def partition_lines(councils: int, largest: int, limit: float) -> Iterator[Line]:
    """Enumeration, our proof, and others on the same groups."""
    neighbours, operations = strewn(councils)
    spent, groups = timed(lambda: connected_groups(neighbours, largest))
    yield Line(f"enumerate, {councils} councils, groups to {largest}", spent, f"{len(groups):,}")
    spent, saving = timed(lambda: MODEL.saving(operations, groups))
    useful = ((groups < councils).sum(axis=1) == 1) | (saving > 0)
    yield Line("cost them all", spent, f"{useful.sum():,} that save, or are alone")
    spent, proved = timed(lambda: best_partition(groups, saving, councils=councils))
    outcome = f"optimal, saves {proved.best.saving:,}; {proved.considered:,} groups considered"
    yield Line("partition: prices and tolls, then HiGHS", spent, outcome)
    yield unfinished(100)
    yield plain_highs(groups[useful], saving[useful], councils, limit)
    yield cp_sat(groups[useful], saving[useful], councils, limit)


def unfinished(councils: int) -> Line:
    """Groups of three that all save the same: no solver tells them apart, and work is limited."""
    neighbours, _operations = strewn(councils)
    groups = connected_groups(neighbours, 3)
    saving = np.where((groups < councils).sum(axis=1) == 3, 100_000, 0)
    spent, proved = timed(lambda: best_partition(groups, saving, councils=councils))
    outcome = f"saves {proved.best.saving:,}, at most {proved.gap:,} short of the best"
    return Line(f"partition: {councils} councils, all threes alike", spent, outcome)


def plain_highs(groups: Groups, saving: Pence, councils: int, limit: float) -> Line:
    """The same programme, all groups at once, by scipy.milp alone."""
    every = LinearConstraint(member_matrix(groups, councils).T.tocsc(), 1, 1)
    spent, answer = timed(
        lambda: milp(
            -saving.astype(float),
            constraints=every,
            integrality=np.ones(len(saving)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.0, "time_limit": limit},
        )
    )
    found = "none" if answer.x is None else f"saves {-round(answer.fun):,}"
    proof = "optimal" if answer.status == 0 else f"not proved in {limit:.0f} s"
    return Line("partition: scipy.milp alone", spent, f"{proof}, {found}")


def cp_sat(groups: Groups, saving: Pence, councils: int, limit: float) -> Line:
    """The same by CP-SAT with two workers."""
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 -- not installed everywhere
    except ImportError:
        return Line("partition: CP-SAT", 0.0, "SKIPPED: ortools is not installed")
    model = cp_model.CpModel()
    picked = [model.new_bool_var("") for _ in range(len(groups))]
    of_council: list[list[Any]] = [[] for _ in range(councils)]
    for var, row in zip(picked, groups.tolist(), strict=True):
        for at in row:
            if at < councils:
                of_council[at].append(var)
    for theirs in of_council:
        model.add_exactly_one(theirs)
    model.maximize(sum(int(each) * var for each, var in zip(saving, picked, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = limit
    spent, status = timed(lambda: solver.solve(model))
    proof = "optimal" if status == cp_model.OPTIMAL else f"not proved in {limit:.0f} s"
    return Line(
        "partition: CP-SAT, 2 workers", spent, f"{proof}, saves {solver.objective_value:,.0f}"
    )


def game_lines() -> Iterator[Line]:
    """Shapley and nucleolus of twenty councils, and of sixteen both nucleoli."""
    for name, game in games(20):
        spent, shares = timed(lambda game=game: nucleolus(game))
        worst = game.excesses(shares)[1:-1].max()
        yield Line(f"nucleolus, 20 councils, {name}", spent, f"largest excess {worst:.4f}")
    spent, _shares = timed(lambda: shapley(game))
    yield Line("Shapley, 20 councils", spent, "exact")
    for name, game in games(16):
        spent, shares = timed(lambda game=game: nucleolus(game))
        yield Line(f"nucleolus, 16 councils, {name}", spent, "ours")
        yield other_nucleolus(name, game, shares)


def games(players: int) -> list[tuple[str, Game]]:
    """A cost of volumes, random whole numbers, and all players alike but one."""
    draw = np.random.default_rng(SEED)
    size = coalitions.sizes(players).astype(float)
    volume = coalitions.totals(draw.uniform(50, 500, players))
    costs = 100 * (size > 0) + volume**0.9 + 20 * np.maximum(size - 1, 0)
    numbers = draw.integers(1, 100, 1 << players).astype(float)
    numbers[0] = 0
    numbers[-1] = 100 * players  # so that there is something to share
    others = np.sqrt(coalitions.sizes(players - 1)) * 10
    names = tuple(f"council {at}" for at in range(players))
    return [
        ("by volume", Game(names, costs, Kind.COST)),
        ("random", Game(names, numbers, Kind.VALUE)),
        ("nearly all alike", Game(names, np.concatenate([others, others + 7]), Kind.COST)),
    ]


def other_nucleolus(name: str, game: Game, ours: coalitions.Table) -> Line:
    """The same by coopgame-py, and how far the two lie apart."""
    what = f"nucleolus, 16 councils, {name}"
    try:
        import coopgame  # noqa: PLC0415 -- not installed everywhere
    except ImportError:
        return Line(what, 0.0, "SKIPPED: coopgame-py is not installed")
    gains = game.gains()
    theirs = coopgame.Game(gains[1:].tolist())
    spent, found = timed(lambda: coopgame.nucleolus(theirs)["allocation"])
    apart = float(np.abs(game.shares(np.asarray(found)) - ours).max())
    return Line(what, spent, f"coopgame-py, {apart:.1e} from ours")


if __name__ == "__main__":
    main()
