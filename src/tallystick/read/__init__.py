"""Reads a published file: returns payments, rejected lines with reasons, and a record of how the
file was read."""

from tallystick.read.files.paths import find_files, look_under
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
    "look_under",
    "read_file",
]
