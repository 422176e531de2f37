"""The councils of the United Kingdom and other public bodies: found by code, by name and by day.

Source, licence and date of the tables: SOURCES.md beside this file.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType

from tallystick.reference.council_names import NameIndex
from tallystick.reference.tables import csv_rows
from tallystick.words.council import Council, CouncilKind

_GSS = re.compile(r"(?<![A-Z0-9])[EWSN]\d{8}(?![A-Z0-9])")
_URI = re.compile(r"/LOCAL-AUTHORITY[A-Z-]*/([A-Z0-9]+)")


class Councils:
    """A set of councils. Raises ValueError when two share a code, or when one refers to a code that
    is not in the set."""

    def __init__(self, councils: Iterable[Council]) -> None:
        self._all = tuple(sorted(councils, key=lambda council: council.code))
        self._by_own_code = {council.code: council for council in self._all}
        self._by_code = _index_codes(self._all)
        _check_references(self._by_own_code)
        self._names = NameIndex(self._all)

    def all(self) -> tuple[Council, ...]:
        """Every council, in the order of their codes."""
        return self._all

    def __iter__(self) -> Iterator[Council]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def by_code(self, code: str) -> Council | None:
        """The council with this code: its current code, a former one, or an old ONS, MHCLG or
        three-letter code, in upper or lower case."""
        return self._by_code.get(code.strip().upper())

    def recognise(self, text: str) -> Council | None:
        """The council that a body's name, a file name or a folder name identifies; None if there is
        none.

        Names are matched by the rule in council_names. Codes are tried before names: a
        nine-character code in the text, a URL that ends in an old code, or a text that consists
        only of a code of four or more characters. Shorter codes look like words and are ignored.
        """
        capital = text.strip().upper()
        codes = _GSS.findall(capital) + _URI.findall(capital)
        if len(capital) >= 4:
            codes.append(capital)
        found = {council.code for code in codes if (council := self.by_code(code))}
        if found:
            return self._by_own_code[found.pop()] if len(found) == 1 else None
        named = self._names.code_named_in(text)
        return self._by_own_code[named] if named else None

    def names(self) -> Mapping[str, str]:
        """Map each full name, as written by normalise_name, to the council's code. Place names are
        not included: a supplier called "Boston" is not a council."""
        return MappingProxyType(self._names.full)

    def neighbours(self, code: str) -> tuple[Council, ...]:
        """The councils that share a border, in the order of their codes, including abolished ones.
        Raises KeyError for an unknown code."""
        return tuple(self._by_own_code[other] for other in self._known(code).neighbours)

    def in_force(self, code: str, on: date) -> bool:
        """True when the council exists on that day. Raises KeyError for an unknown code."""
        return self._known(code).in_force(on)

    def successors(self, code: str, on: date) -> tuple[Council, ...]:
        """The councils responsible for this council's area on that day: itself while it exists,
        else those that replaced it, through any number of reorganisations. Raises KeyError for an
        unknown code."""
        met: set[str] = set()
        todo = [self._known(code).code]
        while todo:
            here = todo.pop()
            if here not in met:
                met.add(here)
                council = self._by_own_code[here]
                if council.end is not None and council.end <= on:
                    todo.extend(council.replaced_by)
        return tuple(self._by_own_code[each] for each in sorted(met) if self.in_force(each, on))

    def with_extra(self, extra: Iterable[Council]) -> "Councils":
        """A copy with the given councils added. Raises ValueError when a code is already in use."""
        return Councils((*self._all, *extra))

    def _known(self, code: str) -> Council:
        council = self.by_code(code)
        if council is None:
            raise KeyError(code)
        return council


@cache
def load_councils() -> Councils:
    """The councils of councils.csv with their neighbours and name variants, and the other public
    bodies of public_bodies.csv: departments, agencies, combined, police and fire authorities."""
    borders: dict[str, list[str]] = defaultdict(list)
    near: dict[str, list[str]] = defaultdict(list)
    for pair in csv_rows("neighbours.csv"):
        (borders if pair["shares_border"] == "yes" else near)[pair["code"]].append(
            pair["neighbour"]
        )
    customary: dict[str, list[str]] = defaultdict(list)
    for row in csv_rows("customary_names.csv"):
        customary[row["code"]].append(row["name"])
    rows = csv_rows("councils.csv")
    strangers = customary.keys() - {row["code"] for row in rows}
    if strangers:
        raise ValueError(f"customary_names.csv: no council has the code {sorted(strangers)}.")
    councils = [
        _council(row, borders[row["code"]], near[row["code"]], customary[row["code"]])
        for row in rows
    ]
    return Councils((*councils, *(_public_body(row) for row in csv_rows("public_bodies.csv"))))


def _council(
    row: dict[str, str], borders: list[str], near: list[str], customary: list[str]
) -> Council:
    return replace(
        _named(row),
        county=row["county"] or None,
        population=int(row["population"]) if row["population"] else None,
        population_year=int(row["population_year"]) if row["population_year"] else None,
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        variants=(*_parts(row["variants"]), *customary),
        neighbours=tuple(borders),
        near=tuple(near),
    )


def _public_body(row: dict[str, str]) -> Council:
    return replace(_named(row), sponsor=row["sponsor"] or None)


def _named(row: dict[str, str]) -> Council:
    """What the tables of councils and of other bodies both say."""
    return Council(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        kind=CouncilKind(row["kind"]),
        nation=row["nation"],
        region=row["region"],
        start=date.fromisoformat(row["start"]) if row["start"] else None,
        end=date.fromisoformat(row["end"]) if row["end"] else None,
        replaced_by=_parts(row["replaced_by"]),
        other_codes=_parts(row["other_codes"]),
        variants=_parts(row["variants"]),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _index_codes(councils: tuple[Council, ...]) -> dict[str, Council]:
    index: dict[str, Council] = {}
    for council in councils:
        for code in (council.code, *council.other_codes):
            holder = index.setdefault(code.upper(), council)
            if holder is not council:
                raise ValueError(f"{code} is a code of {holder.name} and of {council.name}.")
    return index


def _check_references(councils: Mapping[str, Council]) -> None:
    for council in councils.values():
        referred = (*council.replaced_by, *council.neighbours, *council.near)
        for code in (*referred, *filter(None, (council.county, council.sponsor))):
            if code not in councils:
                raise ValueError(f"{council.name} refers to {code}, which no council has.")
