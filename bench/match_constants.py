"""How much hangs on the constants of match/pairs/align.py that nobody learnt: each is moved alone,
and all published spellings are matched again.

    .venv/bin/python bench/match_constants.py ../shared/data

Asked for are the pairs of tests/outside/match_tune.csv; what is held out and what was labelled
blind stays unseen. Prints precision, recall and F1 with every value; the first line is today's.
"""

import argparse
import csv
import gzip
from collections import Counter
from hashlib import sha256
from pathlib import Path

from tallystick.match import Spelling, match_spellings
from tallystick.match.pairs import align

_TUNE = Path(__file__).resolve().parents[1] / "tests" / "outside" / "match_tune.csv"
MOVED: tuple[tuple[str, float], ...] = (
    ("_CUT_EARLY", 0.72),
    ("_CUT_EARLY", 0.88),
    ("_CUT", 0.79),
    ("_CUT", 0.95),
    ("_LIKE_ENOUGH", 0.66),
    ("_LIKE_ENOUGH", 0.78),
    ("_WRONG_START", 0.06),
    ("_WRONG_START", 0.18),
    ("_SHORT", 0.0),
    ("_SHORT", 0.2),
    ("_BOTH_KNOWN", 0.0),
    ("_BOTH_KNOWN", 0.3),
)
"""Each constant with a value below and above today's."""


def main() -> None:
    """Match with each value and print what became of the pairs."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("shared", type=Path)
    with gzip.open(
        asked.parse_args().shared / "truth/match/names.csv.gz", "rt", encoding="utf-8"
    ) as lines:
        names = [
            Spelling(row["name"], int(row["lines"]), councils=tuple(row["councils"].split("|")))
            for row in csv.DictReader(lines)
        ]
    with _TUNE.open(encoding="utf-8") as lines:
        pairs = [row for row in csv.DictReader(lines) if row["label"] != "uncertain"]
    print(f"{'today':14}       {figures(names, pairs)}")
    for name, value in MOVED:
        today = getattr(align, name)
        setattr(align, name, value)
        print(f"{name:14} {value:.2f}  {figures(names, pairs)}", flush=True)
        setattr(align, name, today)


def figures(names: list[Spelling], pairs: list[dict[str, str]]) -> str:
    """Precision, recall and F1 over the pairs, and how many of each sort there are."""
    home = {
        sha256(spelling.name.encode()).hexdigest()[:32]: answer.supplier_id
        for spelling, answer in zip(names, match_spellings(names), strict=True)
    }
    count = Counter(
        (home[row["spelling_a"]] == home[row["spelling_b"]], row["label"] == "same")
        for row in pairs
    )
    joined, wrongly, missed = count[True, True], count[True, False], count[False, True]
    precision, recall = joined / (joined + wrongly), joined / (joined + missed)
    f1 = 2 * precision * recall / (precision + recall)
    return (
        f"{precision:.4f} {recall:.4f} {f1:.4f}  ({joined} right, {wrongly} wrong, {missed} missed)"
    )


if __name__ == "__main__":
    main()
