"""Computes a score from the features: the probability that two names are the same supplier (0.9
means nine in ten)."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from tallystick.match.names.columns import Floats, Ints
from tallystick.match.pairs.align import align
from tallystick.match.pairs.features import FEATURES, features
from tallystick.match.pairs.guards import guard
from tallystick.match.pairs.prefilter import LEAST
from tallystick.match.pairs.table import FormTable
from tallystick.reference.tables import yaml_table


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: one weight for each of FEATURES, and the score from which to join."""

    bias: float
    of: dict[str, float]
    join_from: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs of rows with what was found: features, guard (index of guards.GUARDS) and score."""

    left: Ints
    right: Ints
    features: Floats
    guard: np.ndarray
    score: Floats


@cache
def weights() -> Weights:
    """name_weights.yaml, learnt by script/learn-match."""
    table = yaml_table("name_weights.yaml")
    of = {name: float(table["weights"][name]) for name in FEATURES}
    return Weights(float(table["bias"]), of, float(table["join_from"]))


def measure(table: FormTable, left: Ints, right: Ints, least: float = LEAST) -> Scored:
    """Features and guards of the pairs worth a look, without a score yet (all 0)."""
    parts = []
    for alignment in align(table, left, right, least):
        found = features(table, alignment)
        kept_apart = guard(table, alignment)
        parts.append((alignment.left, alignment.right, found, kept_apart))
    if not parts:
        none = np.empty(0, dtype=np.int64)
        empty = np.empty((0, len(FEATURES)), np.float32)
        return Scored(none, none, empty, none, np.empty(0, np.float32))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    left_rows, right_rows, found, kept_apart = columns
    return Scored(left_rows, right_rows, found, kept_apart, np.zeros(len(found), np.float32))


def score(table: FormTable, left: Ints, right: Ints, least: float = LEAST) -> Scored:
    """Pairs with their scores; a pair that a guard keeps apart scores 0."""
    found = measure(table, left, right, least)
    model = weights()
    level = model.bias + found.features @ np.asarray(list(model.of.values()), dtype=np.float32)
    sure = 1 / (1 + np.exp(-level))
    sure[found.guard > 0] = 0
    return Scored(found.left, found.right, found.features, found.guard, sure.astype(np.float32))
