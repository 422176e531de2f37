"""How fast the room form proves partitions and finds a nucleolus, beside other ways to do it.

    [TALLYSTICK_PEERS=PYTHON] .venv/bin/python bench/form.py [--councils 300] [--largest 6]
        [--instances 10] [--limit 60]

The instances are made from seeds: councils strewn over a square, neighbours by triangulation,
volumes log-normal. In the second kind distance costs less than half, so that nearly every group
saves and few can be told apart. CPU seconds are of all threads. CP-SAT, HiGHS by its own interface
and coopgame-py run with the interpreter that TALLYSTICK_PEERS names, on the first instance.
"""

import argparse
import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.spatial import Delaunay

from tallystick.form.partnerships import solver
from tallystick.form.partnerships.costs import CostModel, Groups, Operation, Pence
from tallystick.form.partnerships.groups import connected_groups
from tallystick.form.partnerships.partition import best_partition
from tallystick.form.partnerships.prices import member_matrix
from tallystick.form.split import coalitions
from tallystick.form.split.game import Game, GameKind
from tallystick.form.split.nucleolus import nucleolus
from tallystick.form.split.rules import shapley

MODEL = CostModel(
    fixed=30_000_000,
    unit=20_000,
    exponent=0.93,
    coordination=6_000_000,
    distance=1_900_000,
    integration=2_000_000,
)
NEAR = replace(MODEL, distance=800_000.0)


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    what: str
    seconds: str
    outcome: str


@dataclass(frozen=True)
class Instance:
    """Groups and what each saves, with the CPU seconds that making them took."""

    councils: int
    groups: Groups
    saving: Pence
    enumerating: float
    costing: float

    @property
    def useful(self) -> "Instance":
        """Without the groups that cost more than they save."""
        alone = (self.groups < self.councils).sum(axis=1) == 1
        keep = alone | (self.saving > 0)
        return replace(self, groups=self.groups[keep], saving=self.saving[keep])


def main() -> None:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--councils", type=int, default=300)
    parser.add_argument("--largest", type=int, default=6)
    parser.add_argument("--instances", type=int, default=10)
    parser.add_argument("--hard", type=int, default=2, help="instances of the second kind")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for each other solver")
    asked = parser.parse_args()
    print("| what | CPU s | outcome |\n|---|---|---|")
    for lines in (
        partition_lines(asked.councils, asked.largest, asked.instances, asked.hard),
        solver_lines(asked.councils, asked.largest, asked.limit),
        game_lines(asked.limit),
    ):
        for line in lines:
            print(f"| {line.what} | {line.seconds} | {line.outcome} |", flush=True)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, those of the solver's process among them, and what came back."""
    solver.stop()
    start = _cpu_seconds()
    answer = work()
    solver.stop()  # the system counts a process once it has ended
    return _cpu_seconds() - start, answer


def _cpu_seconds() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def strewn(councils: int, seed: int) -> tuple[list[list[int]], list[Operation]]:
    """Neighbours and operations of councils strewn over five degrees each way."""
    draw = np.random.default_rng(seed)
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


def instance(councils: int, largest: int, seed: int, model: CostModel) -> Instance:
    """One made from a seed."""
    neighbours, operations = strewn(councils, seed)
    enumerating, groups = timed(lambda: connected_groups(neighbours, largest))
    costing, saving = timed(lambda: model.saving(operations, groups))
    return Instance(councils, groups, saving, enumerating, costing)


def partition_lines(councils: int, largest: int, count: int, hard: int) -> Iterator[Line]:
    """Enumeration and our proof, on many instances, and the most memory that they took."""
    for name, model, many in (("", MODEL, count), (", distance cheap", NEAR, hard)):
        made = [instance(councils, largest, seed, model) for seed in range(1, many + 1)]
        if not made:
            continue
        solved = [
            timed(lambda one=one: best_partition(one.groups, one.saving, councils=councils))
            for one in made
        ]
        gaps = sorted(proof.gap / proof.best.saving for _spent, proof in solved)
        what = f"{many} instances of {councils} councils, groups to {largest}{name}"
        counted = sorted(len(one.groups) for one in made)
        yield Line(
            f"enumerate and cost: {what}",
            spread([one.enumerating + one.costing for one in made]),
            f"{counted[0]:,} to {counted[-1]:,} groups",
        )
        yield Line(
            f"best partition: {what}",
            spread([spent for spent, _proof in solved]),
            f"{sum(not gap for gap in gaps)} proved best"
            + (f", the others within {gaps[-1]:.2%}" if gaps[-1] else ""),
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    yield Line("most memory held for these", "", f"{peak:.2f} GB")


def spread(seconds: list[float]) -> str:
    """The least, the median and the most."""
    return f"{min(seconds):.1f} / {median(seconds):.1f} / {max(seconds):.1f}"


def solver_lines(councils: int, largest: int, limit: float) -> Iterator[Line]:
    """The first instance by other solvers, given only the groups that save something."""
    one = instance(councils, largest, 1, MODEL).useful
    spent, proved = timed(lambda: best_partition(one.groups, one.saving, councils=councils))
    yield Line("first instance: ours", f"{spent:.1f}", f"proved, saves {proved.best.saving:,}")
    yield plain_highs(one, limit)
    for peer in ("HiGHS", "CP-SAT"):
        found = asked_of(peer, limit, groups=one.groups, saving=one.saving, councils=councils)
        yield Line(f"first instance: {peer}", *_said(found, limit))


def plain_highs(one: Instance, limit: float) -> Line:
    """The same programme, all groups at once, by scipy.milp alone."""
    every = LinearConstraint(member_matrix(one.groups, one.councils).T.tocsc(), 1, 1)
    spent, answer = timed(
        lambda: milp(
            -one.saving.astype(float),
            constraints=every,
            integrality=np.ones(len(one.saving)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.0, "time_limit": limit},
        )
    )
    saves = None if answer.x is None else -round(answer.fun)
    found = {"proved": answer.status == 0, "saves": saves, "cpu": spent}
    return Line("first instance: scipy.milp", *_said(found, limit))


def _said(found: dict[str, Any], limit: float) -> tuple[str, str]:
    if "why" in found:
        return "", found["why"]
    proof = "proved" if found["proved"] else f"not proved in {limit:.0f} s"
    saves = f"saves {found['saves']:,}" if found["saves"] else "nothing found"
    return f"{found['cpu']:.1f}", f"{proof}, {saves}"


def asked_of(peer: str, limit: float, **question: Any) -> dict[str, Any]:
    """What a peer answers, or why it was not asked."""
    python = os.environ.get("TALLYSTICK_PEERS")
    if not python:
        return {"why": f"NOT COMPARED: {peer} (TALLYSTICK_PEERS names no interpreter)"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "question.npz"
        np.savez(path, **question)
        command = [python, str(Path(__file__).with_name("form_peers.py")), peer, str(path)]
        done = subprocess.run([*command, str(limit)], capture_output=True, text=True, check=False)
    if done.returncode:
        return {"why": f"NOT COMPARED: {peer} ({done.stderr.strip().splitlines()[-1]})"}
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def game_lines(limit: float) -> Iterator[Line]:
    """Shapley and nucleolus of twenty councils, and of sixteen both nucleoli."""
    for name, game in games(20):
        spent, shares = timed(lambda game=game: nucleolus(game))
        worst = game.excesses(shares)[1:-1].max()
        yield Line(f"nucleolus, 20 councils, {name}", f"{spent:.1f}", f"largest excess {worst:.4f}")
    spent, _shares = timed(lambda: shapley(game))
    yield Line("Shapley, 20 councils", f"{spent:.2f}", "exact")
    for name, game in games(16):
        spent, shares = timed(lambda game=game: nucleolus(game))
        yield Line(f"nucleolus, 16 councils, {name}", f"{spent:.2f}", "ours")
        found = asked_of("coopgame-py", limit, gains=game.gains())
        if "why" in found:
            yield Line("the same by coopgame-py", "", found["why"])
            continue
        apart = float(np.abs(game.shares(np.asarray(found["shares"])) - shares).max())
        yield Line("the same by coopgame-py", f"{found['cpu']:.2f}", f"{apart:.0e} from ours")


def games(players: int) -> list[tuple[str, Game]]:
    """A cost of volumes, random whole numbers, and all players alike but one."""
    draw = np.random.default_rng(1)
    size = coalitions.sizes(players).astype(float)
    volume = coalitions.totals(draw.uniform(50, 500, players))
    costs = 100 * (size > 0) + volume**0.9 + 20 * np.maximum(size - 1, 0)
    numbers = draw.integers(1, 100, 1 << players).astype(float)
    numbers[0] = 0
    numbers[-1] = 100 * players  # so that there is something to share
    others = np.sqrt(coalitions.sizes(players - 1)) * 10
    names = tuple(f"council {at}" for at in range(players))
    return [
        ("by volume", Game(names, costs, GameKind.COST)),
        ("random", Game(names, numbers, GameKind.VALUE)),
        ("nearly all alike", Game(names, np.concatenate([others, others + 7]), GameKind.COST)),
    ]


if __name__ == "__main__":
    main()
