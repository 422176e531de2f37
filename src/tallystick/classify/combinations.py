"""The input and output values of the classifier."""

from dataclasses import dataclass

from tallystick.words.bought_for import BoughtFor
from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class Combination:
    """One distinct combination of the texts that say what a payment was for; "" where there is
    none. cost_centre, subjective and narrative are "" too where they repeat another text.

    kind: what the matcher took the supplier for: "organisation", "public_body", "person",
    "redacted" or "none". A person's name is never read as evidence.
    """

    supplier: str
    department: str = ""
    description: str = ""
    published_category: str = ""
    category_code: str = ""
    council: str = ""
    kind: str = "organisation"
    cost_centre: str = ""
    subjective: str = ""
    narrative: str = ""


@dataclass(frozen=True, slots=True)
class Classified:
    """One label for a combination.

    category: a slug of reference/categories.yaml whose label is `label`.
    confidence: from 0 to 1, how often a label with as much weight behind it is right.
    proclass: ProClass 17 level-2 code, or None where ProClass has no fair place.
    reasons: the evidence for the label, strongest first, as a person reads it.
    """

    label: Label
    category: str
    confidence: float
    proclass: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """What a council buys, at the level at which one contract would be let.

    lever: the savings lever that applies to third-party spend in it ("L4", "L5", "L5a", "L7"), or
    None where no rate is supported by evidence. controllable: whether the council can choose seller
    or price. bought_for: whether it is the function's own work or bought through it for everybody;
    None where the label is no back-office function.
    """

    slug: str
    title: str
    label: Label
    proclass: str | None
    lever: str | None
    controllable: bool
    bought_for: BoughtFor | None
    note: str

    @property
    def has_rate(self) -> bool:
        """True where evidence supports a rate at which joint buying saves."""
        return self.lever is not None and self.controllable
