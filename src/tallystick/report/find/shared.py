"""What the councils share already, and which functions one firm seems to run for them."""

from collections.abc import Sequence

from tallystick.find.findings import Findings
from tallystick.find.sharing_findings import RunByFirm, SharedAlready
from tallystick.report.document import Block, Cell, Heading, Paragraph, Part, columns, table
from tallystick.report.find.listing import Known
from tallystick.words import phrases
from tallystick.words.labels import Label
from tallystick.words.money import pounds

NOT_TOLD = "not told by the words"
TITLE = "Shared already, and run by one firm"


def shared_part(findings: Findings, known: Known) -> tuple[Part, ...]:
    """Both lists; nothing where neither holds anything."""
    blocks: list[Block] = []
    if findings.shared:
        blocks += [Heading("Shared already"), Paragraph(_ABOUT_SHARED)]
        blocks.append(_shared_table(findings.shared, known))
    if findings.run_by_firms:
        blocks += [Heading("Run by one firm"), Paragraph(known.told(_ABOUT_FIRMS))]
        blocks.append(_firms_table(findings.run_by_firms, known))
    if not blocks:
        return ()
    return (Part(id="shared", title=TITLE, blocks=tuple(blocks), new_page=True),)


_ABOUT_SHARED = (
    "Told from who is paid (another council, a joint committee, a council's company, a "
    "partnership) and from the words beside it. The first month is the first in these files: the "
    "arrangement may be older. These pounds are in no opportunity. `tallystick find --initiatives "
    "FILE` writes them as a draft of the register of promised savings."
)
_ABOUT_FIRMS = (
    "One firm takes most of what the council pays for the function's own work, so it is probably "
    "an outsourcing partner. Its pounds are not counted as free to let until a contract register "
    "says that the contract ends."
)


def _shared_table(found: Sequence[SharedAlready], known: Known) -> Block:
    return table(
        "shared-table",
        known.told("Shared already, by council, the largest first"),
        columns=columns(
            (known.told("Council"), "Shared with", "What", "First seen"),
            ("Paid in these files", "Lines"),
        ),
        rows=[
            (
                known.name(each.council),
                Cell(each.partner, note=_more(each)),
                function_of(each.label),
                phrases.month(each.first),
                pounds(each.pence),
                f"{each.lines:,}",
            )
            for each in found
        ],
        head=1,
    )


def _more(each: SharedAlready) -> str:
    named = each.body if each.body and each.body != each.partner else ""
    return f"{each.form}; probably {named}" if named else each.form


def _firms_table(found: Sequence[RunByFirm], known: Known) -> Block:
    return table(
        "firms-table",
        known.told("Functions that one firm seems to run, by council"),
        columns=columns(
            (known.told("Council"), "Probable partner", "Function"),
            ("Paid in these months", "Of the function's own work", "Lines"),
        ),
        rows=[
            (
                known.name(each.council),
                each.partner,
                each.label.heading,
                pounds(each.pence),
                pounds(each.function_pence),
                f"{each.lines:,}",
            )
            for each in found
        ],
        head=1,
    )


def function_of(label: Label) -> str:
    """The function as a table names it."""
    return NOT_TOLD if label is Label.UNKNOWN else label.heading
