"""Makes what is damaged in a store again: from second copies, and from the files of payments.

What needs the published files is read by whoever may read them (cli.work.store); it is done in
the transaction that places lines again, so that no commit holds a part of the lines.
"""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from tallystick.engine.changes import Changes
from tallystick.engine.check import Damage
from tallystick.engine.copies import COPIES, MADE_AGAIN, put_back, put_copy
from tallystick.engine.further_texts import batches, counting_files
from tallystick.engine.kept_files import accept_kept, restore_kept
from tallystick.engine.locking import locked
from tallystick.engine.placing import place
from tallystick.engine.schema import TABLES, arrow_schema


def put_copies_back(folder: Path, damaged: Sequence[Damage]) -> list[Damage]:
    """Put whole second copies in the place of damaged files, and write damaged copies again; what
    was mended. Waits for the store's lock."""
    mended = []
    with locked(folder):
        for each in damaged:
            if each.kind == "copy":
                _copy_again(folder, each.file.removeprefix(f"{COPIES}/"))
            elif each.has_copy and each.kind == "kept":
                restore_kept(folder, each.file)
            elif each.has_copy:
                put_back(folder, each.file)
            else:
                continue
            mended.append(each)
    return mended


def _copy_again(folder: Path, file: str) -> None:
    if file.startswith(("tables/", "manifests/")):
        put_copy(folder, file)
    else:
        accept_kept(folder, file)


def place_anew(changes: Changes, without: Sequence[str]) -> None:
    """Place the lines of all sources again. without: hashes of sources whose files are damaged,
    which are read again in the same transaction."""
    for name in MADE_AGAIN:
        changes.put(name, arrow_schema(TABLES[name]).empty_table())
    question = counting_files(changes.read("sources"), changes.read("parts"))
    found = changes.connection.execute(question).fetchall()
    whole = [each for each in found if each[0] not in set(without)]
    for batch in batches(whole):
        place(changes, [each[0] for each in batch], [f for each in batch for f in each[1]])


def forget_parts(changes: Changes, files: Sequence[str]) -> None:
    """Take files of lines that do not count out of the store."""
    changes.remove("parts", "file", pa.array(list(files), pa.string()))
