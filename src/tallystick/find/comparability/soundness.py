"""Which councils' files bear a yearly figure, and why the others' do not.

A comparison of few months, of card payments alone, of years in doubt or of lost signs is a list of
what was paid and no more: no saving and no headline is made of it.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from tallystick.find.comparability.cautions import FEW_MONTHS
from tallystick.find.findings import Coverage
from tallystick.words.period import Month
from tallystick.words.remarks import Remark, remark

# Codes of the concerns of read/quality.py that refuse a yearly figure; of lost signs that of the
# sentence, since a single file without a refund is no sign yet.
_CARDS_ONLY = "cards_only"
_YEARS_IN_DOUBT = "years_in_doubt"
_OTHER_CURRENCY = "other_currency"
_ALL_SIGNS_LOST = "all_signs_lost"


MOST_IN_DOUBT = Fraction(1, 10)
"""The share of a council's pounds from which files with doubtful years or in another currency bend
a yearly figure so much that none is made; with less it is a caution. Judgement, not measured."""


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
    codes = {concern.code for concern in seen.concerns if concern.part >= MOST_IN_DOUBT}
    texts = {concern.text.code for concern in seen.concerns}
    checks = (
        (_CARDS_ONLY in codes, remark("weak_cards_only", councils=one)),
        (_YEARS_IN_DOUBT in codes, remark("weak_years_in_doubt", councils=one)),
        (_ALL_SIGNS_LOST in texts, remark("weak_signs_lost", councils=one)),
        (_OTHER_CURRENCY in codes, remark("weak_other_currency", councils=one)),
    )
    return tuple(each for holds, each in checks if holds)


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
