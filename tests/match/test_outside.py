"""The matcher against pairs that it has not seen, and against every real spelling.

Four truths. (1) Of hand_labelled.csv the certain pairs ("stratum=" notes) whose hash is odd; the
even half is what script/learn-match learns from. (2) tests/outside/match_blind.csv: 450 pairs
drawn from names.csv.gz before any matcher existed, in strata where joins and near-joins live
(letter 3-gram cosine of 60, 70, 80 and 90 hundredths; one rare word in common; one name a word
longer; one the beginning of the other; persons of one surname; schools; NHS bodies; councils;
trading names; acronyms), and labelled once by eye before the matcher's answers were looked at.
Shops and branches of one firm are one, franchises and undecidable pairs are "uncertain" and not
counted. It is committed as hashes of the spellings: no name, no person's name above all, is in
the repository. (3) tests/outside/match_fresh.csv: 298 pairs labelled in the same way, once, drawn
as hand_labelled.csv was (bands of the cosine of letter 3-grams from 50 hundredths, and token sets
of 95 and more, with schools, NHS bodies and councils besides); the half of odd hash of 583, of
which the other half is in match_tune.csv. (4) All of names.csv.gz, for size and speed.
"""

import csv
import gzip
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from tallystick.match import Matched, Spelling, SupplierKind, match_spellings
from tallystick.match.names.parse import parse

OUTSIDE = Path(__file__).parents[1] / "outside"
pytestmark = pytest.mark.shared


class Pair(NamedTuple):
    """Two spellings, whether they are one supplier, and where they were drawn from."""

    a: str
    b: str
    same: bool
    stratum: str


class Figures(NamedTuple):
    """Pairwise precision, recall and F1."""

    precision: float
    recall: float
    f1: float


@pytest.fixture(scope="module")
def names(shared: Path) -> list[Spelling]:
    with gzip.open(shared / "truth/match/names.csv.gz", "rt", encoding="utf-8") as lines:
        return [
            Spelling(row["name"], int(row["lines"]), councils=tuple(row["councils"].split("|")))
            for row in csv.DictReader(lines)
        ]


@pytest.fixture(scope="module")
def timed(names: list[Spelling]) -> tuple[dict[str, Matched], float]:
    start = time.process_time()
    answers = match_spellings(names)
    spent = time.process_time() - start
    return {s.name: answer for s, answer in zip(names, answers, strict=True)}, spent


def measure(pairs: list[Pair], answers: dict[str, Matched]) -> Figures:
    count = Counter(
        (answers[pair.a].supplier_id == answers[pair.b].supplier_id, pair.same) for pair in pairs
    )
    precision = count[True, True] / max(1, count[True, True] + count[True, False])
    recall = count[True, True] / max(1, count[True, True] + count[False, True])
    return Figures(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def held_out(shared: Path) -> list[Pair]:
    with (shared / "truth/match/hand_labelled.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["note"].startswith("stratum=")]
    pairs = [Pair(r["name_a"], r["name_b"], r["same"] == "1", r["note"]) for r in rows]
    return [
        pair
        for pair in pairs
        if int(sha256("|".join(sorted((pair.a, pair.b))).encode()).hexdigest(), 16) % 2 == 1
    ]


def labelled(names: list[Spelling], file: str) -> list[Pair]:
    named = {sha256(s.name.encode()).hexdigest()[:32]: s.name for s in names}
    with (OUTSIDE / file).open(encoding="utf-8") as lines:
        return [
            Pair(
                named[row["spelling_a"]],
                named[row["spelling_b"]],
                row["label"] == "same",
                row["stratum"],
            )
            for row in csv.DictReader(lines)
            if row["label"] != "uncertain"
        ]


def test_held_out_pairs(shared: Path, timed: tuple[dict[str, Matched], float]) -> None:
    answers = dict(timed[0])
    pairs = held_out(shared)
    missing = [name for pair in pairs for name in pair[:2] if name not in answers]
    assert missing == []
    figures = measure(pairs, answers)
    print(f"\nheld out, {len(pairs)} pairs: {figures}")
    assert figures.f1 >= 0.88


def test_blind_pairs_by_stratum(
    names: list[Spelling], timed: tuple[dict[str, Matched], float]
) -> None:
    pairs = labelled(names, "match_blind.csv")
    assert len(pairs) >= 400
    for stratum in sorted({pair.stratum for pair in pairs}):
        kept = [pair for pair in pairs if pair.stratum == stratum]
        wrong = Counter(
            "joined" if not pair.same else "missed"
            for pair in kept
            if (timed[0][pair.a].supplier_id == timed[0][pair.b].supplier_id) != pair.same
        )
        print(f"\n{stratum:8} {len(kept):3} pairs, wrongly {dict(wrong)}", end="")
    figures = measure(pairs, timed[0])
    print(f"\nblind, {len(pairs)} pairs: {figures}")
    assert figures.f1 >= 0.90
    assert figures.precision >= 0.93


def test_fresh_pairs(names: list[Spelling], timed: tuple[dict[str, Matched], float]) -> None:
    pairs = labelled(names, "match_fresh.csv")
    assert len(pairs) >= 250
    figures = measure(pairs, timed[0])
    print(f"\nfresh, {len(pairs)} pairs: {figures}")
    assert figures.f1 >= 0.90
    assert figures.precision >= 0.93


def test_no_supplier_chains_strangers(timed: tuple[dict[str, Matched], float]) -> None:
    """Counted in names after card and order codes are dropped: a shop that prints an order code
    behind its own name on every line is one name, however many lines there are."""
    names_of: dict[str, set[str]] = {}
    for name, answer in timed[0].items():
        names_of.setdefault(answer.supplier_id, set()).add(parse(name).key)
    assert max(len(held) for held in names_of.values()) < 300


def test_time_for_every_real_spelling(timed: tuple[dict[str, Matched], float]) -> None:
    """A wide berth around the bar, for machines that do other work meanwhile."""
    print(f"\n{len(timed[0])} spellings in {timed[1]:.1f} CPU-seconds")
    assert timed[1] < 60


def test_the_usual_suspects_are_found_by_themselves(
    names: list[Spelling], timed: tuple[dict[str, Matched], float]
) -> None:
    for brand in ("civica", "idox", "capita", "experian"):
        councils: set[str] = set()
        for spelling in names:
            if timed[0][spelling.name].group_id == brand:
                councils.update(spelling.councils)
        assert len(councils) > len({c for s in names for c in s.councils}) / 2


def test_withheld_names_are_not_joined_with_anybody(
    timed: tuple[dict[str, Matched], float],
) -> None:
    kinds: dict[str, set[SupplierKind]] = {}
    for answer in timed[0].values():
        kinds.setdefault(answer.supplier_id, set()).add(answer.kind)
    assert all(len(held) == 1 for held in kinds.values())
