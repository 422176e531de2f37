"""Classify the store's combinations of supplier and texts, and keep what each is for."""

import pyarrow as pa

from tallystick.classify import Combination, classify
from tallystick.engine import distinct
from tallystick.engine.fingerprint import fingerprint
from tallystick.engine.store import Store
from tallystick.words.progress import Progress, unwatched


def classify_store(store: Store, *, progress: Progress = unwatched) -> int:
    """Give every combination of the store its label and category; how many were new."""
    classifier = fingerprint("classify", "reference")
    again = distinct.made_by(store, "categories") != classifier
    unseen = distinct.combinations_unseen(store, again=again)
    if not unseen.num_rows:
        return 0
    progress("Classifying", 0, 1)
    answers = classify([_combination(row) for row in unseen.to_pylist()])
    rows = unseen.select(distinct.CATEGORIES.names[:6])
    for name, values in (
        ("label", [str(answer.label) for answer in answers]),
        ("category", [answer.category for answer in answers]),
        ("proclass", [answer.proclass for answer in answers]),
        ("confidence", [answer.confidence for answer in answers]),
        ("reasons", [list(answer.reasons) for answer in answers]),
    ):
        rows = rows.append_column(distinct.CATEGORIES.field(name), pa.array(values))
    distinct.put_categories(
        store, rows.cast(distinct.CATEGORIES), version=classifier, keep=not again
    )
    progress("Classifying", 1, 1)
    return len(answers)


def _combination(row: dict[str, str]) -> Combination:
    return Combination(
        supplier=row["supplier"],
        department=row["department"],
        description=row["description"],
        published_category=row["category_text"],
        category_code=row["category_code"],
        kind=row["kind"],
    )
