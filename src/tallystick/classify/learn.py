"""Learning how much each kind of evidence counts, and measuring it on councils left out.

What is learnt is small on purpose: one weight for each field and tier of evidence and one starting
point for each label, some thirty numbers. No word and no name is learnt, so nothing private can
be, and a few hundred labelled lines are enough.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from tallystick.classify.combinations import Classified, Combination
from tallystick.classify.decide import Decider
from tallystick.classify.reference import Weights
from tallystick.classify.text_evidence import Reading
from tallystick.words.labels import HEART, Label

Floats = npt.NDArray[np.float64]

LABELS: tuple[Label, ...] = tuple(label for label in Label if label is not Label.UNKNOWN)

STARTING_WEIGHTS: Mapping[str, float] = {
    f"{field}.{tier}": weight
    for field, tiers in {
        "description": dict(sure=6.0, strong=4.0, fair=2.0, weak=1.0, place=1.0),
        "published_category": dict(sure=5.0, strong=3.0, fair=2.0, weak=1.0, place=0.7),
        "subjective": dict(sure=5.0, strong=2.2, fair=1.4, weak=0.8, place=0.5),
        "narrative": dict(sure=3.0, strong=1.8, fair=1.0, weak=0.5, place=0.5),
        "cost_centre": dict(sure=2.0, strong=1.2, fair=0.6, weak=0.6, place=0.9),
        "department": dict(sure=2.0, strong=1.5, fair=1.0, weak=0.5, place=1.0),
        "supplier": dict(
            named=8.0,
            known=4.0,
            often=2.0,
            strong=2.5,
            fair=1.2,
            weak=0.5,
            known_against=0.8,
            word_against=0.3,
        ),
        "code": {"published": 3.0},
        "payee": {"fair": 1.8},
    }.items()
    for tier, weight in tiers.items()
}
"""What an officer's judgement would say, in log-odds; learning pulls away from it only as far as
the labelled lines insist. Kinds of evidence that no labelled line has keep these."""

# Strength of the pull towards STARTING_WEIGHTS and towards equal labels: about as much as this
# many lines' worth of evidence. Chosen once, by leave-one-council-out accuracy; it is flat there.
_PULL = 2.0

# The pull towards weights that were learnt already. Corrections of one council (two thirds of its
# labelled lines, tried on the rest, every council in turn) made its other lines worse at the pull
# above, and neither better nor worse to speak of at this one: what they are worth, they are worth
# by being honoured.
_PULL_TO_LEARNT = 10.0

# Evidence for a label never counts against it.
_LEAST_WEIGHT = 0.05

# What a supplier's name says against a published purpose stays below what the weakest plain purpose
# says, whatever label it is for: that order is a rule and not learnt (purpose.py).
_MOST_WEIGHT = {"supplier.word_against": 0.5, "supplier.known_against": 0.8}

# Where two labels are defensible the second gets this share of an uncertain line.
_SECOND_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Labelled:
    """One hand-labelled combination; second is the other defensible label, if any."""

    combination: Combination
    label: Label
    second: Label | None
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """How well labels were given. Rates from 0 to 1.

    heart_f1: F1 of each of hr, finance and it over all lines. macro_f1: their mean. certain:
    share of certain lines with the right label. unknown: share of all lines labelled unknown.
    """

    lines: int
    heart_f1: Mapping[Label, float]
    macro_f1: float
    certain: float
    unknown: float


def read_labelled(lines: Iterable[str]) -> list[Labelled]:
    """The lines of a labelled CSV with the columns council, supplier, department, description,
    published_category, label, second_label and confidence ("certain" or "uncertain")."""
    return [
        Labelled(
            Combination(
                supplier=row["supplier"],
                department=row["department"],
                description=row["description"],
                published_category=row["published_category"],
                council=row["council"],
            ),
            Label(row["label"]),
            Label(row["second_label"]) if row["second_label"] else None,
            row["confidence"] == "certain",
        )
        for row in csv.DictReader(lines)
    ]


def learn(rows: Sequence[Labelled], *, near: Weights | None = None) -> Weights:
    """Weights that make the labelled rows likely, held near others.

    near: what they are held near: STARTING_WEIGHTS and equal labels, or for a user's own store
    the weights that ship, which its few corrections then bend.

    Method: conditional logit (multinomial logistic regression whose features belong to the label
    they speak for), penalised maximum likelihood by L-BFGS-B. Rows labelled unknown teach nothing
    and are passed over.
    """
    names = tuple(sorted(STARTING_WEIGHTS))
    taught = [row for row in rows if row.label is not Label.UNKNOWN]
    reader = Decider(Weights(STARTING_WEIGHTS, {}))
    design = np.stack([_design(reader.readings(row.combination), names) for row in taught])
    target = np.stack([_target(row) for row in taught])
    held = near or Weights(STARTING_WEIGHTS, {})
    pull = _PULL_TO_LEARNT if near else _PULL
    start = np.array(
        [held.features[name] for name in names] + [held.labels.get(label, 0.0) for label in LABELS]
    )

    def loss(theta: Floats) -> tuple[float, Floats]:
        scores = design @ theta[: len(names)] + theta[len(names) :]
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        gap = shares - target
        away = theta - start
        slope = np.concatenate([np.einsum("rlf,rl->f", design, gap), gap.sum(axis=0)])
        likely = -float((target * np.log(shares + 1e-12)).sum())
        return likely + pull / 2 * float(away @ away), slope + pull * away

    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=_bounds(names)).x
    return Weights(
        {name: round(float(value), 2) for name, value in zip(names, best, strict=False)},
        {label: round(float(best[len(names) + i]), 2) for i, label in enumerate(LABELS)},
    )


def _bounds(names: Sequence[str]) -> list[tuple[float | None, float | None]]:
    """The least and the most of each weight: of the features by name, then of the labels."""
    of_features = [(_LEAST_WEIGHT, _MOST_WEIGHT.get(name)) for name in names]
    return [*of_features, *[(None, None)] * len(LABELS)]


def measure(rows: Sequence[Labelled], given: Sequence[Classified]) -> Quality:
    """How well the labels given fit the rows, in the same order."""
    pairs = [(row.label, one.label) for row, one in zip(rows, given, strict=True)]
    scored = [label for label in HEART if label is not Label.PROCUREMENT]
    f1: dict[Label, float] = {label: _f1(label, pairs) for label in scored}
    certain = [
        row.label is one.label for row, one in zip(rows, given, strict=True) if row.is_certain
    ]
    return Quality(
        lines=len(rows),
        heart_f1=f1,
        macro_f1=sum(f1.values()) / len(f1),
        certain=sum(certain) / len(certain),
        unknown=sum(one.label is Label.UNKNOWN for one in given) / len(rows),
    )


@dataclass(frozen=True, slots=True)
class Tenth:
    """How the labels whose stated confidence lies in one tenth turned out.

    from_: where the tenth begins, 0.0 to 0.9. stated: the mean of what was stated. right: the share
    of labels that are the right or the second one. Rates from 0 to 1.
    """

    from_: float
    lines: int
    stated: float
    right: float


def reliability(rows: Sequence[Labelled], given: Sequence[Classified]) -> list[Tenth]:
    """Stated confidence against what was right, by tenths that hold a label; those given as unknown
    state nothing and are left out."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for row, one in zip(rows, given, strict=True):
        if one.label is not Label.UNKNOWN:
            is_right = one.label in (row.label, row.second)
            held.setdefault(min(int(one.confidence * 10), 9), []).append((one.confidence, is_right))
    return [
        Tenth(
            tenth / 10,
            len(held[tenth]),
            sum(stated for stated, _ in held[tenth]) / len(held[tenth]),
            sum(is_right for _, is_right in held[tenth]) / len(held[tenth]),
        )
        for tenth in sorted(held)
    ]


def label_unseen(rows: Sequence[Labelled]) -> list[Classified]:
    """Each row labelled with weights learnt on the other councils only, in the order given."""
    deciders = {
        council: Decider(learn([row for row in rows if row.combination.council != council]))
        for council in sorted({row.combination.council for row in rows})
    }
    return [deciders[row.combination.council].decide(row.combination) for row in rows]


def _design(readings: Iterable[Reading], names: Sequence[str]) -> Floats:
    """Which evidence speaks for which label: labels x features, ones and zeros."""
    column = {name: at for at, name in enumerate(names)}
    row: dict[Label, int] = {label: at for at, label in enumerate(LABELS)}
    design = np.zeros((len(LABELS), len(names)))
    for reading in readings:
        for label, feature, _ in reading.by_label:
            design[row[label], column[feature]] = 1.0
    return design


def _target(row: Labelled) -> Floats:
    shares = np.zeros(len(LABELS))
    has_second = row.second not in (None, Label.UNKNOWN) and not row.is_certain
    shares[LABELS.index(row.label)] = 1.0 - _SECOND_SHARE if has_second else 1.0
    if has_second and row.second is not None:
        shares[LABELS.index(row.second)] = _SECOND_SHARE
    return shares


def _f1(label: Label, pairs: Sequence[tuple[Label, Label]]) -> float:
    right = sum(true is label and said is label for true, said in pairs)
    either = sum(true is label for true, _ in pairs) + sum(said is label for _, said in pairs)
    return 2 * right / either if either else 0.0
