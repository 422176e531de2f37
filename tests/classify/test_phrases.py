"""Levelling words and finding phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.classify.phrases import PhraseBook, level


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Agency Staff", ("agency", "staff")),
        ("REPAIRS & MAINTENANCE", ("repair", "and", "maintenance")),
        ("Solicitors' fees", ("solicitor", "fee")),
        ("Libraries; coaches; boxes", ("library", "coach", "box")),
        ("bus, gas, glass, tennis", ("bus", "gas", "glass", "tennis")),
        ("Café naïve", ("cafe", "naive")),
        ("Child’s play", ("child", "play")),
        ("", ()),
        ("£500 + VAT", ("500", "vat")),
    ],
)
def test_words_are_levelled(text: str, words: tuple[str, ...]) -> None:
    assert level(text) == words


def test_an_abbreviation_is_looked_up_before_its_plural_goes() -> None:
    meanings = {"subs": "subscriptions", "mtce": "maintenance", "ctax": "council tax"}
    assert level("Subs", meanings) == ("subscription",)
    assert level("sub contractor", meanings) == ("sub", "contractor")
    assert level("Bldg Mtce CTAX", meanings) == ("bldg", "maintenance", "council", "tax")


@given(st.text())
def test_levelling_ignores_case_and_is_settled(text: str) -> None:
    ascii_text = text.encode("ascii", "ignore").decode()
    assert level(ascii_text.upper()) == level(ascii_text.lower())


def test_the_longest_phrase_wins_and_uses_up_its_words() -> None:
    book: PhraseBook[str] = PhraseBook()
    book.add(("insurance",), ["finance"])
    book.add(("national", "insurance"), ["pay"])
    assert book.find(("national", "insurance")) == [(("national", "insurance"), ["pay"])]
    assert book.find(("car", "insurance")) == [(("insurance",), ["finance"])]


def test_a_phrase_without_meaning_hides_the_shorter_one() -> None:
    book: PhraseBook[str] = PhraseBook()
    book.add(("interim",), ["agency"])
    book.add(("interim", "payment"), [])
    assert [meanings for _, meanings in book.find(("interim", "payment"))] == [[]]


def test_a_phrase_may_stand_for_two_things() -> None:
    book: PhraseBook[str] = PhraseBook()
    book.add(("mail",), ["postage"])
    book.add(("mail",), ["marketing"])
    assert book.find(("mail",)) == [(("mail",), ["postage", "marketing"])]


def test_the_longest_start() -> None:
    book: PhraseBook[str] = PhraseBook()
    book.add(("capita",), ["short"])
    book.add(("capita", "resourcing"), ["long"])
    assert book.longest_start(("capita", "resourcing", "leeds")) == (
        ("capita", "resourcing"),
        ["long"],
    )
    assert book.longest_start(("capita", "one")) == (("capita",), ["short"])
    assert book.longest_start(("the", "capita")) is None
    assert book.longest_start(()) is None


def test_an_empty_phrase_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        PhraseBook[str]().add((), ["anything"])
