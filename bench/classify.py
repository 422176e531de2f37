"""Combinations labelled in one CPU-second, and how good the labels are on councils left out.

Run: .venv/bin/python bench/classify.py [COMBINATIONS]
The combinations are made up from a seed; the quality table needs ../shared.
"""

import random
import sys
import time
from pathlib import Path

from tallystick.classify import Combination, classify
from tallystick.classify.learn import label_unseen, measure, read_labelled, reliability
from tallystick.classify.reference import known_suppliers, name_phrases, text_phrases

LABELLED = (
    Path(__file__).resolve().parents[2] / "shared" / "data" / "truth" / "classify" / "labelled.csv"
)


def make_combinations(count: int, seed: int = 1) -> list[Combination]:
    """Distinct made-up combinations: one supplier for every five, three thousand descriptions and
    three hundred departments, about the shares of real files."""
    chance = random.Random(seed)
    phrases = [" ".join(phrase) for phrase in text_phrases().entries]
    trades = [" ".join(phrase) for phrase in name_phrases().entries]
    trades += [" ".join(phrase) for phrase in known_suppliers().start.entries]
    suppliers = [f"{chance.choice(trades)} of ward {n} ltd" for n in range(count // 5 + 1)]
    descriptions = [f"{chance.choice(phrases)} {chance.choice(phrases)}" for _ in range(3000)]
    departments = [f"{chance.choice(phrases)} | {chance.choice(phrases)}" for _ in range(300)]
    made: dict[Combination, None] = {}
    while len(made) < count:
        made[
            Combination(
                chance.choice(suppliers),
                chance.choice(departments),
                chance.choice(descriptions),
            )
        ] = None
    return list(made)


def main() -> None:
    """Prints both."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    combinations = make_combinations(count)
    start = time.process_time()
    classify(combinations)
    seconds = time.process_time() - start
    print(f"{count:,} combinations in {seconds:.1f} CPU-s: {count / seconds:,.0f} a CPU-second")
    if not LABELLED.is_file():
        print("quality NOT MEASURED: ../shared is not there")
        return
    with LABELLED.open(encoding="utf-8-sig", newline="") as lines:
        rows = read_labelled(lines)
    given = label_unseen(rows)
    quality = measure(rows, given)
    for label, f1 in quality.heart_f1.items():
        print(f"F1 {label.value:8} {f1:.3f}")
    print(f"macro-F1    {quality.macro_f1:.3f}")
    print(f"certain     {quality.certain:.3f}")
    print(f"unknown     {quality.unknown:.3f}  of {quality.lines} lines, each council left out")
    print("stated confidence, by tenth: lines, stated, right or second label right")
    for tenth in reliability(rows, given):
        print(f"{tenth.from_:.1f}  {tenth.lines:4}  {tenth.stated:.2f}  {tenth.right:.2f}")


if __name__ == "__main__":
    main()
