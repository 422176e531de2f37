"""The use cases of the recharge, for commands and any site alike."""

from pathlib import Path

from tallystick.ledger.extract import agree_total, read_extract
from tallystick.ledger.volumes import read_volumes
from tallystick.run.recharge.agreement_file import read_agreement_file
from tallystick.run.recharge.bill import Run, make_run
from tallystick.words.period import Period


def recharge(
    agreement: Path,
    *,
    ledger: Path,
    volumes: Path,
    period: Period,
    control_total: int | None = None,
) -> Run:
    """A period's bill from its files. control_total: pence that the ledger must add up to, None
    where nobody gives one.

    Raises UserMistake naming file, line and field for whatever does not fit.
    """
    agreed = read_agreement_file(agreement)
    extract = read_extract(ledger)
    if control_total is not None:
        agree_total(extract, control_total)
    return make_run(agreed, extract, read_volumes(volumes), period=period)
