"""One council's page of the appendix: what others pay, where it stands alone, what to act on."""

from tallystick.find.council_findings import (
    CategoryView,
    FunctionView,
    Near,
    Outturn,
    Profile,
    Return,
    SystemSeen,
)
from tallystick.find.findings import Findings, Opportunity
from tallystick.report.document import (
    Block,
    Cell,
    Note,
    Paragraph,
    Part,
    Piece,
    Table,
    Tone,
    columns,
    table,
)
from tallystick.report.find.listing import (
    Known,
    a_year,
    council_id,
    might_save,
    pounds_a_year,
    year_of,
)
from tallystick.report.find.systems import how_sure, system_name, told
from tallystick.words import phrases
from tallystick.words.bought_for import BoughtFor
from tallystick.words.money import pounds, pounds_and_pence, short_pounds

CATEGORIES, ALONE, NEAR, PARTNERS, TAKEN = 14, 8, 5, 5, 15
"""How many of each a page shows; the workbook holds them all."""


def council_part(profile: Profile, findings: Findings, known: Known) -> Part:
    """The page of a council."""
    code = profile.council.code
    id = council_id(code)
    name = known.name(code)
    by_key = {each.key: each for each in findings.opportunities}
    taken = [by_key[key] for key in profile.opportunities if key in by_key]
    seen = [each for each in findings.systems if each.council == code]
    return Part(
        id=id,
        title=name,
        blocks=(
            Paragraph(_lead(profile, taken, name), Tone.LEAD),
            *_minded(profile, id, known),
            *_beside(profile, id, name, known),
            *_alone(profile, id, name, known),
            *_partners(profile, id, name, known),
            *_opportunities(profile, taken, id, name, known),
            *_systems(seen, id, name, known),
            *_returns(profile, id, name),
            *_near(profile, known),
            *_outturn(profile.outturn),
        ),
        level=2,
        new_page=True,
    )


def _lead(profile: Profile, taken: list[Opportunity], name: str) -> str:
    own, everybody = (
        _spent(*profile.paid_for(part), is_weak=profile.is_weak) for part in BoughtFor
    )
    functions = phrases.counted(len(profile.functions), "function")
    many = phrases.counted(len(taken), "opportunity", "opportunities")
    return (
        f"{name} pays outside firms for the own work of {functions} of its back office: {own}. "
        f"Through these it buys for all its services: {everybody}. Two pictures, and never one "
        f"sum: sharing a function runs the first and not the second. It takes part in {many} to "
        "act on."
    )


def _spent(pence: int, pence_a_year: int, *, is_weak: bool) -> str:
    """What was paid, and what that is in a year."""
    paid = f"{short_pounds(pence)} paid"
    return paid if is_weak else f"{paid}, which is {short_pounds(pence_a_year)} a year"


def _minded(profile: Profile, id: str, known: Known) -> tuple[Note, ...]:
    if profile.reorganisation is None:
        return ()
    return (Note(f"{id}-mind", "Bear in mind", (known.say(profile.reorganisation),)),)


def _beside(profile: Profile, id: str, name: str, known: Known) -> tuple[Table, ...]:
    views = [(each, view) for each in profile.functions for view in each.categories if view.others]
    ranked = sorted(views, key=lambda one: (-one[1].pence_a_year, one[1].category))[:CATEGORIES]
    if not ranked:
        return ()
    rows = [
        (
            view.title,
            Cell(function.label.heading, note=view.bought_for.heading.lower()),
            _standing(view),
            pounds(view.pence),
            a_year(view.pence_a_year, is_weak=profile.is_weak),
            _head(view.per_head_pence),
            f"{view.others:,}",
            _head(view.others_low),
            _head(view.others_median),
            _head(view.others_high),
        )
        for function, view in ranked
    ]
    figures = (
        "Paid", "Pounds a year", "A head", "Others that buy it", "Others’ least a head",
        "Others’ middle a head", "Others’ most a head",
    )  # fmt: skip
    return (
        table(
            f"{id}-beside",
            f"{name}: what it pays, and what other {known.noun.many} pay for the same, a head and "
            "year",
            columns=columns(("What", "Function", "Where it stands"), figures),
            rows=rows,
        ),
    )


def _standing(view: CategoryView) -> str:
    """A council's position compared with the others, in words."""
    own, low, high = view.per_head_pence, view.others_low, view.others_high
    if own is None or low is None or high is None:
        return phrases.NOT_KNOWN
    if own > high:
        return "above all others"
    if own < low:
        return "below all others"
    middle = view.others_median
    return (
        "among them" if middle is None else "above the middle" if own > middle else "to the middle"
    )


def _head(pence: int | None) -> str:
    return phrases.NOT_KNOWN if pence is None else pounds_and_pence(pence)


def _alone(profile: Profile, id: str, name: str, known: Known) -> tuple[Block, ...]:
    if not profile.alone:
        return (Paragraph(f"{name} stands alone in nothing: others buy all that it buys."),)
    shown = profile.alone[:ALONE]
    rows = [
        (
            view.title,
            pounds(view.pence),
            a_year(view.pence_a_year, is_weak=profile.is_weak),
            _head(view.per_head_pence),
        )
        for view in shown
    ]
    more = len(profile.alone) - len(shown)
    note = f" ({len(shown)} of {len(profile.alone)})" if more else ""
    return (
        table(
            f"{id}-alone",
            f"{name}: where it stands alone, because no other {known.noun.one} here buys it{note}",
            columns=columns(("What",), ("Paid", "Pounds a year", "A head")),
            rows=rows,
        ),
    )


def _opportunities(
    profile: Profile, taken: list[Opportunity], id: str, name: str, known: Known
) -> tuple[Table, ...]:
    if not taken:
        return ()
    code = profile.council.code
    rows = [
        (
            known.rank(each.key),
            known.link(each.key, each.title),
            f"{len(each.councils) - 1:,}",
            pounds(_paid(each, code)),
            a_year(_part(each, code), is_weak=profile.is_weak),
            Cell(pounds_a_year(each), note=f"{pounds(each.pence)} paid"),
            might_save(each),
        )
        for each in taken[:TAKEN]
    ]
    more = f" (the first {TAKEN} of {len(taken)})" if len(taken) > TAKEN else ""
    figures = ("Others", "It paid", "Its pounds a year", "Of all, a year", "All might save a year")
    return (
        table(
            f"{id}-opportunities",
            f"{name}: what to act on with others{more}",
            columns=columns(("Rank", "What"), figures),
            rows=rows,
            head=1,
        ),
    )


def _partners(profile: Profile, id: str, name: str, known: Known) -> tuple[Table, ...]:
    if not profile.partners:
        return ()
    rows = [
        (
            known.names.get(each.council.code, each.council.short_name),
            known.say_all(each.reasons),
            f"{len(each.opportunities):,}",
            f"{each.suppliers:,}",
            pounds(each.pence),
            year_of(each.pence_a_year, each.pence),
        )
        for each in profile.partners[:PARTNERS]
    ]
    figures = (
        "Opportunities", "Suppliers both pay", "The two paid in those", "A year in those",
    )  # fmt: skip
    return (
        table(
            f"{id}-partners",
            f"{name}: whom it could act with, the likeliest first",
            columns=columns((known.told("Council"), "Why they"), figures),
            rows=rows,
        ),
    )


def _paid(of: Opportunity, code: str) -> int:
    return sum(each.pence for each in of.councils if each.council.code == code)


def _part(of: Opportunity, code: str) -> int:
    return sum(each.pence_a_year for each in of.councils if each.council.code == code)


def _systems(seen: list[SystemSeen], id: str, name: str, known: Known) -> tuple[Table, ...]:
    shown = told(seen)
    if not shown:
        return ()
    rows = [
        (
            each.purpose_title,
            Cell(system_name(each), note=each.vendor or ""),
            Cell(how_sure(each), note=known.say_all(filter(None, (each.question, each.reason)))),
            pounds(each.pence),
            a_year(each.pence_a_year, is_weak=each.is_weak),
        )
        for each in shown
    ]
    return (
        table(
            f"{id}-systems",
            f"{name}: systems that it seems to use",
            columns=columns(("For", "System", "How sure"), ("Paid", "Pounds a year")),
            rows=rows,
        ),
    )


def _returns(profile: Profile, id: str, name: str) -> tuple[Table, ...]:
    given = [(view, one) for view in profile.functions for one in view.returned]
    rows = [row for view, one in given for row in _indicators(view, one)]
    if not rows:
        return ()
    return (
        table(
            f"{id}-returns",
            f"{name}: its own return, by value-for-money indicator",
            columns=columns(("Function", "Year", "Indicator"), ("Value",)),
            rows=rows,
        ),
    )


def _indicators(view: FunctionView, given: Return) -> list[tuple[str, str, Cell, str]]:
    return [
        (
            view.label.heading,
            given.year,
            Cell(f"{each.code} {each.title}", note=each.formula),
            f"{each.value:,} {each.unit}",
        )
        for each in given.indicators
    ]


def _near(profile: Profile, known: Known) -> tuple[Paragraph, ...]:
    if not profile.near:
        return ()
    named = [_one_near(each, known) for each in profile.near[:NEAR]]
    said = f"{phrases.listed(named)}. By population, kind and place; nothing of their spending."
    return (Paragraph((Piece("Most like it. ", strong=True), Piece(said))),)


def _one_near(near: Near, known: Known) -> str:
    name = known.names.get(near.council.code, near.council.short_name)
    border = ", a neighbour" if near.shares_border else ""
    compared = "" if near.is_compared else ", not read here"
    about = f"{border}{compared}".removeprefix(", ")
    return f"{name} ({about})" if about else name


def _outturn(of: Outturn | None) -> tuple[Paragraph, ...]:
    if of is None:
        return ()
    head = f", {pounds_and_pence(of.per_head_pence)} a head" if of.per_head_pence else ""
    return (
        Paragraph(
            f"It reported {short_pounds(of.central_pence)} for central services in {of.year}{head},"
            f" of {short_pounds(of.total_pence)} in all. {of.caution} Source: {of.source}",
            Tone.QUIET,
        ),
    )
