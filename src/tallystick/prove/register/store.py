"""The register file in a store: always read as a whole, checked on every read, and written as a
whole."""

from tallystick.engine import distinct
from tallystick.engine.kept_files import read_kept, write_kept
from tallystick.engine.manifest import newest_number
from tallystick.engine.questions.kept import made_by
from tallystick.engine.snapshot import Snapshot, open_snapshot
from tallystick.engine.store import Store
from tallystick.prove.register.register import ClaimRegister
from tallystick.prove.register.sealed_file import NAME, Checked, as_text, check, note
from tallystick.words.mistakes import UserMistake

_NOTED, _COMING = "claims", "claims to come"
"""Catalogue keys for the register's last hash. `_COMING` is set before the file is written and
`_NOTED` after it. A process that stops between the two leaves a file that matches one of the keys,
so the check does not report a modification."""


def check_register(store: Snapshot, *, noted: str | None = None) -> Checked:
    """The store's register with every fault found in it. noted: a last hash noted elsewhere."""
    found = _check(store, noted)
    if found.faults and newest_number(store.folder) != store.manifest.number:
        # The register is a file beside the commits: a writer has replaced it since this snapshot.
        with open_snapshot(store.folder) as newer:
            return check_register(newer, noted=noted)
    return found


def _check(store: Snapshot, noted: str | None) -> Checked:
    text = read_kept(store.folder, NAME, sealed=True) or ""
    written = {made_by(store, name) or note(ClaimRegister()) for name in (_NOTED, _COMING)}
    return check(text, noted=noted, last=written)


def load_register(store: Snapshot) -> ClaimRegister:
    """The store's register. Raises UserMistake when the check finds a modification."""
    found = check_register(store)
    if found.faults:
        raise UserMistake(
            f"The register of claims in {store.folder} was tampered with: {found.faults[0]}",
            "See tallystick prove check --store DIR, and put back an untouched copy.",
        )
    return found.register


def save_register(store: Store, register: ClaimRegister) -> None:
    """Replace the register file in one step, and record its last hash in the catalogue."""
    distinct.note_made_by(store, _COMING, note(register))
    write_kept(store.folder, NAME, as_text(register))
    distinct.note_made_by(store, _NOTED, note(register))
