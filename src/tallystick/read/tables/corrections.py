"""User decisions about a body's files: a small YAML file that overrides what the reader finds, and
is stored for the body's later files."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tallystick.engine.kept_files import keep_bytes, kept_names, refuse_changed
from tallystick.words.mistakes import UserMistake
from tallystick.words.roles import Role

_FOLDER = "corrections"
_KEYS = {"columns", "header_line", "date_format"}


@dataclass(frozen=True, slots=True)
class Corrections:
    """columns: role -> header text as published ('column 3' where there is none). header_line: the
    line of the header, from 1. date_format: as strptime writes it."""

    columns: Mapping[Role, str] = field(default_factory=dict)
    header_line: int | None = None
    date_format: str | None = None


def load_corrections(path: Path) -> Corrections:
    """Read a corrections file, such as

        columns: {supplier: Creditor Text, amount: Net GBP}
        header_line: 4
        date_format: "%m/%d/%Y"

    Raises UserMistake when it is not YAML of that form.
    """
    try:
        found = yaml.safe_load(path.read_text("utf-8"))
        if not isinstance(found, dict) or set(found) - _KEYS:
            raise ValueError
        columns = {
            Role(str(role)): str(header) for role, header in (found.get("columns") or {}).items()
        }
        line = found.get("header_line")
        return Corrections(
            columns, int(line) if line is not None else None, found.get("date_format")
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, AttributeError):
        roles = ", ".join(Role)
        raise UserMistake(
            f"{path} is not a file of corrections.",
            f"Give columns, header_line or date_format; the columns are {roles}.",
        ) from None


def remember_corrections(folder: Path, council: str, given: Path) -> None:
    """Keep a corrections file for a council's files, in the store's own folder."""
    keep_bytes(folder, f"{_FOLDER}/{council}.yaml", given.read_bytes())


def remembered_corrections(folder: Path) -> dict[str, Path]:
    """The corrections files that a store keeps, by council. Raises UserMistake where one is not
    what was written."""
    kept = {path.stem: path for path in sorted((folder / _FOLDER).glob("*.yaml"))}
    lost = {Path(name).stem for name in kept_names(folder) if name.startswith(f"{_FOLDER}/")}
    for code in sorted(kept.keys() | lost):
        refuse_changed(folder, f"{_FOLDER}/{code}.yaml")
    return kept


def corrections_mark(path: Path | None) -> str:
    """A text that identifies the content of a corrections file, so that readings under different
    corrections can be distinguished; "" for no file."""
    return f"+{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}" if path else ""
