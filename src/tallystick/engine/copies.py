"""Second copies of what cannot be made again from published files: the manifest, the tables that
hold what was decided and listed, and the kept files.

The copy of a file stands under the same path in the folder `copies`. `tallystick store rebuild`
puts it back; nothing else reads it, so a damaged copy changes no answer.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

COPIES = "copies"

MADE_AGAIN = frozenset({"placed_lines", "wordings", "source_months", "small_payments"})
"""Tables that are placed again from the files of payments, and need no copy."""


def copy_of(folder: Path, file: str) -> Path:
    """Where the second copy of a store's file stands."""
    return folder / COPIES / file


def put_copy(folder: Path, file: str, *, draft: Path | None = None) -> None:
    """Write the second copy of a file again, in one step. draft: where the file's content still
    stands, if it is not in its place yet."""
    _copy(draft or folder / file, copy_of(folder, file))


def put_back(folder: Path, file: str) -> None:
    """Put a second copy in the place of its file, in one step."""
    _copy(copy_of(folder, file), folder / file)


def drop_copies(folder: Path, files: Iterable[str]) -> None:
    """Remove second copies that are there."""
    for file in files:
        try:
            copy_of(folder, file).unlink(missing_ok=True)
        except OSError:  # the next writer tries again
            continue


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + ".part")
    shutil.copyfile(source, draft)
    draft.replace(target)
