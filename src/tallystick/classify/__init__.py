"""What a payment is for: distinct combinations of texts in, one label each out, with reasons.

The trip of one combination: each of its texts is read once against the reference phrases and the
table of known suppliers (`evidence`), the evidence is added up by label (`decide`), and the best
label comes back with a finer category, a confidence and the reasons in words.
"""

from tallystick.classify.combinations import Category, Classified, Combination
from tallystick.classify.decide import classify
from tallystick.classify.reference import load_categories

__all__ = ["Category", "Classified", "Combination", "classify", "load_categories"]
