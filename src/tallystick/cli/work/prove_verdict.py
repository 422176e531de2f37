"""What tallystick prove verdict does."""

from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.common import known_councils
from tallystick.cli.work.papers import check_papers, write_one, write_papers
from tallystick.cli.work.prove_register import day_of
from tallystick.engine.snapshot import open_snapshot
from tallystick.prove import trip
from tallystick.prove.register.store import load_register
from tallystick.prove.verdict.budget_file import read_budget
from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.prove.verdict.plain import as_plain
from tallystick.report.prove.verdict import verdict_document
from tallystick.report.prove.verdict_sheets import write_verdict_xlsx
from tallystick.words.money import pounds


def verdict_command(
    folder: Path,
    partnership: str,
    budget: Path | None,
    on: str | None,
    xlsx: Path | None,
    as_json: bool,
    **papers: Path | None,
) -> None:
    """Judge the partnership, write the papers, and show the verdict."""
    day = day_of(on)
    check_papers(xlsx, *papers.values())
    cuts = read_budget(budget) if budget else ()
    with open_snapshot(folder) as store:
        register = load_register(store)
        evidence = trip.gather_evidence(
            store, register, partnership, councils=known_councils(folder), cuts=cuts
        )
    found = trip.judge(register, partnership, evidence, on=day)
    written = write_papers(lambda: verdict_document(found, on=day), papers)
    if xlsx is not None:
        write_one(xlsx, lambda out: write_verdict_xlsx(found, out, on=day))
        written.append(xlsx)
    if as_json:
        print_json(as_plain(found))
        return
    _show(found)
    for out in written:
        click.echo(f"Report: {out}")


def _show(found: PartnershipFinding) -> None:
    totals = found.totals
    click.echo(f"{found.partnership.name}: {found.verdict}\n")
    for label, pence in (
        ("Promised first", totals.promised),
        ("Promised now", totals.rebased),
        ("Due by now", totals.due),
        ("Delivered", totals.delivered),
        ("Verified", totals.verified),
        ("Disputed", totals.disputed),
        ("Cost to leave", found.partnership.leaving_pence),
    ):
        click.echo(f"  {label:<15}{'not known' if pence is None else pounds(pence):>14}")
    for scope in found.scopes:
        if scope.estimate is not None:
            power = scope.estimate.chance.power_percent
            click.echo(f"\n{scope.scope.key}: a saving under {power:.1f}% cannot be seen here.")
    click.echo("")
    for each in found.claims:
        click.echo(f"  {each.claim.id}  {each.verdict.word}: {each.verdict.why}")
    warnings = dict.fromkeys(
        f"  ! {guard.name}: {guard.found} {guard.did}"
        for scope in found.scopes
        for guard in scope.guards
        if guard.warns
    )
    for warning in warnings:
        click.echo(warning)
