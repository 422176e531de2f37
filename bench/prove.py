"""How well each method tells a known saving, and how fast:
python bench/prove.py [--panels N] [--more N] [--only TEXT]

Made-up panels (inference/rehearsal.py) and, when ../shared/data is there, real outturn
totals with an injected saving; every method on the same panels. Peers are given logarithms, which
suits them. A hundred and fifty panels know a bias to half a point only, so the default alone is
tried on further ones too. Nothing was tuned on these seeds: tuning used seeds below 10,000. Errors
are in percentage points, with their own standard error where they are means."""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from tallystick.prove import Panel, estimate
from tallystick.prove.counterfactual.answer import METHODS, Answer
from tallystick.prove.counterfactual.block import Block
from tallystick.prove.counterfactual.comparisons import fit_sdid
from tallystick.prove.counterfactual.one_core import one_core
from tallystick.prove.inference.chance import chance_of
from tallystick.prove.inference.estimate import ALL_METHODS, answer_of
from tallystick.prove.inference.rehearsal import Design, Rehearsal, rehearse

FIRST_SEED = 10_000
OUTTURN = Path(__file__).resolve().parents[2] / "shared/data/reference"
DESIGNS = {
    "10% saving after a ramp": Design(),
    "the same, after a bad year": Design(after_bad_year=True),
    "no saving": Design(saving=0.0),
}
REAL, SPEED = "12 joiners, real outturn, 10%", "speed"
PLACEBOS = 100
"""Their spread is known to a fourteenth; 200, as in the product, would take twice as long."""
UNSURE = {"mc"}
"""Methods whose placebos on hundreds of panels would take hours: errors only."""


def main() -> None:
    """Print every table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--panels", type=int, default=150, help="Panels a design.")
    options.add_argument("--more", type=int, default=2000, help="Further ones for the default.")
    options.add_argument("--only", default="", help="Of the tables, those with this in the title.")
    wanted = options.parse_args()
    seeds = range(FIRST_SEED, FIRST_SEED + wanted.panels)
    more = range(seeds.stop, seeds.stop + wanted.more)
    with one_core():
        if wanted.only in SPEED:
            print_speed()
        for name, design in DESIGNS.items():
            if wanted.only in name:
                print_design(name, partial(rehearse, design=design), seeds, more)
        if wanted.only in REAL and OUTTURN.is_dir():
            outturn = partial(inject, outturn_totals())
            print_design(REAL, outturn, seeds, more[: len(seeds)])
        elif wanted.only in REAL:
            print("SKIPPED: real outturn totals, ../shared/data is not there")


def print_design(
    name: str, make: Callable[[int], Rehearsal], seeds: Sequence[int], more: Sequence[int]
) -> None:
    """One table: error, bias, how often intervals hold the truth, and how often the 95% interval
    leaves zero out. more: seeds of further panels, for the default alone."""
    held = [make(seed) for seed in seeds]
    unsure = set(METHODS) if len(held[0].panel.cohorts) > 1 else UNSURE
    print(f"\n### {name} ({len(held)} panels)\n")
    print("| method | RMSE | bias | mean se | 90% holds | 95% misses | 95% leaves zero out |")
    print("|---|---|---|---|---|---|---|")
    for method in ALL_METHODS:
        placebos = 0 if method in unsure else PLACEBOS
        print(row(method, [tried(method, each, placebos) for each in held]), flush=True)
    print(row("before/after alone", [before_after(each) for each in held]), flush=True)
    if more:
        further = [tried(ALL_METHODS[0], make(seed), PLACEBOS) for seed in more]
        print(row(f"{ALL_METHODS[0]}, {len(more):,} further panels", further), flush=True)


def tried(method: str, rehearsal: Rehearsal, placebos: int) -> tuple[float, ...]:
    """Error in points, se in points, and whether 90% and 95% hold the truth, and 95% zero."""
    panel = rehearsal.panel
    if method in METHODS:
        panel = replace(panel, outcomes=np.log(panel.outcomes))
    return judged(answer_of(panel, method, placebos=placebos), rehearsal)


def judged(answer: Answer, rehearsal: Rehearsal) -> tuple[float, ...]:
    """One answer on the log scale against the truth."""
    error = 100 * np.expm1(answer.value) - rehearsal.true_percent
    if not len(answer.draws):
        return (error, *[np.nan] * 4)
    chance = chance_of(answer)
    scale = answer.scale
    truth = scale.unit(rehearsal.true_log)
    return (
        error,
        100 * answer.spread,
        within(truth, chance.interval90),
        within(truth, chance.interval95),
        within(0.0, chance.interval95),
    )


def within(value: float, interval: tuple[float, float]) -> bool:
    """Whether an interval holds a value."""
    return interval[0] <= value <= interval[1]


def before_after(rehearsal: Rehearsal) -> tuple[float, ...]:
    """The joiners against their own past alone, dates taken for independent."""
    panel = rehearsal.panel
    start = min(panel.starts.values())
    path = np.log(panel.outcomes_of(panel.starts)).mean(axis=0)
    after, before = path[start:], path[:start]
    value = after.mean() - before.mean()
    se = np.sqrt(after.var(ddof=1) / len(after) + before.var(ddof=1) / len(before))
    off = abs(value - rehearsal.true_log)
    return (
        100 * np.expm1(value) - rehearsal.true_percent,
        100 * se,
        off <= 1.645 * se,
        off <= 1.96 * se,
        abs(value) <= 1.96 * se,
    )


def row(method: str, results: list[tuple[float, ...]]) -> str:
    """One line of a table."""
    table = np.array(results, dtype=float)
    rmse = np.sqrt(np.mean(table[:, 0] ** 2))
    bias = f"{table[:, 0].mean():+.2f} ± {table[:, 0].std() / np.sqrt(len(table)):.2f}"
    se, holds, held95, zero = table[:, 1:].mean(axis=0)
    if np.isnan(se):
        return f"| {method} | {rmse:.2f} | {bias} | - | - | - | - |"
    return (
        f"| {method} | {rmse:.2f} | {bias} | {se:.2f} | {holds:.0%} | {1 - held95:.1%} "
        f"| {1 - zero:.1%} |"
    )


def outturn_totals() -> dict[str, list[float]]:
    """Council code -> total service expenditure of every year, of those that have them all."""
    lines = json.loads((OUTTURN / "revenue-outturn-by-service.json").read_text())
    years = sorted({line["year_ending"] for line in lines})
    totals: dict[str, dict[int, float]] = {}
    for line in lines:
        totals.setdefault(line["ONS_code"], {})[line["year_ending"]] = line["Total"] or 0.0
    return {
        code: [by_year[year] for year in years]
        for code, by_year in sorted(totals.items())
        if set(by_year) == set(years) and min(by_year.values()) > 0
    }


def inject(totals: dict[str, list[float]], seed: int) -> Rehearsal:
    """Twelve councils that did not share are said to, from one of three years, and their totals
    from then on cut by a tenth."""
    random = np.random.default_rng(seed)
    codes = tuple(totals)
    outcomes = np.array([totals[code] for code in codes])
    starts = {}
    for place in random.choice(len(codes), 12, replace=False):
        start = int(random.integers(3, 6))
        starts[codes[place]] = start
        outcomes[place, start:] *= 0.9
    times = tuple(str(year) for year in range(2018, 2018 + outcomes.shape[1]))
    return Rehearsal(Panel(codes, times, outcomes, starts), float(np.log(0.9)))


def print_speed() -> None:
    """CPU time of the two things that people wait for, and of the peer package when installed."""
    small = rehearse(FIRST_SEED, Design(councils=39, months=31, before=19, joiners=1)).panel
    middle = rehearse(FIRST_SEED, Design(joiners=1)).panel
    large = rehearse(FIRST_SEED, Design(councils=300, months=120, before=84)).panel
    for panel in (small, middle, large):
        (start, joiners), *_ = panel.cohorts
        mean = panel.outcomes_of(joiners).mean(axis=0)
        block = Block(panel.outcomes_of(panel.donors), mean, start, len(joiners))
        single = cpu(partial(fit_sdid, block), times=200)
        size = f"{len(panel.units)} x {len(panel.times)}"
        print(f"One synthetic DiD fit, {size}: {1000 * single:.2f} ms CPU")
    for method in ALL_METHODS:
        spent = cpu(partial(estimate, large, method), times=1)
        print(f"Estimate with 200 placebos, 300 x 120, {method}: {spent:.2f} s CPU", flush=True)
    print_peer_packages(small)


def print_peer_packages(panel: Panel) -> None:
    """The same synthetic DiD by a package, where somebody installed one beside us."""
    if find_spec("azcausal") is None:
        print("SKIPPED: azcausal is not installed, so no package was timed")
        return
    import pandas  # noqa: PLC0415 -- comes with azcausal, and only then
    from azcausal.core.panel import CausalPanel  # noqa: PLC0415
    from azcausal.estimators.panel.sdid import SDID  # noqa: PLC0415

    shared = pandas.DataFrame(0, index=panel.times, columns=panel.units)
    for unit, start in panel.starts.items():
        shared.loc[list(panel.times[start:]), unit] = 1
    spent = pandas.DataFrame(panel.outcomes.T, index=panel.times, columns=panel.units)
    theirs = CausalPanel(data={"outcome": spent, "intervention": shared})
    peer = cpu(lambda: SDID().fit(theirs), times=3)
    value = SDID().fit(theirs).effect.value
    ours = answer_of(panel, "sdid", placebos=0).value
    print(f"azcausal: {1000 * peer:.0f} ms CPU, effect {value:,.0f}; ours {ours:,.0f}")


def cpu(work: Callable[[], object], *, times: int) -> float:
    """CPU seconds of one run of the work."""
    begun = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - begun) / times


if __name__ == "__main__":
    main()
