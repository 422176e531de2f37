"""Reviewers' answers about what payments are for. They override all evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from tallystick.classify.combinations import Classified, Combination
from tallystick.classify.reference import load_categories

Texts = tuple[str, str, str, str]
"""Supplier, department, description, published category."""

_WEIGHTS = (8, 2, 4, 1)  # the supplier is the last to be left open, then the description


def _closeness(mask: tuple[bool, ...]) -> tuple[int, int]:
    weight = sum(weight for weight, kept in zip(_WEIGHTS, mask, strict=True) if kept)
    return sum(mask), weight


# Which of the four texts are kept, the closest first; none kept would hold for everything.
_MASKS = sorted(product((True, False), repeat=4), key=_closeness, reverse=True)[:-1]


@dataclass(frozen=True, slots=True)
class Correction:
    """One answer: combinations with these texts belong to this category. An empty text matches any
    text; at least one must be given. Raises ValueError otherwise, and for an unknown category."""

    supplier: str
    department: str
    description: str
    published_category: str
    category: str

    def __post_init__(self) -> None:
        if not any(self.texts):
            raise ValueError("a correction names a supplier or a text")
        if self.category not in load_categories():
            raise ValueError(f"there is no category {self.category!r}")

    @property
    def texts(self) -> Texts:
        """What it is looked up by."""
        return (self.supplier, self.department, self.description, self.published_category)


class Corrections:
    """All answers, the most specific first: an answer that names more texts is more specific; of
    equally many, the one that names the supplier, then the one that names the description."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._by_texts = {each.texts: each for each in corrections}

    def of(self, combination: Combination) -> Correction | None:
        """The answer that holds for a combination; None where no reviewer spoke of it."""
        if not self._by_texts:
            return None
        return next(
            (
                self._by_texts[texts]
                for texts in _wider_and_wider(combination)
                if texts in self._by_texts
            ),
            None,
        )


def corrected(combination: Combination, said: Classified, corrections: Corrections) -> Classified:
    """The reviewer's answer where there is one, else what the evidence said."""
    correction = corrections.of(combination)
    if correction is None:
        return said
    category = load_categories()[correction.category]
    return Classified(
        category.label, category.slug, 1.0, category.proclass, ("a reviewer said so",)
    )


def _wider_and_wider(combination: Combination) -> Iterator[Texts]:
    """The texts of a combination, then with one of them replaced by "any", then with two..."""
    given = (
        combination.supplier,
        combination.department,
        combination.description,
        combination.published_category,
    )
    for mask in _MASKS:
        supplier, department, description, category = (
            text if kept else "" for text, kept in zip(given, mask, strict=True)
        )
        yield supplier, department, description, category
