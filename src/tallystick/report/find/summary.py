"""The summary on one page, for a chief executive: what, how much, where to begin, and cautions."""

from tallystick.find.findings import Findings, HeadlineKey, Opportunity, OverlapKind, Rung
from tallystick.report.charts import Span, spans
from tallystick.report.document import (
    Block,
    Cell,
    Figure,
    Figures,
    Note,
    Paragraph,
    Picture,
    Table,
    Tone,
    Words,
    columns,
    table,
)
from tallystick.report.find.listing import Known, might_save, pounds_a_year
from tallystick.words import phrases
from tallystick.words.bodies import Noun
from tallystick.words.money import pounds, short_pounds

NAMED_IN_TITLE = 4
NAMED_IN_LEAD = 15
FIRST = 8
"""How many opportunities the summary names."""

AT_ONCE = "at once"
"""Where the last day to decide has passed."""

BACK_OFFICE = "back_office"
"""The title of the rung that a reader asks for first; where it is missing, nothing is said."""

SAVING_NOTE = (
    "This is a range of what might be saved, and only if the spend can be let again. It rests on "
    "the rates listed under method, each with its evidence named."
)


def title_of(names: list[str], noun: Noun) -> str:
    """What a report about bodies of these names is called."""
    if len(names) < 2:
        nobody = f"no {noun.one}"
        return f"The back office in the payments that {''.join(names) or nobody} published"
    who = phrases.listed(names) if len(names) <= NAMED_IN_TITLE else f"{len(names)} {noun.many}"
    return f"Where {who} buy the same back office"


def summary(findings: Findings, known: Known) -> tuple[Block, ...]:
    """The one page."""
    names = compared_names(findings, known)
    functions = phrases.listed([label.heading for label in findings.functions])
    about = (
        f"{_who(names, known.noun)} Functions looked at: {functions}. Made on "
        f"{phrases.day(findings.made_on)} from the files that the {known.noun.many} publish."
    )
    first = findings.to_act_on[:FIRST]
    begin = (_first_table(first, known), *_first_picture(first)) if first else ()
    warned = known.say_each(findings.cautions)
    return (
        Paragraph(f"{answer(findings)} {saving_answer(findings)}", Tone.LEAD),
        *_weak(findings, known),
        _figures(findings),
        *_parts(findings),
        *begin,
        *((Note("cautions", "Before you use these figures", warned),) if warned else ()),
        Paragraph(about.strip(), Tone.QUIET),
    )


def _weak(findings: Findings, known: Known) -> tuple[Note, ...]:
    """The first box, beside the headline: what bears no yearly figure, and why."""
    said = known.say_each(findings.weak)
    return (Note("weak", "No yearly figure can be made of all of this", said),) if said else ()


def _parts(findings: Findings) -> tuple[Table, ...]:
    """The headline in its parts: the four functions' own work, what is bought through them for
    everybody, and the rest. Nothing where no saving is worked out."""
    if findings.saving.high <= 0:
        return ()
    rows = [
        (
            part.key.heading,
            f"{part.opportunities:,}",
            short_pounds(part.pence),
            short_pounds(part.pence_a_year),
            Cell(
                short_pounds(part.basis_pence), note=f"{short_pounds(part.basis_paid_pence)} paid"
            ),
            phrases.saving(part.saving),
            short_pounds(part.saving.central),
        )
        for part in findings.headline
    ]
    figures = (
        "Opportunities", "Paid", "A year", "Could be let again, a year", "Might be saved a year",
        "Central",
    )  # fmt: skip
    return (
        table(
            "headline",
            "What the saving is made of: three sums, and no pound in two of them",
            columns=columns(("What",), figures),
            rows=rows,
        ),
    )


def compared_names(findings: Findings, known: Known) -> list[str]:
    """The councils that the report compares, by their short names."""
    shown = findings.compared or findings.coverage
    return [known.name(seen.council.code) for seen in shown]


def _who(names: list[str], noun: Noun) -> str:
    """The bodies as a sentence, while it is one that anybody reads."""
    if len(names) > NAMED_IN_LEAD:
        return f"The {noun.many} are named below, with how much of each was seen."
    return f"{phrases.listed(names)}." if names else ""


def window(findings: Findings) -> str:
    """The months that were looked at, as a phrase that ends a sentence."""
    first, last = findings.first_month, findings.last_month
    if first and last:
        return f"from {phrases.month(first)} to {phrases.month(last)}"
    if first:
        return f"from {phrases.month(first)} on"
    return f"up to {phrases.month(last)}" if last else "in all months that the files hold"


def answer(findings: Findings) -> str:
    """What was read, and how much of it can be acted on."""
    noun = findings.noun
    acted_on = findings.to_act_on
    kinds = [
        phrases.counted(sum(each.kind is kind for each in acted_on), one, many)
        for kind, one, many in (
            (OverlapKind.CATEGORY, "kind of goods or services", "kinds of goods and services"),
            (OverlapKind.PRODUCT, "system", "systems"),
            (OverlapKind.SUPPLIER, "supplier", "suppliers"),
        )
        if any(each.kind is kind for each in acted_on)
    ]
    found = (
        f"This report lists {phrases.counted(len(acted_on), 'opportunity', 'opportunities')} to "
        f"act on together, no pound of saving twice: {phrases.listed(kinds)}."
        if acted_on
        else "This report found nothing that two or more of them could act on together."
    )
    return (
        f"{phrases.counted(len(findings.compared), noun.one, noun.many)} published "
        f"{phrases.counted(findings.lines, 'payment line')} worth {pounds(findings.pence)} "
        f"{window(findings)}. {found}"
    )


def saving_answer(findings: Findings) -> str:
    """What might be saved, as a range with its condition."""
    if findings.saving.high <= 0 and findings.weak:
        return "No yearly saving is worked out of these files; the box below says why."
    if findings.saving.high <= 0:
        return "The evidence supports no saving figure for what they buy in common."
    return (
        "If what they buy in common could be let again together, between "
        f"{short_pounds(findings.saving.low)} and {short_pounds(findings.saving.high)} a year "
        f"might be saved; the central figure is {short_pounds(findings.saving.central)}"
        f"{_four(findings)}."
    )


def _four(findings: Findings) -> str:
    """The central saving in the four functions, as the end of a sentence."""
    if not findings.headline:
        return ""
    mine = (part for part in findings.headline if part.key is not HeadlineKey.REST)
    central = short_pounds(sum(part.saving.central for part in mine))
    return f", of which {central} in HR, finance, IT and procurement"


def _how_many(findings: Findings) -> str:
    compared, read = len(findings.compared), len(findings.coverage)
    return f"{compared:,}" if compared == read else f"{compared:,} of {read:,} read"


def _figures(findings: Findings) -> Figures:
    """What was counted, to the pound; what was scaled to a year, no finer than that allows."""
    known = [rung for rung in findings.ladder if rung.pence_a_year is not None]
    back_office = next((rung for rung in known if rung.key == BACK_OFFICE), None)
    figures = [
        Figure(findings.noun.many.capitalize(), _how_many(findings)),
        Figure("Payment lines compared", f"{findings.lines:,}"),
        Figure("Payments compared", pounds(findings.pence)),
    ]
    if back_office is not None:
        figures.append(_rung_figure(back_office, findings.noun))
    if known and known[-1] is not back_office:
        figures.append(_rung_figure(known[-1], findings.noun))
    saving = Figure(
        "Might be saved a year",
        phrases.saving(findings.saving),
        f"Central figure {short_pounds(findings.saving.central)}. {SAVING_NOTE}",
    )
    return Figures((*figures, saving))


def _rung_figure(rung: Rung, noun: Noun) -> Figure:
    """What is left on a rung in a year, and what was paid of it; what was paid alone where no file
    bears a yearly figure."""
    title = noun.of(rung.title)
    if not rung.pence_a_year and rung.pence:
        return Figure(f"{title}, paid", short_pounds(rung.pence))
    paid = "" if rung.pence is None else f"{short_pounds(rung.pence)} paid in the months compared."
    return Figure(f"{title}, a year", short_pounds(rung.pence_a_year or 0), paid)


def _first_table(first: tuple[Opportunity, ...], known: Known) -> Table:
    dated = any(each.letting for each in first)
    rows = [
        (
            known.rank(each.key),
            known.link(each.key, each.title),
            *((decide_by(each),) if dated else ()),
            f"{len(each.councils):,}",
            short_pounds(each.pence),
            pounds_a_year(each, short_pounds),
            might_save(each),
        )
        for each in first
    ]
    return table(
        "first",
        f"Where to begin: the first {phrases.counted(len(first), 'opportunity', 'opportunities')}",
        columns=columns(
            ("Rank", "What", *(("Decide by",) if dated else ())),
            (known.told("Councils"), "Paid", "Spent a year", "Might be saved a year"),
        ),
        rows=rows,
        head=1,
    )


def decide_by(found: Opportunity) -> Words:
    """The last day to decide, where contract ends tell it."""
    if found.letting is None:
        return phrases.NOT_KNOWN
    return phrases.day(found.letting.decide_by) if found.letting.decide_by else AT_ONCE


def _first_picture(first: tuple[Opportunity, ...]) -> tuple[Picture, ...]:
    """Nothing where no saving is worked out."""
    drawn = [
        Span(
            each.title,
            each.saving.low,
            each.saving.high,
            f"{phrases.saving(each.saving)}",
            point=each.saving.central,
        )
        for each in first
        if each.saving is not None
    ]
    if not drawn:
        return ()
    return (
        Picture(
            "first-picture",
            "What each might save a year: a bar from low to high, a ring at the central figure",
            "A bar for each row of the table above that has a saving, in its order.",
            spans(drawn),
        ),
    )
