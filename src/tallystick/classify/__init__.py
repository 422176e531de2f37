"""Classifies what a payment is for: distinct combinations of texts in, one label for each out, with
reasons.

Each text of a combination is looked up once in the reference phrases and in the table of known
suppliers (`text_evidence`). The evidence is summed by label (`decide`). The result is the best
label with a finer category, a confidence and the reasons in words.
"""

from tallystick.classify.combinations import Category, Classified, Combination
from tallystick.classify.decide import classify
from tallystick.classify.parts import FunctionParts, bought_for, split_by_part
from tallystick.classify.reference import load_categories

__all__ = [
    "Category",
    "Classified",
    "Combination",
    "FunctionParts",
    "bought_for",
    "classify",
    "load_categories",
    "split_by_part",
]
