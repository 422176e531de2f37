"""Reads the files of lock/, for script/sbom, script/licences, script/audit and their tests.

Standard library only: it runs before any environment is made.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "lock"
PAGE = ROOT / "docs" / "licences.md"
PACKAGES = "| package | licence |"
"""The heading of the page's table of licences."""

_PIN = re.compile(r"([a-z0-9-]+)==([^\s;]+)(?: ; (.+?))? \\$")
_HASH = re.compile(r"\s+--hash=(\w+):([0-9a-f]+)")
_ASKER = re.compile(r"\s+#\s+(?:via )?(\S.*)$")


@dataclass(frozen=True)
class Pin:
    """One package at one version. marker: where it is installed, empty for everywhere.
    hashes: (algorithm, hexadecimal) of each file that may be installed. askers: who needs it, a
    package's name, or a file for what the project itself asks for."""

    name: str
    version: str
    marker: str
    hashes: tuple[tuple[str, str], ...]
    askers: tuple[str, ...]


def locks() -> list[Path]:
    """All lock files, by name."""
    return sorted(LOCK.glob("*.txt"))


def pins(lock: Path) -> list[Pin]:
    """What a lock file pins, in its order: a package twice where two kinds of machine differ.

    Raises ValueError for a line that is none of a pin, a hash and a remark.
    """
    found: list[Pin] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if pin := _PIN.match(line):
            found.append(Pin(pin[1], pin[2], pin[3] or "", (), ()))
            continue
        last = found.pop() if found else None
        if last and (one := _HASH.match(line)):
            hashes = (*last.hashes, (one[1], one[2]))
            found.append(Pin(last.name, last.version, last.marker, hashes, last.askers))
        elif last and (one := _ASKER.match(line)):
            askers = last.askers if one[1] == "via" else (*last.askers, one[1])
            found.append(Pin(last.name, last.version, last.marker, last.hashes, askers))
        else:
            raise ValueError(f"{lock.name}: {line!r} is no line of a lock file")
    return found


def rows(heading: str) -> list[list[str]]:
    """The cells of the table of docs/licences.md that has this heading, row by row."""
    page = PAGE.read_text(encoding="utf-8").splitlines()
    start = page.index(heading) + 2
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page[start : page.index("", start)]
    ]


def licences() -> dict[str, str]:
    """Package -> licence as an SPDX expression, as docs/licences.md has it."""
    return {package: licence for package, licence in rows(PACKAGES)}
