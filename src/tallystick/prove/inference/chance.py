"""How large an effect chance alone can produce: intervals, placebo test, and the smallest effect
that could be detected."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from tallystick.prove.counterfactual.answer import Answer

POWER = 0.80
"""A saving "can be seen" when four tests in five would find it, the usual convention."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance allows. Intervals and se in the outcome's unit, percents of what was expected.

    p_placebo: share of placebos at least as large as the effect, itself among them.
    power_percent: the smallest saving that could be seen: below it four tests in five find
    nothing at 95%. It is known before any result. interval95_percent: interval95 in percent.
    """

    se: float
    interval90: tuple[float, float]
    interval95: tuple[float, float]
    interval95_percent: tuple[float, float]
    p_placebo: float
    power_percent: float


def chance_of(answer: Answer) -> Chance:
    """Student's t on the placebos' spread, with one degree of freedom less than there are donors;
    intervals are symmetric on the answer's scale, and turned into units from there."""
    freedom = len(answer.cohorts[0].block.donors) - 1
    scale, value, spread = answer.scale, answer.value, answer.spread

    def around(level: float) -> tuple[float, float]:
        reach = float(stdtrit(freedom, 0.5 + level / 2)) * spread
        return value - reach, value + reach

    calm_low, calm_high = around(0.90)
    low, high = around(0.95)
    seen = float(stdtrit(freedom, 0.975) + stdtrit(freedom, POWER)) * spread
    return Chance(
        se=scale.error(spread),
        interval90=(scale.unit(calm_low), scale.unit(calm_high)),
        interval95=(scale.unit(low), scale.unit(high)),
        interval95_percent=(scale.percent(low), scale.percent(high)),
        p_placebo=float((1 + np.sum(np.abs(answer.draws) >= abs(value))) / (1 + len(answer.draws))),
        power_percent=abs(scale.percent(-seen)),
    )
