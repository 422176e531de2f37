"""PROVE: did the saving come, or would it have come anyway?

trip.py          the use cases, for commands and any later site
panel/           what each council spent on each date, and who joined when
counterfactual/  what would have happened otherwise, by seven methods
inference/       what of an effect can be believed: intervals, guards, a verdict
register/        promised pounds on record, each once, in a chain of hashes
verdict/         one partnership judged on the store's payments, and its evidence pack

panel/, counterfactual/ and inference/ each stand on those before; register/ stands alone, verdict/
and trip.py on all.
"""

from tallystick.prove.inference.estimate import ALL_METHODS, Estimate, estimate
from tallystick.prove.panel.file import Columns, read_adoption, read_panel
from tallystick.prove.panel.panel import Panel

__all__ = [
    "ALL_METHODS",
    "Columns",
    "Estimate",
    "Panel",
    "estimate",
    "read_adoption",
    "read_panel",
]
