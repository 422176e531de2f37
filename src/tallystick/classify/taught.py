"""Learns weights of evidence from the reviewers' answers in a store."""

from tallystick.classify import Combination
from tallystick.classify.learn import Labelled, learn
from tallystick.classify.persist import keep_learnt, kept_corrections
from tallystick.classify.reference import load_categories, load_weights
from tallystick.engine.store import Store
from tallystick.words.mistakes import UserMistake

FEWEST_CORRECTIONS = 20
"""Fewer answers than this bend the weights by chance; the answers themselves hold all the same."""


def learn_from_corrections(store: Store) -> int:
    """Learn the weights of evidence from this store's corrections; also returns the number of
    corrections used.

    Learning starts from the built-in weights, so weights without corrections stay the same. No word
    and no name is learnt. Raises UserMistake when there are too few answers.
    """
    corrections = kept_corrections(store)
    if len(corrections) < FEWEST_CORRECTIONS:
        raise UserMistake(
            f"{store.folder} holds {len(corrections)} corrections, too few to learn from.",
            f"Decide {FEWEST_CORRECTIONS} or more with tallystick classify decide first.",
        )
    categories = load_categories()
    rows = [
        Labelled(
            Combination(each.supplier, each.department, each.description, each.published_category),
            categories[each.category].label,
            None,
            is_certain=True,
        )
        for each in corrections
    ]
    keep_learnt(store, learn(rows, near=load_weights()))
    return len(rows)
