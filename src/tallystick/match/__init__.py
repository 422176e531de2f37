"""Supplier spellings -> suppliers, each join with its reasons."""

from tallystick.match.matching import match_spellings
from tallystick.match.names.kinds import kind_of
from tallystick.match.sentences import explain
from tallystick.match.spellings import (
    CouncilNames,
    Decision,
    Explanation,
    Matched,
    Spelling,
    SupplierKind,
)

__all__ = [
    "CouncilNames",
    "Decision",
    "Explanation",
    "Matched",
    "Spelling",
    "SupplierKind",
    "explain",
    "kind_of",
    "match_spellings",
]
