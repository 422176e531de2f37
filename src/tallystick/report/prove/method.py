"""How a verdict was made: the method, the weights of the comparison, and what was looked for."""

from tallystick.prove.verdict.findings import PartnershipFinding, ScopeFinding
from tallystick.report.document import (
    Block,
    Look,
    Paragraph,
    Part,
    Points,
    Table,
    columns,
    table,
)
from tallystick.report.prove.common import spending_on
from tallystick.words import phrases
from tallystick.words.money import pounds

SHOWN_WEIGHTS = 12
"""How many councils a paper lists, so that it stays short; the workbook holds all."""

METHOD = (
    "The members are taken as one, so that what they pay each other cancels. Councils that buy "
    "the same and do not share it are the comparison. From them the learned rule tells what a "
    "council's past says about its future, and with that what the members would have spent "
    "without sharing. What they spent less that is the effect; how far such a figure misses for "
    "councils that never shared is the measure of chance. A saving smaller than what could be "
    "seen gets the verdict cannot tell, whatever the estimate.",
    "Verified counts cash only, only under the verdict supported, and never more than was due, "
    "than was delivered, or than was taken from budgets where those are known. Disputed is what "
    "was due and is not verified. Nothing that was typed by a person counts as verified.",
)


def method_part(found: PartnershipFinding) -> Part:
    """Method, weights and guards."""
    blocks: list[Block] = [*map(Paragraph, METHOD)]
    blocks.append(
        Paragraph(
            f"Recharges between the members since the start, netted: {pounds(found.recharged)}. "
            f"Last hash of the register: {found.head}."
        )
    )
    blocks += _before_and_after(found)
    for at, scope in enumerate(found.scopes, 1):
        blocks += _weights(at, scope, found)
    blocks += _guards(found)
    return Part(id="method", title="Method, weights and guards", blocks=tuple(blocks))


def _before_and_after(found: PartnershipFinding) -> tuple[Block, ...]:
    said = tuple(
        f"{each.claim.id}: {pounds(each.before_after)}."
        for each in found.claims
        if each.before_after is not None
    )
    if not said:
        return ()
    about = (
        "What before and after alone would say is shown to be distrusted: without any saving its "
        "interval finds one, or a loss, far too often."
    )
    return (Paragraph(about), Points(said))


def _weights(at: int, found: ScopeFinding, whole: PartnershipFinding) -> tuple[Table, ...]:
    if found.estimate is None or not found.estimate.weights:
        return ()
    held = sorted(found.estimate.weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    shown = held[:SHOWN_WEIGHTS]
    cut = f", the {len(shown)} greatest of {len(held)}" if len(shown) < len(held) else ""
    return (
        table(
            f"scope-{at}-weights",
            f"Weights of the comparison for {spending_on(found, whole)}{cut}",
            columns=columns(("Council",), ("Weight",)),
            rows=[(name, f"{weight:.3f}".replace("-", "−")) for name, weight in shown],
        ),
    )


def _guards(found: PartnershipFinding) -> tuple[Table, ...]:
    """Every guard of every scope; a guard with the same result in several scopes is shown once."""
    held: dict[tuple[str, str, str], list[str]] = {}
    for scope in found.scopes:
        for guard in scope.guards:
            said = held.setdefault((guard.name, guard.found, guard.did), [])
            said.append(spending_on(scope, found))
    if not held:
        return ()
    # Those of one danger stand together, in the order in which the dangers are first met.
    order = {name: place for place, (name, _, _) in reversed([*enumerate(held)])}
    rows = sorted(held.items(), key=lambda pair: order[pair[0][0]])
    titles = ("Danger", "Found", "Done")
    if len(found.scopes) == 1:
        caption = f"What was looked for in {spending_on(found.scopes[0], found)}"
        return (_guard_table(caption, titles, [row for row, _ in rows]),)
    all_of_them = len(found.scopes)
    return (
        _guard_table(
            "What was looked for in each spending",
            (*titles, "In"),
            [
                (*row, "all" if len(where) == all_of_them else phrases.listed(where))
                for row, where in rows
            ],
        ),
    )


def _guard_table(caption: str, titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    return table("guards", caption, columns=columns(titles), rows=rows, look=Look.FINE)
