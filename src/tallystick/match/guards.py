"""Who may not be joined, however alike the names are."""

import numpy as np

from tallystick.match.align import Alignment
from tallystick.match.columns import Flags
from tallystick.match.table import FormTable

GUARDS = (
    "",
    "each names another number",
    "each names another place",
    "each has other initials",
    "each names another kind of body",
    "they are private persons of different names",
    "the one is a private person",
)
"""Why a pair is kept apart, by the number that guard gives."""


def guard(table: FormTable, alignment: Alignment) -> np.ndarray:
    """For each pair 0, or the index in GUARDS of what keeps it apart. Persons come first."""
    left, right = alignment.left, alignment.right
    lone_left = (table.words[left] >= 0) & (alignment.like_left == 0)
    lone_right = (table.words[right] >= 0) & (alignment.like_right == 0)
    traits = table.traits
    found = np.zeros(len(left), dtype=np.int8)
    for number, trait in ((1, traits.number), (3, traits.initials), (2, traits.place)):
        clash = _any(trait, table, left, lone_left) & _any(trait, table, right, lone_right)
        found[clash] = number
    for which in range(1, int(traits.apart.max(initial=0)) + 1):
        trait = traits.apart == which
        clash = _any(trait, table, left, lone_left) & _any(trait, table, right, lone_right)
        found[clash] = 4
    found[_persons_differ(table, alignment, lone_left, lone_right)] = 5
    found[_one_person(table, alignment, lone_left, lone_right)] = 6
    return found


def _any(trait: Flags, table: FormTable, rows: np.ndarray, lone: Flags) -> Flags:
    found: Flags = (trait[table.words[rows]] & lone).any(axis=1)
    return found


def _persons_differ(
    table: FormTable, alignment: Alignment, lone_left: Flags, lone_right: Flags
) -> Flags:
    """Two persons are one only when all words agree to the letter, but for initials that one of
    them leaves out beside a full forename."""
    left, right = alignment.left, alignment.right
    persons = table.person[left] & table.person[right]
    typed = ((alignment.like_left > 0) & (alignment.like_left < 1)).any(axis=1)
    initials = table.traits.initials[table.words]
    more_left = (lone_left & ~initials[left]).any(axis=1)
    more_right = (lone_right & ~initials[right]).any(axis=1)
    both = lone_left.any(axis=1) & lone_right.any(axis=1)
    full = ((alignment.like_left == 1) & ~initials[left]).sum(axis=1) >= 2
    some = lone_left.any(axis=1) | lone_right.any(axis=1)
    differ: Flags = persons & (typed | more_left | more_right | both | (some & ~full))
    return differ


def _one_person(
    table: FormTable, alignment: Alignment, lone_left: Flags, lone_right: Flags
) -> Flags:
    """A person is an organisation only when the whole name, forename in full, stands in it."""
    left, right = alignment.left, alignment.right
    initials = table.traits.initials[table.words]
    person_left, person_right = table.person[left], table.person[right]
    whole_left = ~lone_left.any(axis=1) & ~(initials[left] & (table.words[left] >= 0)).any(axis=1)
    whole_right = ~lone_right.any(axis=1) & ~(initials[right] & (table.words[right] >= 0)).any(
        axis=1
    )
    kept: Flags = (person_left & ~person_right & ~whole_left) | (
        person_right & ~person_left & ~whole_right
    )
    return kept
