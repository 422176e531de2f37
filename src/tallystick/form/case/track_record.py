"""Adjusts a case by the track record of the user's own closed partnerships.

The reference table gives the share of a saving to count for each evidence grade. Once the user's
register holds enough closed claims, that share is moved towards what the claims delivered: each
claim has weight one, whatever its pounds, and the table's share has the weight of a few claims.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tallystick.reference.appraisal import load_evidence_grades, load_track_record_rule
from tallystick.sharing.track_record import TrackRecord
from tallystick.words.money import short_pounds

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class CountedRecord:
    """The user's own closed partnerships, and what a case counts by them."""

    record: TrackRecord

    @property
    def is_enough(self) -> bool:
        """Whether there are claims enough to change what is counted."""
        return len(self.record.ratios) >= load_track_record_rule()[0]

    @property
    def counted(self) -> Mapping[str, Decimal]:
        """What to count of a saving, as a share of 1 by evidence grade, to four places: never
        more than is stated, nor less than nothing."""
        table = load_evidence_grades()
        if not self.is_enough:
            return table
        weighs = load_track_record_rule()[1]
        told, claims = sum(self.record.ratios, Fraction(0)), len(self.record.ratios)
        return {
            grade: _share((told + weighs * Fraction(share)) / (claims + weighs))
            for grade, share in table.items()
        }

    def because(self, grade: str) -> str:
        """Said of a saving of this grade where the claims are enough."""
        return (
            f"Counted at {self.counted[grade]:.0%} by your own {len(self.record.ratios)} closed "
            f"claims; the assumption of this project for evidence {grade} is "
            f"{load_evidence_grades()[grade]:.0%}."
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the cases delivered, and what follows for this case."""
        cases, delivered = self.record.cases, self.record.delivered
        if delivered is None:
            return ("None of your own partnerships in the register has closed yet.",)
        promised = sum(each.anticipated for each in cases)
        several = len(cases) > 1
        whose = f"{len(cases)} closed partnerships" if several else "one closed partnership"
        return (
            f"Your own {whose} delivered {float(delivered):.0%} of the "
            f"{short_pounds(promised)} that {'they' if several else 'it'} promised.",
            self._follows(),
        )

    def _follows(self) -> str:
        least, weighs = load_track_record_rule()
        claims = len(self.record.ratios)
        held = f"{claims} closed {'claim' if claims == 1 else 'claims'}"
        if not self.is_enough:
            return (
                f"That is {held}; from {least} on they change what is counted of a saving, and "
                "until then the assumptions of this project stand."
            )
        shares = ", ".join(
            f"{grade} {share:.0%} rather than {load_evidence_grades()[grade]:.0%}"
            for grade, share in self.counted.items()
        )
        return (
            f"With {held}, a saving is counted by that record, in which the assumption of this "
            f"project weighs as {weighs} claims more: evidence {shares}."
        )


def _share(exact: Fraction) -> Decimal:
    held = min(max(exact, Fraction(0)), Fraction(1))
    return (Decimal(held.numerator) / held.denominator).quantize(_PLACES)
