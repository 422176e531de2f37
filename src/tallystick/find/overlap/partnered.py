"""What the partners that councils have already mean for what could be shared."""

from collections.abc import Collection, Iterable
from fractions import Fraction

from tallystick.find.comparability.cells import Comparison
from tallystick.words.labels import Label
from tallystick.words.remarks import Remark, remark

MOST_NAMED = 3
"""Arrangements named of each sort, the largest; the part on sharing lists all."""


def with_others_already(
    label: Label, codes: Collection[str], comparison: Comparison
) -> Iterable[Remark]:
    """That a council's work of this function sits with a firm, or is shared with another body.

    codes: the councils of the overlap.
    """
    run = [one for one in comparison.run_by_firms if one.label is label and one.council in codes]
    for one in sorted(run, key=lambda each: (-each.pence_a_year, each.council))[:MOST_NAMED]:
        yield remark(
            "with_partner_already",
            councils=(one.council,),
            pence=one.pence,
            supplier=one.partner,
            share=Fraction(one.pence, one.function_pence),
        )
    shared = [one for one in comparison.shared if one.label is label and one.council in codes]
    for each in sorted(shared, key=lambda one: (-one.pence, one.council, one.supplier_id))[
        :MOST_NAMED
    ]:
        yield remark(
            "shared_with_already",
            councils=(each.council,),
            pence=each.pence,
            supplier=each.partner,
            function=remark("of_function", title=label.heading),
            month=each.first,
        )
