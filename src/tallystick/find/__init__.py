"""FIND: finds where several councils run or buy the same back-office service in parallel."""

from tallystick.find.amend import (
    Amendment,
    OtherCategory,
    OtherSupplier,
    Reach,
    amend,
    evidence_for,
)
from tallystick.find.findings import Findings, Opportunity, OverlapKind
from tallystick.find.survey import Declared, Question, read_declared
from tallystick.find.trip import find, is_taken_in, look, take_in

__all__ = [
    "Amendment",
    "Declared",
    "Findings",
    "Opportunity",
    "OtherCategory",
    "OtherSupplier",
    "OverlapKind",
    "Question",
    "Reach",
    "amend",
    "evidence_for",
    "find",
    "is_taken_in",
    "look",
    "read_declared",
    "take_in",
]
