"""The catalogue: the DuckDB file that said what is in a store of version 1 to 3.

Only upgrade.py opens one, and only a copy. A change of shape is a numbered step; steps are never
edited once released, so that a store of any earlier version can be brought up to date.
"""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from tallystick.engine.database import MEMORY
from tallystick.words.mistakes import UserMistake

STEPS: Mapping[int, str] = {
    1: """
        create table sources (
            source varchar primary key, path varchar not null, council varchar not null,
            bytes bigint not null, reader varchar not null, replaced_by varchar,
            lines bigint not null, rejected bigint not null, total_pence bigint not null,
            first_paid_on date, last_paid_on date, record json not null
        );
        create table source_places (
            place varchar primary key, source varchar not null
        );
        create table parts (
            file varchar primary key, source varchar not null, tables varchar not null,
            year integer, rows bigint not null
        );
        create table spellings (
            spelling varchar primary key, supplier_id varchar not null,
            score double not null, reasons varchar[] not null
        );
        create table suppliers (
            supplier_id varchar primary key, name varchar not null, group_id varchar,
            kind varchar not null
        );
        create table categories (
            supplier varchar not null, kind varchar not null, department varchar not null,
            description varchar not null, category_text varchar not null,
            category_code varchar not null, label varchar not null, category varchar not null,
            proclass varchar, confidence double not null, reasons varchar[] not null,
            primary key (supplier, kind, department, description, category_text, category_code)
        );
        create table made_by (
            tables varchar primary key, version varchar not null
        );
        create table decisions (
            a varchar not null, b varchar not null, verdict varchar not null,
            decided_by varchar not null, decided_on date not null, primary key (a, b)
        );
        """,
    2: """
        create table wordings (
            wording integer not null, spelling varchar not null, department varchar not null,
            description varchar not null, category_text varchar not null,
            category_code varchar not null
        );
        create table placed_sources (
            source varchar not null, number integer not null, files varchar not null
        );
        create table placed_lines (
            source integer not null, sheet varchar not null, line bigint not null,
            council varchar not null, month date, counted date, wording integer not null,
            amount_pence bigint not null
        );
        create table source_months (
            source integer not null, council varchar not null, month date not null,
            lines bigint not null, main date not null
        );
        create table small_payments (
            source integer not null, council varchar not null, reference varchar not null,
            lines bigint not null, referenced bigint not null, payments bigint not null,
            under_250 bigint not null, under_500 bigint not null
        );
        """,
    3: """
        create table corrections (
            supplier varchar not null, department varchar not null, description varchar not null,
            category_text varchar not null, category varchar not null,
            decided_by varchar not null, decided_on date not null,
            primary key (supplier, department, description, category_text)
        );
        create table learnt_weights (
            name varchar primary key, weight double not null
        );
        """,
}
"""Version reached -> the statements that reach it from the version before."""


def migrate(connection: duckdb.DuckDBPyConnection, steps: Mapping[int, str] = STEPS) -> None:
    """Bring a catalogue from whatever version it has to the newest, one step a transaction.

    Raises UserMistake when the store was written by a newer Tallystick.
    """
    connection.execute("create table if not exists store_version (version integer not null)")
    row = connection.execute("select coalesce(max(version), 0) from store_version").fetchone()
    version = row[0] if row else 0
    newest = max(steps)
    if version > newest:
        raise UserMistake(
            f"This store has version {version}, and this Tallystick knows versions up to {newest}.",
            "Use the newer Tallystick that wrote it, or another --store folder.",
        )
    for step in range(version + 1, newest + 1):
        connection.begin()
        connection.execute(steps[step])
        connection.execute("insert into store_version values (?)", [step])
        connection.commit()


def open_catalogue(path: Path, *, named: Path) -> duckdb.DuckDBPyConnection:
    """Open a catalogue and bring it to version 3. named: the file that a mistake speaks of."""
    try:
        connection = duckdb.connect(str(path))
    except duckdb.IOException as error:
        raise UserMistake(
            f"{named} is not a catalogue that Tallystick can open.",
            "Name another --store folder, or move this file away to have it made again.",
        ) from error
    # What does not fit in memory goes to the disk beside it, and not to the neighbours' cost.
    connection.execute(f"set memory_limit = '{MEMORY}'")
    connection.execute("set enable_progress_bar = false")
    try:
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection
