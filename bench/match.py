"""What is claimed of match/: its quality beside peers on the same names and pairs, and how its
cost grows; last, its errors by kind of name.

    .venv/bin/python bench/match.py ../shared/data               the table
    .venv/bin/python bench/match.py --scaling 100000 1000000     made-up spellings (made_names.py)

Every method is asked for the same pairs: those of hand_labelled.csv that nothing was learnt from
("held out"), and those of tests/outside/match_blind.csv ("blind"). A method that says how alike two
names are joins "from" a likeness, and whatever that connects; which one is chosen, method by
method, as what serves it best on other pairs, those of tests/outside/match_tune.csv.

Each runs alone in a process of its own, so that peak memory is its own. The peers that are no
dependency of ours run with the interpreter that TALLYSTICK_PEERS names, on the distinct names that
names.parse makes of the spellings; one that is not there, or not done in ten CPU-minutes, is named
all the same. "largest" counts names after card and order codes are dropped: a shop that prints an
order code on every line has thousands of spellings, and they are one supplier.
"""

import argparse
import csv
import gzip
import json
import os
import re
import resource
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from made_names import made_up
from tallystick.match import Spelling, SupplierKind, kind_of, match_spellings
from tallystick.match.names.firm_lists import brands
from tallystick.match.names.normalise import plain
from tallystick.match.names.parse import parse
from tallystick.match.pairs.blocks import candidate_pairs
from tallystick.match.suppliers.nodes import find_nodes
from tallystick.match.suppliers.pair_evidence import table_of

LIKENESS: dict[str, tuple[Callable[..., float], Sequence[float]]] = {
    "rapidfuzz token_set": (fuzz.token_set_ratio, range(80, 101, 5)),
    "rapidfuzz token_sort": (fuzz.token_sort_ratio, range(75, 101, 5)),
}
PEERS: dict[str, Sequence[float]] = {
    "sparse_dot_topn": (0.70, 0.75, 0.80, 0.85, 0.90),
    "nomenklatura": (0.5, 0.6, 0.7, 0.8, 0.9),
    "splink": range(-4, 25),
}
"""Title -> the likenesses to choose from: ratios, a cosine, LogicV2's score, a match weight."""
OUTSIDE = Path(__file__).parents[1] / "tests" / "outside"
MOST_CPU = 600  # seconds for a peer
Homes = Sequence[object]
Pair = tuple[str, str, bool]


class Joins(NamedTuple):
    """Pairs of names that may be one, as places among the names, and how alike each pair is."""

    left: np.ndarray
    right: np.ndarray
    score: np.ndarray


def read_names(shared: Path) -> list[str]:
    """The real spellings."""
    with gzip.open(shared / "truth/match/names.csv.gz", "rt", encoding="utf-8") as lines:
        return [row["name"] for row in csv.DictReader(lines)]


def held_out(shared: Path) -> list[Pair]:
    """Certain hand-labelled pairs that script/learn-match does not learn from."""
    with (shared / "truth/match/hand_labelled.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["note"].startswith("stratum=")]
    pairs = [(row["name_a"], row["name_b"], row["same"] == "1") for row in rows]
    return [(a, b, same) for a, b, same in pairs if _hash("|".join(sorted((a, b)))) % 2 == 1]


def labelled(names: list[str], file: str) -> list[Pair]:
    """Certain pairs of a file of tests/outside, kept as hashes of their spellings."""
    named = {sha256(name.encode()).hexdigest()[:32]: name for name in names}
    with (OUTSIDE / file).open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["label"] != "uncertain"]
    return [
        (named[row["spelling_a"]], named[row["spelling_b"]], row["label"] == "same") for row in rows
    ]


def asked_for(shared: Path, names: list[str]) -> tuple[list[Pair], list[Pair]]:
    """The pairs by which every method is judged: held out, and labelled blind."""
    return held_out(shared), labelled(names, "match_blind.csv")


def _hash(text: str) -> int:
    return int(sha256(text.encode()).hexdigest(), 16)


KINDS: dict[str, Callable[..., bool]] = {
    "all": lambda *_: True,
    "schools": lambda a, b: _both(r"\bschool|academy|nursery|\bcollege", a, b),
    "NHS": lambda a, b: _both(r"\bnhs\b|\bccg\b|hospital|surgery|medical|health cent", a, b),
    "councils": lambda a, b: _both(r"council\b|\bm?[bd]c\b|borough|\bcc\b", a, b),
    "persons": lambda a, b: SupplierKind.PERSON in (kind_of(a), kind_of(b)),
    "groups": lambda a, b: not brands().first_words().isdisjoint(_words(a) & _words(b)),
    "truncations": lambda a, b: _begins(plain(a), plain(b)) or _begins(plain(b), plain(a)),
    "trading-as": lambda a, b: len(parse(a).forms) > 1 or len(parse(b).forms) > 1,
}
"""Title -> which pairs of names are meant."""


def _both(pattern: str, a: str, b: str) -> bool:
    return all(re.search(pattern, text, re.IGNORECASE) for text in (a, b))


def _words(name: str) -> set[str]:
    return set(plain(name).split())


def _begins(short: str, long: str) -> bool:
    return len(short) > 15 and short != long and long.startswith(short)


def by_kind(shared: Path) -> str:
    """Errors of this house by kind of name, on the held-out and the blind pairs."""
    names = read_names(shared)
    home = dict(zip(names, tallystick(names), strict=True))
    rows = ["| pairs | kind | same | wrongly parted | different | wrongly joined |"]
    rows.append("|---|---|---|---|---|---|")
    for title, pairs in zip(("held out", "blind"), asked_for(shared, names), strict=True):
        for kind, meant in KINDS.items():
            kept = [(home[a] == home[b], same) for a, b, same in pairs if meant(a, b)]
            count = Counter(kept)
            same, other = count[True, True] + count[False, True], len(kept)
            figures = f"{same} | {count[False, True]} | {other - same} | {count[True, False]}"
            rows.append(f"| {title} | {kind} | {figures} |")
    return "\n".join(rows)


def exact(names: list[str]) -> Homes:
    """Equal after case, punctuation, legal form and card marks are taken away."""
    return find_nodes([Spelling(name) for name in names], ()).of_spelling.tolist()


def tallystick(names: list[str]) -> Homes:
    """This house, told no more than the names."""
    return [answer.supplier_id for answer in match_spellings([Spelling(name) for name in names])]


OURS = {"exact after normalising": exact, "tallystick": tallystick}


def run(title: str, shared: Path) -> str:
    """One row of the table for a method that puts names together by itself."""
    names = read_names(shared)
    start = time.process_time()
    homes = OURS[title](names)
    spent = time.process_time() - start
    return _row(title, "-", _figures(shared, names, homes), spent, _peak())


def run_likeness(title: str, shared: Path) -> str:
    """One row of the table for a plain likeness on our own candidate pairs."""
    names = read_names(shared)
    scorer, lines = LIKENESS[title]
    start = time.process_time()
    nodes = find_nodes([Spelling(name) for name in names], ())
    table, node = table_of(nodes)
    left, right = candidate_pairs(table)
    words = [" ".join(form.words) for form in table.forms]
    score = np.zeros(len(left), dtype=np.float32)
    for begin in range(0, len(left), 200_000):
        one = [words[row] for row in left[begin : begin + 200_000].tolist()]
        other = [words[row] for row in right[begin : begin + 200_000].tolist()]
        score[begin : begin + 200_000] = cpdist(one, other, scorer=scorer)
    spent, peak = time.process_time() - start, _peak()
    joins, place = Joins(node[left], node[right], score), nodes.of_spelling.tolist()
    line, homes = _best_line(joins, lines, place, names)
    return _row(title, f"{line:g}", _figures(shared, names, homes), spent, peak)


def run_peer(peer: str, shared: Path) -> str:
    """One row of the table for a peer, or why there is none."""
    python = os.environ.get("TALLYSTICK_PEERS")
    if not python:
        return f"| {peer} | not compared: TALLYSTICK_PEERS names no interpreter |"
    names = read_names(shared)
    words = [" ".join(forms[0].words) if (forms := parse(name).forms) else name for name in names]
    place = {text: number for number, text in enumerate(sorted(set(words)))}
    at = [place[text] for text in words]
    home = dict(zip(names, at, strict=True))
    truths = (*asked_for(shared, names), labelled(names, "match_tune.csv"))
    asked = {"names": list(place), "pairs": [(home[a], home[b]) for t in truths for a, b, _ in t]}
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.npz"
        said = subprocess.run(
            [python, str(Path(__file__).with_name("match_peers.py")), peer, str(answer)],
            input=json.dumps(asked), capture_output=True, text=True, check=False,
            preexec_fn=_limit_cpu,
        )  # fmt: skip
        if said.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return f"| {peer} | did not finish in {MOST_CPU} CPU-seconds |"
        if said.returncode:
            return f"| {peer} | not compared: {said.stderr.strip().splitlines()[-1]} |"
        with np.load(answer) as kept:
            joins = Joins(kept["left"], kept["right"], kept["score"])
            spent, peak, whole = float(kept["cpu"]), int(kept["mb"]), bool(kept["whole"])
    line, homes = _best_line(joins, PEERS[peer], at, names)
    held, blind, largest = _figures(shared, names, homes)
    return _row(peer, f"{line:g}", (held, blind, largest if whole else "-"), spent, peak)


def _limit_cpu() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU + 5))


def _peak() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _best_line(
    joins: Joins, lines: Sequence[float], place: Sequence[int], names: list[str]
) -> tuple[float, Homes]:
    """The line from which joins serve best on the pairs to choose by, and the homes it gives.
    place: of each name its place among the ends of the joins."""
    tune = labelled(names, "match_tune.csv")
    best: tuple[float, float, Homes] = (-1.0, 0.0, ())
    for line in lines:
        homes = _connected(joins, line, place)
        home = dict(zip(names, homes, strict=True))
        f1 = _f1(tune, [home[a] == home[b] for a, b, _ in tune])[2]
        if f1 >= best[0]:  # of equals the strictest
            best = (f1, line, homes)
    return best[1], best[2]


def _connected(joins: Joins, line: float, place: Sequence[int]) -> Homes:
    kept = joins.score >= line
    ends = (joins.left[kept], joins.right[kept])
    graph = coo_matrix((np.ones(len(ends[0])), ends), shape=(max(place) + 1,) * 2)
    homes: list[object] = connected_components(graph, directed=False)[1][list(place)].tolist()
    return homes


def _figures(shared: Path, names: list[str], homes: Homes) -> tuple[str, str, str]:
    """P, R and F1 on the pairs held out and on the blind ones, and the largest cluster."""
    home = dict(zip(names, homes, strict=True))
    held, blind = (
        " | ".join(
            f"{figure:.3f}" for figure in _f1(pairs, [home[a] == home[b] for a, b, _ in pairs])
        )
        for pairs in asked_for(shared, names)
    )
    return held, blind, str(_largest(names, homes))


def _f1(pairs: list[Pair], joined: list[bool]) -> tuple[float, float, float]:
    """Precision, recall and F1 of what was joined."""
    count = Counter(zip(joined, (same for _, _, same in pairs), strict=True))
    precision = count[True, True] / max(1, count[True, True] + count[True, False])
    recall = count[True, True] / max(1, count[True, True] + count[False, True])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _row(title: str, line: str, figures: tuple[str, str, str], spent: float, peak: int) -> str:
    return f"| {title} | {line} | {' | '.join(figures)} | {spent:.1f} | {peak} |"


def _largest(names: list[str], homes: Homes) -> int:
    """The largest cluster, in names after card and order codes are dropped."""
    held: dict[object, set[object]] = {}
    for home, key in zip(homes, exact(names), strict=True):
        held.setdefault(home, set()).add(key)
    return max(len(keys) for keys in held.values())


def scale(count: int) -> str:
    """One row: spellings, CPU-seconds, spellings a CPU-second, peak MB."""
    names = made_up(count)
    start = time.process_time()
    tallystick(names)
    spent = time.process_time() - start
    return f"| {count:,} | {spent:.1f} | {count / spent:,.0f} | {_peak()} |"


def _alone(task: Callable[..., str], *given: object) -> None:
    """Run a task in a fresh process and print its row."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        print(pool.submit(task, *given).result(), flush=True)


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path)
    parser.add_argument("--scaling", nargs="*", type=int, default=[])
    asked = parser.parse_args()
    if asked.shared:
        print("| method | from | held out P | R | F1 | blind P | R | F1 | largest | CPU s | MB |")
        print("|---|---|---|---|---|---|---|---|---|---|---|", flush=True)
        _alone(run, "exact after normalising", asked.shared)
        for title in LIKENESS:
            _alone(run_likeness, title, asked.shared)
        for peer in PEERS:
            _alone(run_peer, peer, asked.shared)
        _alone(run, "tallystick", asked.shared)
        print()
        _alone(by_kind, asked.shared)
    if asked.scaling:
        print("| spellings | CPU s | a CPU-second | MB |")
        print("|---|---|---|---|")
        for count in asked.scaling:
            _alone(scale, count)


if __name__ == "__main__":
    main()
