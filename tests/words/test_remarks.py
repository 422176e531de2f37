"""What is to be said is data, and its sentences are made in one place."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

import tallystick
from tallystick.words.labels import Label
from tallystick.words.period import Month
from tallystick.words.remarks import NO_NAMES, CouncilNames, Remark, remark, say, say_all

SOURCE = Path(tallystick.__file__).parent
PHRASES = SOURCE / "words" / "remark_phrases.yaml"
NAMES = CouncilNames(
    {"A": "Ash", "B": "Beck", "C": "Coom"}, {"A": "Ash District Council", "B": "Beck Council"}
)


def test_a_sentence_names_councils_by_the_names_that_it_is_given() -> None:
    of = remark("told_by_vendor_alone", councils=("A", "B", "C"))
    rest = "only the vendor's name tells the system: first ask whether it is this one."
    assert say(of, NAMES) == f"In Ash, Beck and Coom {rest}"
    assert say(of, NO_NAMES) == f"In A, B and C {rest}"


def test_a_council_that_is_hidden_is_told_by_no_name() -> None:
    low = remark("gap_a_head", councils=("A", "B"), low=150, high=20_000)
    assert say(low, NAMES).startswith(
        "Among councils of one kind it runs from £1.50 a head (Ash) to £200.00 (Beck): "
    )
    assert say(low, NAMES.without(["B"])).startswith(
        "Among councils of one kind it runs from £1.50 a head (Ash) to £200.00 (a council not "
        "named here): "
    )
    ended = remark("council_ended", councils=("A",), day=date(2023, 4, 1), replaced=None)
    assert say(ended, NAMES) == "Ash District Council ended on 1 April 2023."
    assert say(ended, NAMES.without("A")) == "a council not named here ended on 1 April 2023."
    base = remark("base_of", councils=("A",), lever="L2", function="hr")
    assert say(base, NAMES) == "L2 of A, hr"
    assert say(base, NAMES.without("A")) == "L2 of a council not named here, hr"


def test_hiding_one_more_keeps_the_others_hidden() -> None:
    assert NAMES.without("A").without("B").hidden == {"A", "B"}


def test_clauses_are_sentences_within_a_sentence() -> None:
    spans = tuple(
        remark("council_span", councils=code, first=Month.parse(month), last=Month.parse("2024-12"))
        for code, month in (("A", "2024-04"), ("B", "2023-05"))
    )
    of = remark("times_differ", spans=spans)
    assert say(of, NAMES) == (
        "Not all of the same time (Ash April 2024 to December 2024; Beck May 2023 to December "
        "2024): firms, prices and needs may have changed."
    )
    assert of.councils == ()
    assert of.speaks_of == ("A", "B")


def test_a_clause_that_is_not_there_leaves_no_gap() -> None:
    assert say(remark("at_once_saves_same", pence=12_300, gap=None), NO_NAMES).endswith(
        "function by function: £123 a year."
    )
    gap = remark("at_once_proved_within", pence=500)
    assert say(remark("at_once_saves_same", pence=12_300, gap=gap), NO_NAMES).endswith(
        "function by function: £123 a year. It is proved to within £5 a year."
    )


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (remark("few_months", councils="A", months=1), "Only 1 month of Ash were read;"),
        (remark("few_months", councils="A", months=5), "Only 5 months of Ash were read;"),
        (remark("stray_lines", councils="A", lines=1_234), "1,234 lines of Ash carry no date,"),
        (
            remark("largest_buyer", councils="A", pence=1_200_000, share=Fraction(1, 8)),
            "The largest buyer, Ash, paid £12k in these months, 12.5% of all that its files show",
        ),
        (remark("do_not_share", function=Label.CUSTOMER_SERVICES), "Do not share customer service"),
        (remark("do_not_share", function=Label.HR), "Do not share HR: "),
        (
            remark(
                "left_to_let", pence=950_00, paid=712_50, low_rate=Decimal("0.05"),
                high_rate=Decimal("0.1"), low=47_50, high=95_00,
            ),
            "£950 a year (£713 paid) is left after all that is known to be out of reach; at 5% to "
            "10% that is £48 to £95 a year.",
        ),
    ],
)  # fmt: skip
def test_facts_read_as_people_write_them(of: Remark, said: str) -> None:
    assert say(of, NAMES).startswith(said)


def test_remarks_that_are_the_same_are_equal_and_can_be_keys() -> None:
    one, same = (remark("all_pay_suppliers", suppliers=("Quill", "Tarn")) for _ in range(2))
    assert one == same and len({one, same, remark("each_borders")}) == 2


def test_nothing_is_said_of_what_is_not_there() -> None:
    assert say(None, NAMES) == ""
    assert say_all((None, remark("each_borders"), None), NAMES) == (
        "Each borders another of them.",
    )


def test_a_code_without_a_sentence_fails_where_it_is_made() -> None:
    with pytest.raises(KeyError, match="no_such_code"):
        remark("no_such_code")


def test_a_fact_that_a_sentence_lacks_is_an_error() -> None:
    with pytest.raises(KeyError, match="months"):
        say(remark("few_months", councils="A"), NAMES)


def test_every_code_stands_in_the_table_once() -> None:
    codes = re.findall(r"^(\w+):", PHRASES.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(codes) == sorted(set(codes)) == sorted(yaml.safe_load(PHRASES.read_text()))


def test_the_codes_that_rooms_use_are_those_of_the_table() -> None:
    assert set(_codes_used()) == set(yaml.safe_load(PHRASES.read_text(encoding="utf-8")))


def test_no_room_writes_a_month_by_itself() -> None:
    """Days and months are written by words/phrases.py. The example's files are dated as councils
    date them, and read/columns/dates.py tells formats apart."""
    may = {"words/phrases.py", "read/columns/dates.py"}
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "%B" in path.read_text(encoding="utf-8")
    }
    assert {path for path in found if not path.startswith("example/")} <= may


def _codes_used() -> Iterator[str]:
    """The codes in calls of `remark`, and in tables whose names end with _CODES."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="remark"), args=[first, *_]):
                    yield from _chosen(first)
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict() as table):
                    if name.endswith("_BY_CODES"):
                        yield from (code for key in table.keys if key for code in _chosen(key))
                    elif name.endswith("_CODES"):
                        yield from (code for each in table.values for code in _chosen(each))


def _chosen(node: ast.expr) -> Iterator[str]:
    """The codes that an expression may come to: itself, either side of a choice, a default."""
    match node:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=one, orelse=other):
            yield from (*_chosen(one), *_chosen(other))
        case ast.Call(func=ast.Attribute(attr="get"), args=[_, default]):
            yield from _chosen(default)
