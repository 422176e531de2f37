"""FIND: where councils run or buy the same back office in parallel."""

from tallystick.find.survey import Question
from tallystick.find.trip import find, look
from tallystick.find.values import Findings, Kind, Opportunity

__all__ = ["Findings", "Kind", "Opportunity", "Question", "find", "look"]
