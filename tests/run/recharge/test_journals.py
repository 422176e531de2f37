"""The two sides' journals."""

from pathlib import Path

from tests.run.recharge_world import A, B, World

from tallystick.run.recharge.journals import journal_rows, journals


def test_both_sides_balance_and_mirror(tmp_path: Path) -> None:
    run = World(tmp_path).run()
    entries = journals(run)
    for body in (A, B):
        own = [each for each in entries if each.body == body]
        assert sum(each.debit for each in own) == sum(each.credit for each in own) == 3334
    host = {(each.pool, each.debit, each.credit) for each in entries if each.body == A}
    partner = {(each.pool, each.credit, each.debit) for each in entries if each.body == B}
    assert host == partner == {("", 3334, 0), ("slips", 0, 0), ("staff", 0, 3334)}


def test_a_partner_that_is_owed(tmp_path: Path) -> None:
    world = World(tmp_path).change("ledger", "100.00", "-100.00")
    (owed, *_rest) = journals(world.run())
    assert (owed.debit, owed.credit) == (0, 3333)


def test_as_rows_of_a_file(tmp_path: Path) -> None:
    run = World(tmp_path).run()
    rows = journal_rows(run, journals(run)[:1])
    assert rows[1] == ("2026-10-X06000002", "2026-10", A, B, "owed by partners", "", "", "",
                       "Recharge 2026-10", "33.34", "0.00")  # fmt: skip
