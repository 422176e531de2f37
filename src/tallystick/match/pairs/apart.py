"""Guards for firms and public bodies: chains, brands, joint ventures, chambers, bodies of a
place."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from tallystick.match.names.columns import Flags, Ints, Words, rows_of
from tallystick.match.pairs import signs
from tallystick.match.pairs.align import Alignment
from tallystick.match.pairs.table import WIDEST, FormTable

_FULL = 4  # letters of a word that is no abbreviation


@dataclass(frozen=True, slots=True)
class _Half:
    """One side of the pairs: the signs of all words, of the lone ones, and of the lone ones of the
    name proper; and what of the latter tells something."""

    rows: Ints
    held: Words
    lone: Words
    main: Words
    number: Flags  # a lone number
    work: Flags  # a lone word that tells a work, a trade or a name of one's own
    other: Flags  # a lone word that no local body bears and that is no place
    town: Flags  # a lone town, be it a surname too
    region: Flags  # a lone part of the country, before the kind of body is named

    @classmethod
    def of(cls, table: FormTable, rows: Ints, words: Words, lone: Flags) -> Self:
        traits = table.traits
        named = words >= 0
        marks = traits.signs[words]
        main = lone & (rows_of(table.factor, rows) == 1)
        full = traits.length[words] >= _FULL
        said = main & ~traits.number[words] & ~traits.initials[words]
        beyond = np.arange(WIDEST)[None, :] >= table.owners.length[rows][:, None]
        work = main & beyond & ~traits.number[words] & ~traits.initials[words]
        local = (marks & (signs.LOCAL | signs.INSTITUTION | signs.GENERAL)) > 0
        before = np.cumsum((marks & signs.PUBLIC) > 0, axis=1) == 0
        return cls(
            rows,
            np.bitwise_or.reduce(np.where(named, marks, 0), axis=1),
            np.bitwise_or.reduce(np.where(lone, marks, 0), axis=1),
            np.bitwise_or.reduce(np.where(main, marks, 0), axis=1),
            (main & traits.number[words]).any(axis=1),
            (work & ((marks & signs.GENERAL) == 0)).any(axis=1),
            (said & full & ~local & ~traits.town[words]).any(axis=1),
            (main & traits.town[words]).any(axis=1),
            (main & before & ((marks & signs.COMPASS) > 0)).any(axis=1),
        )


def firms_apart(
    table: FormTable, alignment: Alignment, lone_left: Flags, lone_right: Flags
) -> np.ndarray:
    """For each pair 0, or the index in guards.GUARDS of what keeps two firms or bodies apart."""
    one = _Half.of(table, alignment.left, alignment.words_left, lone_left)
    other = _Half.of(table, alignment.right, alignment.words_right, lone_right)
    found = np.zeros(len(alignment.left), dtype=np.int8)
    told = (
        (13, _other_body_of_the_place(one, other) | _other_body_of_the_place(other, one)),
        (12, _other_chambers(one, other)),
        (14, _other_region(one, other)),
        (2, _other_town(one, other)),
        (11, ((one.lone | other.lone) & (signs.JOINT | signs.BRAND)) > 0),
        (10, _other_company(table, one, other)),
        (9, _no_branch(table, one, other) | _no_branch(table, other, one)),
        (8, _other_owner(table, alignment.left, alignment.right)),
    )
    for number, apart in told:
        found[apart] = number
    return found


def _other_owner(table: FormTable, left: Ints, right: Ints) -> Flags:
    """True of two different bodies that are known by their letters, and of two chains."""
    owners = table.owners
    bodies = (owners.body[left] >= 0) & (owners.body[right] >= 0)
    chains = (owners.chain[left] >= 0) & (owners.chain[right] >= 0)
    others = owners.chain[left] != owners.chain[right]
    found: Flags = (bodies & (owners.body[left] != owners.body[right])) | (chains & others)
    return found


def _no_branch(table: FormTable, chain: _Half, other: _Half) -> Flags:
    """True where the one is a chain and the other goes on with another trade or licence."""
    is_chain = table.owners.chain[chain.rows] >= 0
    found: Flags = is_chain & ((other.main & (signs.TRADE | signs.ARM)) > 0)
    return found


def _other_company(table: FormTable, one: _Half, other: _Half) -> Flags:
    """True of two companies of one brand that do different work, lend, insure, or are of other
    countries."""
    brand = table.owners.brand
    same = (brand[one.rows] >= 0) & (brand[one.rows] == brand[other.rows])
    arm = ((one.main ^ other.main) & signs.ARM) > 0
    abroad = ((one.lone ^ other.lone) & signs.FOREIGN) > 0
    found: Flags = same & ((one.work & other.work) | arm | abroad)
    return found


def _other_region(one: _Half, other: _Half) -> Flags:
    """True of public bodies of which only one names a part of the country: "Somerset Council" is
    not "North Somerset Council"."""
    public = (one.held & other.held & signs.PUBLIC) > 0
    found: Flags = public & (one.region | other.region)
    return found


def _other_town(one: _Half, other: _Half) -> Flags:
    """True of bodies of one kind in two towns, also where the towns are surnames."""
    found: Flags = ((one.held & other.held & signs.OF_A_PLACE) > 0) & one.town & other.town
    return found


def _other_chambers(one: _Half, other: _Half) -> Flags:
    """True of barristers' chambers of which one names a number or another word: such a name is an
    address."""
    either = ((one.held | other.held) & signs.CHAMBERS) > 0
    both = ((one.held & other.held) & signs.CHAMBERS) > 0
    trade = ((one.held | other.held) & signs.COMMERCE) > 0
    more = ((one.main | other.main) & signs.COMPASS) > 0
    numbered = one.number | other.number
    found: Flags = ~trade & ((either & numbered) | (both & (more | one.other | other.other)))
    return found


def _other_body_of_the_place(body: _Half, other: _Half) -> Flags:
    """True where the one is a school, surgery or the like and the other has a word that no such
    body bears: the place's name alone is common to both."""
    institution = (body.main & signs.INSTITUTION) > 0
    found: Flags = institution & other.other
    return found
