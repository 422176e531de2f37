"""What makes a comparison unsafe: said where it holds, and not where it just does not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from tests.find.world import (
    ASH,
    BECK,
    COOM,
    TODAY,
    YEAR,
    all_told_as,
    cell,
    comparison,
    coverage,
    found_in,
)

from tallystick.find.comparability.cautions import council_cautions
from tallystick.find.findings import Coverage
from tallystick.read.quality import Concern
from tallystick.words.period import Month
from tallystick.words.remarks import remark


def said_of(seen: Coverage) -> tuple[str, ...]:
    return all_told_as(council_cautions(seen, on=TODAY))


def said_between(*seen: Coverage) -> Sequence[str]:
    """The cautions of a supplier that all of these councils pay."""
    cells = [cell(each.council.code, "quill", 2_000_000) for each in seen]
    return all_told_as(found_in(*cells, seen=comparison(*seen))["supplier:quill:it"].cautions)


def test_nothing_is_said_of_a_council_with_a_year_of_net_amounts() -> None:
    assert said_of(coverage(ASH, "Ash")) == ()
    assert said_between(coverage(ASH, "Ash"), coverage(BECK, "Beck")) == ()


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("gross", "with VAT"),
        ("mixed", "now with, now without VAT"),
        ("not stated", ""),
        ("net", ""),
    ],
)
def test_amounts_that_hold_vat_look_higher(basis: str, words: str) -> None:
    said = said_of(coverage(ASH, "Ash", basis=basis))
    assert [words in each and "look higher" in each for each in said] == [True] * bool(words)


@pytest.mark.parametrize("basis", ["gross", "mixed"])
def test_councils_that_publish_vat_beside_one_that_does_not(basis: str) -> None:
    (said,) = said_between(coverage(ASH, "Ash", basis=basis), coverage(BECK, "Beck"))
    assert "Ash" in said and "VAT" in said and "Beck" not in said


def test_nothing_is_said_where_all_amounts_hold_vat() -> None:
    assert (
        said_between(coverage(ASH, "Ash", basis="gross"), coverage(BECK, "Beck", basis="mixed"))
        == ()
    )


@pytest.mark.parametrize(("months", "told"), [(1, "1 month of"), (5, "5 months of"), (6, "")])
def test_less_than_half_a_year_is_a_rough_guide(months: int, told: str) -> None:
    said = said_of(coverage(ASH, "Ash", months=YEAR[:months]))
    assert [told in each for each in said] == [True] * bool(told)
    between = said_between(coverage(ASH, "Ash", months=YEAR[:months]), coverage(BECK, "Beck"))
    assert [f"Ash ({months})" in each for each in between] == [True] * bool(told)


def test_a_council_without_months_is_not_called_short() -> None:
    (said,) = said_of(coverage(ASH, "Ash", months=()))
    assert "cannot be compared" in said


@pytest.mark.parametrize(("redacted", "told"), [(1_000_000, False), (1_000_001, True)])
def test_more_than_a_tenth_withheld_is_told(redacted: int, told: bool) -> None:
    """Of £100,000."""
    seen = replace(coverage(ASH, "Ash"), pence=10_000_000, redacted_pence=redacted)
    assert bool(said_of(seen)) is told


def test_nothing_published_withholds_nothing() -> None:
    assert said_of(replace(coverage(ASH, "Ash"), pence=0, redacted_pence=5)) == ()
    assert said_of(replace(coverage(ASH, "Ash"), pence=1, redacted_pence=1)) != ()


def test_missing_months_and_stray_lines_are_counted() -> None:
    one = replace(coverage(ASH, "Ash"), missing=(Month.parse("2024-07"),), stray_lines=1_234)
    missing, stray = said_of(one)
    assert missing.startswith("1 month between") and stray.startswith("1,234 lines")
    (two,) = said_of(replace(one, missing=YEAR[2:4], stray_lines=0))
    assert two.startswith("2 months between")


@pytest.mark.parametrize(
    ("end", "told"), [(TODAY, "23 November 2026"), (date(2026, 11, 24), ""), (None, "")]
)
def test_a_council_is_called_abolished_from_the_day_of_its_end(end: date, told: str) -> None:
    said = said_of(coverage(ASH, "Ash", end=end))
    assert [told in each for each in said] == [True] * bool(told)


def test_concerns_about_files_come_last_in_their_own_words() -> None:
    concern = Concern("signs_lost", remark("all_signs_lost"), ("a.csv",), "leave refunds out")
    seen = replace(coverage(ASH, "Ash", concerns=(concern,)), stray_lines=1)
    assert said_of(seen)[1:] == (
        "No file holds a refund: refunds were left out, or count as payments.",
    )


def test_small_purchases_are_seen_only_where_everything_is_published() -> None:
    all_of_it, large = coverage(ASH, "Ash", threshold=0), coverage(BECK, "Beck")
    (said,) = said_between(all_of_it, large)
    assert "only in Ash" in said
    assert said_between(large, coverage(ASH, "Ash", threshold=25_000)) == ()


def test_councils_without_a_month_in_common_are_named_with_their_months() -> None:
    ash = coverage(ASH, "Ash", months=YEAR[:6])
    beck, coom = (
        coverage(code, name, months=YEAR[6:]) for code, name in ((BECK, "Beck"), (COOM, "Coom"))
    )
    (said,) = said_between(ash, beck, coom)
    assert "(Ash April 2024 to September 2024 unlike the others)" in said
    (said,) = said_between(ash, beck)
    assert "(Ash April 2024 to September 2024; Beck October 2024 to March 2025)" in said


def test_one_month_in_common_is_enough() -> None:
    assert (
        said_between(coverage(ASH, "Ash", months=YEAR[:7]), coverage(BECK, "Beck", months=YEAR[6:]))
        == ()
    )


def test_public_bodies_are_named_up_to_three() -> None:
    seen = comparison()
    seen = replace(seen, names={**seen.names, **{f"b{n}": f"Body {n}" for n in range(1, 5)}})
    for bodies, told in (
        (3, "(Body 1, Body 2, Body 3)"),
        (4, "(Body 1, Body 2, Body 3 and 1 more)"),
    ):
        cells = [
            cell(code, f"b{n}", 2_000_000, kind="public_body")
            for code in (ASH, BECK)
            for n in range(1, bodies + 1)
        ]
        (said,) = all_told_as(found_in(*cells, seen=seen)["category:software"].cautions)
        assert told in said
