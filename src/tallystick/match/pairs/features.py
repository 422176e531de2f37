"""Features of a pair of aligned names: one row of named numbers for each pair."""

import numpy as np

from tallystick.match.names.columns import Flags, Floats, Ints, Words, begin_same, rows_of
from tallystick.match.pairs.align import Alignment
from tallystick.match.pairs.table import WIDEST, FormTable, WordTraits

FEATURES: dict[str, str] = {
    "shared": "what the shared words tell",
    "share": "the part of both names that is shared",
    "lone_less": "words that only the one name has",
    "lone_more": "words that only the other name has",
    "both_differ": "each has a word that the other lacks",
    "typing": "typing differences within shared words",
    "cut_short": "one name breaks off where the other goes on",
    "first_differs": "the first words differ",
    "one_word": "a single shared word carries it",
    "lone_place": "a place that only one has",
    "lone_number": "a number that only one has",
    "lone_initials": "initials that only one has",
    "lone_aside": "what differs stands in brackets or behind the legal form",
    "rarest_shared": "the most telling shared word",
    "rare_word_alone": "a single shared word carries it, but hardly anybody else bears it",
    "typed_alone": "a single word that is typed in two ways carries it",
    "first_words": "one name has just the first words of the other",
    "lone_rare": "a telling word that only one has, among others",
    "many_alone": "several words that only the one name has",
    "asides_differ": "each has another word in brackets or behind the legal form",
    "leads_differ": "they begin with different words that few names have",
}
"""Name of each feature -> what it says, for a reason."""

_CUT_FROM = 16  # letters, blanks apart, that a name cut at twenty characters has left
_MOST_ALONE = 4  # words of one name beyond which more of them say no more
_LEAD = 4  # letters of a first word that are no abbreviation
_RARE_FROM = 9.2  # nats: a word that fifteen spellings hold
_MOST_SHARED = 20.0  # nats beyond which more shared words prove nothing more


def features(table: FormTable, alignment: Alignment) -> Floats:
    """One row a pair, one column for each of FEATURES; the same whichever form is left."""
    one = _Side(table, alignment.left, alignment.words_left, alignment.like_left)
    other = _Side(table, alignment.right, alignment.words_right, alignment.like_right)
    less, more = np.minimum(one.lone, other.lone), np.maximum(one.lone, other.lone)
    shared = (one.shared + other.shared) / 2
    told = one.shared + other.shared + one.lone + other.lone
    alone = (one.partners == 1) & (more > 0.5) & (less < 0.5)
    rarest = np.maximum(one.rarest_shared, other.rarest_shared)
    lone_rarest = np.maximum(one.rarest_lone, other.rarest_lone)
    columns = {
        "shared": np.minimum(shared, _MOST_SHARED) / 10,
        "share": (one.shared + other.shared) / np.maximum(told, 1e-6),
        "lone_less": less / 10,
        "lone_more": np.minimum(more, _MOST_SHARED) / 10,
        "both_differ": (less > 0.5).astype(np.float32),
        "typing": (one.typing + other.typing) / 10,
        "cut_short": _cut_short(table, alignment),
        "first_differs": _first_differs(alignment),
        "one_word": (one.partners == 1) & (more > 0.5),
        "lone_place": one.any_lone(table.traits.place) ^ other.any_lone(table.traits.place),
        "lone_number": one.any_lone(table.traits.number) ^ other.any_lone(table.traits.number),
        "lone_initials": one.any_lone(table.traits.initials)
        | other.any_lone(table.traits.initials),
        "lone_aside": (one.lone_main + other.lone_main == 0) & (more > 0),
        "rarest_shared": rarest / 10,
        "rare_word_alone": alone * np.clip((rarest - _RARE_FROM) / 2, 0, 1),
        "typed_alone": (one.partners == 1) * np.minimum(one.typing + other.typing, 5) / 5,
        "first_words": (less == 0) & _in_place(alignment),
        "lone_rare": np.minimum(more, _MOST_SHARED) * lone_rarest / 100,
        "many_alone": np.minimum(np.maximum(one.alone, other.alone), _MOST_ALONE),
        "asides_differ": (one.alone > one.lone_main) & (other.alone > other.lone_main),
        "leads_differ": one.leads_alone(table.traits) & other.leads_alone(table.traits),
    }
    return np.column_stack([columns[name].astype(np.float32) for name in FEATURES])


class _Side:
    """The words of one side of the pairs, shared and lone, weighed."""

    def __init__(self, table: FormTable, rows: Ints, words: Words, like: Floats) -> None:
        self.words = words
        factor = rows_of(table.factor, rows)
        weight = table.traits.weight[self.words] * factor
        paired = like > 0
        self.is_lone: Flags = (self.words >= 0) & ~paired
        self.partners = paired.sum(axis=1)
        self.shared: Floats = (weight * like).sum(axis=1)
        self.typing: Floats = (weight * (paired - like)).sum(axis=1)
        self.lone: Floats = (weight * self.is_lone).sum(axis=1)
        self.lone_main: Floats = (self.is_lone & (factor == 1)).sum(axis=1)
        self.alone = self.is_lone.sum(axis=1)
        self.rarest_shared: Floats = (weight * paired).max(axis=1)
        self.rarest_lone: Floats = (weight * self.is_lone).max(axis=1)

    def any_lone(self, trait: Flags) -> Flags:
        return np.asarray((trait[self.words] & self.is_lone).any(axis=1), dtype=np.bool_)

    def leads_alone(self, traits: WordTraits) -> Flags:
        """True when the name begins with a rare word that the other lacks. The words after it are
        then usually its trade or place, even when they are rare."""
        first = self.words[:, 0]
        telling = ~(traits.known | traits.number | traits.initials)[first]
        found: Flags = self.is_lone[:, 0] & telling & (traits.length[first] >= _LEAD)
        return found


def _in_place(alignment: Alignment) -> Flags:
    """True where every partner stands at the same place in its name."""
    place = alignment.place_of
    found: Flags = ((place < 0) | (place == np.arange(WIDEST))).all(axis=1)
    return found


def _first_differs(alignment: Alignment) -> Flags:
    differs: Flags = alignment.place_of[:, 0] != 0
    return differs


def _cut_short(table: FormTable, alignment: Alignment) -> Flags:
    """True where one name, blanks apart, is the beginning of the other and breaks off within a
    word, or as late as a cut would; else it may be a whole shorter name."""
    found = np.zeros(len(alignment.left), dtype=np.bool_)
    pairs = np.flatnonzero(table.begin[alignment.left] == table.begin[alignment.right])
    left, right = alignment.left[pairs], alignment.right[pairs]
    is_left = table.size[left] < table.size[right]
    short, long = np.where(is_left, left, right), np.where(is_left, right, left)
    words = table.words[short]
    whole = ((words == table.words[long]) | (words < 0)).all(axis=1)
    broken = ~whole | (table.size[short] >= _CUT_FROM)
    found[pairs] = broken & begin_same(table.letters, table.start, long, short)
    return found
