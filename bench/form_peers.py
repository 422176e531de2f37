# ruff: noqa: PLC0415 -- each peer is imported only where it is asked for
"""A peer of form/, run by bench/form.py with an interpreter of its own, so that no peer is a
dependency of this project.

    python form_peers.py METHOD QUESTION.npz SECONDS

QUESTION: rows of groups padded with the number of councils, and what each saves; or the gains of a
game by the bits of its coalitions. Prints JSON: CPU seconds of all threads, peak GB, and what was
found.
"""

import json
import resource
import sys
import time

import numpy as np


def members_of(question):
    """For each council the columns of its groups."""
    councils = int(question["councils"])
    columns = [[] for _ in range(councils)]
    for column, row in enumerate(question["groups"].tolist()):
        for at in row:
            if at < councils:
                columns[at].append(column)
    return columns


def cp_sat(question, seconds):
    """CP-SAT of OR-Tools with two workers."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    picked = [model.new_bool_var("") for _ in question["saving"]]
    for theirs in members_of(question):
        model.add_exactly_one(picked[column] for column in theirs)
    model.maximize(sum(int(s) * var for s, var in zip(question["saving"], picked, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    return {"proved": status == cp_model.OPTIMAL, "saves": round(solver.objective_value)}


def highs(question, seconds):
    """HiGHS by its own interface, with its usual settings and no gap."""
    import highspy

    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("mip_rel_gap", 0.0)
    picked = [solver.addBinary() for _ in question["saving"]]
    for theirs in members_of(question):
        solver.addConstr(solver.qsum(picked[column] for column in theirs) == 1)
    solver.maximize(
        solver.qsum(float(s) * v for s, v in zip(question["saving"], picked, strict=True))
    )
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return {"proved": proved, "saves": round(solver.getInfo().objective_function_value)}


def coopgame_py(question, _seconds):
    """The nucleolus of coopgame-py."""
    import coopgame

    found = coopgame.nucleolus(coopgame.Game(question["gains"][1:].tolist()))
    return {"shares": [float(each) for each in found["allocation"]]}


def main():
    """Read, run, write."""
    question = np.load(sys.argv[2])
    start = time.process_time()
    method = {"CP-SAT": cp_sat, "HiGHS": highs, "coopgame-py": coopgame_py}[sys.argv[1]]
    answer = method(question, float(sys.argv[3]))
    answer["cpu"] = time.process_time() - start
    answer["gb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
