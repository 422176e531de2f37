"""The register as a file of JSON lines, and the check that the file was not modified."""

import json
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from tallystick.prove.register.register import BEGINNING, Act, ClaimRegister, Entry, hash_of

NAME = "claims.jsonl"
"""The register's file in the store's folder."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The register as far as it can be read, and every fault found, a sentence each."""

    register: ClaimRegister
    faults: tuple[str, ...]


def as_text(register: ClaimRegister) -> str:
    """One entry a line with its hash, and the seal as the last line."""
    lines = [{**entry.as_plain(), "hash": entry.hash} for entry in register.entries]
    return "".join(_line(each) for each in [*lines, _seal(register)])


def check(text: str, *, noted: str | None = None, last: Set[str] = frozenset()) -> Checked:
    """Read a register and check that it was not modified.

    noted: a last hash recorded elsewhere, which the chain must contain; '<count>:<hash>' or the
    hash alone. last: recorded notes, one of which must match the current end of the register; empty
    to skip this check.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    faults: list[str] = []
    entries: list[Entry] = []
    before = BEGINNING
    seal: dict[str, Any] = {}
    for place, line in enumerate(lines, start=1):
        plain = _parsed(line)
        if plain is None or seal:
            faults.append(f"Line {place} is no entry of a register.")
        elif "sealed" in plain:
            seal = plain
        else:
            faults += _faults_of(plain, place, before)
            before = str(plain.get("hash"))
            entries.append(_entry(plain))
    register = ClaimRegister(tuple(entries))
    if lines and (seal.get("sealed") != len(entries) or seal.get("head") != before):
        faults.append("The seal at the end is missing or does not match: entries were cut off.")
    wanted = (noted or "").rpartition(":")[2]
    if wanted and wanted not in {BEGINNING, *(entry.hash for entry in entries)}:
        faults.append(
            f"No entry has the hash {wanted[:12]}… that was noted: history was rewritten."
        )
    if last and note(register) not in last:
        faults.append("It does not end with the entry that this store wrote last.")
    return Checked(register, tuple(faults))


def note(register: ClaimRegister) -> str:
    """The text that identifies the current end of a register, to be recorded elsewhere:
    '<count>:<hash>'."""
    return f"{len(register.entries)}:{register.head}"


def _faults_of(plain: dict[str, Any], place: int, before: str) -> list[str]:
    """What is wrong with one entry, given the hash of the one before it."""
    held = {name: value for name, value in plain.items() if name != "hash"}
    faults = []
    if plain["number"] != place:
        faults.append(f"Line {place} holds entry {plain['number']}: entries are missing or moved.")
    if hash_of(held) != plain.get("hash"):
        faults.append(f"Entry {plain['number']} was changed after it was written.")
    if plain["before"] != before:
        faults.append(f"Entry {plain['number']} does not follow the one before it.")
    return faults


def _entry(plain: dict[str, Any]) -> Entry:
    act = Act(plain["by"], date.fromisoformat(plain["on"]), plain["why"])
    return Entry(plain["number"], act, plain["what"], plain["holds"], plain["before"])


def _parsed(line: str) -> dict[str, Any] | None:
    """The line's values, or None where they are not those of an entry or a seal."""
    try:
        plain = json.loads(line)
        if isinstance(plain, dict) and ("sealed" in plain or hash_of(_entry(plain).as_plain())):
            return plain
    except (ValueError, KeyError, TypeError):
        pass
    return None


def _seal(register: ClaimRegister) -> dict[str, Any]:
    return {"sealed": len(register.entries), "head": register.head}


def _line(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"
