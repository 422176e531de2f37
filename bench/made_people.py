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
PERSONS = 900
"""Persons in each half."""

PATTERNS = """
plain: {F} {S} | {F} {S} | {F} {S} | {F} {M} {S} | {F} {I} {S} | {f} {s} | {FF} {SS} | {F} {S}-{T}
initials: {I} {S} | {I} {J} {S} | {I}.{J}. {S} | {I}{J} {S} | {I}. {S} | {FF} {I} {SS}
turned: {S}, {F} | {S} {F} | {S} {I} | {S} {I} {J} | {S}, {I} {J} | {SS} {FF} | {SS}, {I}. | {S} {I}{J}
titled: Mr {I} {S} | Mrs {F} {S} | Miss {I} {J} {S} | Ms {F} {S} | Dr {F} {S} | {S}, Mr {I} | {S} {I} {J} Mr | {F} {S} (Mr) | {S} Mrs {I} | {S} {F} Miss | {SS}/MR {I} | Mr & Mrs {I} {S} | Mr {I} & Mrs {J} {S} | Rev {F} {S} | Cllr {F} {S} | Prof {I} {S} | MRS{I} {SS} | {S} ({I} Ms) | Mr {I} {S} {N} Elm Road | Mr {I} {S} c/o {N} Mill Lane | Mx {F} {S} | {I} {S} Esq
carers: Foster Carer {F} {S} | Foster Carer - {I} {S} | {I} {S} Foster Carer | Fostercare {I} {S} | FC {I} {S} | Kinship Carer {F} {S} | Kinship - {I} {S} | SGO {I} {S} | SGO - {F} {S} | Special Guardian {F} {S} | Shared Lives {F} {S} | Shared Lives Carer - {I} {S} | Carer {F} {S} | {F} {S} (Carer) | {S} {I} Foster Parent | Childminder {F} {S} | {F} {S} Childminder | {F} {S} Childminding | Adult Placement {I} {S} | Supported Lodgings {F} {S} | Adoption Allowance {I} {S} | Adopter {F} {S} | Respite Carer {I} {S} | Connected Person {F} {S} | Residence Order {I} {S} | Guardian {F} {S} | Staying Put - {I} {S} | Family and Friends Carer {S} {I} | Nominated carer {F} {S} | Personal Assistant {F} {S} | CARER {SS} {I}
numbers: Client {D} {I} {S} | {I} {S} {D} | {S} {I} - {D} | Service User {D} {F} {S} | SU{D} {F} {S} | {D} {F} {S} | {F} {S} ({D}) | Client No {D} {S} | P{D} {I} {S} | Client Ref {D} - {S} {F} | {S} {F} LAS{D} | Swift {D} {I} {S} | ID {D} {F} {S}
budgets: DP {I} {S} | DP - {F} {S} | DP-{I} {S} | Direct Payment {F} {S} | {F} {S} Direct Payment | {S} {I} DP | PHB {S} {I} | PHB - {F} {S} | ISF {I} {S} | ISF - {F} {S} | Personal Budget {F} {S} | Individual Budget - {I} {S} | {F} {S} Personal Health Budget | {I} {S} re DP account | {S} {F} (DP A/C) | Managed Account {F} {S}
roles: Landlord - {F} {S} | Landlord {I} {S} | {I} {S} (Landlord) | Tenant {F} {S} | {F} {S} Barrister | {I} {S} (Barrister) | {F} {S} QC | {F} {S} at Marsh Lane Chambers | Refund {I} {S} | CTAX Refund - {I} {S} | {F} {S} (Refund) | Claimant {F} {S} | Parent of {F} {S} | Employee {I} {S} | {F} {S} (Expenses) | {F} {S} Petty Cash | Student {F} {S} | {F} {S} JP
estates: Exors of {F} {S} | Executors of {I} {S} | The Executors of the late {F} {S} | Estate of {F} {S} | The Estate of {I} {S} Deceased | {F} {S} Deceased | {S} {I} (Decd) | Personal Representative of {F} {S} | Personal Reps of {I} {S} | Late {F} {S} | Administrators of {F} {S} | Estate of the late {F} {S} | {F} {S} (Dec'd) | Trustees of {F} {S}
trading: {F} {S} T/A {S} Plumbing | {I} {S} t/a {S}s Taxis | {F} {S} T/A Bright Stripes | {F} {S} trading as {F} {S} Photography | {I} {J} {S} T/As Oak Lane Garage | {F} {S} T/A {F}'s Flowers
one: {S} | {F} | {s} | {SS}
two: {F} & {G} {S} | {I} & {J} {S} | {I} and {J} {S} | {F} {S} & {G} {T} | {I} {S} & {J} {T} | {F} and {G} {S} | Messrs {S} & {T}
""".strip()
"""Ways of writing by kind: F, G, M forenames, S, T surnames (small letters and capitals as shown),
I, J initials, N a house number, D a client's number."""


def pools() -> dict[str, list[str]]:
    """The lists of pools.txt by their names."""
    found = {}
    for line in POOLS.read_text(encoding="utf-8").splitlines():
        name, colon, words = line.partition(": ")
        if colon:
            found[name] = [word.strip() for word in words.split(",")]
    return found


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


def main() -> None:
    """Write both halves."""
    for half, file in enumerate(("tuned.csv", "held_out.csv")):
        rows = [(name, "person", kind) for name, kind in made_persons(half)]
        rows += [(name, "organisation", kind) for name, kind in organisations(half)]
        with (HERE / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(("name", "is", "kind"))
            writer.writerows(rows)


if __name__ == "__main__":
    main()
