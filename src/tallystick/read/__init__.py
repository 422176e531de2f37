"""A published file in, payments and rejected lines with reasons out, and a record of how it was
read."""

from tallystick.read.files.paths import find_files
from tallystick.read.paying_council import Council, CouncilFinder
from tallystick.read.reader import read_file
from tallystick.read.record import ReadingRecord
from tallystick.read.tables.corrections import Corrections, load_corrections

__all__ = [
    "Corrections",
    "Council",
    "CouncilFinder",
    "ReadingRecord",
    "find_files",
    "load_corrections",
    "read_file",
]
