"""References and names that all reports share."""

from dataclasses import replace

from tests.report import sample

from tallystick.report.find.listing import listing, short_names, short_paths


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


def named(*files: str) -> dict[str, str]:
    """What these evidence files are called in a report."""
    found = sample.small().opportunities[1]
    lines = tuple(replace(found.evidence[0], file=file) for file in files)
    return short_paths(replace(sample.small(), opportunities=(replace(found, evidence=lines),)))


def test_files_are_named_from_the_folder_that_holds_them_all() -> None:
    assert named("/home/jo/spend/a/1.csv", "/home/jo/spend/b/c/2.csv") == {
        "/home/jo/spend/a/1.csv": "a/1.csv",
        "/home/jo/spend/b/c/2.csv": "b/c/2.csv",
    }
    assert named("in/a/1.csv", "in/a/2.csv") == {"in/a/1.csv": "1.csv", "in/a/2.csv": "2.csv"}
    assert named("a/1.csv", "2.csv") == {"a/1.csv": "a/1.csv", "2.csv": "2.csv"}
    assert named("/a/1.csv") == {"/a/1.csv": "1.csv"}


def test_files_that_no_folder_holds_keep_their_names() -> None:
    assert named("/a/1.csv", "b/2.csv") == {"/a/1.csv": "a/1.csv", "b/2.csv": "b/2.csv"}
    assert named() == {}
