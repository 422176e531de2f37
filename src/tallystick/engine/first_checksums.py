"""Step 6 of a store: every file got a checksum, and what cannot be made again a second copy.

The checksums are taken of the files as they are found: what was damaged before is not noticed.
"""

from pathlib import Path

import pyarrow as pa

from tallystick.engine.changes import Changes
from tallystick.engine.checksums import checksum
from tallystick.engine.database import in_memory
from tallystick.engine.manifest import Manifest, publish
from tallystick.engine.schema import TABLES, arrow_schema


def keep_checksums(folder: Path, manifest: Manifest, *, spill: Path) -> None:
    """Bring a store of version 5 to version 6. The lock must be held. spill: the folder that
    queries may use when they outgrow their memory."""
    connection = in_memory(spill)
    changes = Changes(folder, manifest, connection)
    try:
        parts_with_checksums(changes, changes.read("parts"))
        after = changes.finished()
    finally:
        connection.close()
    if after is not None:
        publish(folder, after)


def parts_with_checksums(changes: Changes, before: str) -> None:
    """Let the table `parts` hold the rows of an older one, each file with its checksum. before:
    what stands after `from` to read them. A file that is lost has none: whoever asks for it is
    told."""
    rows = changes.ask(f"select * from {before} order by file").to_pylist()
    for row in rows:
        file = changes.folder / row["file"]
        row["checksum"] = checksum(file) if file.exists() else ""
    changes.put("parts", pa.Table.from_pylist(rows, schema=arrow_schema(TABLES["parts"])))
