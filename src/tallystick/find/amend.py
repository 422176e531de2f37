"""A person says that lines stand in the wrong place: what is kept of it, and the store settled by
it.

What is corrected is named by the mark of a wording (engine.questions.pages.mark_of): the same
words, the same mark, so that no name need be written into an address or a command.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tallystick.classify.corrections import Correction
from tallystick.classify.persist import classify_store, keep_corrections
from tallystick.classify.reference import load_categories
from tallystick.engine.asking import Answering
from tallystick.engine.questions.pages import Cut, is_mark
from tallystick.engine.questions.why import Why, spellings_called, spellings_joined, why_of
from tallystick.engine.store import Store
from tallystick.match import Decision
from tallystick.match.persist import keep_decisions, match_store
from tallystick.match.spellings import Verdict
from tallystick.reference.councils import Councils
from tallystick.words.mistakes import UserMistake
from tallystick.words.progress import Progress, unwatched

MOST_SPELLINGS = 200
"""Spellings of a supplier that are looked through."""


class Reach(StrEnum):
    """For which lines a category holds."""

    WORDS = "words"  # the same supplier and the same texts
    SUPPLIER = "supplier"  # all that this supplier is paid
    TEXTS = "texts"  # the same texts, whoever is paid


@dataclass(frozen=True, slots=True)
class OtherCategory:
    """Lines with these words belong to this category (key of the reference table)."""

    mark: str
    category: str
    reach: Reach = Reach.WORDS


@dataclass(frozen=True, slots=True)
class OtherSupplier:
    """The spelling of these words and another name are the same supplier, or not. other: a spelling
    as published, or the name that a supplier is shown by."""

    mark: str
    other: str
    verdict: Verdict


Amendment = OtherCategory | OtherSupplier


def evidence_for(store: Answering, mark: str) -> Why:
    """The wording of a mark with its evidence. Raises UserMistake where the store has none that may
    be shown."""
    found = why_of(store, Cut(wording=mark), most=1) if is_mark(mark) else []
    if not found:
        raise UserMistake(
            "The store holds no lines with that mark.",
            "Copy the mark from a report or a local page that was made of this store.",
        )
    return found[0]


def amend(
    store: Store,
    amendment: Amendment,
    *,
    councils: Councils,
    by: str,
    on: date,
    progress: Progress = unwatched,
) -> str:
    """Keep what a person said and settle the store by it; one sentence on what was kept.

    by: who said so. on: the day. Raises UserMistake, before anything is kept, where the words, the
    category or the other name are not there.
    """
    told = evidence_for(store, amendment.mark)
    if isinstance(amendment, OtherCategory):
        said = _recategorise(store, told, amendment, by=by, on=on)
    else:
        said = _rejoin(store, told, amendment, by=by, on=on)
        match_store(store, councils=councils, progress=progress)
    classify_store(store, progress=progress)
    return said


def _recategorise(store: Store, told: Why, wanted: OtherCategory, *, by: str, on: date) -> str:
    categories = load_categories()
    if wanted.category not in categories:
        raise UserMistake(
            f"There is no category {wanted.category!r}.", f"Name one of {', '.join(categories)}."
        )
    texts = (told.department, told.description, told.category_text)
    if wanted.reach is Reach.TEXTS and not any(texts):
        raise UserMistake(
            "The files give no text beside these lines.", "Correct all that the supplier is paid."
        )
    kept = Correction(
        "" if wanted.reach is Reach.TEXTS else told.supplier,
        *(("", "", "") if wanted.reach is Reach.SUPPLIER else texts),
        category=wanted.category,
    )
    keep_corrections(store, [kept], by=by, on=on)
    return f"Kept: they are {categories[wanted.category].title.lower()}."


def _rejoin(store: Store, told: Why, wanted: OtherSupplier, *, by: str, on: date) -> str:
    other = _other_spelling(store, told, wanted)
    keep_decisions(store, [Decision(told.spelling, other, wanted.verdict)], by=by, on=on)
    return f"Kept: {told.spelling} and {other} are {_SAID[wanted.verdict]}."


_SAID: dict[Verdict, str] = {
    "same": "the same supplier",
    "not_same": "not the same supplier",
    "same_group": "two suppliers of one group",
}


def _other_spelling(store: Store, told: Why, wanted: OtherSupplier) -> str:
    """The spelling that is meant, among those of the same supplier where two are to be parted."""
    name = wanted.other.strip()
    if wanted.verdict == "not_same":
        mine = spellings_joined(store, told.supplier_id, most=MOST_SPELLINGS)
        found = [each.spelling for each in mine if each.spelling == name]
    else:
        found = spellings_called(store, name, most=1)
    found = [each for each in found if each != told.spelling]
    if not found:
        raise UserMistake(
            "The store has no other supplier of exactly that name.",
            "Give the name as a file or a page spells it.",
        )
    return found[0]
