"""What is claimed of match/: its quality beside plain methods on the same names and pairs, and
how its cost grows; last, its errors by kind of name.

    .venv/bin/python bench/match.py ../shared/data              the table
    .venv/bin/python bench/match.py --scaling 100000 1000000    made-up spellings

Each method runs in a process of its own, so that peak memory is its own. The peers that are no
dependency of ours run with the interpreter that TALLYSTICK_PEERS names; without it, or where one
is not installed there, they are named and left out. "largest" counts names after card and order
codes are dropped; "raw" counts spellings: a shop that prints an order code on every line has
hundreds of spellings of one name, and they are one supplier.
"""

import argparse
import csv
import gzip
import json
import os
import random
import re
import resource
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

from tallystick.match import Kind, Spelling, kind_of, match_spellings
from tallystick.match.blocks import candidate_pairs
from tallystick.match.evidence import table_of
from tallystick.match.lists import name_words
from tallystick.match.names import parse
from tallystick.match.nodes import find_nodes
from tallystick.match.plainwords import plain
from tallystick.reference.councils import load_councils

PEERS = ("sparse_dot_topn", "splink")
Homes = list[object]


def read_names(shared: Path) -> list[str]:
    """The real spellings."""
    with gzip.open(shared / "truth/match/names.csv.gz", "rt", encoding="utf-8") as lines:
        return [row["name"] for row in csv.DictReader(lines)]


def held_out(shared: Path) -> list[tuple[str, str, bool]]:
    """Certain hand-labelled pairs that script/learn-match does not learn from."""
    with (shared / "truth/match/hand_labelled.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["note"].startswith("stratum=")]
    pairs = [(row["name_a"], row["name_b"], row["same"] == "1") for row in rows]
    return [(a, b, same) for a, b, same in pairs if _hash("|".join(sorted((a, b)))) % 2 == 1]


def _hash(text: str) -> int:
    return int(sha256(text.encode()).hexdigest(), 16)


def blind(names: list[str]) -> list[tuple[str, str, bool]]:
    """The certain pairs of tests/outside/match_blind.csv, which keeps hashes for names."""
    named = {sha256(name.encode()).hexdigest()[:32]: name for name in names}
    with (Path(__file__).parents[1] / "tests/outside/match_blind.csv").open() as lines:
        return [
            (named[row["spelling_a"]], named[row["spelling_b"]], row["label"] == "same")
            for row in csv.DictReader(lines)
            if row["label"] != "uncertain"
        ]


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
    return _row(method.__name__, shared, names, homes, spent, peak)


def run_peer(peer: str, shared: Path) -> str:
    """One row of the table for a peer, or why there is none."""
    python = os.environ.get("TALLYSTICK_PEERS")
    if not python:
        return f"NOT COMPARED: {peer} (TALLYSTICK_PEERS names no interpreter)"
    names = read_names(shared)
    words = [" ".join(forms[0].words) if (forms := parse(name).forms) else name for name in names]
    script = Path(__file__).with_name("match_peers.py")
    said = subprocess.run(
        [python, str(script), peer],
        input=json.dumps(words), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if said.returncode:
        return f"NOT COMPARED: {peer} ({said.stderr.strip().splitlines()[-1]})"
    found = json.loads(said.stdout.splitlines()[-1])
    return _row(peer, shared, names, found["homes"], found["cpu"], found["mb"])


def _row(title: str, shared: Path, names: list[str], homes: Homes, spent: float, peak: int) -> str:
    """Precision, recall, F1, largest clusters, CPU-seconds, peak MB."""
    home = dict(zip(names, homes, strict=True))
    count = Counter((home[a] == home[b], same) for a, b, same in held_out(shared))
    precision = count[True, True] / max(1, count[True, True] + count[True, False])
    recall = count[True, True] / max(1, count[True, True] + count[False, True])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    largest, raw = _largest(names, homes), max(Counter(homes).values())
    figures = (
        f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {largest:6} | {raw:6} | {spent:5.1f} | {peak}"
    )
    return f"| {title:15} | {figures} |"


def _largest(names: list[str], homes: Homes) -> int:
    """The largest cluster, in names after card and order codes are dropped."""
    held: dict[object, set[object]] = {}
    for home, key in zip(homes, exact(names), strict=True):
        held.setdefault(home, set()).add(key)
    return max(len(keys) for keys in held.values())


def made_up(count: int) -> list[str]:
    """Spellings of made-up firms, about three of each, with the usual accidents; no real name."""
    chance = random.Random(20261123)
    parts = [a + b for a in _STARTS for b in _ENDS]
    rare = [one + other for one in parts for other in parts]
    names = []
    while len(names) < count:
        first = chance.choice(rare).title()
        name = f"{first} {chance.choice(parts).title()} {chance.choice(_TRADES)}"
        names += [f"{name} Ltd", f"{name} Limited".upper(), _accident(name, chance)]
    return names[:count]


_STARTS = ["qui", "mar", "zeb", "thorn", "um", "och", "vel", "bran", "cor", "dun", "fen", "gal"]
_ENDS = ["ford", "worth", "by", "ton", "well", "mere", "lock", "hurst", "den", "ley", "wick"]
_TRADES = ["Services", "Care", "Systems", "Solicitors", "Roofing", "Training", "Hire", "School"]


def _accident(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(name) - 1)
    kinds = (
        name[: max(12, len(name) - 4)],
        name[:at] + name[at + 1 :],
        f"Sumup *{name}",
        f"{name} (Leeds)",
        f"{name} {chance.randrange(1000, 9999)}",
    )
    return chance.choice(kinds)


def scale(count: int) -> str:
    """One row: spellings, wall seconds, spellings a second, peak MB."""
    names = made_up(count)
    start = time.perf_counter()
    tallystick(names)
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"| {count:9,} | {spent:6.1f} | {count / spent:8,.0f} | {peak:6} |"


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
        print("| method | P | R | F1 | largest | raw | CPU s | MB |")
        print("|---|---|---|---|---|---|---|---|", flush=True)
        for method in METHODS:
            _alone(run, method, asked.shared)
        for peer in PEERS:
            print(run_peer(peer, asked.shared), flush=True)
        print()
        _alone(by_kind, asked.shared)
    if asked.scaling:
        print("| spellings | wall s | a second | MB |")
        print("|---|---|---|---|")
        for count in asked.scaling:
            _alone(scale, count)


if __name__ == "__main__":
    main()
