"""Who sees private persons' names: masks for all, and the names themselves only for who says who
they are and why, which the store notes first."""

import json
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from tallystick.engine.kept_files import read_kept, write_kept
from tallystick.engine.locking import locked
from tallystick.engine.manifest import is_store
from tallystick.engine.snapshot import no_store
from tallystick.match.masks import PERSON, Mask, keyed, open_names, ordinals
from tallystick.words.mistakes import UserMistake

KEY, LOG = "mask-key", "unmasked.jsonl"
"""Files of a store: the secret behind the masks of lists that come back, and who saw names, one
JSON object a line: on, by, reason, what."""

_KEY_BYTES = 32


def returning_mask(folder: Path, *, of: str = PERSON) -> Mask:
    """The mask for lists that come back to this store. Its key is made when it is first needed.
    of: masks.PERSON or masks.TEXT.

    Raises UserMistake when it cannot be kept, or is damaged.
    """
    kept = read_kept(folder, KEY)
    if kept is None:
        with locked(folder):
            kept = read_kept(folder, KEY)  # another run may just have made it
            if kept is None:
                kept = secrets.token_hex(_KEY_BYTES)
                write_kept(folder, KEY, kept + "\n")
    try:
        return keyed(bytes.fromhex(kept), of=of)
    except ValueError as error:
        raise UserMistake(
            f"{folder / KEY} is damaged.",
            "Remove it and make the list again; older lists with masked names are then void.",
        ) from error


def list_mask(
    folder: Path | None, *, unmask: bool, by: str | None, reason: str | None, what: str
) -> Mask:
    """The mask for a list that is printed and does not come back: ordinals, or none where names
    are to be shown. Raises as names_shown."""
    return names_shown(folder, by=by, reason=reason, what=what) if unmask else ordinals()


def names_shown(folder: Path | None, *, by: str | None, reason: str | None, what: str) -> Mask:
    """The names as they are, after the store has noted who sees them, when and why.

    by, reason: asked for on a terminal where they are not given. what: the command. Raises
    UserMistake where one is missing or the store cannot note it.
    """
    if folder is None:
        raise UserMistake(
            "Names are shown only where a store can note it.", "Add --store DIR to --unmask."
        )
    if not is_store(folder):
        raise no_store(folder)
    said = {
        "on": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": _asked(by, "--by", "Who are you"),
        "reason": _asked(reason, "--reason", "Why do you need the names"),
        "what": what,
    }
    try:
        with locked(folder):
            log = read_kept(folder, LOG) or ""
            write_kept(folder, LOG, log + json.dumps(said, ensure_ascii=False) + "\n")
    except OSError as error:
        raise UserMistake(
            f"The store {folder} cannot note who sees the names, so they stay masked.",
            "Ask whoever keeps it, or leave --unmask out.",
        ) from error
    return open_names


def _asked(given: str | None, option: str, question: str) -> str:
    if given is None and sys.stdin.isatty():
        given = click.prompt(question, err=True)
    if not given or not given.strip():
        raise UserMistake(
            f"--unmask needs {option}.", "Say who sees the names (--by) and why (--reason)."
        )
    return given.strip()
