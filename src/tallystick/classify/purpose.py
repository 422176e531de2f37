"""The published purpose outranks what is known of the supplier.

Which evidence counts more, from the first to the last:

1. the published purpose: description, published category, subjective heading and narrative, by
   their surest words;
2. a published code of ProClass or the CPV;
3. what a well-known supplier is known to sell;
4. a trade word in the supplier's name;
5. the department and the cost centre, which say where a cost is charged and not what it is.

The weights hold most of that order by themselves. This file holds the part that sums cannot: where
the purpose plainly names one thing and the supplier's name hints at another, the name tells who
sold it and no longer what was bought. A trade word then counts little, and a known trade less.

- A heading of a service to residents ("Home care", "Fostered children") tells for whom something
  was bought, so it weakens trade words only: a known solicitor or cleaner did there what they do.
- A heading of professional fees or consultants is too wide to weaken anything.
- A supplier whose name alone decides (tier "named") keeps its weight, and so does one of a trade
  that is the same whichever service is charged (agency staff, software, telephones).
"""

from collections.abc import Mapping, Sequence

from tallystick.classify.text_evidence import Reading
from tallystick.words.labels import Label

PURPOSE = frozenset({"description", "published_category", "subjective", "narrative"})
"""Texts that say what was bought, and not from whom or for whom."""

_NONE: frozenset[Label] = frozenset()
_FOR_WHOM = frozenset({Label.FRONT_LINE})

_WORDS = {
    "supplier.strong": "supplier.word_against",
    "supplier.fair": "supplier.word_against",
    "supplier.weak": "supplier.word_against",
}
_WORDS_AND_KNOWN = {
    **_WORDS,
    "supplier.known": "supplier.known_against",
    "supplier.often": "supplier.known_against",
}


def under_purpose(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with the supplier's turned into weaker evidence where the published purpose
    plainly names something else."""
    purposes = [reading for reading in readings if reading.field in PURPOSE]
    plain = _NONE.union(*[purpose.plain for purpose in purposes])
    if not plain or len(purposes) == len(readings):
        return list(readings)
    named = _NONE.union(*[purpose.names for purpose in purposes])
    turned = _WORDS if plain <= _FOR_WHOM else _WORDS_AND_KNOWN
    return [
        _turned(reading, named, turned) if reading.field == "supplier" else reading
        for reading in readings
    ]


def _turned(supplier: Reading, named: frozenset[Label], turned: Mapping[str, str]) -> Reading:
    kept = named | supplier.steady
    if supplier.names <= kept:
        return supplier
    return supplier._replace(
        by_label=tuple(
            (label, feature if label in kept else turned.get(feature, feature), reason)
            for label, feature, reason in supplier.by_label
        ),
    )
