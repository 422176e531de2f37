"""Which rules made a table: so that it is made again when the rules have changed.

A version number that somebody must remember to raise is forgotten once, and then a store keeps
answers that the product would no longer give.
"""

import hashlib
from functools import cache
from pathlib import Path

import tallystick

_RULES = frozenset({".py", ".yaml", ".csv", ".json", ".gz", ".npz", ".html", ".css", ".typ"})


@cache
def fingerprint(*rooms: str) -> str:
    """A short hash over the code and the tables of these rooms, such as 'read', 'reference'."""
    house = Path(tallystick.__file__).parent
    digest = hashlib.sha256()
    for room in rooms:
        for file in sorted((house / room).rglob("*")):
            if file.suffix in _RULES and file.is_file():
                digest.update(file.relative_to(house).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
