"""What a reviewer is shown first. Names invented."""

from tallystick.match import Decision, Spelling, match_spellings
from tallystick.match.review import find_doubts, masked, unmasked

WORLD = [
    Spelling("Quillworks Oakfield Care Ltd", pence=5_000_00),
    Spelling("Quillworks Oakfeld Homes Ltd", pence=2_000_00),
    Spelling("Zebedee Oakfield Care Ltd", pence=90_00),
    Spelling("Zebedee Oakfeld Homes Ltd", pence=80_00),
    Spelling("Thornquist Roofing Ltd", pence=9_999_00),
]
IDS = {
    spelling.name: answer.supplier_id
    for spelling, answer in zip(WORLD, match_spellings(WORLD), strict=True)
}


def test_the_costliest_doubt_comes_first_and_counts_the_smaller_side() -> None:
    found = find_doubts(WORLD, IDS, [])
    assert [doubt.at_stake for doubt in found] == sorted(
        [doubt.at_stake for doubt in found], reverse=True
    )
    assert (found[0].a, found[0].b, found[0].at_stake) == (
        "Quillworks Oakfeld Homes Ltd",
        "Quillworks Oakfield Care Ltd",
        2_000_00,
    )
    assert len(find_doubts(WORLD, IDS, [], most=1)) == 1


def test_what_is_decided_is_not_asked_again() -> None:
    said = [Decision("Quillworks Oakfield Care Ltd", "Quillworks Oakfeld Homes Ltd", "not_same")]
    found = find_doubts(WORLD, IDS, said)
    assert all("Quillworks" not in doubt.a for doubt in found)


def test_a_mask_leads_back_to_its_name_only() -> None:
    names = ["Mr A Threlkeldson", "Mr B Threlkeldson"]
    assert [unmasked(masked(name), names) for name in names] == names
    assert unmasked(masked("Mr C Threlkeldson"), names) is None
    assert unmasked("Mr B Threlkeldson", names) == "Mr B Threlkeldson"


def test_of_two_suppliers_one_question_is_asked() -> None:
    oakfield = {name: "care" if "Care" in name else "homes" for name in IDS}
    (asked,) = find_doubts(WORLD, oakfield, [])
    assert asked.at_stake == 2_000_00
    (asked,) = find_doubts(WORLD, dict.fromkeys(IDS, "one"), [])
    assert asked.joined
