"""A partnership's verdict as one page for a scrutiny committee, then its method and weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallystick.prove.inference.guards import Guard
from tallystick.prove.verdict.findings import ClaimFinding, PartnershipFinding, ScopeFinding
from tallystick.report.beside import write_page
from tallystick.report.document import Figure
from tallystick.report.drawing import draw
from tallystick.report.prove_picture import Lines, lines
from tallystick.words import phrases
from tallystick.words.money import pounds

SAYS = {
    "supported": "Spending bears the claim out.",
    "not supported": "Spending does not bear the claim out.",
    "cannot tell": "Spending cannot tell whether the claim is true.",
    "mixed": "The claims differ: see each below.",
}
SHOWN_WEIGHTS = 12
VARIANCE = ("price", "volume", "scope", "timing", "unexplained")

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


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as text."""

    id: str
    verdict: str
    why: str
    said: str
    promised: str
    rebased: str
    due: str
    delivered: str
    interval: str
    before_after: str
    verified: str
    disputed: str
    colour: str
    colour_at_first: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """Why one claim's delivered pounds and its first promise differ, as text."""

    id: str
    first: str
    now: str
    slipped: str
    delivered: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopePart:
    """One scope: its picture, what could be seen, its guards and weights."""

    id: str
    title: str
    sentence: str
    power: str
    picture: Lines | None
    months: tuple[tuple[str, str, str], ...]
    guards: tuple[Guard, ...]
    weights: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProvePage:
    """What the page says, top to bottom."""

    title: str
    lead: str
    members: str
    made_on: str
    figures: tuple[Figure, ...]
    claims: tuple[ClaimRow, ...]
    variances: tuple[VarianceRow, ...]
    scopes: tuple[ScopePart, ...]
    warnings: tuple[str, ...]
    method: tuple[str, ...]
    recharged: str
    head: str


def write_prove_html(found: PartnershipFinding, path: Path, *, made_on: date) -> None:
    """Write the page in UTF-8, in one step; the same finding, the same bytes. Raises OSError
    where the folder of `path` cannot be written to."""
    write_page(path, render_prove(found, made_on=made_on))


def render_prove(found: PartnershipFinding, *, made_on: date) -> str:
    """The page as text: self-contained, without script; all that was typed is escaped."""
    return draw("prove.html", styles=("report.css", "prove.css"), page=_page(found, made_on))


def _page(found: PartnershipFinding, made_on: date) -> ProvePage:
    totals = found.totals
    return ProvePage(
        title=f"{found.partnership.name}: did the savings come?",
        lead=f"{found.verdict.capitalize()}. {SAYS[found.verdict]} {_sum_up(found)}",
        members=f"{phrases.listed(list(found.members))}, sharing since {found.partnership.start}.",
        made_on=phrases.day(made_on),
        figures=(
            Figure("Promised at first", pounds(totals.promised)),
            Figure("Promised now", pounds(totals.rebased), "The promise as it stands today."),
            Figure("Due by now", pounds(totals.due), "Of the months published so far."),
            Figure("Delivered", pounds(totals.delivered), "Against what would have happened."),
            Figure("Verified", pounds(totals.verified)),
            Figure("Disputed", pounds(totals.disputed)),
            Figure("Cost to leave", _money(found.partnership.leaving_pence)),
        ),
        claims=tuple(_claim_row(each) for each in found.claims),
        variances=tuple(_variance_row(each) for each in found.claims if each.variance),
        scopes=tuple(_scope_part(at, each, found) for at, each in enumerate(found.scopes, 1)),
        warnings=tuple(
            dict.fromkeys(
                f"{guard.name.capitalize()}: {guard.found} {guard.did}"
                for scope in found.scopes
                for guard in scope.guards
                if guard.warns
            )
        ),
        method=METHOD,
        recharged=pounds(found.recharged),
        head=found.head,
    )


def _sum_up(found: PartnershipFinding) -> str:
    totals = found.totals
    said = (
        f"Of {pounds(totals.due)} due by now, {pounds(totals.verified)} is verified and "
        f"{pounds(totals.disputed)} is disputed."
    )
    refused = sum(each.disputed for each in found.claims if each.is_refused)
    return f"{said} A further {pounds(refused)} was claimed twice and refused." if refused else said


def _claim_row(found: ClaimFinding) -> ClaimRow:
    claim = found.claim
    published = []
    if claim.outturn is not None:
        moved = claim.outturn.before - claim.outturn.after
        published.append(
            f"Published line {claim.outturn.line} fell by {pounds(moved)} ({claim.outturn.source})."
        )
    said = claim.said
    return ClaimRow(
        id=claim.id,
        verdict=found.verdict.word,
        why=found.verdict.why,
        said="" if said is None else f"{said.source}, {phrases.day(said.on)}: {pounds(said.pence)}",
        promised=pounds(found.promised),
        rebased=pounds(found.rebased),
        due=pounds(found.due),
        delivered=_money(found.delivered),
        interval=_interval(found),
        before_after=_money(found.before_after),
        verified=pounds(found.verified),
        disputed=pounds(found.disputed),
        colour=str(found.colour),
        colour_at_first=str(found.colour_at_first),
        notes=(*found.notes, *published),
    )


def _variance_row(found: ClaimFinding) -> VarianceRow:
    months = found.slipped_months
    return VarianceRow(
        id=found.claim.id,
        first=pounds(found.due_at_first),
        now=pounds(found.due),
        slipped=f"{months} month{'' if months == 1 else 's'}" if months else "no",
        delivered=_money(found.delivered),
        parts=tuple(pounds(int(getattr(found.variance, name))) for name in VARIANCE),
    )


def _interval(found: ClaimFinding) -> str:
    if found.interval is None:
        return ""
    low, high = found.interval
    return f"{pounds(low)} to {pounds(high)}"


def _scope_part(at: int, found: ScopeFinding, whole: PartnershipFinding) -> ScopePart:
    made = found.estimate
    weights: Sequence[tuple[str, float]] = []
    power = "No comparison could be made."
    picture = None
    if made is not None:
        seen = made.chance.power_percent
        power = f"With this noise a saving under {seen:.1f}% cannot be seen here."
        picture = lines(found.months, found.actual, found.expected, start=found.start)
        weights = sorted(made.weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return ScopePart(
        id=f"scope-{at}",
        title=_title(found, whole),
        sentence=found.verdict.why,
        power=power,
        picture=picture,
        months=tuple(
            (str(month), pounds(actual), pounds(expected))
            for month, actual, expected in zip(
                found.months, found.actual, found.expected, strict=False
            )
        ),
        guards=found.guards,
        weights=tuple((name, f"{weight:.3f}") for name, weight in weights[:SHOWN_WEIGHTS]),
    )


def _title(found: ScopeFinding, whole: PartnershipFinding) -> str:
    """What it is spending on, and since when where not all of it began at once."""
    what = found.scope.key.partition(": ")[2].replace("_", " ")
    if found.start == whole.partnership.start:
        return what
    return f"{what}, from {phrases.month(found.start)}"


def _money(pence: int | None) -> str:
    return "not known" if pence is None else pounds(pence)
