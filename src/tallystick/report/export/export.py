"""One flat table as one file, with its descriptor beside it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from tallystick.engine.rows import FlatPaymentRow
from tallystick.engine.schema import arrow_schema
from tallystick.report.export import writers
from tallystick.report.export.package import NAME, WrittenFile, describe
from tallystick.report.export.tally import Tally
from tallystick.words.council import Council
from tallystick.words.mistakes import UserMistake
from tallystick.words.whole_files import write_page, write_whole

FORMS = {
    "parquet": writers.write_parquet,
    "csv": writers.write_csv,
    "sqlite": writers.write_sqlite,
    "xlsx": writers.write_xlsx,
}
"""Form of a file, which is also the end of its name -> what writes it."""

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written. Money in pence."""

    file: Path
    descriptor: Path
    form: str
    tables: int
    rows: int
    pence: int
    bytes: int
    sha256: str
    councils: tuple[str, ...]


def place_of(out: Path, form: str) -> Path:
    """The file that an export goes to: `out`, or in it payments.FORM where it is a folder.

    Raises UserMistake where the descriptor that lies there is of something else: a folder has
    room for one.
    """
    file = out / f"payments.{form}" if out.is_dir() else out
    described = _described(file.with_name(DESCRIPTOR))
    if described is not None and described != file.name:
        raise UserMistake(
            f"{file.with_name(DESCRIPTOR)} describes {described or 'other data'}.",
            "Export into a folder of its own.",
        )
    return file


def _described(descriptor: Path) -> str | None:
    """The file that a descriptor of ours describes; '' of another's; None where there is none."""
    if not descriptor.exists():
        return None
    try:
        package = json.loads(descriptor.read_text(encoding="utf-8"))
        if package["name"] == NAME:
            return str(package["resources"][0]["path"])
    except (OSError, ValueError, LookupError, TypeError):
        pass
    return ""


def export_payments(
    file: Path,
    form: str,
    batches: Iterable[pa.RecordBatch],
    *,
    councils: Mapping[str, Council],
) -> Exported:
    """Write batches of FlatPaymentRow to `file`, and datapackage.json beside it: each whole or not
    at all, the same batches the same bytes.

    form: a key of FORMS. councils: code -> each council that is known. Raises OSError where the
    folder cannot be written to.
    """
    tally = Tally()
    seen: dict[str, Any] = {}

    def fill(part: Path) -> None:
        counted = tally.counting(batches)
        seen["tables"] = FORMS[form](part, arrow_schema(FlatPaymentRow), counted)
        seen["bytes"] = part.stat().st_size
        with part.open("rb") as stream:
            seen["sha256"] = hashlib.file_digest(stream, "sha256").hexdigest()

    write_whole(file, fill)
    written = WrittenFile(name=file.name, form=form, **seen)
    descriptor = file.with_name(DESCRIPTOR)
    described = describe(written, tally, councils)
    write_page(descriptor, json.dumps(described, indent=2, ensure_ascii=False) + "\n")
    return Exported(
        file=file,
        descriptor=descriptor,
        form=form,
        rows=tally.rows,
        pence=tally.pence,
        councils=tuple(sorted(tally.publishers)),
        **seen,
    )
