"""Spellings that differ only in writing habits have one key; others do not. Names invented."""

import pytest

from tallystick.match.names.normalise import stem
from tallystick.match.names.parse import parse


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("QUILLWORTH SYSTEMS LTD", "Quillworth Systems Limited"),
        ("Quillworth Systems (UK) Ltd", "QUILLWORTH  SYSTEMS LTD."),
        ("Quill & Worth Co Ltd", "Quill and Worth"),
        ("Quill &amp; Worth", "Quill & Worth"),
        ("The Quillworth Trust Community Interest Company", "Quillworth Trust CIC"),
        ("Iz *quillworth Garage Doors", "Quillworth Garage Doors"),
        ("SUMUP *QUILLWORTH PRINT", "Quillworth Print"),
        ("Quillworth Stores 2814", "QUILLWORTH STORE"),
        ("Quillworth - S0290", "Quillworth"),
        ("Amazon.co.uk*MM0XX00X0", "AMZN Mktp UK*MW0XX00X0 AM"),
        ("I B M Quill", "IBM Quill"),
        ("Quillworth Assoc", "QUILLWORTH ASSOCIATION"),
        ("www.quillworth.co.uk", "Quillworth Ltd"),
        ("Clear Quill Solicitors", "Clearquill Solicitors"),
        ("QUILLWORTH MBC", "Quillworth Metropolitan Borough Council"),
        ("Quillworth Care *PAID BACS*", "Quillworth Care"),
        ("Caf\u00e9 Quill", "Cafe Quill"),
        ("Caf\u00c3\u00a9 Quill", "Cafe Quill"),
    ],
)
def test_one_key(one: str, other: str) -> None:
    assert parse(one).key == parse(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("W A Quill Ltd", "A J Quill Ltd"),
        ("Quill 1 Ltd", "Quill 3 Ltd"),
        ("Quillworth Leeds", "Quillworth York"),
        ("Age UK", "Age"),
        ("Paypal *quill", "Quill Ltd"),
    ],
)
def test_two_keys(one: str, other: str) -> None:
    assert parse(one).key != parse(other).key


def test_a_trading_name_is_a_second_form() -> None:
    name = parse("Zebedee Holdings Ltd T/A Quillworth Care Home")
    assert [form.words for form in name.forms] == [
        ("zebedee", "holding"),
        ("quillworth", "carehome"),
    ]


def test_whoever_takes_the_post_in_is_no_second_name() -> None:
    assert len(parse("Quillworth Care Home c/o Zebedee Accountants LLP").forms) == 1


def test_brackets_and_what_follows_the_legal_form_stand_aside() -> None:
    (form,) = parse("Quillworth Care Ltd (Leeds) - Rent").forms
    assert form.words[: form.main] == ("quillworth", "care")
    assert form.words[form.main :] == ("leed", "rent")


def test_stem_cuts_plurals_only() -> None:
    words = ["services", "nurseries", "boxes", "glass", "campus", "bus", "systems"]
    assert [stem(word) for word in words] == [
        "service", "nursery", "box", "glass", "campus", "bus", "system",
    ]  # fmt: skip


def test_what_many_strangers_begin_with_counts_as_one_word() -> None:
    assert parse("St Mary's Quillworth").forms[0].words == ("stmary", "quillworth")
    assert parse("New Leaf Gardeners Ltd").forms[0].words == ("newleaf", "gardener")
    assert parse("Quillworth High St").forms[0].words == ("quillworth", "high", "st")
    assert parse("New Leaf").key == parse("NEWLEAF LIMITED").key


def test_a_bodys_letters_beside_its_name_are_its_second_name() -> None:
    both = [("quillworth", "lantern", "trust"), ("qlt",)]
    for spelling in ("Quillworth Lantern Trust (QLT)", "QLT - The Quillworth Lantern Trust"):
        assert [form.words for form in parse(spelling).forms] == both
    assert len(parse("Quillworth Lantern Trust (Leeds)").forms) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zither House (Quillworth Care Ltd)", ["zitherhouse", "quillworthcare"]),
        ("Zither House/Quillworth Care Plc", ["zitherhouse", "quillworthcare"]),
        ("Quillworth Trading Limited / Zither UK Sales", ["quillworthtrading", "zitheruksale"]),
        ("Quillworth (UK Ltd)", ["quillworth"]),
        ("Quillworth (Zither) Ltd", ["quillworthzither"]),
    ],
)
def test_a_firm_in_brackets_or_beside_a_stroke_is_a_second_name(
    text: str, names: list[str]
) -> None:
    assert [form.key for form in parse(text).forms] == names


def test_a_plural_cut_short_reads_as_its_word() -> None:
    assert parse("Quillworth Trade Supplie").key == parse("Quillworth Trade Supplies Ltd").key
