"""What tallystick prove estimate does."""

import csv
from collections.abc import Sequence
from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.common import check_writable, shown_progress
from tallystick.cli.work.tables import write_table
from tallystick.prove import (
    ALL_METHODS,
    Columns,
    Estimate,
    Panel,
    read_adoption,
    read_panel,
    trip,
)
from tallystick.prove.inference.plain import WORKINGS, estimate_as_plain, workings
from tallystick.words.mistakes import UserMistake

SHOWN_WEIGHTS = 10


def estimate_command(
    panel_file: Path,
    unit: str,
    time: str,
    outcome: str,
    treated: str | None,
    start: str | None,
    adoption: Path | None,
    method: str,
    claimed: float | None,
    leave_out: str | None,
    placebos: int,
    workings_file: Path | None,
    as_json: bool,
) -> None:
    """Estimate the effect by one method or by all, and show it."""
    check_writable(workings_file)
    left_out, starts = _names(leave_out), _starts(treated, start, adoption)
    columns = Columns(unit, time, outcome)
    panel = read_panel(panel_file, columns, starts=starts, left_out=left_out, starts_in=adoption)
    methods = ALL_METHODS if method == "all" else (method,)
    with shown_progress() as progress:
        found = trip.estimate_effects(
            panel, methods, placebos=placebos, claimed=claimed, left_out=left_out, progress=progress
        )
    if workings_file is not None:
        write_table(workings_file, WORKINGS, [row for each in found for row in workings(each)])
    _print(panel, found, as_json=as_json)


def _print(panel: Panel, found: Sequence[Estimate], *, as_json: bool) -> None:
    """One answer, or one of every method."""
    if as_json:
        plain = [estimate_as_plain(each) for each in found]
        print_json(plain if len(plain) > 1 else plain[0])
    elif len(found) > 1:
        _show_table(panel, found)
    else:
        _show(panel, found[0])


def _starts(treated: str | None, start: str | None, adoption: Path | None) -> dict[str, str]:
    """Unit -> start, from the one way or the other."""
    if adoption is not None and treated is None and start is None:
        return read_adoption(adoption)
    if adoption is None and treated is not None and start is not None and _names(treated):
        return dict.fromkeys(_names(treated), start)
    raise UserMistake(
        "It is not said who joined when.",
        "Give --treated with --start, or --adoption FILE.csv alone.",
    )


def _names(text: str | None) -> tuple[str, ...]:
    """Names parted by commas; one that holds a comma stands in double quotes."""
    parts = next(csv.reader([text or ""], skipinitialspace=True), [])
    return tuple(name.strip() for name in parts if name.strip())


def _show(panel: Panel, found: Estimate) -> None:
    """The power statement first, then the result, the verdict, the weights and the guards."""
    chance = found.chance
    lines = [
        _power(len(panel.starts), chance.power_percent),
        "",
        f"Effect      {found.effect:+,.4g} ({found.effect_percent:+.1f}%) a date and joiner",
        f"90% from    {_span(chance.interval90)}",
        f"95% from    {_span(chance.interval95)} "
        f"({chance.interval95_percent[0]:+.1f}% to {chance.interval95_percent[1]:+.1f}%)",
        f"Chance      {chance.p_placebo:.3f} of {found.placebos} comparisons of councils that "
        "never joined are as large",
        f"Verdict     {found.verdict.word}: {found.verdict.why}",
        "",
        f"Method {found.method}. {_weights(found.weights)}",
        "",
        "What was looked for:",
    ]
    for guard in found.guards:
        mark = "!" if guard.warns else "-"
        lines.append(f"  {mark} {guard.name}: {guard.found} {guard.did}")
    click.echo("\n".join(lines))


def _power(joiners: int, percent: float) -> str:
    """What could be seen, said before any result."""
    group = f"With {joiners} joiner{'s' if joiners != 1 else ''} and this noise"
    if not percent < 100:
        return f"{group} no saving can be seen here, however large."
    return f"{group} a saving under {percent:.1f}% cannot be seen here."


def _show_table(panel: Panel, found: Sequence[Estimate]) -> None:
    """One line a method; the verdict stands by the default, the others show how far it holds."""
    click.echo(f"{'method':<10}{'effect':>12}{'percent':>10}{'95% interval':>26}  verdict")
    for each in found:
        click.echo(
            f"{each.method:<10}{each.effect:>12,.4g}{each.effect_percent:>+9.1f}%"
            f"{_span(each.chance.interval95):>26}  {each.verdict.word}"
        )
    click.echo(
        f"\nJudge by the method chosen before looking: {found[0].method}, tested on panels like "
        f"these. {len(panel.donors)} donors, {len(panel.starts)} joiners."
    )


def _span(interval: tuple[float, float]) -> str:
    return f"{interval[0]:+,.4g} to {interval[1]:+,.4g}"


def _weights(weights: dict[str, float]) -> str:
    if not weights:
        return "It has no weights: every cell takes part."
    heaviest = sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:SHOWN_WEIGHTS]
    said = ", ".join(f"{name} {weight:.3f}" for name, weight in heaviest)
    return f"Greatest weights of {len(weights)} donors: {said}. All with --workings OUT.csv."
