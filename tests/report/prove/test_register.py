"""The register as a paper: who promised what, what was refused, and whether anybody changed it."""

from tests.report.prove.world import NASTY, TODAY, checked, full_register, names, tampered
from tests.report.reader import Reader

from tallystick.prove.register.register import ClaimRegister
from tallystick.prove.register.sealed_file import Checked
from tallystick.report.document import Document, Figures, Note, Table, text_of
from tallystick.report.prove.register import register_document
from tallystick.report.web import render


def document(found: Checked | None = None) -> Document:
    return register_document(found or checked(), names=names, on=TODAY)


def rows_of(id: str) -> list[list[tuple[str, str]]]:
    held = next(each for each in document().blocks() if isinstance(each, Table) and each.id == id)
    rows = (*held.rows, held.total) if held.total else held.rows
    return [[(text_of(cell.words), cell.note) for cell in row] for row in rows]


def test_the_hash_for_the_minutes_and_the_sums_stand_first() -> None:
    """£12,000 less the dis-benefit's £2,000; what was refused counts for nothing."""
    text = Reader(render(document())).text
    assert "4 entries, each following the one before: nothing was changed" in text
    assert f"Note this in the minutes: entry 4, hash {full_register().head} ." in text
    (figures,) = (block for block in document().opening if isinstance(block, Figures))
    assert [(one.label, one.value) for one in figures.items] == [
        ("Partnerships", "1"), ("Claims that stand", "2"), ("Refused", "1"),
        ("Promised now", "£10,000"),
    ]  # fmt: skip


def test_who_shares() -> None:
    assert rows_of("who-shares") == [
        [
            (NASTY, "vale"),
            ("Council X1 and Council X2 (from October 2024)", ""),
            ("April 2024", ""),
            ("unknown", ""),
            ("2", ""),
            ("£10,000", ""),
            ("£45,000", ""),
        ],
        [("All", ""), ("", ""), ("", ""), ("", ""), ("2", ""), ("£10,000", ""), ("", "")],
    ]


def test_what_is_promised() -> None:
    first, worse, whole = rows_of("promises")
    assert first == [
        ("C1", NASTY),
        ("Council X1", "HR"),
        ("contract HR-7, from 1 April 2024", "cash-releasing, owner: Head of HR"),
        ("anticipated", "evidence 1 of 5"),
        ("2024/25", "prices of 2023/24"),
        ("£12,000", ""),
        ("£12,000", ""),
        ("£0", ""),
    ]
    assert worse[2] == ("post P1, no day yet", "dis-benefit, owner: Head of HR")
    assert worse[4][0] == "May 2024 to June 2024"
    assert [cell[0] for cell in worse[5:]] == ["−£2,000", "−£2,000", "£300"]
    assert [cell[0] for cell in whole] == ["All", "", "", "", "", "£10,000", "£10,000", "£300"]


def test_what_was_refused() -> None:
    ((id, deal, council, why, pence),) = rows_of("refusals")
    assert (id[0], deal[0], council[0], pence[0]) == ("C3", NASTY, "Council X1", "£12,000")
    assert why[0].startswith("C3 counts pounds that C1 counts already")


def test_every_entry_with_the_beginning_of_its_hash() -> None:
    entries = full_register().entries
    assert [[cell[0] for cell in row] for row in rows_of("entry-list")] == [
        [str(at), "10 January 2024", "A. Clerk", what, "Cabinet of 9 January", f"{hash[:12]}…"]
        for at, (what, hash) in enumerate(
            zip(
                ("partnership vale", "claim C1", "claim C2", "refused C3"),
                (entry.hash for entry in entries),
                strict=True,
            ),
            1,
        )
    ]


def test_a_register_that_was_tampered_with_says_so_and_promises_nothing() -> None:
    found = document(tampered())
    (note,) = (block for block in found.opening if isinstance(block, Note))
    assert note.items == ("Entry 2 was changed after it was written.",)
    assert [part.id for part in found.parts] == ["entries"]
    text = Reader(render(found)).text
    assert text.count("The register was tampered with.") == 1 and "£" not in text


def test_an_empty_register_has_its_paper() -> None:
    found = document(checked(ClaimRegister(())))
    text = Reader(render(found)).text
    assert "0 entries" in text and "None yet." in text


def test_what_was_typed_is_escaped() -> None:
    page = render(document())
    assert "<b>Vale" not in page and "&lt;b&gt;Vale&lt;/b&gt; =cmd &amp; co" in page
