"""Guards for firms and bodies, one pair for each, and beside it a pair that stays one supplier."""

import pytest

from tallystick.match.sentences import explain


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("CIPFA", "RTPI", "each is a body or a chain of its own"),
        ("Tesco", "Asda", "each is a body or a chain of its own"),
        ("Tesco Stores 12", "Tesco Mobile", "behind a chain's name stands another trade"),
        ("Halfords", "Halfords Care Ltd", "behind a chain's name stands another trade"),
        ("Skanska Rail Ltd", "Skanska Homes Ltd", "they are companies of one brand"),
        ("Deloitte Peru", "Deloitte LLP", "they are companies of one brand"),
        ("Prudential Insurance", "Prudential plc", "they are companies of one brand"),
        ("Costain Murphy JV", "Murphy Ltd", "only one is a joint venture"),
        ("Amey Murphy Ltd", "Murphy Ltd", "only one is a joint venture"),
        ("Elm Court Chambers", "Elm Court North Chambers", "they are chambers of different names"),
        ("Elm Court Chambers", "Seven Elm Court", "they are chambers of different names"),
        ("Great Whin Surgery", "Great Whin Tyres", "the one is a local body"),
        ("West Whinshire Council", "Whinshire Council", "public bodies of different regions"),
        ("Bolton Royal Infirmary", "Bury Royal Infirmary", "each names another place"),
        ("Stretton Combined Authority", "Stretton Police", "each names another kind of body"),
    ],
)
def test_what_keeps_two_names_apart(one: str, other: str, why: str) -> None:
    told = explain(one, other)
    assert not told.same
    assert f"Kept apart: {why}" in told.sentence or why in told.sentence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Skanska Rail Ltd", "Skanska Rail (UK) plc"),
        ("Elm Court Chambers", "Elm Court Chambers Account"),
        ("Great Whin Surgery", "Great Whin Medical Surgery"),
        ("NHS Whinshire CCG", "NHS Whinshire Clinical Commissioning Grp"),
        ("Costain Murphy JV", "Costain Murphy Joint Venture"),
    ],
)
def test_what_does_not(one: str, other: str) -> None:
    assert explain(one, other).same
