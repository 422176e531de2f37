"""Small texts that a user's store keeps beside its tables: the register of claims, the track record
of closed partnerships. They are the user's own data and are read and written as they stand."""

from pathlib import Path

from tallystick.words.mistakes import UserMistake


def read_kept(folder: Path, name: str) -> str | None:
    """The text of this name in a store's folder, None where the store keeps none.

    Raises UserMistake when it is not text in utf-8 or cannot be opened.
    """
    path = folder / name
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UserMistake(
            f"{path} cannot be read as text.", "Put back an untouched copy."
        ) from error


def write_kept(folder: Path, name: str, text: str) -> None:
    """Keep a text in a store's folder, in one step: whoever reads meanwhile, or after this was
    stopped midway, finds the old text or the new one whole."""
    path = folder / name
    draft = path.with_suffix(".part")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)
