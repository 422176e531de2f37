"""Plain values for the saving rates: each with its evidence, because a rate alone is a claim."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from tallystick.find.values import Findings
from tallystick.report.phrases import percent
from tallystick.words.rate import SavingsRate

_STATUS = {
    "S": "taken from the sources named",
    "D": "worked out from the sources named",
    "B": "background knowledge, without a source of its own",
    "P": "an assumption of this project, to be replaced by your own where you have better",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where evidence was published: href is None for a source that is not an address."""

    words: str
    href: str | None


@dataclass(frozen=True, slots=True)
class RateText:
    """One rate in words; anchor is its place under method."""

    anchor: str
    name: str
    base: str
    low: str
    central: str
    high: str
    evidence: str
    rate_status: str
    evidence_status: str
    sources: tuple[Source, ...]


def rate_text(rate: SavingsRate) -> RateText:
    """A rate as the page shows it."""
    return RateText(
        anchor=f"rate-{rate.lever}",
        name=rate.name,
        base=rate.base,
        low=percent(rate.low),
        central=percent(rate.central),
        high=percent(rate.high),
        evidence=rate.evidence,
        rate_status=_STATUS[rate.rate_status],
        evidence_status=_STATUS[rate.evidence_status],
        sources=tuple(_source(source) for source in rate.sources),
    )


def rates_used(findings: Findings) -> tuple[SavingsRate, ...]:
    """Every rate that a saving of these findings rests on, once, by lever."""
    by_lever = {found.rate.lever: found.rate for found in findings.opportunities if found.rate}
    return tuple(by_lever[lever] for lever in sorted(by_lever))


def _source(source: str) -> Source:
    address = urlsplit(source)
    if address.scheme in ("http", "https") and address.hostname:
        return Source(address.hostname.removeprefix("www."), source)
    return Source(source, None)
