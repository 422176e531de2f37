"""What the payments to a supplier say of whether a private person is paid, beside its name: how
many councils pay it, how many lines, how much, and whether it has a VAT number. Whole pounds, the
same sum again and again, and the categories were tried: each told too little (within 0.8 nats).

Only ever from person to organisation, and never where a title, the reason for the payment or any
number tells a person. One council pays a client, many pay a firm: where a name holds a forename or
initials, only several councils tell a firm, for a carer may be paid much and often; and where a
common surname stands beside it nothing does, for several persons of that name may be paid.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from tallystick.match.names.kinds import given_in, is_told, name_probability
from tallystick.match.names.payees import Given
from tallystick.match.names.persons import mask_from
from tallystick.match.spellings import Spelling
from tallystick.match.suppliers.identifiers import vat_number
from tallystick.reference.tables import yaml_table

_COUNCILS = (2, 3, 4, 5)
_LINES = (2, 5, 12, 30, 100, 300)
_POUNDS = (1_000, 5_000, 10_000, 30_000, 100_000, 300_000)
"""From where a number falls into the next feature; between neighbours the published files of
2021 to 2025 tell persons and firms differently."""


_SEVERAL = 2  # councils
_NUMBER = re.compile(r"[\d*]")  # also the stars of one that is blotted out


@dataclass(frozen=True, slots=True)
class _Weights:
    weights: Mapping[str, float]
    bias: float
    least: float


@cache
def _learnt() -> _Weights:
    table = yaml_table("payee_evidence_weights.yaml")
    return _Weights(table["weights"], table["bias"], table["least"])


def features(spellings: Sequence[Spelling]) -> list[str]:
    """What the payments of one supplier say, by all its spellings. Each is there or not."""
    councils = _councils(spellings)
    lines = sum(spelling.lines for spelling in spellings)
    pounds = sum(abs(spelling.pence) for spelling in spellings) // 100
    found = [f"councils {_step(len(councils), _COUNCILS)}", f"lines {_step(lines, _LINES)}"]
    found += ["pounds", f"pounds {_step(pounds, _POUNDS)}"] if pounds else []
    taxed = any(vat_number(each.vat_number) for each in spellings)
    return [*found, "VAT number"] if taxed else found


def log_odds(spellings: Sequence[Spelling]) -> float:
    """How much more likely, in nats, such payments go to a person than to an organisation: below 0
    where organisations are paid so. 0 where no council is given. Not below the table's `least`: no
    sum makes a firm of what is plainly a person's name."""
    if not _councils(spellings):
        return 0.0
    learnt = _learnt()
    said = learnt.bias + sum(learnt.weights.get(name, 0.0) for name in features(spellings))
    return max(said, learnt.least)


def is_firm(spellings: Sequence[Spelling]) -> bool:
    """True of a supplier whose spellings, all like persons' names, are an organisation's by what is
    paid to it. In doubt False."""
    paid = log_odds(spellings)
    if paid >= 0:
        return False
    names = {spelling.name for spelling in spellings}
    if any(is_told(name) or _NUMBER.search(name) for name in names):
        return False
    given = max(map(given_in, names))
    if given is Given.MANY_BEAR_IT or (given and len(_councils(spellings)) < _SEVERAL):
        return False
    return max(map(name_probability, names)) < 1 / (1 + exp(paid - _logit(mask_from())))


def _councils(spellings: Sequence[Spelling]) -> frozenset[str]:
    return frozenset(council for spelling in spellings for council in spelling.councils)


def _logit(share: float) -> float:
    return log(share / (1 - share))


def _step(number: int, steps: tuple[int, ...]) -> int:
    """The largest of the steps that a number reaches; 0 where it reaches none."""
    place = bisect_right(steps, number)
    return steps[place - 1] if place else 0
