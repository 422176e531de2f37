"""Every question, asked of whatever answers questions, must give what the plain oracle gives."""

from tests.engine import oracle, oracle_flat, oracle_lines, oracle_monthly, oracle_texts, oracle_why
from tests.engine.oracle import Row, World
from tests.engine.worlds import MONTHS

from tallystick.engine.asking import Answering, ask, beside_table
from tallystick.engine.questions import (
    combinations,
    evidence,
    flat,
    monthly,
    pages,
    quality,
    spending,
    why,
    words,
)
from tallystick.engine.questions import spellings as spelt
from tallystick.engine.questions.meaning import shown_texts
from tallystick.engine.questions.pages import Cut
from tallystick.engine.questions.published import File
from tallystick.engine.questions.sharing import shared_paid
from tallystick.engine.questions.tables import FILES, WORDINGS, Window
from tallystick.engine.rows import FlatPaymentRow, WordingRow
from tallystick.engine.schema import WORDING_TEXTS, columns

WINDOWS: tuple[Window, ...] = (
    (None, None),
    (MONTHS[1], None),
    (None, MONTHS[1]),
    (MONTHS[1], MONTHS[1]),
)
LEAST = 41_667
"""An amount that lines of a world have, so that a limit is met."""

CUTS: tuple[dict[str, str], ...] = (
    {},
    {"council": "X06000001"},
    {"category": "software", "council": "X06000002"},
    {"supplier_id": "firm 0", "label": "it"},
    {"month": "2024-05"},
    {"month": "2024-06", "category": "software"},
    {"month": "2024-07"},
)


def check_spending(store: Answering, world: World) -> None:
    """Months, coverage, sums."""
    assert spending.months_by_council(store) == oracle.months(world)
    assert spending.shown_by_council(store) == oracle.shown(world)
    assert spending.small_payments_by_council(store) == oracle.small(world)
    for window in WINDOWS:
        assert sorted(spending.spend_cube(store, window)) == oracle.cube(world, window)
        months = spending.months_paid_in(store, window, ["X06000001", "X06000003"])
        assert sorted(each._replace(wording=0) for each in months) == oracle.paid_months(
            world, window, ("X06000001", "X06000003")
        )
    named = {each: row for each, row in world.suppliers.items() if row["kind"] in oracle.OPEN}
    assert spending.supplier_names(store) == {each: row["name"] for each, row in named.items()}


def check_sharing(store: Answering, world: World) -> None:
    """What was paid under some categories, and since when."""
    for wanted in ([], ["software"], ["agency_staff", "software"]):
        assert sorted(shared_paid(store, wanted)) == oracle_texts.paid_for(world, wanted)


def check_evidence(store: Answering, world: World) -> None:
    """The largest lines behind cells, and the texts that may be shown."""
    wanted = wanted_cells(world)
    cells = [evidence.WantedCell(**cell) for cell in wanted]
    for window, least in zip(WINDOWS, (1, 4, 9, 4), strict=True):
        texts = shown_texts(store, least)
        assert texts == oracle.common_texts(world, least)
        found = evidence.evidence_lines(store, cells, window, each=3, common_texts=texts)
        # The number of its wording is told by check_words.
        assert [row[:-1] for row in found] == oracle.largest(
            world, wanted, window, each=3, least=least
        )


def wanted_cells(world: World) -> list[Row]:
    """Any firm, one firm, a group, and a key that asks for two categories."""
    asked = [("all software", "", "software"), ("a group's", "group", "software"),
             ("one firm's", "firm 0", "agency_staff"), ("both", "", "software"),
             ("both", "", "agency_staff")]  # fmt: skip
    return [
        {"key": key, "council": council, "firm": firm, "category": category}
        for key, firm, category in asked
        for council in sorted({row["council"] for row in world.payments})
    ]


def check_words(store: Answering, world: World) -> None:
    """Wordings by their labels, suppliers and texts, and what was paid under them."""
    said = {
        row.wording: tuple(getattr(row, text) for text in WORDING_TEXTS)
        for row in ask(store, WORDINGS, WordingRow)
    }
    for labels in (["it"], ["it", "hr"], ["unknown"]):
        assert words.words_about(store, labels) == oracle_texts.words_about(world, labels)
    for suppliers, texts in ((["firm 0"], ["ICT"]), ([], ["Finance", "nobody says this"])):
        found = words.wordings_about(store, ["it", "hr"], suppliers=suppliers, said=texts)
        assert {said[row.wording]: row[1:] for row in found} == oracle_texts.wordings_about(
            world, ["it", "hr"], suppliers, texts
        )
        assert found == sorted(found)
    numbers = sorted(said)[::2]
    for window in WINDOWS:
        sums = words.sums_by_wording(store, numbers, window)
        assert [(row.council, row.wording) for row in sums] == sorted(
            (row.council, row.wording) for row in sums
        )
        assert {
            (row.council, said[row.wording]): (row.pence, row.lines, *row[5:11]) for row in sums
        } == oracle_texts.sums_by_wording(world, {said[number] for number in numbers}, window)


def check_matching(store: Answering, world: World) -> None:
    """What matching, classifying and their reviewers are given."""
    assert spelt.spellings_seen(store) == oracle_texts.spellings_seen(world)
    unmatched = any(row["supplier"] == "Unmatched" for row in world.payments)
    assert spelt.has_new_spellings(store) == unmatched
    for again in (False, True):
        found = combinations.combinations_unseen(store, again=again)
        assert found == oracle_texts.unseen(world, again=again)
    for most in (5, 10_000):
        doubtful = combinations.doubtful_combinations(store, most)
        assert doubtful == oracle_texts.doubtful(world, most)


def check_monthly(store: Answering, world: World) -> None:
    """PROVE's sums."""
    for categories, suppliers in (
        ([], []),
        (["software"], []),
        ([], ["firm 1", "firm 2"]),
        (["software"], ["firm 1", ""]),
    ):
        assert monthly.monthly_spend(
            store, categories=categories, supplier_ids=suppliers, least_pence=LEAST
        ) == oracle_monthly.monthly_spend(world, categories, suppliers, LEAST)
    councils = ["X06000001", "X06000002"]
    for share in (0.0, 0.05, 0.15, 0.9):
        assert monthly.main_suppliers(
            store,
            categories=["software"],
            councils=councils,
            since=MONTHS[1],
            least_share=share,
        ) == oracle_monthly.main_suppliers(world, ["software"], councils, MONTHS[1], share)
    assert monthly.monthly_publication(store) == oracle_monthly.publication(world)
    firms = ["firm 1", "firm 6"]
    assert monthly.paid_to(store, firms) == oracle_monthly.paid_to(world, firms)
    names = ["FIRM 1 ltd", "Firm 1", "firm 2", "Nobody"]
    assert monthly.suppliers_called(store, names) == oracle_monthly.suppliers_called(world, names)
    bodies = {each: row for each, row in world.suppliers.items() if row["kind"] == "public_body"}
    assert monthly.public_bodies(store) == {each: row["name"] for each, row in bodies.items()}


def check_quality(store: Answering, world: World) -> None:
    """Lines that stand twice."""
    dated = {(row["source"], row["month"]) for row in world.payments if row["month"] is not None}
    for suspects in (sorted(dated), sorted(dated)[::2]):
        asked = [quality.Suspect(*each) for each in suspects]
        assert quality.shared_by_files(store, asked) == oracle_lines.shared_lines(world, suspects)
    assert quality.twins_by_file(store, one_in=1) == oracle_lines.twin_lines(world)


def check_pages(store: Answering, world: World) -> None:
    """Sums, names and lines of local pages."""
    texts = shown_texts(store, 4)
    for chosen in CUTS:
        cut = Cut(**chosen)
        assert pages.sum_of(store, cut) == oracle_lines.sum_of(oracle_lines.cut(world, chosen))
        for by in ("council", "label", "category", "supplier_id"):
            found = pages.sums_by(store, cut, by=by, most=4)
            assert found == oracle_lines.sums_by(world, chosen, by)[:4]
        lines = oracle_lines.lines_of(world, chosen, 4)
        page = pages.lines_of(store, cut, skip=3, most=20, common_texts=texts)
        assert [(row.council, *row[2:-1]) for row in page] == lines[3:23]
        assert pages.count_open_lines(store, cut) == len(lines)
    for word in ("FIRM 1", "ltd", "nobody"):
        found_ = pages.suppliers_called(store, word, most=10)
        assert found_ == oracle_lines.suppliers_with(world, word)[:10]


def check_why(store: Answering, world: World) -> None:
    """The evidence of wordings, the spellings of a supplier, lists of lines, one line as read."""
    said = {
        row.wording: tuple(getattr(row, text) for text in WORDING_TEXTS)
        for row in ask(store, WORDINGS, WordingRow)
    }
    for chosen in CUTS:
        found = why.why_of(store, Cut(**chosen), most=10_000)
        told = oracle_why.whys(world, oracle_lines.cut(world, chosen))
        assert {said[row.wording]: row[1:] for row in found} == told
        sizes = [(-abs(row.pence), row.wording) for row in found]
        assert sizes == sorted(sizes)
        assert why.why_of(store, Cut(**chosen), most=3) == found[:3]
        _check_listed(store, world, chosen, said)
    for row in why.why_of(store, Cut(), most=3):
        (one,) = why.why_of(store, Cut(wording=pages.mark_of(row.wording)), most=9)
        assert one == row
        assert pages.sum_of(store, Cut(wording=pages.mark_of(row.wording))).pence == row.pence
    for supplier in ("firm 0", "firm 2", "nobody"):
        joined = why.spellings_joined(store, supplier, most=10)
        assert [(row.spelling, row.pence, row.lines) for row in joined] == oracle_why.joined(
            world, supplier
        )
        assert all(row.score == 1.0 and row.joined == () for row in joined)
        busiest = {said[row.wording] for row in joined}
        assert busiest <= oracle_why.busiest(world) and len(busiest) == len(joined)
    shown = [row["name"] for row in world.suppliers.values()]
    for name in (*shown, "firm 1", "Firm 1 LTD", "FIRM 6", "nobody"):
        assert why.spellings_called(store, name, most=10) == oracle_why.called_so(world, name)
    numbers = {file.source: file.number for file in ask(store, FILES, File)}
    for row in world.payments[:40]:
        read = why.line_as_read(store, numbers[row["source"]], row["sheet"], row["line"])
        assert (read and _as_read(read)) == oracle_why.as_read(world, row)


def _check_listed(
    store: Answering, world: World, chosen: dict[str, str], said: dict[int, tuple[str, ...]]
) -> None:
    listed = why.listed_lines(Cut(**chosen), least=4)
    rows = ask(store, listed, why.ListedLine)
    told = oracle_why.listed(world, chosen, least=4)
    assert [row[:-1] for row in rows] == told
    assert all(said[row.wording][0] == row.as_published for row in rows)


def _as_read(read: why.LineAsRead) -> tuple[object, ...]:
    return (read.path, read.source, read.council, read.paid_on, read.month, read.supplier,
            read.amount_pence, read.transaction_ref, read.invoice_ref, read.department,
            read.description, read.category, read.category_code)  # fmt: skip


def check_flat(store: Answering, world: World) -> None:
    """The flat table of payments."""
    names = {"X06000001": "Ash Council", "X09000009": "Nobody's Council"}
    beside = {"council_names": beside_table(flat.CouncilName, names.items())}
    for least in (1, 4, 9, 13):
        found = ask(store, flat.flat_payments(least), FlatPaymentRow, beside=beside)
        shown = [each.name for each in columns(FlatPaymentRow)]
        rows = [tuple(getattr(row, name) for name in shown) for row in found]
        assert rows == oracle_flat.flat(world, names, least)


CHECKS = (
    check_spending,
    check_evidence,
    check_sharing,
    check_words,
    check_matching,
    check_monthly,
    check_quality,
    check_pages,
    check_why,
    check_flat,
)
