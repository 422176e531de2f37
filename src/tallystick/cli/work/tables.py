"""CSV lists that a user gives and gets: utf-8, a header line, nothing half-written, no text that a
spreadsheet would take for a formula (words.cells)."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tallystick.words.cells import guarded_row, unguarded
from tallystick.words.mistakes import UserMistake, unwritten
from tallystick.words.whole_files import write_whole


def read_table(path: Path, *, needs: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV list with their line numbers, as header -> cell, as they were before
    `write_table` guarded them.

    needs: columns that must be there. Raises UserMistake naming the file and line.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            reader = csv.DictReader(stream, restval="")
            missing = [name for name in needs if name not in (reader.fieldnames or ())]
            if missing:
                raise UserMistake(
                    f"{path}, line 1: there is no column {missing[0]!r}.",
                    f"Its header line must name {', '.join(needs)}.",
                )
            for row in reader:
                cells = {k: v for k, v in row.items() if isinstance(k, str)}
                yield reader.line_num, {k: unguarded(v) for k, v in cells.items()}
    except FileNotFoundError as error:
        raise UserMistake(f"{path} is not there.", "Check the path.") from error
    except (IsADirectoryError, PermissionError) as error:
        raise UserMistake(f"{path} cannot be opened.", "Give a CSV file.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserMistake(f"{path} is not a CSV in utf-8.", "Save it as CSV UTF-8.") from error


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV list whole or not at all. Cells go out as they came in, so that the list can be
    joined with the one it was made from; but what a spreadsheet could take for a formula gets an
    apostrophe, which `read_table` takes off again."""

    def fill(part: Path) -> None:
        with part.open("w", newline="", encoding="utf-8-sig") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns)
            writer.writerows(map(guarded_row, rows))

    try:
        write_whole(path, fill)
    except OSError as error:
        raise unwritten(path, error) from error
