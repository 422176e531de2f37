"""What must hold of every answer, on small worlds of invented names."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.match import Decision, Matched, Spelling, SupplierKind, explain, match_spellings
from tallystick.reference.councils import load_councils

WORLD = [
    "QUILLWORTH SYSTEMS LTD",
    "Quillworth Systems Limited",
    "Quillworth System",
    "QUILLWORTH SYSTE",
    "Quillwroth Systems Ltd",
    "Zebedee Care Homes Ltd",
    "ZEBEDEE CARE HOME",
    "Zebedee Holdings Ltd T/A Marrowfield Nursing Home",
    "Marrowfield Nursing Home",
    "Thornquist Primary School",
    "Thornquist High School",
    "Thornquist Parish Council",
    "MR A THRELKELDSON",
    "MR B THRELKELDSON",
    "A Threlkeldson",
    "Capita Business Services Ltd",
    "Capita Software Services Ltd",
    "REDACTED PERSONAL DATA",
    "Hill Quill 1 Ltd",
    "Hill Quill 3 Ltd",
    "Quagmire Carpets (Leeds)",
    "Quagmire Carpets (Exeter)",
    "Quagmire Carpets",
    "",
]


def match(names: list[str], **more: object) -> dict[str, Matched]:
    answers = match_spellings([Spelling(name) for name in names], **more)  # type: ignore[arg-type]
    return dict(zip(names, answers, strict=True))


def ids(names: list[str], **more: object) -> dict[str, str]:
    return {name: answer.supplier_id for name, answer in match(names, **more).items()}


@pytest.fixture(scope="module")
def world() -> dict[str, Matched]:
    return match(WORLD)


def test_writing_habits_typing_and_cuts_are_one_supplier(world: dict[str, Matched]) -> None:
    assert len({world[name].supplier_id for name in WORLD[:5]}) == 1


def test_a_trading_name_joins(world: dict[str, Matched]) -> None:
    assert world[WORLD[7]].supplier_id == world[WORLD[8]].supplier_id


@pytest.mark.parametrize(
    ("one", "other"), [(9, 10), (9, 11), (12, 13), (18, 19), (20, 21), (15, 16), (5, 7)]
)
def test_who_may_not_be_joined(world: dict[str, Matched], one: int, other: int) -> None:
    assert world[WORLD[one]].supplier_id != world[WORLD[other]].supplier_id


def test_a_rare_trade_does_not_join_firms_of_different_coined_names() -> None:
    """However few do the same work, the word that a name begins with is whose it is."""
    firms = [f"{word} Damp Proofing" for word in ("Lissenholt", "Jesselmere", "Vellthwaite")]
    assert len(set(ids(firms).values())) == 3


def test_a_title_makes_no_other_person(world: dict[str, Matched]) -> None:
    assert world["MR A THRELKELDSON"].supplier_id == world["A Threlkeldson"].supplier_id
    assert world["MR A THRELKELDSON"].kind is SupplierKind.PERSON


def test_group_companies_stay_apart_and_know_their_group(world: dict[str, Matched]) -> None:
    one, other = world["Capita Business Services Ltd"], world["Capita Software Services Ltd"]
    assert one.group_id == other.group_id == "capita"


def test_one_answer_for_each_spelling_in_order() -> None:
    assert match_spellings([]) == []
    assert [a.supplier_name for a in match_spellings([Spelling("Quill"), Spelling("Marl")])] == [
        "Quill",
        "Marl",
    ]


def test_order_does_not_matter(world: dict[str, Matched]) -> None:
    shuffled = list(WORLD)
    random.Random(4).shuffle(shuffled)
    assert match(shuffled) == world


def test_matching_again_changes_nothing(world: dict[str, Matched]) -> None:
    kept = {name: answer.supplier_id for name, answer in world.items()}
    assert match(WORLD, kept=kept) == world


def test_new_spellings_rename_nobody() -> None:
    before = ids(WORLD[:2] + WORLD[5:9])
    after = ids(["AAA QUILLWORTH SYSTEMS", *WORLD], kept=before)
    assert {name: after[name] for name in before} == before


def test_the_name_is_the_full_one() -> None:
    names = {"QUILLWORTH SYSTE": 3, "Quillworth Systems Limited": 5, "Quillworth System": 4}
    answers = match_spellings([Spelling(name, lines) for name, lines in names.items()])
    assert {answer.supplier_name for answer in answers} == {"Quillworth Systems Limited"}


class TestReviewers:
    """A reviewer's word always wins."""

    def test_same_joins_strangers(self) -> None:
        said = [Decision("Quagmire Carpets", "Zebedee Care Homes Ltd", "same")]
        found = ids(WORLD, decisions=said)
        assert found["Quagmire Carpets"] == found["Zebedee Care Homes Ltd"]

    def test_same_outranks_a_guard(self) -> None:
        found = ids(WORLD, decisions=[Decision("Hill Quill 1 Ltd", "Hill Quill 3 Ltd", "same")])
        assert found["Hill Quill 1 Ltd"] == found["Hill Quill 3 Ltd"]

    @pytest.mark.parametrize("other", ["Quillworth Systems Limited", "QUILLWORTH SYSTE"])
    def test_not_same_parts_even_what_reads_the_same(self, other: str) -> None:
        said = [Decision("QUILLWORTH SYSTEMS LTD", other, "not_same")]
        found = ids(WORLD[:5], decisions=said)
        assert found["QUILLWORTH SYSTEMS LTD"] != found[other]

    def test_not_same_parts_a_trading_name(self) -> None:
        found = ids(WORLD, decisions=[Decision(WORLD[7], WORLD[8], "not_same")])
        assert found[WORLD[7]] != found[WORLD[8]]

    def test_same_group_keeps_two_suppliers(self) -> None:
        said = [Decision("Quagmire Carpets", "Zebedee Care Homes Ltd", "same_group")]
        found = match(WORLD, decisions=said)
        one, other = found["Quagmire Carpets"], found["Zebedee Care Homes Ltd"]
        assert one.supplier_id != other.supplier_id
        assert one.group_id == other.group_id is not None


class TestNumbers:
    """Published numbers join names that agree, and are not believed where they cover strangers."""

    def test_a_shared_company_number_joins_a_renamed_firm(self) -> None:
        one, other = match_spellings(
            [
                Spelling("Quillworth Ltd", company_number="01234567"),
                Spelling("Marrowfield Ltd", company_number="1234567"),
            ]
        )
        assert one.supplier_id == other.supplier_id
        assert one.reasons == ("both give the same company number",)

    def test_a_vat_group_does_not_join_strangers(self) -> None:
        one, other = match_spellings(
            [
                Spelling("Quillworth Ltd", vat_number="980780684"),
                Spelling("Marrowfield Ltd", vat_number="980780684"),
            ]
        )
        assert one.supplier_id != other.supplier_id

    def test_a_number_of_many_names_is_a_default(self) -> None:
        names = ["Quillworth", "Marrowfield", "Zebedee", "Thornquist", "Umber", "Ochre", "Vellum"]
        answers = match_spellings([Spelling(name, company_number="01234567") for name in names])
        assert len({answer.supplier_id for answer in answers}) == len(names)

    def test_a_reused_company_number_joins_no_strangers(self) -> None:
        names = ["Quillworth Systems Ltd", "Marrowfield Care Ltd", "Zebedee Roofing Ltd"]
        answers = match_spellings([Spelling(name, company_number="01234567") for name in names])
        assert len({answer.supplier_id for answer in answers}) == 3

    @pytest.mark.parametrize(
        "number", [{"vat_number": "980780685"}, {"company_number": "ABC"}, {"charity_number": "0"}]
    )
    def test_a_mistyped_number_joins_nobody(self, number: dict[str, str]) -> None:
        names = ["Quillworth Arts", "Quillworth Arts Marrowfield Trust"]
        with_number = match_spellings([Spelling(name, **number) for name in names])  # type: ignore[arg-type]
        without = match_spellings([Spelling(name) for name in names])
        assert with_number == without

    def test_a_councils_own_id_joins_only_names_that_agree(self) -> None:
        names = ["Quillworth Arts", "Quillworth Arts and Crafts Marrow", "Zebedee Roofing Ltd"]
        answers = match_spellings([Spelling(name, supplier_refs=("E1:77",)) for name in names])
        one, other, stranger = (answer.supplier_id for answer in answers)
        assert one == other != stranger

    def test_no_number_outranks_a_guard(self) -> None:
        names = ["Hill Quill 1 Ltd", "Hill Quill 3 Ltd"]
        one, other = match_spellings([Spelling(name, vat_number="980780684") for name in names])
        assert one.supplier_id != other.supplier_id


NAMES = st.lists(st.sampled_from(WORLD), min_size=1, max_size=12, unique=True)


@settings(max_examples=40, deadline=None)
@given(NAMES, st.randoms())
def test_any_order_gives_the_same_suppliers(names: list[str], chance: random.Random) -> None:
    shuffled = list(names)
    chance.shuffle(shuffled)
    assert match(shuffled) == match(names)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WORLD), st.sampled_from(WORLD))
def test_explaining_is_symmetric(one: str, other: str) -> None:
    assert explain(one, other) == explain(other, one)


@settings(max_examples=40, deadline=None)
@given(NAMES)
def test_no_supplier_holds_a_pair_that_a_guard_keeps_apart(names: list[str]) -> None:
    found = match(names)
    for one in names:
        for other in names:
            if explain(one, other).sentence.startswith("Kept apart"):
                assert found[one].supplier_id != found[other].supplier_id


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_no_text_is_too_odd(name: str) -> None:
    (answer,) = match_spellings([Spelling(name)])
    assert answer.supplier_name == name
    assert explain(name, name).same


class Councils:
    """A table of one county and one city."""

    def names(self) -> dict[str, str]:
        return {"quillshire county council": "E1", "marrowby city council": "E2"}


def test_a_council_is_known_by_its_short_form() -> None:
    names = ["Quillshire CC", "QUILLSHIRE COUNTY COUNCIL", "Marrowby C C", "Marrowby City Council"]
    found = ids(names, councils=Councils())
    assert found[names[0]] == found[names[1]] != found[names[2]] == found[names[3]]


def test_no_chain_joins_a_church_with_a_school() -> None:
    names = ["St Quilla's", "St Quilla's Church", "St Quilla's School", "St Quillas Primary School"]
    found = ids(names)
    assert found["St Quilla's Church"] != found["St Quilla's School"]


def test_schools_and_parishes_of_different_names_stay_apart() -> None:
    for one, other in (
        ("THORPE QUILLWORTH PRIMARY SCHOOL", "THORPE ZEBEDEE PRIMARY SCHOOL"),
        ("Kirk Quillworth Parish Council", "Kirk Zebedee Parish Council"),
    ):
        assert "different names" in explain(one, other).sentence
    assert explain("Quillworth Avenue Primary School", "QUILLWORTH AVE PRIMARY SCHOOL").same


def test_letters_are_a_bodys_but_anybodys_where_a_firm_bears_them() -> None:
    assert explain("Quillworth Association of Zither Makers", "QAZM").same
    assert not explain("Quillworth Plumbing Heating Drainage Ltd", "QPHD Ltd").same
    one = ids(["Quillworth Association of Zither Makers", "QAZM"])
    assert len(set(one.values())) == 1


def test_letters_that_two_bodies_share_are_neither_s() -> None:
    two = ids(["Quillworth Zither Association Board", "Quilldale Zebra Action Board", "QZAB"])
    assert len(set(two.values())) == 3


def test_a_name_is_compared_as_it_is_written_together_and_apart() -> None:
    names = ["QUILL WORTH LTD", "Quillworth Limited", "Quillworth Estate Agents"]
    assert len(set(ids(names).values())) == 1


def test_a_single_coined_word_is_the_name_and_a_common_one_is_not() -> None:
    assert explain("QUILLWORTH", "Quillworth Networks Ltd").same
    assert not explain("ACORN LTD", "Acorn Windows").same
    assert not explain("NEW LEAF", "New Leaf Builders").same


def test_two_ways_to_type_a_single_word_are_two_names_unless_long_and_near() -> None:
    assert explain("QUILLWORTHY LTD", "Quillworthey Limited").same
    assert not explain("Timberquill Ltd", "Timberquack Ltd").same


def test_explaining_knows_councils_as_matching_does() -> None:
    same = explain("Quillshire CC", "QUILLSHIRE COUNTY COUNCIL", councils=Councils())
    other = explain("Marrowby City Council", "Quillshire CC", councils=Councils())
    assert same.same
    assert same.sentence == "One supplier: both are names of one council."
    assert not other.same
    assert other.sentence == "Kept apart: they are names of two councils."
    assert explain("Marrow CC", "Marrow Books Ltd", councils=Councils()) == explain(
        "Marrow CC", "Marrow Books Ltd"
    )


def test_a_department_of_a_council_is_the_council() -> None:
    names = [
        "Lancashire County Council",
        "LANCASHIRE CC (W)",
        "Lancashire County Council - Website",
    ]
    assert len(set(ids(names, councils=load_councils()).values())) == 1


def test_a_person_with_initials_is_the_firm_that_bears_the_whole_name() -> None:
    assert explain("Frank P Quillworth", "FRANK P QUILLWORTHE LTD").same
    assert not explain("F P Quillworth", "FP QUILLWORTHE LTD").same


def test_who_gives_many_names_is_none_of_them() -> None:
    clients = [
        "Quillworth Ltd",
        "Zebedee Thorn Ltd",
        "Marrowdale Ltd",
        "Oxtercog Ltd",
        "Yarrowmint",
    ]
    banks = [f"Harepath Factors Ltd T/A {client}" for client in clients]
    assert len(set(ids([*clients, *banks]).values())) == len(clients) + 1
    assert len(set(ids([clients[0], banks[0]]).values())) == 1


def test_a_firm_with_a_company_number_is_no_private_person() -> None:
    firm, titled, person = match_spellings(
        [
            Spelling("Quentin Barleymow", company_number="01234567"),
            Spelling("Mr Quentin Hedgerow", company_number="01234568"),
            Spelling("Quentin Oldmeadow"),
        ]
    )
    assert firm.kind is SupplierKind.ORGANISATION
    assert titled.kind is SupplierKind.PERSON
    assert person.kind is SupplierKind.PERSON


def test_a_firm_that_advises_on_withheld_data_withholds_nothing() -> None:
    names = ["GDPR Compliance Advice", "Personal Data Experts Ltd", "GDPR", "REDACTED LTD"]
    kinds = [each.kind for each in match_spellings([Spelling(name) for name in names])]
    firm, withheld = SupplierKind.ORGANISATION, SupplierKind.REDACTED
    assert kinds == [firm, firm, withheld, withheld]


def test_a_trading_name_joins_no_other_kind_of_body() -> None:
    names = ["Whinshire Holdings Ltd t/a Whinton Fire", "Whinton Fire", "Whinshire Holdings Police"]
    answers = match_spellings([Spelling(name) for name in names])
    assert answers[1].supplier_id != answers[2].supplier_id
