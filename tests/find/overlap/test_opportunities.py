"""What an opportunity carries, and which are listed."""

from dataclasses import replace
from datetime import date

from tests.find.overlap.test_ladder import contract
from tests.find.world import (
    ASH,
    BECK,
    COOM,
    all_told_as,
    cell,
    comparison,
    coverage,
    found_in,
    told,
    told_as,
)

from tallystick.contracts.linked import Contracts
from tallystick.find.findings import Part, Rung
from tallystick.find.overlap.headline import total_saving
from tallystick.find.overlap.ladder import in_common
from tallystick.find.overlap.letting import align
from tallystick.words.council import CouncilKind
from tallystick.words.labels import Label
from tallystick.words.rate import SavingRange

REGISTERED = frozenset({ASH, BECK})
BOTH = (cell(ASH, "quill", 2_000_000), cell(BECK, "quill", 1_000_000))


def test_an_opportunity_names_its_system_and_what_its_pounds_rest_on() -> None:
    found = found_in(
        *(cell(code, "quill", 2_000_000, product="quill_pay") for code in (ASH, BECK)), *BOTH
    )
    assert found["product:quill_pay"].product == "quill_pay"
    assert found["category:software"].product is None
    assert {each.basis_rung for each in found.values()} == {"sound"}
    assert found["product:quill_pay"].basis_pence == 4_000_000
    assert found["bought:it"].basis_pence == 7_000_000
    assert all(each.stands for each in found.values())


def test_with_a_register_the_pounds_rest_on_what_ends_soon() -> None:
    known = tuple(contract(code, "quill", date(2027, 9, 30)) for code in (ASH, BECK))
    seen = replace(comparison(), contracts=Contracts(known, REGISTERED))
    found = found_in(*BOTH, seen=seen)
    assert {each.basis_rung for each in found.values()} == {"ending_soon"}


def test_the_contracts_of_an_overlap_are_those_behind_it_and_of_its_category() -> None:
    """Ash's is behind what it pays Quill; Beck's is of the category, with a firm it never paid; a
    function has none."""
    behind, other = contract(ASH, "quill", None), contract(BECK, "wren", None)
    seen = replace(comparison(), contracts=Contracts((behind, other), REGISTERED))
    found = found_in(*BOTH, seen=seen)
    assert set(found["category:software"].contracts) == {behind, other}
    assert found["supplier:quill:it"].contracts == (behind,)
    assert found["bought:it"].contracts == ()


def test_what_to_do_next_begins_with_the_best_group() -> None:
    """All are unitary councils; Ash and Beck pay one firm besides."""
    found = found_in(*BOTH, cell(COOM, "tarn", 9_000_000))["category:software"]
    assert [council.short_name for council in found.groups[0].councils] == ["Ash", "Beck"]
    step = told_as(found.next_step)
    assert step.startswith("Begin with Ash and Beck: lay the councils' contract registers")
    assert step.endswith("first the contracts with Quillworks Ltd, which each of them pays.")


def test_parts_put_the_products_of_a_supplier_together() -> None:
    cells = (
        cell(ASH, "quill", 2_000_000),
        cell(ASH, "quill", 500_000, product="quill_pay"),
        cell(BECK, "quill", 1_000_000),
    )
    assert found_in(*cells)["supplier:quill:it"].parts == (
        Part(ASH, "quill", "quill", "software", 2_500_000, 8),
        Part(BECK, "quill", "quill", "software", 1_000_000, 4),
    )


def test_of_thirty_one_suppliers_the_one_that_saves_nothing_is_left_out() -> None:
    """31 firms are paid the same for building works, which no rate applies to, but for one of
    them, which cleans for less: its saving is the only one, so it is listed."""
    cells = [
        cell(code, f"f{at:02}", 1_000_000, category="building_works", label=Label.PROPERTY)
        for at in range(30)
        for code in (ASH, BECK)
    ]
    cells += [
        cell(code, "zz", 100_000, category="cleaning", label=Label.PROPERTY) for code in (ASH, BECK)
    ]
    seen = comparison()
    names = {**seen.names, "zz": "Zz", **{f"f{at:02}": f"F{at}" for at in range(30)}}
    found = told(cells, replace(seen, names=names))
    listed = {each.key for each in found.opportunities if each.key.startswith("supplier:")}
    assert found.left_out == 1
    assert len(listed) == 30
    assert "supplier:zz:property" in listed
    assert "supplier:f29:property" not in listed  # of equals the last by key


def test_rungs_are_added_with_their_words_and_who_has_no_register() -> None:
    def ladder(pence: int | None, *untold: str) -> tuple[Rung, ...]:
        return (
            Rung("once", "Once", 100, "Why once."),
            Rung("outside", "Outside", 60, "Why outside."),
            Rung("under_contract", "Under", pence, "Why under.", untold),
        )

    added = {
        rung.key: rung for rung in in_common([ladder(None, BECK), ladder(7, ASH), ladder(None)])
    }
    assert (added["shared"].pence_a_year, added["shared"].title) == (
        300,
        "Bought by two or more councils",
    )
    assert added["outside"] == Rung("outside", "Outside", 180, "Why outside.")
    assert added["under_contract"] == Rung("under_contract", "Under", 7, "Why under.", (ASH, BECK))
    assert "once" not in added
    unknown = {rung.key: rung for rung in in_common([ladder(None), ladder(None)])}
    assert unknown["under_contract"].pence_a_year is None


def test_councils_that_must_not_extend_are_named_by_name() -> None:
    """Ash's code comes first, and its name, Yew here, last."""
    seen = comparison(coverage(ASH, "Yew"), coverage(BECK, "Beck"))
    late, early = date(2029, 1, 31), date(2027, 1, 31)
    known = [contract(code, "quill", early, latest_end=late) for code in (ASH, BECK)]
    found = align(
        known, {ASH: 2_000_000, BECK: 1_000_000}, seen, paid={ASH: 1_500_000, BECK: 750_000}
    )
    assert found is not None
    (flag,) = [each for each in found.flags if each.code == "must_not_extend"]
    assert flag.councils == (BECK, ASH)


def test_a_kind_is_a_group_beside_a_third_council() -> None:
    """Ash and Beck have their kind in common and no more; Coom, a metropolitan borough, nothing."""
    plain = comparison()
    coom = replace(
        plain.coverage[COOM],
        council=replace(plain.coverage[COOM].council, kind=CouncilKind.METROPOLITAN),
    )
    seen = replace(plain, coverage={**plain.coverage, COOM: coom})
    cells = [
        cell(code, firm, 1_000_000)
        for code, firm in ((ASH, "quill"), (BECK, "quill2"), (COOM, "tarn"))
    ]
    groups = found_in(*cells, seen=seen)["category:software"].groups
    assert [[council.code for council in each.councils] for each in groups] == [[ASH, BECK]]
    assert all_told_as(groups[0].reasons) == ("All are unitary councils, with the same services.",)


def test_the_whole_saving_counts_each_pound_once() -> None:
    found = found_in(*BOTH)
    software = found["category:software"].saving
    assert software is not None
    assert total_saving(found.values()) == software
    assert total_saving([]) == SavingRange(0, 0, 0)
    assert found["supplier:quill:it"].counted_in == ("category:software",)
    assert found["bought:it"].counted_in == ("category:software",)
    assert found["category:software"].counted_in == ()
