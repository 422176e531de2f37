"""Who with: groups of councils and their reasons."""

from dataclasses import replace
from datetime import date

from tests.find.world import ASH, BECK, COOM, TODAY, cell, comparison, found_in

from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.findings import Group
from tallystick.words.council import CouncilKind


def bordering() -> Comparison:
    """Ash and Beck touch; Coom is a county apart from them."""
    plain = comparison()
    kinds = {ASH: CouncilKind.UNITARY, BECK: CouncilKind.UNITARY, COOM: CouncilKind.COUNTY}
    borders = {ASH: (BECK,), BECK: (), COOM: ()}
    return replace(
        plain,
        coverage={
            code: replace(
                seen, council=replace(seen.council, kind=kinds[code], neighbours=borders[code])
            )
            for code, seen in plain.coverage.items()
        },
    )


def groups(*cells: Cell, seen: Comparison | None = None) -> dict[frozenset[str], Group]:
    """The groups for software, by their councils."""
    found = found_in(*cells, seen=seen or bordering())["category:software"]
    return {frozenset(council.code for council in each.councils): each for each in found.groups}


CELLS = (
    cell(ASH, "quill", 2_000_000),
    cell(BECK, "quill", 1_000_000),
    cell(COOM, "tarn", 9_000_000),
)


def test_neighbours_of_one_kind_with_one_firm_come_first() -> None:
    found = groups(*CELLS)
    best = next(iter(found.values()))
    assert [council.code for council in best.councils] == [ASH, BECK]
    assert best.reasons == (
        "All pay Quillworks Ltd already.",
        "Each borders another of them.",
        "All are unitary councils, with the same services.",
    )
    assert best.basis_pence == 3_000_000
    assert best.saving is not None
    assert best.saving.central == 90_000


def test_councils_with_nothing_in_common_but_the_category_are_no_group() -> None:
    assert frozenset({ASH, BECK, COOM}) not in groups(*CELLS)


def test_a_county_borders_its_districts() -> None:
    seen = bordering()
    ash = replace(seen.coverage[ASH], council=replace(seen.coverage[ASH].council, county=COOM))
    seen = replace(seen, coverage={**seen.coverage, ASH: ash})
    found = groups(cell(ASH, "quill", 2_000_000), cell(COOM, "tarn", 1_000_000), seen=seen)
    assert found[frozenset({ASH, COOM})].reasons == ("Each borders another of them.",)


def test_councils_that_become_one_say_so_and_need_their_successor_named() -> None:
    seen = bordering()
    joined = {
        code: replace(
            one, council=replace(one.council, end=date(2028, 4, 1), replaced_by=("X06000009",))
        )
        for code, one in seen.coverage.items()
    }
    found = groups(*CELLS, seen=replace(seen, coverage=joined))
    group = found[frozenset({ASH, BECK})]
    assert "They become one council, which will need one contract." in group.reasons
    assert group.hindrances[0] == "Ash ends on 1 April 2028: its successor must be named."


def test_a_systems_users_are_a_group() -> None:
    found = found_in(
        cell(ASH, "quill", 2_000_000, product="quill_pay"),
        cell(COOM, "tarn", 1_000_000, product="quill_pay"),
        seen=bordering(),
    )["product:quill_pay"]
    assert found.groups[0].reasons == ("All pay for Quill Pay.",)


def altered(seen: Comparison, code: str, **changes: object) -> Comparison:
    """The comparison, a council changed."""
    one = seen.coverage[code]
    council = replace(one.council, **changes)
    return replace(seen, coverage={**seen.coverage, code: replace(one, council=council)})


def test_different_nations_stand_in_the_way_and_one_does_not() -> None:
    assert groups(*CELLS)[frozenset({ASH, BECK})].hindrances == ()
    abroad = groups(*CELLS, seen=altered(bordering(), BECK, nation="Wales"))
    (told,) = abroad[frozenset({ASH, BECK})].hindrances
    assert "different nations" in told


def test_a_council_that_ended_already_needs_no_successor_named() -> None:
    for end, told in ((TODAY, 0), (date(2026, 11, 24), 1)):
        found = groups(*CELLS, seen=altered(bordering(), BECK, end=end))
        named = [group for councils, group in found.items() if councils == {ASH, BECK}]
        assert sum(len(group.hindrances) for group in named) == told * len(named)


def test_councils_of_one_kind_and_region_are_a_group() -> None:
    """Nothing else ties them: no border, no firm in common."""
    seen = altered(bordering(), ASH, neighbours=())
    cells = (cell(ASH, "quill", 2_000_000), cell(BECK, "tarn", 1_000_000), cell(COOM, "x", 5))
    found = groups(*cells, seen=replace(seen, names={**seen.names, "x": "X Ltd"}))
    assert found[frozenset({ASH, BECK})].reasons == (
        "All are unitary councils, with the same services.",
    )


def test_a_row_of_neighbours_is_walked_from_end_to_end() -> None:
    """Beck touches Ash and Coom, which do not touch each other."""
    row = altered(altered(bordering(), ASH, neighbours=(BECK,)), COOM, neighbours=(BECK,))
    found = groups(*CELLS, seen=row)
    assert found[frozenset({ASH, BECK, COOM})].reasons == ("Each borders another of them.",)
    apart = altered(altered(bordering(), ASH, neighbours=()), COOM, neighbours=(BECK,))
    assert frozenset({ASH, BECK, COOM}) not in groups(*CELLS, seen=apart)


def test_of_groups_with_as_much_to_say_the_one_with_more_pounds_comes_first() -> None:
    """Ash borders Beck and Coom, which pays more; each pair has its border and no more."""
    seen = altered(bordering(), ASH, neighbours=(BECK, COOM), kind=CouncilKind.DISTRICT)
    cells = (
        cell(ASH, "quill", 2_000_000),
        cell(BECK, "tarn", 1_000_000),
        cell(COOM, "quill2", 9_000_000),
    )
    found = list(groups(*cells, seen=seen))
    assert found[0] == {ASH, BECK, COOM}
    assert found.index(frozenset({ASH, COOM})) < found.index(frozenset({ASH, BECK}))
