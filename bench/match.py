"""What is claimed of match/: its quality beside peers on the same names and pairs, and how its
cost grows; last, its errors by kind of name.

    .venv/bin/python bench/match.py ../shared/data               the table
    .venv/bin/python bench/match.py --scaling 100000 1000000     made-up spellings (made_names.py)

Every method is asked for the same pairs: those of hand_labelled.csv that nothing was learnt from
("held out"), and those of tests/outside/match_blind.csv ("blind"). Each runs in a process of its
own, so that peak memory is its own. The peers that are no dependency of ours run with the
interpreter that TALLYSTICK_PEERS names; one that is not there, or not done in ten CPU-minutes, is
named all the same. "largest" counts names after card and order codes are dropped: a shop that
prints an order code on every line has thousands of spellings, and they are one supplier.
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
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from made_names import made_up
from tallystick.match import Kind, Spelling, kind_of, match_spellings
from tallystick.match.blocks import candidate_pairs
from tallystick.match.evidence import table_of
from tallystick.match.lists import name_words
from tallystick.match.names import parse
from tallystick.match.nodes import find_nodes
from tallystick.match.plainwords import plain
from tallystick.reference.councils import load_councils

PEERS = ("sparse_dot_topn", "nomenklatura", "splink")
BLIND = Path(__file__).parents[1] / "tests" / "outside" / "match_blind.csv"
MOST_CPU = 600  # seconds for a peer
Homes = list[object]
Pair = tuple[str, str, bool]


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


def blind(names: list[str]) -> list[Pair]:
    """Certain pairs labelled before any matcher answered, kept as hashes of their spellings."""
    named = {sha256(name.encode()).hexdigest()[:32]: name for name in names}
    with BLIND.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["label"] != "uncertain"]
    return [
        (named[row["spelling_a"]], named[row["spelling_b"]], row["label"] == "same") for row in rows
    ]


def _hash(text: str) -> int:
    return int(sha256(text.encode()).hexdigest(), 16)


KINDS: dict[str, Callable[..., bool]] = {
    "all": lambda *_: True,
    "schools": lambda a, b: _both(r"\bschool|academy|nursery|\bcollege", a, b),
    "NHS": lambda a, b: _both(r"\bnhs\b|\bccg\b|hospital|surgery|medical|health cent", a, b),
    "councils": lambda a, b: _both(r"council\b|\bm?[bd]c\b|borough|\bcc\b", a, b),
    "persons": lambda a, b: Kind.PERSON in (kind_of(a), kind_of(b)),
    "groups": lambda a, b: not name_words().brands.isdisjoint(_words(a) & _words(b)),
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
    answers = match_spellings([Spelling(name) for name in names], councils=load_councils())
    home = {name: each.supplier_id for name, each in zip(names, answers, strict=True)}
    rows = ["| pairs | kind | same | wrongly parted | different | wrongly joined |"]
    rows.append("|---|---|---|---|---|---|")
    for title, pairs in (("held out", held_out(shared)), ("blind", blind(names))):
        for kind, meant in KINDS.items():
            kept = [(home[a] == home[b], same) for a, b, same in pairs if meant(a, b)]
            count = Counter(kept)
            same, other = count[True, True] + count[False, True], len(kept)
            figures = f"{same} | {count[False, True]} | {other - same} | {count[True, False]}"
            rows.append(f"| {title} | {kind} | {figures} |")
    return "\n".join(rows)


def exact(names: list[str]) -> Homes:
    """Equal after case, punctuation, legal form and card marks are taken away."""
    nodes = find_nodes([Spelling(name) for name in names], ())
    return list(nodes.of_spelling)


def chained(names: list[str], scorer: Callable[..., float], least: float) -> Homes:
    """A plain likeness on our own candidate pairs, and whatever it connects."""
    nodes = find_nodes([Spelling(name) for name in names], ())
    table, rows = table_of(nodes)
    left, right = candidate_pairs(table)
    words = [" ".join(form.words) for form in table.forms]
    joins = np.zeros(len(left), dtype=np.bool_)
    for start in range(0, len(left), 200_000):
        one = [words[row] for row in left[start : start + 200_000].tolist()]
        other = [words[row] for row in right[start : start + 200_000].tolist()]
        joins[start : start + 200_000] = cpdist(one, other, scorer=scorer) >= least
    node = np.asarray(rows)
    ends = (node[left[joins]], node[right[joins]])
    graph = coo_matrix((np.ones(len(ends[0])), ends), shape=(len(nodes.keys),) * 2)
    label = connected_components(graph, directed=False)[1]
    return [int(label[where]) for where in nodes.of_spelling]


def token_set(names: list[str]) -> Homes:
    """rapidfuzz token_set_ratio of 95."""
    return chained(names, fuzz.token_set_ratio, 95)


def token_sort(names: list[str]) -> Homes:
    """rapidfuzz token_sort_ratio of 85."""
    return chained(names, fuzz.token_sort_ratio, 85)


def tallystick(names: list[str]) -> Homes:
    """This house."""
    return [answer.supplier_id for answer in match_spellings([Spelling(name) for name in names])]


METHODS = (exact, token_set, token_sort, tallystick)


def run(method: Callable[[list[str]], Homes], shared: Path) -> str:
    """One row of the table for a method of this process."""
    names = read_names(shared)
    start = time.process_time()
    homes = method(names)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    home = dict(zip(names, homes, strict=True))
    judged = [
        _judged(pairs, [home[a] == home[b] for a, b, _ in pairs])
        for pairs in (held_out(shared), blind(names))
    ]
    return _row(method.__name__, judged, str(_largest(names, homes)), spent, peak)


def run_peer(peer: str, shared: Path) -> str:
    """One row of the table for a peer, or why there is none."""
    python = os.environ.get("TALLYSTICK_PEERS")
    if not python:
        return f"| {peer} | not compared: TALLYSTICK_PEERS names no interpreter |"
    names = read_names(shared)
    place = {name: number for number, name in enumerate(names)}
    truths = (held_out(shared), blind(names))
    words = [" ".join(forms[0].words) if (forms := parse(name).forms) else name for name in names]
    pairs = [(place[a], place[b]) for pairs in truths for a, b, _ in pairs]
    said = subprocess.run(
        [python, str(Path(__file__).with_name("match_peers.py")), peer],
        input=json.dumps({"names": words, "pairs": pairs}), capture_output=True, text=True,
        check=False, preexec_fn=_limit_cpu,
    )  # fmt: skip
    if said.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"| {peer} | did not finish in {MOST_CPU} CPU-seconds |"
    if said.returncode:
        return f"| {peer} | not compared: {said.stderr.strip().splitlines()[-1]} |"
    found = json.loads(said.stdout.splitlines()[-1])
    first = len(truths[0])
    parts = (found["joined"][:first], found["joined"][first:])
    judged = [_judged(pairs, part) for pairs, part in zip(truths, parts, strict=True)]
    largest = "-" if found["homes"] is None else str(_largest(names, found["homes"]))
    return _row(peer, judged, largest, found["cpu"], found["mb"])


def _limit_cpu() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU + 5))


def _judged(pairs: list[Pair], joined: list[bool]) -> str:
    """F1, precision and recall of what was joined."""
    count = Counter(zip(joined, (same for _, _, same in pairs), strict=True))
    precision = count[True, True] / max(1, count[True, True] + count[True, False])
    recall = count[True, True] / max(1, count[True, True] + count[False, True])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{f1:.3f} | {precision:.3f} | {recall:.3f}"


def _row(title: str, judged: list[str], largest: str, spent: float, peak: int) -> str:
    return f"| {title} | {' | '.join(judged)} | {largest} | {spent:.1f} | {peak} |"


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
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"| {count:,} | {spent:.1f} | {count / spent:,.0f} | {peak} |"


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
        print("| method | held out F1 | P | R | blind F1 | P | R | largest | CPU s | MB |")
        print("|---|---|---|---|---|---|---|---|---|---|", flush=True)
        for method in METHODS:
            _alone(run, method, asked.shared)
        for peer in PEERS:
            print(run_peer(peer, asked.shared), flush=True)
        print()
        _alone(by_kind, asked.shared)
    if asked.scaling:
        print("| spellings | CPU s | a CPU-second | MB |")
        print("|---|---|---|---|")
        for count in asked.scaling:
            _alone(scale, count)


if __name__ == "__main__":
    main()
