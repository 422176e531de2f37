"""References and names that all reports share."""

from dataclasses import replace

from tests.report import sample

from tallystick.report.listing import listing, short_names


def test_references_count_within_a_kind_and_keep_the_order() -> None:
    found = sample.large(councils=3, categories=2, suppliers=2)
    assert [one.ref for one in listing(found)] == ["F1", "F2", "F3", "F4", "C1", "C2", "S1", "S2"]
    assert [one.opportunity for one in listing(found)] == list(found.opportunities)


def test_a_name_that_two_councils_share_carries_the_code() -> None:
    twin = replace(sample.BECKMOOR, code="W06000099")
    findings = replace(
        sample.small(),
        coverage=tuple(map(sample.coverage, (sample.ALDERBROOK, sample.BECKMOOR, twin))),
    )
    assert short_names(findings) == {
        sample.ALDERBROOK.code: "Alderbrook",
        sample.BECKMOOR.code: f"Beckmoor ({sample.BECKMOOR.code})",
        twin.code: "Beckmoor (W06000099)",
    }
