"""Finds the start date from which one joint contract could serve the councils with known contract
ends.

Method (domain.md 5.4): each known end is a candidate start. A council is included when its contract
ends by then, is bridged for a few months, or can be extended no further than needed. The chosen
start saves most over the usual term counted from today, so that waiting has a cost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tallystick.contracts.contract import Contract
from tallystick.find.comparability.cells import Comparison, Spent
from tallystick.find.findings import Letting
from tallystick.reference.letting import LettingRules, load_letting_rules
from tallystick.words.period import months_later
from tallystick.words.remarks import Remark, remark


@dataclass(frozen=True, slots=True)
class _Start:
    """One candidate day and who could begin on it."""

    day: date
    codes: tuple[str, ...]
    bridged: tuple[str, ...]  # of those, whose contract has ended before
    worth: int  # pence of spend times days left of the term: what start is compared by


def align(
    contracts: Iterable[Contract],
    basis: Mapping[str, int],
    comparison: Comparison,
    *,
    paid: Mapping[str, int],
) -> Letting | None:
    """When these contracts could be let again together; None where no end is known.

    contracts: those behind an overlap. basis: council -> pence a year that could be let again.
    paid: what was paid of that.
    """
    rules = load_letting_rules()
    last = months_later(comparison.on, rules.ending_soon_months)
    open_ended = [each for each in contracts if each.end and each.council in basis]
    days = {each.end + timedelta(days=1) for each in open_ended if each.end}
    starts = [
        _start(day, open_ended, basis, comparison.on, rules)
        for day in sorted(days)
        if comparison.on < day <= last + timedelta(days=1)
    ]
    best = max(starts, key=lambda start: (start.worth, -start.day.toordinal()), default=None)
    if best is None or not best.codes:
        return None
    spent = Spent(*(sum(held[code] for code in best.codes) for held in (paid, basis)))
    return _told(best, open_ended, sorted(basis), spent, comparison, rules)


def _start(
    day: date,
    contracts: Sequence[Contract],
    basis: Mapping[str, int],
    on: date,
    rules: LettingRules,
) -> _Start:
    codes, bridged = [], []
    earliest = months_later(day, -rules.bridge_months)
    for code in sorted(basis):
        ends = [each for each in contracts if each.council == code and each.end]
        meeting = [each for each in ends if _reaches(each, day)]
        late = [each for each in ends if each.end and earliest <= each.end < day]
        if meeting or late:
            codes.append(code)
            if not meeting:
                bridged.append(code)
    left = (months_later(on, 12 * rules.term_years) - day).days
    worth = sum(basis[code] for code in codes) * max(left, 0)
    return _Start(day, tuple(codes), tuple(bridged), worth)


def _reaches(contract: Contract, day: date) -> bool:
    """True when the contract ends on the day before, or can be extended to it."""
    end = contract.end or date.max
    return end < day <= (contract.latest_end or end) + timedelta(days=1)


def _told(
    start: _Start,
    contracts: Sequence[Contract],
    codes: Sequence[str],
    spent: Spent,
    comparison: Comparison,
    rules: LettingRules,
) -> Letting:
    """The start with its sentence. codes: of all councils with something to let."""
    decide_by = months_later(start.day, -rules.lead_months(spent.pence_a_year))
    return Letting(
        start=start.day,
        decide_by=decide_by if decide_by > comparison.on else None,
        councils=start.codes,
        pence_a_year=spent.pence_a_year,
        pence=spent.pence,
        sentence=_who_begins(start, spent, _when_to_decide(decide_by, comparison.on)),
        flags=_flags(start, contracts, codes, spent.pence_a_year, comparison, rules),
    )


def _who_begins(start: _Start, spent: Spent, decide: Remark) -> Remark:
    if len(start.codes) > 1:
        return remark(
            "one_contract_from",
            councils=start.codes,
            start=start.day,
            pence=spent.pence_a_year,
            paid=spent.pence,
            decide=decide,
        )
    eve = start.day - timedelta(days=1)
    return remark(
        "one_ends_on",
        councils=start.codes,
        end=eve,
        pence=spent.pence_a_year,
        paid=spent.pence,
        decide=decide,
    )


def _when_to_decide(decide_by: date, on: date) -> Remark:
    return remark("decide_by", day=decide_by) if decide_by > on else remark("decide_now")


def _flags(
    start: _Start,
    contracts: Sequence[Contract],
    codes: Sequence[str],
    pence: int,
    comparison: Comparison,
    rules: LettingRules,
) -> tuple[Remark, ...]:
    """What to mind. codes: of all councils with something to let."""
    council = {code: comparison.coverage[code].council for code in codes}
    extendable = {
        each.council
        for each in contracts
        if each.council in start.codes and each.latest_end and each.latest_end > start.day
    }
    by_name = sorted(extendable, key=lambda code: (council[code].short_name, code))
    others = [code for code in codes if code not in start.codes]
    checks = (
        (bool(extendable), remark("must_not_extend", councils=by_name)),
        (bool(start.bridged), remark("needs_bridge", councils=start.bridged)),
        (
            rules.is_over_threshold(pence),
            remark("over_threshold", threshold=rules.threshold_pounds, years=rules.term_years),
        ),
        (
            any(council[code].end for code in start.codes),
            remark("reference_text", text=rules.consent_sentence),
        ),
        (bool(others), remark("end_not_known", councils=others)),
    )
    return tuple(each for holds, each in checks if holds)
