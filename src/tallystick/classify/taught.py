"""What the answers kept in a store teach about how much evidence counts."""

from tallystick.classify import Combination
from tallystick.classify.learn import Labelled, learn
from tallystick.classify.persist import keep_learnt, kept_corrections
from tallystick.classify.reference import load_categories, load_weights
from tallystick.engine.store import Store
from tallystick.words.mistakes import UserMistake

FEWEST_CORRECTIONS = 20
"""Fewer answers than this bend the weights by chance; the answers themselves hold all the same."""


def learn_from_corrections(store: Store) -> int:
    """Learn the weights of evidence again from this store's corrections; from how many.

    The weights that ship are the starting point, so what few answers do not speak of stays as it
    was. No word and no name is learnt. Raises UserMistake when there are too few answers.
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
