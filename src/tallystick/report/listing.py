"""The opportunities with the short reference that every report calls them by."""

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from tallystick.find.values import Findings, Kind, Opportunity

KIND_TITLES = {
    Kind.FUNCTION: "Whole function",
    Kind.CATEGORY: "Same category",
    Kind.SUPPLIER: "Same supplier",
}

_LETTERS = {Kind.FUNCTION: "F", Kind.CATEGORY: "C", Kind.SUPPLIER: "S"}


@dataclass(frozen=True, slots=True)
class Listed:
    """An opportunity and its reference: the letter of its kind and its rank there, 'C3'."""

    ref: str
    opportunity: Opportunity


def listing(findings: Findings) -> tuple[Listed, ...]:
    """All opportunities in rank order, each with the reference that all reports share."""
    ranks: Counter[Kind] = Counter()
    found = []
    for opportunity in findings.opportunities:
        ranks[opportunity.kind] += 1
        ref = f"{_LETTERS[opportunity.kind]}{ranks[opportunity.kind]}"
        found.append(Listed(ref, opportunity))
    return tuple(found)


def short_paths(findings: Findings) -> dict[str, str]:
    """Each evidence file's path from the folder that holds them all: what stands above it is the
    reader's own machine, and no business of those whom the report is sent to."""
    files = sorted({line.file for one in findings.opportunities for line in one.evidence})
    paths = [PurePath(file) for file in files]
    if len({path.is_absolute() for path in paths}) != 1:  # none, or no folder can hold them all
        return {file: file for file in files}
    shared = os.path.commonpath([path.parent for path in paths])
    return {
        file: path.relative_to(shared).as_posix() for file, path in zip(files, paths, strict=True)
    }


def short_names(findings: Findings) -> dict[str, str]:
    """Each council's short name by its code; a name that two share carries the code as well."""
    councils = [coverage.council for coverage in findings.coverage]
    shared = Counter(council.short_name for council in councils)
    return {
        council.code: council.short_name
        if shared[council.short_name] == 1
        else f"{council.short_name} ({council.code})"
        for council in councils
    }
