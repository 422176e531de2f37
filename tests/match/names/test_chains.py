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
        ("Boots Halifax", "boots"),
        ("BOOTS 1423", "boots"),
        ("Boots Cottage Crafts", "bootscottagecraft"),
        ("McDonald Plumbing Services", "mcdonaldplumbingservice"),
        ("Tesco Bank", "tescobank"),
        ("Sainsbury's Supermarkets Ltd", "sainsburys"),
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


@pytest.mark.parametrize(
    "spelling", ["Tesco Plumbing", "Aldi Solicitors", "Lidl & Sons", "Poundland Haulage Ltd"]
)
def test_another_trade_behind_a_chains_name_is_another_firm(spelling: str) -> None:
    assert parse(spelling).key not in {parse(chain).key for chain in ("Tesco", "Aldi", "Lidl")}
    assert len(parse(spelling).forms[0].words) > 1


def test_a_place_that_no_list_holds_is_a_branch_by_its_ending() -> None:
    assert parse("Greggs Osbaldwick").key == parse("Greggs").key
    assert parse("Wickes Building Supplies Allerthorpe").key == parse("Wickes").key


def test_a_chains_name_is_no_plural() -> None:
    assert parse("Argo Ltd").key != parse("Argos Ltd").key
    assert parse("Boot Ltd").key != parse("Boots").key


def test_other_names_of_a_chain_are_the_chain() -> None:
    assert parse("Costa Coffee 43011234").key == parse("Costa Ltd").key
    assert parse("WHSmith Leeds").key == parse("WH Smith").key


def test_a_body_in_letters_keeps_what_stands_in_brackets() -> None:
    form = parse("RTPI (Yorkshire)").forms[0]
    assert form.words == ("royal", "town", "planning", "institute", "yorkshire")
    assert form.main == 4
