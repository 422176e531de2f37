"""A user's own list of public bodies: who else publishes payments, beside those of the tables.

A CSV with a header. `code`, `name` and `kind` are needed; the other columns may be left out:

    code,name,kind,short_name,nation,region,start,end,replaced_by,population,population_year,names
    NHS-RWA,Wendham Hospitals NHS Trust,other,,England,,2011-10-01,,,,,wendham hospitals|rwa

`start` is the first day in force and `end` the first day no longer in force. `replaced_by` and
`names` (other names that its files use) hold several, parted by "|".
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tallystick.reference.councils import Councils
from tallystick.words.cells import csv_text, unguarded
from tallystick.words.council import Council, CouncilKind
from tallystick.words.mistakes import UserMistake

NEEDED = ("code", "name", "kind")
COLUMNS = (
    *NEEDED,
    "short_name",
    "nation",
    "region",
    "start",
    "end",
    "replaced_by",
    "population",
    "population_year",
    "names",
)


def read_bodies(text: str, *, file: str) -> tuple[Council, ...]:
    """The bodies of a list, by code. file: its name, for what is said of it.

    Raises UserMistake, naming the line, for a column or a cell that cannot be read, and for a code
    that stands twice.
    """
    found: dict[str, Council] = {}
    for line, row in _rows(text, file):
        body = _body(row, f"{file}, line {line}")
        if body.code in found:
            raise UserMistake(
                f"{file}, line {line}: the code {body.code} stands already above.",
                "Keep one line for each body.",
            )
        found[body.code] = body
    return tuple(found[code] for code in sorted(found))


def with_bodies(councils: Councils, bodies: Iterable[Council], *, file: str) -> Councils:
    """The councils with the bodies of a list added.

    Raises UserMistake where a code is that of a body already known, or one refers to nobody.
    """
    bodies = tuple(bodies)
    for body in bodies:
        known = councils.by_code(body.code)
        if known is not None:
            raise UserMistake(
                f"{file}: {body.code} is the code of {known.name}.",
                "Give the body another code, or leave it out: it is known already.",
            )
    try:
        return councils.with_extra(bodies)
    except ValueError as error:
        raise UserMistake(f"{file}: {error}", "Mend the list.") from error


def as_text(bodies: Iterable[Council]) -> str:
    """The list of these bodies, as read_bodies reads it; by code."""
    rows = [
        (
            body.code,
            body.name,
            body.kind,
            body.short_name,
            body.nation,
            body.region,
            body.start or "",
            body.end or "",
            "|".join(body.replaced_by),
            body.population or "",
            body.population_year or "",
            "|".join(body.variants),
        )
        for body in sorted(bodies, key=lambda each: each.code)
    ]
    return csv_text([COLUMNS, *rows])


def _rows(text: str, file: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    header = [cell.strip().lower() for cell in next(reader, [])]
    missing = [name for name in NEEDED if name not in header]
    strange = [name for name in header if name not in COLUMNS]
    if missing or strange:
        said = f"there is no column {missing[0]!r}" if missing else f"{strange[0]!r} is no column"
        raise UserMistake(
            f"{file}, line 1: {said} of a list of bodies.", f"Its columns are {', '.join(COLUMNS)}."
        )
    for row in reader:
        if any(cell.strip() for cell in row):
            cells = [unguarded(cell.strip()) for cell in row]
            yield reader.line_num, dict(zip(header, cells, strict=False))


def _body(row: Mapping[str, str], where: str) -> Council:
    name, people = row.get("name", ""), row.get("population", "")
    try:
        return Council(
            code=row.get("code", "").upper(),
            name=name,
            short_name=row.get("short_name") or name,
            kind=_kind(row.get("kind", ""), where),
            nation=row.get("nation") or "England",
            region=row.get("region", ""),
            start=_day(row.get("start", ""), where),
            end=_day(row.get("end", ""), where),
            replaced_by=_parts(row.get("replaced_by", "")),
            population=int(people) if people else None,
            population_year=int(row.get("population_year") or 0) or None,
            variants=_parts(row.get("names", "")),
        )
    except ValueError as error:
        raise UserMistake(f"{where}: {error}", "Mend that line.") from error


def _kind(text: str, where: str) -> CouncilKind:
    try:
        return CouncilKind(text.lower())
    except ValueError as error:
        raise UserMistake(
            f"{where}: {text!r} is no kind of body.", f"Choose from {', '.join(CouncilKind)}."
        ) from error


def _day(text: str, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UserMistake(f"{where}: {text!r} is not a day.", "Write it as 2024-04-01.") from error


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
