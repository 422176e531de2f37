"""PROVE: did the saving come, or would it have come anyway?"""

from tallystick.prove.estimate import ALL_METHODS, Estimate, estimate
from tallystick.prove.panel import Panel
from tallystick.prove.panel_file import Columns, read_adoption, read_panel

__all__ = [
    "ALL_METHODS",
    "Columns",
    "Estimate",
    "Panel",
    "estimate",
    "read_adoption",
    "read_panel",
]
