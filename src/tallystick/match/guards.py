"""Who may not be joined, however alike the names are."""

import numpy as np

from tallystick.match.align import Alignment
from tallystick.match.columns import Flags, Ints
from tallystick.match.table import WIDEST, FormTable

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

_CUT_FROM = 14  # letters of a name, blanks apart, of which the last word may be cut to a stump


def guard(table: FormTable, alignment: Alignment) -> np.ndarray:
    """For each pair 0, or the index in GUARDS of what keeps it apart. Persons come first."""
    left, right = alignment.left, alignment.right
    lone_left = (table.words[left] >= 0) & (alignment.like_left == 0)
    lone_right = (table.words[right] >= 0) & (alignment.like_right == 0)
    traits = table.traits
    found = np.zeros(len(left), dtype=np.int8)
    clash = _any(traits.number, table, left, lone_left)
    found[clash & _any(traits.number, table, right, lone_right)] = 1
    clash = _any(traits.initials, table, left, lone_left & ~_stump(table, left))
    found[clash & _any(traits.initials, table, right, lone_right & ~_stump(table, right))] = 3
    clash = _any(traits.place, table, left, lone_left)
    found[clash & _any(traits.place, table, right, lone_right)] = 2
    for which in range(1, int(traits.apart.max(initial=0)) + 1):
        trait = traits.apart == which
        clash = _any(trait, table, left, lone_left) & _any(trait, table, right, lone_right)
        found[clash] = 4
    found[_persons_differ(table, alignment, lone_left, lone_right)] = 5
    found[_one_person(table, alignment, lone_left, lone_right)] = 6
    return found


def _stump(table: FormTable, rows: Ints) -> Flags:
    """True of the last word of an organisation's long name: what looks like an initial there is
    all that was left of a word."""
    long = (table.size[rows] >= _CUT_FROM) & (table.count[rows] > 2) & ~table.person[rows]
    place = np.where(long, table.count[rows] - 1, -1)
    return np.asarray(np.arange(WIDEST) == place[:, None], dtype=np.bool_)


def _any(trait: Flags, table: FormTable, rows: Ints, lone: Flags) -> Flags:
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
