"""What holds for the whole answer, as sentences: what was left out, and what was given to it."""

from collections.abc import Iterable, Sequence

from tallystick.contracts.register import ContractRegister
from tallystick.find.comparability.cells import LEAST_PENCE_A_YEAR, Comparison
from tallystick.find.council_findings import Return
from tallystick.find.overlap.opportunities import Told
from tallystick.find.overlap.wording import in_a_sentence
from tallystick.find.survey import Question, Survey
from tallystick.words.money import pounds


def on_the_whole(question: Question, seen: Survey, told: Told) -> tuple[str, ...]:
    """What must be said of the whole answer."""
    is_chosen = bool(question.first or question.last)
    return (
        *_cautions(seen.comparison, told.left_out, is_chosen=is_chosen),
        *_of_registers(seen.registers, seen.comparison),
        *_of_returns(seen.returns, seen.comparison),
    )


def _cautions(comparison: Comparison, left_out: int, *, is_chosen: bool) -> tuple[str, ...]:
    """What holds for the comparison.

    left_out: how many supplier overlaps are not listed. is_chosen: the user chose the months.
    """
    blind = [
        seen.council.short_name
        for code, seen in comparison.coverage.items()
        if not comparison.months[code]
    ]
    why = "the months asked for" if is_chosen else "the months that most councils cover"
    checks = (
        (
            bool(blind),
            f"Of {in_a_sentence(blind)} no file covers {why}, so they take no part; --from and "
            "--to choose other months.",
        ),
        (
            bool(left_out),
            f"{left_out:,} more suppliers that councils pay in common are the smaller ones of "
            "their function and are not listed.",
        ),
        (True, f"A council takes part in an overlap from {pounds(LEAST_PENCE_A_YEAR)} a year."),
        (
            True,
            "Payment files name no contracts: when each ends, and what of it could be let "
            "together, must come from the contract registers. A saving is reckoned on the last "
            "rung of the ladder that is known, so what cannot be let again still comes off it "
            "where no register was given.",
        ),
    )
    return tuple(sentence for holds, sentence in checks if holds)


def _of_registers(registers: Sequence[ContractRegister], comparison: Comparison) -> Iterable[str]:
    """What each register gave, and what it did not."""
    linked = {(each.file, each.line) for each in comparison.contracts.known if each.supplier_id}
    for register in registers:
        found = sum((each.file, each.line) in linked for each in register.contracts)
        yield (
            f"{register.file}: {len(register.contracts):,} contracts, {register.without_end:,} "
            f"without an end, {found:,} with a supplier that is paid here; "
            f"{len(register.skipped):,} lines without a supplier or title are left out."
        )


def _of_returns(returns: Sequence[Return], comparison: Comparison) -> Iterable[str]:
    """Which returns stand beside no payments."""
    for one in returns:
        if not comparison.months.get(one.council):
            yield (
                f"{one.file}, line {one.line}: the return is of a council whose payments are not "
                "compared here, so it is not shown."
            )
