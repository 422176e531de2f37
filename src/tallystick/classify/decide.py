"""Adding up the evidence: one label for each combination."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tallystick.classify.combinations import Category, Classified, Combination
from tallystick.classify.purpose import PURPOSE, under_purpose
from tallystick.classify.reference import (
    Move,
    Weights,
    load_categories,
    load_weights,
    wide_headings,
)
from tallystick.classify.sharing import with_sharing
from tallystick.classify.text_evidence import (
    Reading,
    find_department_move,
    find_move,
    is_elsewhere,
    read,
)
from tallystick.words.labels import Label

# The name of a private person is never read: it does not tell the trade, and it is personal data.
_NAMED_KINDS = frozenset({"organisation", "public_body"})

# Within a label, what a firm is known to sell is finer than a ledger heading: a software house paid
# under "IT maintenance" was paid for its software. A word of a name that nobody knows is not: a
# nursery paid under "Tree works" sold no child care.
_FINER = {
    "description.sure": 1.0,
    "supplier.named": 3.0,
    "supplier.known": 3.0,
    "supplier.strong": -1.0,
    "supplier.fair": -0.5,
}

# A heading of the back office that names one trade is finer than whoever was paid: a course at an
# institute is training and no membership, and rent paid to surveyors is rent.
_PURPOSE_NAMES = frozenset(f"{field}.{tier}" for field in PURPOSE for tier in ("sure", "strong"))
_NAMED_BY_PURPOSE = 5.0

LEAST_SHARE = 0.1
"""A back-office label with a smaller share of the weight than this is a guess from one weak hint
among contradicting ones, and a guess would be shown as an overlap of councils: unknown is the
honest answer. Other labels keep theirs, since a council's care directorate buys mostly care. One
unopposed word that usually names a thing gives 0.15, and such a word is right two times in
three."""

# A department alone that names a function in passing ("Finance and Support") gives 0.17.
_LEAST_SHARE_OF_HINT = 0.2
_WHERE = frozenset({"department", "cost_centre"})
_HINTS = frozenset({"supplier.fair", "supplier.weak", "supplier.word_against"})

# The share of the weight is spread over thirteen labels, most of which nothing speaks for, so it
# says too little. Log-odds of being right = _START + _SLOPE * log-odds of the share (Platt 1999).
# Fitted on 950 lines: the 463 labelled ones, each council left out, and 487 of three councils and
# seven departments. On 211 lines labelled before they were classified, 0.75, 0.86 and 0.97 stated
# were right 0.75, 0.90 and 0.98 of the time; below 0.7 stood too few lines to tell (4).
_START, _SLOPE = 1.95, 0.78

# Further reasons would not help the reader.
_MOST_REASONS = 4

_UNKNOWN = Classified(Label.UNKNOWN, "not_known", 0.0, None, ("no text says what was bought",))


_CHANNEL = Classified(
    Label.UNKNOWN, "not_known", 0.0, None, ("the supplier is a way of paying, and names no seller",)
)


def classify(
    combinations: Sequence[Combination], *, weights: Weights | None = None
) -> list[Classified]:
    """One label for each combination, in the order given.

    weights: those of a user's own store; None: those that ship.

    Method: additive named evidence. Each text's surest evidence for a label counts once; the
    weights are log-odds learnt on hand-labelled lines of councils (script/learn-classify), and
    the confidence is the softmax of the sums, calibrated on lines that nothing was learnt from.
    The answer for one combination does not depend on
    which others are given, nor on their order.
    """
    decider = Decider(weights or load_weights())
    return [
        with_sharing(combination, decider.decide(combination), decider.decide)
        for combination in combinations
    ]


@dataclass(slots=True)
class Decider:
    """Labels combinations by given weights. Each distinct text is looked up once, because
    combinations share texts."""

    weights: Weights
    _readings: dict[tuple[str, str, str], Reading] = field(default_factory=dict)
    _moves: dict[tuple[str, str], Move | None] = field(default_factory=dict)
    _elsewhere: dict[tuple[str, str], bool] = field(default_factory=dict)
    _start: dict[Label, float] = field(init=False)
    _start_total: float = field(init=False)

    def __post_init__(self) -> None:
        self._start = {label: math.exp(weight) for label, weight in self.weights.labels.items()}
        self._start_total = sum(self._start.values())

    def decide(self, combination: Combination) -> Classified:
        """The label of one combination; unknown when no text says anything."""
        readings = self.readings(combination)
        if self._hides_the_seller(combination, readings):
            return _CHANNEL
        scores = self._scores(readings)
        if not scores:
            return _UNKNOWN
        # The label's own name breaks a draw, so that the same input always gives the same label.
        best = max(scores, key=lambda label: (scores[label], label))
        if best is Label.UNKNOWN:
            return _UNKNOWN
        share = self._share(best, scores)
        if best.is_back_office and (share < LEAST_SHARE or _is_hinted(best, share, readings)):
            return _UNKNOWN
        category = self._category(best, readings)
        return Classified(
            best,
            category.slug,
            _confidence(share),
            _published_proclass(readings, best) or category.proclass,
            self._reasons(best, readings),
        )

    def _scores(self, readings: Sequence[Reading]) -> dict[Label, float]:
        """The labels that something speaks for, each with the sum of its weights."""
        features, start = self.weights.features, self.weights.labels
        scores: dict[Label, float] = {}
        for reading in readings:
            for label, feature, _ in reading.by_label:
                before = scores.get(label)
                scores[label] = (start[label] if before is None else before) + features[feature]
        return scores

    def _share(self, best: Label, scores: Mapping[Label, float]) -> float:
        """The softmax of one label's score among all labels; those that nothing speaks for keep
        where they start."""
        total = self._start_total
        for label, score in scores.items():
            total += math.exp(score) - self._start[label]
        return math.exp(scores[best]) / total

    def readings(self, combination: Combination) -> list[Reading]:
        """What each text of the combination says, one reading a text that says anything."""
        move = self._move(combination)
        named = combination.kind in _NAMED_KINDS
        texts = (
            ("description", combination.description),
            ("published_category", combination.published_category),
            ("supplier", combination.supplier if named else ""),
            ("department", combination.department),
            ("cost_centre", combination.cost_centre),
            ("subjective", combination.subjective),
            ("code", combination.category_code),
            ("payee", combination.kind),
        )
        along = self._along(combination, move)
        found = [
            self._read(name, text, along if along and name in PURPOSE else move)
            for name, text in texts
            if text
        ]
        # nearly every line has a narrative of its own, so it is read only where headings are vague
        if combination.narrative and not any(each.plain for each in found if each.field in PURPOSE):
            found.append(self._read("narrative", combination.narrative, move))
        return under_purpose([reading for reading in found if reading.by_label])

    def _hides_the_seller(self, combination: Combination, readings: Sequence[Reading]) -> bool:
        """True where the supplier is a way of paying and no heading names what was bought."""
        if combination.kind not in _NAMED_KINDS or any(
            reading.field == "supplier" for reading in readings
        ):
            return False
        if not self._read_once("supplier", combination.supplier, None).is_channel:
            return False
        return not any(reading.names for reading in readings if reading.field not in _WHERE)

    def _along(self, combination: Combination, move: Move | None) -> Move | None:
        """What a move does to the purpose, where it moves what is known of the supplier."""
        named = combination.supplier if combination.kind in _NAMED_KINDS else ""
        if not named or move is None or not move.along:
            return None
        supplier = self._read_once("supplier", named, None)
        return move.of_purpose if supplier.is_moved(move) else None

    def _read(self, name: str, text: str, move: Move | None) -> Reading:
        reading = self._read_once(name, text, None)
        if move is None or not reading.is_moved(move):
            return reading
        return self._read_once(name, text, move)

    def _read_once(self, name: str, text: str, move: Move | None) -> Reading:
        key = (name, text, move.why if move else "")
        reading = self._readings.get(key)
        if reading is None:
            reading = self._readings[key] = read(name, text, move=move)
        return reading

    def _move(self, combination: Combination) -> Move | None:
        description = combination.description
        said = self._found("description", description)
        move = (
            (said if said and said.leads else None)
            or self._found("department", combination.department)
            or self._found("department", combination.cost_centre)
            or said
            or self._account_move(combination.published_category)
            or self._account_move(combination.subjective)
        )
        return None if move and self._is_elsewhere(move, description) else move

    def _is_elsewhere(self, move: Move, description: str) -> bool:
        key = (move.why, description)
        if key not in self._elsewhere:
            self._elsewhere[key] = is_elsewhere(move, description)
        return self._elsewhere[key]

    def _account_move(self, published_category: str) -> Move | None:
        """A published category is an account more often than a place, so it moves only what other
        texts say: a solicitor paid from the account of insurance claims."""
        move = self._found("description", published_category)
        return move if move and move.of else None

    def _found(self, field: str, text: str) -> Move | None:
        if not text:
            return None
        key = (field, text)
        if key not in self._moves:
            find = find_department_move if field == "department" else find_move
            self._moves[key] = find(text)
        return self._moves[key]

    def _category(self, label: Label, readings: Sequence[Reading]) -> Category:
        """The label's category with most weight behind it; "other" only when nothing is finer."""
        categories, wide, features = load_categories(), wide_headings(), self.weights.features
        sums: dict[str, float] = {}
        for reading in readings:
            for slug, feature in reading.by_category:
                if categories[slug].label is label:
                    weight = features[feature] + _FINER.get(feature, 0.0)
                    if feature in _PURPOSE_NAMES and slug not in wide:
                        weight += _NAMED_BY_PURPOSE
                    sums[slug] = sums.get(slug, 0.0) + weight
        finer = {slug: weight for slug, weight in sums.items() if not slug.endswith("_other")}
        candidates = finer or sums
        return categories[max(candidates, key=lambda slug: (candidates[slug], slug))]

    def _reasons(self, label: Label, readings: Sequence[Reading]) -> tuple[str, ...]:
        weighed = [
            (-self.weights.features[feature], reason)
            for reading in readings
            for said, feature, reason in reading.by_label
            if said is label
        ]
        return tuple(reason for _, reason in sorted(weighed)[:_MOST_REASONS])


def _is_hinted(label: Label, share: float, readings: Sequence[Reading]) -> bool:
    """True when nothing speaks for the label but where it was charged, or a word of a name that
    has many trades ("Systems", "Solutions")."""
    return share < _LEAST_SHARE_OF_HINT and all(
        reading.field in _WHERE or feature in _HINTS
        for reading in readings
        for said, feature, _ in reading.by_label
        if said is label
    )


def _confidence(share: float) -> float:
    """How often a label with this share of the weight is right, 0 to 1."""
    odds = share / max(1.0 - share, 1e-12)
    return round(1.0 / (1.0 + math.exp(-_START - _SLOPE * math.log(odds))), 4)


def _published_proclass(readings: Sequence[Reading], label: Label) -> str | None:
    """The ProClass level-2 code that the council itself published, where it agrees in label."""
    for reading in readings:
        if reading.proclass and reading.by_label[0][0] is label:
            return reading.proclass
    return None
