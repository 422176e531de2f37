"""Hard pairs of names of public bodies and firms, written for this test: see README.md here.

Alone, without any other spelling, so that no machine's data decide. How the same pairs fare among
all real spellings is printed by test_outside.py.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from tallystick.match import Matched, Spelling, match_spellings

HERE = Path(__file__).parent


class Figures(NamedTuple):
    """Precision and recall of joined pairs; of pairs of one group the share that stays apart in
    it."""

    precision: float
    recall: float
    grouped: float


def rows_of(file: str) -> list[dict[str, str]]:
    with (HERE / file).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def judge(rows: list[dict[str, str]], answers: dict[str, Matched]) -> Figures:
    right = wrong = missed = grouped = related = 0
    for row in rows:
        one, other = answers[row["name_a"]], answers[row["name_b"]]
        joined = one.supplier_id == other.supplier_id
        if row["same"] == "1":
            right, missed = right + joined, missed + (not joined)
        else:
            wrong += joined
        if row["same"] == "g":
            related += 1
            grouped += not joined and one.group_id is not None and one.group_id == other.group_id
    return Figures(right / (right + wrong), right / (right + missed), grouped / related)


@pytest.mark.parametrize("file", ["hard_tuned.csv", "hard_held_out.csv"])
def test_hard_pairs_alone(file: str) -> None:
    rows = rows_of(file)
    names = sorted({row[side] for row in rows for side in ("name_a", "name_b")})
    answers = dict(zip(names, match_spellings([Spelling(name) for name in names]), strict=True))
    figures = judge(rows, answers)
    print(f"\n{file}, {len(rows)} pairs: {figures}")
    assert figures.precision >= 0.93
    assert 2 * figures.precision * figures.recall >= 0.90 * (figures.precision + figures.recall)
    assert figures.grouped >= 0.80
