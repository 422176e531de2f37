"""Branches of chains are their firm; bodies known by their letters are the bodies."""

import pytest

from tallystick.match.names.parse import parse


@pytest.mark.parametrize(
    "spelling",
    ["TESCO STORES 2622", "Tesco - Petrol", "TESCO", "Tesco Store Leeds", "Tesco Superstore Bradf"],
)
def test_a_branch_is_its_chain(spelling: str) -> None:
    assert parse(spelling).key == "tesco"


def test_the_longer_chain_goes_before_the_shorter() -> None:
    assert parse("HOLIDAY INN EXPRESS LEEDS").key == "holidayinnexpress"
    assert parse("Holiday Inn Express").key == "holidayinnexpress"
    assert parse("Holiday Inn Harrogate").key == "holidayinn"


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("Boots Halifax", "boot"),
        ("BOOTS 1423", "boot"),
        ("Boots Cottage Crafts", "bootcottagecraft"),
        ("McDonald Plumbing Services", "mcdonaldplumbingservice"),
        ("Tesco Bank", "tescobank"),
        ("Sainsbury's Supermarkets Ltd", "sainsbury"),
    ],
)
def test_a_name_that_is_also_a_word_is_a_chain_only_before_a_place_or_shops_word(
    spelling: str, key: str
) -> None:
    assert parse(spelling).key == key


def test_letters_stand_for_their_body() -> None:
    assert parse("RTPI").key == parse("The Royal Town Planning Institute").key
    assert (
        parse("C.I.P.F.A. Ltd").key == parse("Chartered Inst of Public Finance & Accountancy").key
    )
    assert parse("RTPI Conference").key == "rtpiconference"
