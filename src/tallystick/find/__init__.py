"""FIND: where councils run or buy the same back office in parallel."""

from tallystick.find.findings import Findings, Opportunity, OverlapKind
from tallystick.find.survey import Question
from tallystick.find.trip import find, look

__all__ = ["Findings", "Opportunity", "OverlapKind", "Question", "find", "look"]
