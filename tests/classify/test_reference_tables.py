"""The room's reference tables hold together."""

import re

import pytest

from tallystick.classify import load_categories
from tallystick.classify.learn import LABELS, STARTING_WEIGHTS
from tallystick.classify.phrases import PhraseBook
from tallystick.classify.reference import (
    Sense,
    known_suppliers,
    load_weights,
    moves,
    name_phrases,
    name_words,
    published_codes,
    text_phrases,
)
from tallystick.words.labels import Label

LEVERS = {None, "L4", "L5", "L5a", "L7"}

BOOKS = {
    "texts": text_phrases,
    "names": name_phrases,
    "whole names": lambda: known_suppliers().whole,
    "starts of names": lambda: known_suppliers().start,
    "parts of names": lambda: known_suppliers().anywhere,
}


def test_every_category_is_whole() -> None:
    for slug, category in load_categories().items():
        assert category.slug == slug
        assert re.fullmatch(r"[a-z_]+", slug)
        assert category.title[0].isupper()
        assert category.lever in LEVERS
        assert category.proclass is None or re.fullmatch(r"\d{6}", category.proclass)


def test_every_label_has_a_category_and_titles_are_unique() -> None:
    categories = load_categories().values()
    assert {category.label for category in categories} == set(Label)
    assert len({category.title for category in categories}) == len(categories)


def test_only_third_party_back_office_spend_has_a_lever() -> None:
    for category in load_categories().values():
        if not category.label.is_back_office:
            assert category.lever is None, category.slug
        if not category.controllable:
            assert category.lever is None, category.slug


def test_every_proclass_code_is_a_level_two_code() -> None:
    level_two = {code.proclass for code in published_codes().values()}
    for category in load_categories().values():
        assert category.proclass is None or category.proclass in level_two, category.slug


@pytest.mark.parametrize("name", BOOKS)
def test_every_sense_is_a_category_with_a_weight(name: str) -> None:
    book: PhraseBook[Sense] = BOOKS[name]()
    fields = ("description",) if name == "texts" else ("supplier",)
    assert book.entries
    for phrase, senses in book.entries.items():
        for sense in senses:
            assert sense.category in load_categories(), phrase
            for field in fields:
                assert f"{field}.{sense.tier}" in load_weights().features, phrase


def test_every_move_of_all_texts_leads_to_a_service_to_residents_or_to_a_scheme() -> None:
    categories = load_categories()
    for move in moves():
        if move.of is None:
            assert categories[move.to].label is Label.FRONT_LINE or move.to == "building_works"
            assert {categories[slug].label.is_back_office for slug in move.from_} == {True}


def test_every_move_names_categories_and_texts_that_there_are() -> None:
    fields = {name.partition(".")[0] for name in STARTING_WEIGHTS}
    for move in moves():
        assert {move.to, *move.from_, *move.steady} <= set(load_categories())
        assert move.to not in move.from_
        assert move.steady <= move.from_
        assert (move.of or fields) <= fields


def test_every_published_code_has_a_category() -> None:
    for (scheme, code), meaning in published_codes().items():
        assert meaning.category in load_categories(), (scheme, code)
        assert re.fullmatch(r"\d{6}", code) if scheme == "proclass" else scheme == "cpv"


def test_the_weights_name_all_evidence_and_all_labels() -> None:
    assert set(load_weights().features) == set(STARTING_WEIGHTS)
    assert set(load_weights().labels) == set(LABELS)
    assert min(load_weights().features.values()) > 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Reed Group Ltd", ("reed", "group")),
        ("N P S South West Ltd", ("nps", "south", "west")),
        ("W F Howes Limited", ("wf", "howe")),
        ("J. & B. Skips (UK) plc", ("j", "and", "b", "skip")),
    ],
)
def test_names_lose_legal_forms_and_join_initials(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words
