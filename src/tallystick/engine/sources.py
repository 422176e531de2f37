"""A file that was read, as the store lists it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from tallystick.engine.schema import source_number


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What the store keeps of one file that was read. Money in pence."""

    source: str  # sha256 of its bytes, hex
    path: str  # as the user gave it
    council: str
    bytes: int
    reader: str  # version of the reader that read it
    lines: int
    rejected: int
    total_pence: int
    first_paid_on: date | None
    last_paid_on: date | None
    record: dict[str, Any]  # the reading record, as `tallystick read --json` prints it
    replaced_by: str | None = None


def as_entry(row: SourceRow) -> dict[str, Any]:
    """A row of the table `sources`."""
    return {field.name: getattr(row, field.name) for field in fields(row)} | {
        "number": source_number(row.source),
        "record": json.dumps(row.record),
    }


def from_entry(entry: Mapping[str, Any]) -> SourceRow:
    """The file that a row of the table `sources` speaks of."""
    said = {field.name: entry[field.name] for field in fields(SourceRow)}
    return SourceRow(**{**said, "record": json.loads(entry["record"])})
