"""Classify the store's combinations of supplier and texts, and keep what each is for, what
reviewers say of it, and what was learnt from them (classify.taught)."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

import pyarrow as pa

from tallystick.classify import Classified, Combination, classify
from tallystick.classify.corrections import Correction, Corrections, corrected
from tallystick.classify.reference import Weights, load_weights
from tallystick.engine import distinct
from tallystick.engine.fingerprint import fingerprint
from tallystick.engine.questions import kept
from tallystick.engine.questions.combinations import KEY, CombinationSeen, combinations_unseen
from tallystick.engine.snapshot import Snapshot
from tallystick.engine.store import Store
from tallystick.words.labels import Label
from tallystick.words.progress import Progress, unwatched

_LABEL = "label."


def classify_store(store: Store, *, progress: Progress = unwatched) -> int:
    """Give every combination of the store its label and category; how many were new.

    All are classified again when the rules, a reviewer's answers or the learnt weights changed.
    """
    corrections, weights = kept_corrections(store), _learnt(store)
    classifier = _version(corrections, weights)
    again = kept.made_by(store, "categories") != classifier
    unseen = combinations_unseen(store, again=again)
    if not unseen:
        return 0
    progress("Classifying", 0, 1)
    combinations = [_combination(row) for row in unseen]
    known = Corrections(corrections)
    answers = [
        corrected(combination, said, known)
        for combination, said in zip(
            combinations, classify(combinations, weights=weights), strict=True
        )
    ]
    rows = _category_rows(unseen, answers)
    distinct.put_categories(store, rows, version=classifier, keep=not again)
    progress("Classifying", 1, 1)
    return len(answers)


def is_classified(store: Snapshot) -> bool:
    """True when `classify_store` would find nothing to do."""
    classifier = _version(kept_corrections(store), _learnt(store))
    again = kept.made_by(store, "categories") != classifier
    return not combinations_unseen(store, again=again)


def kept_corrections(store: Snapshot) -> list[Correction]:
    """What reviewers have said, by texts."""
    return [Correction(*row) for row in kept.corrections(store)]


def keep_corrections(store: Store, corrections: Sequence[Correction], *, by: str, on: date) -> None:
    """Keep reviewers' answers; a later one on the same texts replaces the earlier.

    by: who decided. on: the day.
    """
    last = {each.texts: each for each in corrections}
    rows = pa.table(
        {
            "supplier": [texts[0] for texts in last],
            "department": [texts[1] for texts in last],
            "description": [texts[2] for texts in last],
            "category_text": [texts[3] for texts in last],
            "category": [each.category for each in last.values()],
            "decided_by": [by] * len(last),
            "decided_on": pa.array([on] * len(last), pa.date32()),
        }
    )
    if last:
        store.replace_rows("corrections", rows, keep=True)


def keep_learnt(store: Store, learnt: Weights) -> None:
    """Keep the weights learnt from this store's corrections, instead of those before."""
    named = {**learnt.features, **{f"{_LABEL}{label}": w for label, w in learnt.labels.items()}}
    store.replace_rows(
        "learnt_weights", pa.table({"name": list(named), "weight": list(named.values())})
    )


def _learnt(store: Snapshot) -> Weights | None:
    """The weights learnt from this store; None where none were."""
    known = dict(kept.learnt_weights(store))
    if not known:
        return None
    labels = {
        Label(name.removeprefix(_LABEL)): weight
        for name, weight in known.items()
        if name.startswith(_LABEL)
    }
    features = {name: weight for name, weight in known.items() if not name.startswith(_LABEL)}
    return Weights({**load_weights().features, **features}, labels)


def _version(corrections: Sequence[Correction], weights: Weights | None) -> str:
    """Changes with the rules, with what reviewers have said and with what was learnt."""
    said = repr(([(*each.texts, each.category) for each in corrections], weights))
    rules = fingerprint("classify", "reference")
    if not corrections and weights is None:
        return rules
    return f"{rules}-{sha256(said.encode()).hexdigest()[:12]}"


def _combination(row: CombinationSeen) -> Combination:
    return Combination(
        supplier=row.supplier,
        department=row.department,
        description=row.description,
        published_category=row.category_text,
        category_code=row.category_code,
        kind=row.kind,
        **_further_texts(row),
    )


def _further_texts(row: CombinationSeen) -> dict[str, str]:
    """Cost centre, subjective heading and narrative, each "" where another column told the same:
    one column may hold two roles."""
    said = {row.department, row.description, row.category_text}
    found: dict[str, str] = {}
    for name in ("cost_centre", "subjective", "narrative"):
        text: str = getattr(row, name)
        found[name] = "" if text in said else text
        said.add(text)
    return found


def _category_rows(seen: Sequence[CombinationSeen], answers: Sequence[Classified]) -> pa.Table:
    """CATEGORIES rows: the combinations with what was said of each."""
    texts = dict(zip(CombinationSeen._fields, zip(*seen, strict=True), strict=True))
    return pa.Table.from_pydict(
        {
            **{name: texts[name] for name in KEY},
            "label": [str(answer.label) for answer in answers],
            "category": [answer.category for answer in answers],
            "proclass": [answer.proclass for answer in answers],
            "confidence": [answer.confidence for answer in answers],
            "reasons": [list(answer.reasons) for answer in answers],
        },
        schema=distinct.CATEGORIES,
    )
