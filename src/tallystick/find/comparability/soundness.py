"""Which councils' files bear a yearly figure, and why the others' do not.

A comparison of few months, of card payments alone, of years in doubt or of lost signs is a list of
what was paid and no more: no saving and no headline is made of it.
"""

from collections.abc import Collection, Mapping, Sequence

from tallystick.find.comparability.cautions import FEW_MONTHS
from tallystick.find.findings import Coverage
from tallystick.words.period import Month
from tallystick.words.remarks import Remark, remark

_BY_CONCERN = {
    "cards_only": "weak_cards_only",
    "years_in_doubt": "weak_years_in_doubt",
    "signs_reversed": "weak_signs_lost",
    "other_currency": "weak_other_currency",
}
"""Concern of read/quality.py -> the remark that refuses a yearly figure."""

_ALL_SIGNS_LOST = "all_signs_lost"


def weak_councils(
    compared: Sequence[Coverage], window: tuple[Month | None, Month | None]
) -> dict[str, tuple[Remark, ...]]:
    """Code -> the reasons, of the councils of which no yearly figure may be made.

    compared: the councils that take part. window: first and last month compared, both included.
    """
    weak = {each.council.code: _of_files(each) for each in compared}
    months = {each.council.code: _within(each.months, window) for each in compared}
    sound = [code for code, reasons in weak.items() if not reasons]
    few = {
        code: best
        for code in months
        if len(months) > 1
        for best in [_most_in_common(code, months, sound)]
        if best < FEW_MONTHS
    }
    for code, best in few.items():
        weak[code] += (remark("weak_few_common_months", councils=(code,), months=best),)
    return {code: reasons for code, reasons in weak.items() if reasons}


def _of_files(seen: Coverage) -> tuple[Remark, ...]:
    """The reasons that lie in a council's own files."""
    one = (seen.council.code,)
    said = [_BY_CONCERN[concern.code] for concern in seen.concerns if concern.code in _BY_CONCERN]
    if any(concern.text.code == _ALL_SIGNS_LOST for concern in seen.concerns):
        said.append("weak_signs_lost")
    return tuple(remark(code, councils=one) for code in dict.fromkeys(said))


def _within(
    months: Collection[Month], window: tuple[Month | None, Month | None]
) -> frozenset[Month]:
    first, last = window
    return frozenset(
        month
        for month in months
        if (first is None or first <= month) and (last is None or month <= last)
    )


def _most_in_common(
    code: str, months: Mapping[str, frozenset[Month]], sound: Collection[str]
) -> int:
    """The months that a council shares with the other council that it shares most with: of those
    whose own files bear a yearly figure, where there are any."""
    others = [other for other in sound if other != code] or [one for one in months if one != code]
    return max(len(months[code] & months[other]) for other in others)
