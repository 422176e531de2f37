"""PROVE: was there a saving, and would it also have occurred without sharing?

trip.py          the use cases, for commands and any later site
panel/           what each council spent on each date, and who joined when
counterfactual/  what would have happened otherwise, by seven methods
inference/       how reliable an effect is: intervals, guards, a verdict
register/        promised pounds on record, each once, in a hash chain
verdict/         one partnership judged on the store's payments, and its evidence pack

Dependencies: inference/ uses counterfactual/ and panel/, counterfactual/ uses panel/; register/
uses none of them; verdict/ and trip.py use all.
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
