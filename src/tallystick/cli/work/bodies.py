"""A user's own list of public bodies, given with --bodies and kept with the store."""

from pathlib import Path

from tallystick.engine.kept_files import read_kept, write_kept
from tallystick.reference.bodies import as_text, read_bodies
from tallystick.words.council import Council
from tallystick.words.mistakes import UserMistake

KEPT = "bodies.csv"
"""The list in the store's folder: later commands on the store know its bodies too."""


def listed_bodies(folder: Path | None, given: Path | None) -> tuple[Council, ...]:
    """The bodies that a store keeps and those of a list; of one code the list's own.

    Raises UserMistake when a list cannot be read.
    """
    kept = (read_kept(folder, KEPT) if folder else None) or ""
    bodies = {each.code: each for each in read_bodies(kept, file=KEPT)} if kept else {}
    if given is not None:
        bodies |= {each.code: each for each in read_bodies(_text(given), file=given.name)}
    return tuple(bodies[code] for code in sorted(bodies))


def are_bodies_kept(folder: Path, given: Path | None) -> bool:
    """True when the store keeps all bodies of the list as they stand in it."""
    return given is None or listed_bodies(folder, given) == listed_bodies(folder, None)


def keep_bodies(folder: Path, given: Path | None) -> None:
    """Keep the bodies of a list with the store, beside those that it keeps."""
    if not are_bodies_kept(folder, given):
        write_kept(folder, KEPT, as_text(listed_bodies(folder, given)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserMistake(f"{path} cannot be opened.", "Give a list of bodies in CSV.") from error
    except UnicodeDecodeError as error:
        raise UserMistake(f"{path} is not in utf-8.", "Save it as CSV UTF-8.") from error
