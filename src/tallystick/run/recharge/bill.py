"""A run of the recharge as a value: what went in by its hash, what came out line by line, and the
ledger lines and volumes that each line rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tallystick.ledger.extract import Extract
from tallystick.ledger.volumes import Volumes
from tallystick.run.recharge.agreement_file import AgreementFile
from tallystick.run.recharge.charging import charge
from tallystick.run.recharge.drawing import Drawn, draw, refuse_before, refuse_outside
from tallystick.run.recharge.drivers import drivers_of
from tallystick.run.recharge.lines import Charge, Charged
from tallystick.run.recharge.segments import Segment, segments_of
from tallystick.run.recharge.steps import feeders
from tallystick.sharing.billing import true_up
from tallystick.words.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A bill with all it was made from.

    under: the physical ledger lines that the charges of a pool rest on, its own and those of every
    pool that reaches it, in the order of the file. billed and true_up: pence by council;
    empty where nothing was billed for the period before.
    """

    period: Period
    agreed: AgreementFile
    extract: Extract
    volumes: Volumes
    segments: tuple[Segment, ...]
    drawn: Drawn
    charged: Charged
    under: Mapping[str, NDArray[np.int64]]
    billed: Mapping[str, int]
    true_up: Mapping[str, int]

    @property
    def total(self) -> int:
        """Pence charged in all."""
        return sum(self.charged.pools.values())

    def places_of(self, line: Charge) -> NDArray[np.int64]:
        """The places in the extract of the ledger lines that a charge rests on."""
        return np.flatnonzero(np.isin(self.extract.lines, self.under[line.pool]))


def make_run(agreed: AgreementFile, extract: Extract, volumes: Volumes, *, period: Period) -> Run:
    """Work a period's bill out. Raises UserMistake for whatever does not fit together."""
    agreement = agreed.agreement
    segments = segments_of(agreement, period)
    refuse_outside(extract, period)
    refuse_before(extract, segments)
    drawn = draw(extract, segments)
    charged = charge(
        segments,
        drawn.held,
        drivers_of(volumes, period, segments),
        within=agreement.within,
        spots=agreed.spot,
    )
    billed = agreement.billed.get(str(period), {})
    return Run(
        period=period,
        agreed=agreed,
        extract=extract,
        volumes=volumes,
        segments=segments,
        drawn=drawn,
        charged=charged,
        under={pool: _under(pool, drawn, extract, segments) for pool in charged.pools},
        billed=dict(sorted(billed.items())),
        true_up=true_up(billed, charged.totals) if billed else {},
    )


def _under(
    pool: str, drawn: Drawn, extract: Extract, segments: tuple[Segment, ...]
) -> NDArray[np.int64]:
    reaching = [frozenset({pool}) | feeders(pool, each.feeds) for each in segments]
    return drawn.lines_of(extract, reaching)
