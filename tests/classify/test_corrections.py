"""A reviewer's answers outrank all evidence; learning from them bends what ships."""

from dataclasses import replace

import pytest

from tallystick.classify import Combination, classify
from tallystick.classify.corrections import Correction, Corrections, corrected
from tallystick.classify.learn import STARTING_WEIGHTS, Labelled, learn
from tallystick.classify.reference import load_weights
from tallystick.words.labels import Label

LINE = Combination("Quillworks Ltd", "ICT", "Software licences", "Supplies")


def answer(category: str, **texts: str) -> Correction:
    """An answer for these texts, any where not given."""
    given = {"supplier": "", "department": "", "description": "", "published_category": ""} | texts
    return Correction(**given, category=category)


def said(*corrections: Correction, of: Combination = LINE) -> tuple[Label, str, float]:
    """What a combination is for once these answers are known."""
    (evidence,) = classify([of])
    found = corrected(of, evidence, Corrections(corrections))
    return found.label, found.category, found.confidence


def test_without_an_answer_the_evidence_stands() -> None:
    assert said()[:2] == (Label.IT, "software")
    assert said(answer("training", supplier="Somebody Else Ltd"))[:2] == (Label.IT, "software")


def test_an_answer_outranks_the_evidence() -> None:
    assert said(answer("training", supplier="Quillworks Ltd")) == (Label.HR, "training", 1.0)
    (found,) = [
        corrected(LINE, classify([LINE])[0], Corrections([answer("training", department="ICT")]))
    ]
    assert found.reasons == ("a reviewer said so",)


def test_the_closest_answer_holds() -> None:
    wide = answer("training", supplier="Quillworks Ltd")
    narrow = answer("printing", supplier="Quillworks Ltd", description="Software licences")
    other = answer("postage", department="ICT", published_category="Supplies")
    assert said(wide, narrow, other)[1] == "printing"
    assert said(wide, other)[1] == "postage"
    assert said(wide, other, of=replace(LINE, published_category=""))[1] == "training"


def test_of_equally_close_answers_the_suppliers_holds() -> None:
    by_supplier = answer("training", supplier="Quillworks Ltd")
    by_text = answer("printing", description="Software licences")
    assert said(by_text, by_supplier)[1] == "training"


def test_a_later_answer_on_the_same_texts_replaces_the_earlier() -> None:
    first, later = (answer(slug, supplier="Quillworks Ltd") for slug in ("training", "printing"))
    assert said(first, later)[1] == "printing"


def test_an_answer_names_something_and_a_category_that_there_is() -> None:
    with pytest.raises(ValueError, match="names a supplier or a text"):
        answer("training")
    with pytest.raises(ValueError, match="no category 'trainig'"):
        answer("trainig", supplier="Quillworks Ltd")


def test_learning_starts_from_what_ships_and_bends_only_what_was_spoken_of() -> None:
    shipped = load_weights()
    rows = [
        Labelled(Combination("", "", "Software licences", f"{n}"), Label.IT, None, is_certain=True)
        for n in range(30)
    ]
    learnt = learn(rows, near=shipped)
    assert learnt.features["supplier.named"] == shipped.features["supplier.named"]
    assert learnt.labels[Label.IT] >= shipped.labels[Label.IT]
    assert set(learnt.features) == set(STARTING_WEIGHTS)


def test_learning_from_answers_moves_a_draw_to_their_side() -> None:
    """Two kinds of evidence that disagree: reviewers say again and again which one is right."""
    rows = [
        Labelled(
            Combination(f"Alder {n} Training Ltd", "", "Storage", ""),
            Label.OFFICE,
            None,
            is_certain=True,
        )
        for n in range(40)
    ]
    line = Combination("Elm Training Ltd", "", "Storage", "")
    (before,) = classify([line])
    (after,) = classify([line], weights=learn(rows, near=load_weights()))
    assert (before.label, after.label) == (Label.HR, Label.OFFICE)
