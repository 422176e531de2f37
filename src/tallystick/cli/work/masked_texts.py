"""The texts of reviewers' lists of labels: masked where they may name a person, and read back."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tallystick.cli.work.unmasking import returning_mask
from tallystick.engine.asking import Answering
from tallystick.engine.questions.combinations import Doubtful, combinations_unseen
from tallystick.find.shown_words import shown_in
from tallystick.match import SupplierKind, kind_of
from tallystick.match.masks import TEXT, Mask, is_masked, open_names
from tallystick.match.names.in_texts import names_a_person
from tallystick.words.mistakes import UserMistake

COLUMNS = ("department", "description", "category_text")
"""The columns of a combination that hold a council's own words."""


class ReviewedTexts(NamedTuple):
    """The four texts that an answer speaks of; "" for any."""

    supplier: str
    department: str
    description: str
    published_category: str


def shown_rows(store: Answering, rows: Sequence[Doubtful], mask: Mask) -> list[Doubtful]:
    """The rows as a reviewer may see them: what few suppliers share, or what names a person, is
    masked."""
    if mask is open_names:
        return list(rows)
    departments, descriptions, categories = (shown_in(store, column) for column in COLUMNS)

    def shown(text: str, common: Collection[str]) -> str:
        return text if not text or text in common else mask(text)

    return [
        row._replace(
            department=shown(row.department, departments),
            description=shown(row.description, descriptions),
            category_text=shown(row.category_text, categories),
        )
        for row in rows
    ]


def read_back(
    store: Answering, folder: Path, rows: Sequence[tuple[str, ReviewedTexts]]
) -> list[ReviewedTexts]:
    """The texts that a returned list means, its masks undone.

    rows: (file and line, texts). Raises UserMistake where a mask leads back to nothing that the
    store holds.
    """
    if not any(map(is_masked, (text for _place, texts in rows for text in texts))):
        return [texts for _place, texts in rows]
    mask = returning_mask(folder, of=TEXT)
    held = {
        text
        for seen in combinations_unseen(store, again=True)
        for text in (seen.department, seen.description, seen.category_text)
    }
    behind = {mask(text): text for text in held}
    return [
        ReviewedTexts(*(_behind(text, behind, place) for text in texts)) for place, texts in rows
    ]


def shown_line(row: Mapping[str, str], mask: Mask) -> dict[str, str]:
    """A row of a given list as it may be written: the supplier where it is a person, and every
    cell that names one, masked."""
    if mask is open_names:
        return dict(row)
    return {
        column: mask(text) if text and _names(column, text) else text
        for column, text in row.items()
    }


def _names(column: str, text: str) -> bool:
    if column == "supplier":
        return kind_of(text) is SupplierKind.PERSON
    return names_a_person(text)


def _behind(text: str, behind: Mapping[str, str], place: str) -> str:
    if not is_masked(text):
        return text
    if text not in behind:
        raise UserMistake(
            f"{place}: {text!r} leads back to no text of this store.",
            "Leave the masks as this store's `tallystick classify review` wrote them.",
        )
    return behind[text]
