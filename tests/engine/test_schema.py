"""Every table is described once, and the page says what the code does."""

from pathlib import Path

from tallystick.engine.schema import KEYS, TABLES, columns, source_number, tables_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "store-tables.md"


def test_the_page_of_the_tables_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == tables_page(), "run script/restate-tables"


def test_every_column_says_what_it_means() -> None:
    silent = [
        (table, each.name)
        for table, row in TABLES.items()
        for each in columns(row)
        if not each.meaning
    ]
    assert silent == []


def test_keys_are_columns() -> None:
    for table, key in KEYS.items():
        assert set(key) <= {each.name for each in columns(TABLES[table])}


def test_a_source_number_orders_like_its_hash() -> None:
    assert source_number("f" * 64) == 2**63 - 1
    hashes = [f"{first:02x}" * 32 for first in (0, 2, 127, 128, 255)]
    assert [source_number(each) for each in hashes] == sorted(map(source_number, hashes))
