"""Reads a panel from a CSV file, or raises one sentence with file, line and what to do."""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tallystick.prove.panel.calendar import Calendar, calendar_of
from tallystick.prove.panel.panel import Panel
from tallystick.words.mistakes import UserMistake

FEWEST_DONORS = 5
"""Below this a placebo test cannot tell anything at all from chance."""

_BLANK = ("", ".", "na", "n/a", "#n/a", "nan", "null", "none")
"""How programs write that there is no value."""

_DECIMAL_COMMA = re.compile(r"-?£?\d+(\.\d{3})*,(\d{1,2}|\d{4,})")
"""A number that can only be written with a comma for the point."""

_EVEN_IT_OUT = "Give the number, or leave the unit or the date out on every line."


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the three columns that matter."""

    unit: str
    time: str
    outcome: str


@dataclass(frozen=True, slots=True)
class _Cells:
    """The file's cells: (unit, date label) -> outcome, and -> line, also of those that are blank.
    Units and dates of which every cell is blank are not among units and times."""

    outcomes: Mapping[tuple[str, str], float]
    units: tuple[str, ...]
    times: tuple[str, ...]
    calendar: Calendar
    lines: Mapping[tuple[str, str], int]


def read_panel(
    path: Path,
    columns: Columns,
    *,
    starts: Mapping[str, str],
    left_out: Sequence[str] = (),
    starts_in: Path | None = None,
) -> Panel:
    """The panel of a long CSV file (comma, semicolon or tab; a line a unit and date).

    starts: unit -> label of its first date with the shared service. left_out: donors that are to
    be dropped, for instance because they share a service of their own. starts_in: the file that
    gives the starts, to be named where one does not fit.
    Raises UserMistake for whatever the user can mend.
    """
    cells = _cells(path, columns)
    _check_balance(path, cells, columns.outcome)
    given = starts_in or path
    for unit in (*starts, *left_out):
        _check_unit(given if unit in starts else path, unit, cells.units, columns.unit)
    for unit in left_out:
        if unit in starts:
            raise UserMistake(f"{path}: {unit} is to join and to be left out.", "Name it once.")
    units = tuple(unit for unit in cells.units if unit not in left_out)
    first = {unit: _start(path, given, unit, label, cells) for unit, label in starts.items()}
    _check_donors(path, units, first)
    return Panel(
        units=units,
        times=cells.times,
        outcomes=np.array([[cells.outcomes[unit, time] for time in cells.times] for unit in units]),
        starts=first,
        period=cells.calendar.period,
        gaps=_gaps(cells),
    )


def read_covariates(
    path: Path, columns: Columns, names: Sequence[str], panel: Panel
) -> NDArray[np.float64]:
    """(units, names): each unit's numbers on the panel's first date, in the panel's order. Raises
    UserMistake."""
    needed = (columns.unit, columns.time, *names)
    first: dict[str, list[float]] = {}
    for line, row in _rows(path, needed):
        if row[columns.time] == panel.times[0]:
            first[row[columns.unit]] = [
                _number(path, line, name, row[name], has_comma=False) for name in names
            ]
    return np.array([first[unit] for unit in panel.units])


def read_adoption(path: Path) -> dict[str, str]:
    """Unit -> start, from a CSV file with the columns unit and start. A unit without a start
    never joined. Raises UserMistake."""
    starts: dict[str, str] = {}
    for line, row in _rows(path, ("unit", "start")):
        unit, start = row["unit"], row["start"]
        if unit in starts:
            raise UserMistake(
                f"{path}, line {line}: {unit} has a start already.", "Keep one line a unit."
            )
        if start:
            starts[unit] = start
    if not starts:
        raise UserMistake(f"{path} names no start.", "Give at least one line with unit and start.")
    return starts


def _cells(path: Path, columns: Columns) -> _Cells:
    """Raises UserMistake for a line that says something else than a number, or says it twice. A
    cell that is blank is as if its line were not there."""
    rows = list(_rows(path, (columns.unit, columns.time, columns.outcome)))
    has_comma = any(_DECIMAL_COMMA.fullmatch(row[columns.outcome]) for _, row in rows)
    outcomes: dict[tuple[str, str], float] = {}
    lines: dict[tuple[str, str], int] = {}
    for line, row in rows:
        key = (row[columns.unit], row[columns.time])
        if key in lines:
            raise UserMistake(
                f"{path}, line {line}: {key[0]} at {key[1]} was on line {lines[key]} already.",
                "Keep one line a unit and date, or add the lines up first.",
            )
        lines[key] = line
        if row[columns.outcome].lower() not in _BLANK:
            outcomes[key] = _number(
                path, line, columns.outcome, row[columns.outcome], has_comma=has_comma
            )
    if not outcomes:
        raise UserMistake(f"{path}: {columns.outcome} is empty on every line.", "Fill it in.")
    first: dict[str, int] = {}
    for (_, time), line in lines.items():
        first.setdefault(time, line)
    times, calendar = _times(path, columns.time, {time: first[time] for _, time in outcomes})
    return _Cells(
        outcomes=outcomes,
        units=tuple(sorted({unit for unit, _ in outcomes})),
        times=times,
        calendar=calendar,
        lines=lines,
    )


def _times(path: Path, column: str, lines: Mapping[str, int]) -> tuple[tuple[str, ...], Calendar]:
    """The labels in the order of time, and how they are written. lines: the first line of each."""
    held = list(lines)
    calendar = calendar_of(held)
    if calendar is None:
        odd = _odd_date(held)
        raise UserMistake(
            f"{path}, line {lines[odd]}: {odd!r} is no date like the others, so the column "
            f"{column} does not hold dates of one kind.",
            "Write all as years (2021), financial years (2021/22), quarters (2021-Q3), "
            "months (2021-07), days (2021-07-01) or whole numbers.",
        )
    times = sorted(held, key=calendar.position)
    for one, other in pairwise(times):
        if calendar.position(one) == calendar.position(other):
            raise UserMistake(
                f"{path}, line {max(lines[one], lines[other])}: {one!r} and {other!r} in the "
                f"column {column} are the same date.",
                "Write each date in one way.",
            )
    return tuple(times), calendar


def _odd_date(labels: Sequence[str]) -> str:
    """The first label that is no date, else the first of the kind that fewest labels are of."""
    kinds = [_kind_alone(label) for label in labels]
    counted = Counter(kinds)
    rare = "" if "" in counted else min(counted, key=lambda kind: (counted[kind], kind))
    return labels[kinds.index(rare)]


def _kind_alone(label: str) -> str:
    """The kind of date of this label by itself; '' where it is not a date."""
    calendar = calendar_of([label])
    return "" if calendar is None else calendar.kind


def _rows(path: Path, needs: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and the needed cells of each line that is not empty."""
    text = _text(path)
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip() for name in next(table, [])]
    for name in needs:
        if name not in header:
            raise UserMistake(
                f"{path}, line 1: there is no column {name!r}.",
                f"Its columns are {', '.join(filter(None, header)) or 'none'}: name one of them.",
            )
    places = {name: header.index(name) for name in needs}
    seen = False
    for row in table:
        if any(cell.strip() for cell in row):
            if len(row) <= max(places.values()):
                raise UserMistake(
                    f"{path}, line {table.line_num}: the line is too short.",
                    "Give it every column of the header.",
                )
            seen = True
            yield table.line_num, {name: row[place].strip() for name, place in places.items()}
    if not seen:
        raise UserMistake(
            f"{path} holds a header and nothing else.", "Give it a line a unit and date."
        )


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserMistake(
            f"{path} cannot be read: {error.strerror}.", "Check the path and try again."
        ) from error
    if b"\0" in data:
        raise UserMistake(f"{path} is not a text file.", "Save the table as CSV.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _number(path: Path, line: int, column: str, text: str, *, has_comma: bool) -> float:
    """has_comma: the column writes 3,85 for three and 85 hundredths."""
    plain = text.replace("£", "").replace(" ", "")
    plain = (
        plain.replace(".", "").replace(",", ".")
        if has_comma and "," in plain
        else plain.replace(",", "")
    )
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    try:
        value = float(plain)
    except ValueError:
        value = math.nan
    if math.isfinite(value):
        return value
    raise UserMistake(f"{path}, line {line}: {column} is {text!r}, not a number.", _EVEN_IT_OUT)


def _check_balance(path: Path, cells: _Cells, outcome: str) -> None:
    for unit in cells.units:
        for time in cells.times:
            key = (unit, time)
            if key in cells.outcomes:
                continue
            if key in cells.lines:
                raise UserMistake(
                    f"{path}, line {cells.lines[key]}: {outcome} is empty, so the panel is "
                    f"unbalanced: nothing is known of {unit} at {time}.",
                    _EVEN_IT_OUT,
                )
            last = max(line for (other, _), line in cells.lines.items() if other == unit)
            raise UserMistake(
                f"{path}, line {last}: the panel is unbalanced, {unit} has no line for {time}.",
                _EVEN_IT_OUT,
            )


def _check_unit(path: Path, unit: str, units: Sequence[str], column: str) -> None:
    if unit not in units:
        near = get_close_matches(unit, units, n=3, cutoff=0.5) or units[:3]
        raise UserMistake(
            f"{path}: no unit is called {unit!r} in the column {column}.",
            f"Name a unit as the file writes it, such as {', '.join(near)}.",
        )


def _start(path: Path, given: Path, unit: str, label: str, cells: _Cells) -> int:
    """The index of the first date from the start on. given: the file that says it."""
    span = f"{cells.times[0]} to {cells.times[-1]}"
    try:
        place = cells.calendar.position(label)
    except ValueError as error:
        raise UserMistake(
            f"{given}: the start {label!r} of {unit} is not written like the dates, {span}.",
            "Write the start like the dates of the file.",
        ) from error
    places = [cells.calendar.position(time) for time in cells.times]
    if not places[0] <= place <= places[-1]:
        raise UserMistake(
            f"{given}: the start {label} of {unit} lies outside the data, {span}.",
            "Give a start within the data, or data around the start.",
        )
    index = next(index for index, other in enumerate(places) if other >= place)
    if index == 0:
        raise UserMistake(
            f"{path}, line {cells.lines[unit, cells.times[0]]}: {unit} is treated from the first "
            f"period, {cells.times[0]}, so nothing shows what it did before.",
            "Add earlier dates, or leave the unit out.",
        )
    return index


def _check_donors(path: Path, units: Sequence[str], starts: Mapping[str, int]) -> None:
    donors = len(units) - len(starts)
    if donors < FEWEST_DONORS:
        raise UserMistake(
            f"{path}: only {donors} units never joined, and a comparison needs {FEWEST_DONORS}.",
            "Add councils that did not join.",
        )


def _gaps(cells: _Cells) -> tuple[str, ...]:
    """Labels after which the usual step is missed."""
    places = [cells.calendar.position(time) for time in cells.times]
    steps = [later - earlier for earlier, later in pairwise(places)]
    usual = min(steps, default=1)
    return tuple(time for time, step in zip(cells.times, steps, strict=False) if step != usual)
