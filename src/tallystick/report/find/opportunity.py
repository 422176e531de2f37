"""One opportunity on one page: what, why, how much, with whom, from when, and on which lines."""

from collections.abc import Sequence

from tallystick.find.findings import (
    CouncilSpend,
    Group,
    Opportunity,
    Rung,
    SupplierSpend,
)
from tallystick.report.document import (
    Block,
    Cell,
    Column,
    Figure,
    Figures,
    Holds,
    Look,
    Note,
    Paragraph,
    Part,
    Piece,
    Points,
    Table,
    Tone,
    columns,
    table,
)
from tallystick.report.find.listing import (
    Known,
    Listed,
    a_year,
    page_id,
    pounds_a_year,
    year_of,
)
from tallystick.report.find.proof import contracts_table, evidence_id, evidence_tables, some
from tallystick.report.find.rates import rate_id, rate_sizes
from tallystick.report.picture import bar
from tallystick.words import phrases
from tallystick.words.money import pounds, short_pounds

COUNCILS, SUPPLIERS, GROUPS = 5, 3, 2
"""How many of each a page shows, so that it stays one sheet of paper; the workbook holds all."""

NOTHING = "Nothing drops out here."

SPELLINGS, PAID_BY, NAMED = 1, 3, 7


def opportunity_part(one: Listed, known: Known) -> Part:
    """The page of an opportunity."""
    found = one.opportunity
    id = page_id(one.ref)
    return Part(
        id=id,
        title=f"{one.ref} {found.title}",
        blocks=(
            Paragraph(known.say(found.sentence), Tone.LEAD),
            _figures(found, known, f"#{evidence_id(id)}" if found.evidence else ""),
            *((Points(known.say_each(found.reasons)),) if found.reasons else ()),
            Paragraph(_next_step(found, known)),
            *_when(found, known),
            *_in_the_way(found, id, known),
            *((_ladder(found.ladder, id, one.ref, known),) if found.ladder else ()),
            _councils(found, id, one.ref, known),
            *_groups(found, id, one.ref, known),
            *_suppliers(found, id, one.ref, known),
            *contracts_table(found, id, one.ref, known),
            *evidence_tables(found, id, one.ref, known),
            *_rests_on(found),
        ),
        level=2,
        new_page=True,
    )


def _figures(found: Opportunity, known: Known, to: str) -> Figures:
    """What is spent and what might be saved. to: the lines that the figures rest on."""
    saving = found.saving
    why = "The files bear no yearly figure." if found.is_weak else "The evidence supports no rate."
    might = (
        Figure("Might be saved a year", "no figure", why)
        if saving is None
        else Figure(
            "Might be saved a year",
            phrases.saving(saving),
            f"Central {short_pounds(saving.central)}, if it can be let again.",
        )
    )
    basis = (
        (
            Figure(
                "The saving is of, a year",
                short_pounds(found.basis_pence),
                f"{short_pounds(found.basis_paid_pence)} paid.",
                to=to,
            ),
        )
        if found.basis_rung
        else ()
    )
    return Figures(
        (
            Figure("Rank", f"{known.rank(found.key)} of {len(known.ranks):,}"),
            Figure("Paid in the months compared", short_pounds(found.pence), to=to),
            Figure("Spent a year", pounds_a_year(found, short_pounds), to=to),
            *basis,
            Figure(known.told("Councils"), f"{len(found.councils):,}"),
            might,
        )
    )


def _next_step(found: Opportunity, known: Known) -> tuple[Piece, ...]:
    ask = f" Ask: {phrases.listed(found.people)}." if found.people else ""
    return (Piece("Next step. ", strong=True), Piece(f"{known.say(found.next_step)}{ask}"))


def _when(found: Opportunity, known: Known) -> tuple[Block, ...]:
    if found.letting is None:
        return ()
    let = found.letting
    said = (Piece("From when. ", strong=True), Piece(known.say(let.sentence)))
    return (Paragraph(said), *((Points(known.say_each(let.flags)),) if let.flags else ()))


def _in_the_way(found: Opportunity, id: str, known: Known) -> tuple[Note, ...]:
    said = tuple(dict.fromkeys(known.say_each((*found.hindrances, *found.cautions))))
    return (Note(f"{id}-mind", "What stands in the way", said),) if said else ()


def ladder_table(rungs: Sequence[Rung], id: str, known: Known) -> Table:
    """The rungs from all that was paid down to what could be let again; not known stays so."""
    longest = max((rung.pence_a_year or 0 for rung in rungs), default=0)
    rows = [
        (
            known.told(rung.title),
            _paid(rung),
            _left(rung),
            Cell(bar=None if rung.pence_a_year is None else bar(rung.pence_a_year, longest)),
            _why(rung, known),
        )
        for rung in rungs
    ]
    return table(
        f"{id}-ladder",
        "Steps from all published spending down, in pounds",
        columns=(
            Column("Step"),
            Column("Paid", Holds.FIGURE),
            Column("Pounds a year", Holds.FIGURE),
            Column("", Holds.BAR),
            Column("Why the rest drops out"),
        ),
        rows=rows,
        look=Look.HEADED,
    )


def _ladder(rungs: Sequence[Rung], id: str, ref: str, known: Known) -> Table:
    """The rungs of one opportunity. Those at which nothing drops out share a row: there is nothing
    to explain."""
    rows: list[tuple[str, str, str, str]] = []
    above: tuple[int | None, int | None] = (None, None)
    for rung in rungs:
        title, left = known.told(rung.title), (_paid(rung), _left(rung))
        here = (rung.pence, rung.pence_a_year)
        if here != above or rung.pence_a_year is None:
            rows.append((title, _why(rung, known), *left))
        elif rows[-1][1] == NOTHING:
            rows[-1] = (f"{rows[-1][0]}; {lowered(title)}", NOTHING, *left)
        else:
            rows.append((title, NOTHING, *left))
        above = here
    return table(
        f"{id}-ladder",
        f"{ref}: steps from all published spending down",
        columns=columns(("Step", "Why the rest drops out"), ("Paid", "Pounds a year")),
        rows=rows,
        look=Look.FINE,
    )


def lowered(title: str) -> str:
    """A title as it stands after another one in a sentence."""
    return title if title[1:2].isupper() else f"{title[0].lower()}{title[1:]}"


def _paid(rung: Rung) -> str:
    return phrases.NOT_KNOWN if rung.pence is None else pounds(rung.pence)


def _left(rung: Rung) -> str:
    """What is left a year; of pounds that are all of files without a yearly figure, that."""
    if rung.pence_a_year is None:
        return phrases.NOT_KNOWN
    return a_year(rung.pence_a_year, is_weak=not rung.pence_a_year and bool(rung.pence))


def _why(rung: Rung, known: Known) -> str:
    why = known.told(rung.why)
    if not rung.untold or rung.pence_a_year is None:
        return why
    return f"{why} Not known of {known.bodies(len(rung.untold))}."


def _councils(found: Opportunity, id: str, ref: str, known: Known) -> Table:
    shown, rest = found.councils[:COUNCILS], found.councils[COUNCILS:]
    longest = max((each.pence_a_year for each in shown if not each.is_weak), default=0)
    rows = [_council_row(each, known, longest) for each in shown]
    if rest:
        paid = pounds(sum(each.pence for each in rest))
        others = sum(each.pence_a_year for each in rest if not each.is_weak)
        lines = f"{sum(each.lines for each in rest):,}"
        more = _named([known.name(each.council.code) for each in rest], known)
        none_sound = all(each.is_weak for each in rest)
        rows.append((more, paid, a_year(others, is_weak=none_sound), Cell(), "", lines, "", ""))
    return table(
        f"{id}-councils",
        f"{ref}: what each {known.noun.one} pays",
        columns=(
            Column(known.told("Council")),
            Column("Paid", Holds.FIGURE),
            Column("Pounds a year", Holds.FIGURE),
            Column("", Holds.BAR),
            *columns((), ("Of its spending", "Lines", "Suppliers", "Months read")),
        ),
        rows=rows,
        total=(
            "All",
            pounds(found.pence),
            pounds_a_year(found),
            Cell(),
            "",
            f"{found.lines:,}",
            f"{found.supplier_count:,}",
            "",
        ),
        look=Look.FINE,
    )


def _named(names: Sequence[str], known: Known) -> str:
    """Councils by name while a cell can hold them, else their number."""
    few = len(names) <= NAMED
    return phrases.listed(names) if few else f"{known.bodies(len(names))} more"


def _council_row(each: CouncilSpend, known: Known, longest: int) -> tuple[Cell | str, ...]:
    return (
        Cell(known.name(each.council.code), note=known.say_all(each.cautions)),
        pounds(each.pence),
        a_year(each.pence_a_year, is_weak=each.is_weak),
        Cell(bar=None if each.is_weak else bar(each.pence_a_year, longest)),
        phrases.percent(each.share_of_spend, places=2),
        f"{each.lines:,}",
        f"{each.suppliers:,}",
        f"{each.months:,}",
    )


def _groups(found: Opportunity, id: str, ref: str, known: Known) -> tuple[Table, ...]:
    if not found.groups:
        return ()
    rows = [
        (
            Cell(
                phrases.listed([known.name(council.code) for council in group.councils]),
                note=known.say_all(group.hindrances),
            ),
            known.say_all(group.reasons),
            pounds(group.pence),
            pounds(group.basis_pence),
            _saving(group),
        )
        for group in found.groups[:GROUPS]
    ]
    return (
        table(
            f"{id}-groups",
            f"{ref}: who with ({some(len(rows), len(found.groups), 'group')}, the best first)",
            columns=columns(
                (known.told("Councils"), "Why they"), ("Paid", "Pounds a year", "Might save")
            ),
            rows=rows,
            look=Look.FINE,
        ),
    )


def _saving(group: Group) -> str:
    return "no rate" if group.saving is None else phrases.saving(group.saving)


def _suppliers(found: Opportunity, id: str, ref: str, known: Known) -> tuple[Table, ...]:
    if not found.suppliers:
        return ()
    shown = found.suppliers[:SUPPLIERS]
    rows = [
        (
            each.name,
            pounds(each.pence),
            year_of(each.pence_a_year, each.pence),
            f"{each.lines:,}",
            _paid_by(each, known),
            _spellings(each),
        )
        for each in shown
    ]
    return (
        table(
            f"{id}-suppliers",
            f"{ref}: who is paid ({some(len(shown), found.supplier_count, 'supplier')})",
            columns=(
                Column("Supplier"),
                Column("Paid", Holds.FIGURE),
                Column("Pounds a year", Holds.FIGURE),
                Column("Lines", Holds.FIGURE),
                *columns(("Paid by", "As published")),
            ),
            rows=rows,
            look=Look.FINE,
        ),
    )


def _paid_by(supplier: SupplierSpend, known: Known) -> str:
    """Which councils pay it: by name while a cell can hold them, in the order given."""
    shown = [known.name(code) for code in supplier.councils[:PAID_BY]]
    more = len(supplier.councils) - len(shown)
    return phrases.listed([*shown, f"{more:,} more"] if more else shown)


def _spellings(supplier: SupplierSpend) -> str:
    shown = supplier.spellings[:SPELLINGS]
    more = len(supplier.spellings) - len(shown)
    return " · ".join(shown) + (f" · and {more:,} more" if more else "")


def _rests_on(found: Opportunity) -> tuple[Paragraph, ...]:
    """The rate that the saving is worked out by."""
    rate = found.rate
    if rate is None:
        return ()
    said = f"Rate: {rate_sizes(rate)}, of the {rate.base}. "
    source = Piece(f"Evidence and sources of “{rate.name}”", to=f"#{rate_id(rate)}")
    return (Paragraph((Piece(said), source), Tone.QUIET),)
