"""What holds for the whole answer: what was left out, and what was given to it."""

from collections.abc import Iterable, Sequence

from tallystick.contracts.register import ContractRegister
from tallystick.find.comparability.cells import LEAST_PENCE_A_YEAR, Comparison
from tallystick.find.council_findings import Return
from tallystick.find.overlap.opportunities import Told
from tallystick.find.survey import Question, Survey
from tallystick.words.remarks import Remark, remark


def on_the_whole(question: Question, seen: Survey, told: Told) -> tuple[Remark, ...]:
    """What must be said of the whole answer."""
    is_chosen = bool(question.first or question.last)
    return (
        *_cautions(seen.comparison, told.left_out, is_chosen=is_chosen),
        *_of_registers(seen.registers, seen.comparison),
        *_of_returns(seen.returns, seen.comparison),
    )


def of_weak(comparison: Comparison) -> tuple[Remark, ...]:
    """Why no yearly figure is made of some councils; first, where it is so, that none is made."""
    reasons = tuple(each for code in comparison.weak for each in comparison.weak[code])
    if not reasons:
        return ()
    sound = comparison.taking_part - len(comparison.weak)
    first = (
        remark("weak_whole") if sound < 2 else remark("weak_some", councils=tuple(comparison.weak))
    )
    return (first, *reasons)


def _cautions(comparison: Comparison, left_out: int, *, is_chosen: bool) -> tuple[Remark, ...]:
    """What holds for the comparison.

    left_out: how many supplier overlaps are not listed. is_chosen: the user chose the months.
    """
    blind = [code for code in comparison.coverage if not comparison.months[code]]
    checks = (
        (
            bool(blind),
            remark("not_in_months_asked" if is_chosen else "not_in_months_shared", councils=blind),
        ),
        (left_out > 0, remark("suppliers_not_listed", number=left_out)),
        (True, remark("takes_part_from", pence=LEAST_PENCE_A_YEAR)),
        (True, remark("files_name_no_contracts")),
    )
    return tuple(each for holds, each in checks if holds)


def _of_registers(
    registers: Sequence[ContractRegister], comparison: Comparison
) -> Iterable[Remark]:
    """What each register gave, and what it did not."""
    linked = {(each.file, each.line) for each in comparison.contracts.known if each.supplier_id}
    for register in registers:
        yield remark(
            "register_gave",
            file=register.file,
            contracts=len(register.contracts),
            without_end=register.without_end,
            linked=sum((each.file, each.line) in linked for each in register.contracts),
            skipped=len(register.skipped),
        )


def _of_returns(returns: Sequence[Return], comparison: Comparison) -> Iterable[Remark]:
    """Which returns stand beside no payments."""
    for one in returns:
        if not comparison.months.get(one.council):
            yield remark("return_not_compared", file=one.file, line=one.line)
