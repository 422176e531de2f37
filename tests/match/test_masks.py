"""Masks of private persons' names: those that come back, and those that only count. Invented."""

from tallystick.match.masks import keyed, ordinals, unmasked

NAMES = ["Mr A Threlkeldson", "Mr B Threlkeldson"]
KEY, OTHER = bytes(32), bytes(31) + b"1"


def test_a_keyed_mask_leads_back_with_its_key_only() -> None:
    mask = keyed(KEY)
    assert [unmasked(mask(name), NAMES, mask=mask) for name in NAMES] == NAMES
    assert unmasked(keyed(OTHER)(NAMES[0]), NAMES, mask=mask) is None
    assert unmasked(mask("Mr C Threlkeldson"), NAMES, mask=mask) is None


def test_a_name_as_it_stands_leads_to_itself() -> None:
    assert unmasked(NAMES[1], NAMES, mask=keyed(KEY)) == NAMES[1]
    assert unmasked("person 1", NAMES, mask=keyed(KEY)) is None


def test_ordinals_count_in_the_order_asked() -> None:
    mask = ordinals()
    assert [mask(name) for name in (*NAMES, NAMES[0])] == ["person 1", "person 2", "person 1"]
