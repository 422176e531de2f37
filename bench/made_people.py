"""Makes the labelled names of tests/match/people: invented persons as ledgers write them, and
organisations that look like persons.

    .venv/bin/python bench/made_people.py

Every person is put together from a forename, a surname and a way of writing, so that nobody real is
meant. The two halves share no surname; some ways of writing stand in one half only. The
organisations are those of tests/match/people/organisations.txt (public names, from general
knowledge), dealt to the halves by a hash.
"""

import csv
import random
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parents[1] / "tests" / "match" / "people"
POOLS = HERE / "pools.txt"
THIRD = HERE / "third.txt"
EACH_WAY = 7
"""Persons of each way of writing in the third set."""

PERSONS = 900
"""Persons in each half."""

PATTERNS = (HERE / "ways.txt").read_text(encoding="utf-8")
"""Ways of writing by kind: F, G, M forenames, S, T surnames (small letters and capitals as shown),
I, J initials, N a house number, D a client's number."""


def table_of(file: Path) -> list[tuple[str, str]]:
    """(name, what stands behind the colon) of each line of a list."""
    lines = (line.partition(": ") for line in file.read_text(encoding="utf-8").splitlines())
    return [(name, words) for name, colon, words in lines if colon]


def pools(file: Path = POOLS) -> dict[str, list[str]]:
    """The lists of a file by their names."""
    return {name: [word.strip() for word in words.split(",")] for name, words in table_of(file)}


def patterns(half: int) -> list[tuple[str, str]]:
    """(kind, way of writing) of a half: one in four stands in the other half only."""
    found = []
    for line in PATTERNS.splitlines():
        kind, _, ways = line.partition(": ")
        for way in ways.split(" | "):
            dealt = int(sha256(way.encode()).hexdigest(), 16) % 8
            if dealt != 1 - half:
                found.append((kind, way))
    return found


def made_persons(half: int) -> list[tuple[str, str]]:
    """(name, kind), without repeats."""
    rng = random.Random(half)
    lists, ways = pools(), patterns(half)
    surnames, forenames = lists[f"surnames {half}"], lists[f"forenames {half}"]
    found: dict[str, str] = {}
    while len(found) < PERSONS:
        kind, way = ways[len(found) % len(ways)]
        first, second, third = rng.sample(forenames, 3)
        last, other = rng.sample(surnames, 2)
        name = way.format(
            F=first, G=second, M=third, S=last, T=other, f=first.lower(), s=last.lower(),
            FF=first.upper(), SS=last.upper(), I=first[0], J=second[0],
            N=rng.randint(2, 190), D=rng.randint(10_000, 999_999),
        )  # fmt: skip
        found.setdefault(name, kind)
    return list(found.items())


def organisations(half: int) -> list[tuple[str, str]]:
    """(name, kind) of a half."""
    found = []
    for line in (HERE / "organisations.txt").read_text(encoding="utf-8").splitlines():
        kind, colon, names = line.partition(": ")
        for name in names.split("; ") if colon else ():
            if int(sha256(name.encode()).hexdigest(), 16) % 2 == half:
                found.append((name, kind))
    return found


def third() -> list[tuple[str, str, str]]:
    """(name, what it is, kind) of the third set: names, ways and organisations of third.txt, which
    were written down before the rules of December 2026 and of which only rates are looked at."""
    rng = random.Random(2)
    lists = pools(THIRD)
    found: dict[str, tuple[str, str]] = {}
    ways = [
        (kind, way)
        for kind, listed in table_of(THIRD)
        if "{" in listed
        for way in listed.split(" | ")
    ]
    for kind, way in ways * EACH_WAY:
        first, second = rng.sample(lists["forenames"], 2)
        last, other = rng.sample(lists["surnames"], 2)
        given, own = (
            rng.choice(lists["foreign forenames"]),
            rng.sample(lists["foreign surnames"], 2),
        )
        name = way.format(
            F=first, G=second, S=last, T=other, FF=first.upper(), SS=last.upper(), I=first[0],
            J=second[0], N=rng.randint(2, 190), D=rng.randint(10_000, 999_999), A=given, B=own[0],
            C=own[1], E=rng.choice(lists["foreign forenames"]),
        )  # fmt: skip
        found.setdefault(name, ("person", kind))
    for kind, listed in table_of(THIRD):
        for name in listed.split("; ") if kind.startswith("firms ") else ():
            found.setdefault(name, ("organisation", kind.removeprefix("firms ")))
    return [(name, *told) for name, told in found.items()]


def main() -> None:
    """Write both halves and the third set."""
    for half, file in enumerate(("tuned.csv", "held_out.csv")):
        rows = [(name, "person", kind) for name, kind in made_persons(half)]
        rows += [(name, "organisation", kind) for name, kind in organisations(half)]
        with (HERE / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(("name", "is", "kind"))
            writer.writerows(rows)
    with (HERE / "third.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("name", "is", "kind"))
        writer.writerows(third())


if __name__ == "__main__":
    main()
