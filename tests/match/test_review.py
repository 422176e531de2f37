"""What a reviewer is shown first. Names invented."""

from tallystick.match import Decision, Spelling, match_spellings
from tallystick.match.masks import ordinals
from tallystick.match.review import Doubt, find_doubts

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


def test_a_doubt_about_a_person_is_shown_masked_only() -> None:
    doubt = Doubt("Mr A Threlkeldson", "A Threlkeldson Joinery", True, 0.5, 1, "why", True)
    shown = doubt.shown(ordinals())
    assert (shown.a, shown.b) == ("person 1", "person 2")
    assert "Threlkeldson" not in shown.why
    firms = Doubt("A Ltd", "B Ltd", True, 0.5, 1, "why")
    assert firms.shown(ordinals()) is firms


def test_of_two_suppliers_one_question_is_asked() -> None:
    oakfield = {name: "care" if "Care" in name else "homes" for name in IDS}
    (asked,) = find_doubts(WORLD, oakfield, [])
    assert asked.at_stake == 2_000_00
    (asked,) = find_doubts(WORLD, dict.fromkeys(IDS, "one"), [])
    assert asked.joined
