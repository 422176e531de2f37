"""Published figures, reproduced: the outside check of every estimator."""

import csv
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tallystick.prove.counterfactual.answer import answer_by
from tallystick.prove.counterfactual.group_time import AggregateKind, aggregate, group_time_effects
from tallystick.prove.panel.file import Columns, read_panel
from tallystick.prove.panel.panel import Panel

pytestmark = pytest.mark.shared

TYPES = {65526: "d", 65527: "f", 65528: "i", 65529: "h", 65530: "b"}


@pytest.fixture(scope="module")
def truth(shared: Path) -> Path:
    return shared / "truth" / "prove"


@pytest.fixture(scope="module")
def california(truth: Path) -> Panel:
    return read_panel(
        truth / "california_prop99.csv",
        Columns("State", "Year", "PacksPerCapita"),
        starts={"California": "1989"},
    )


@pytest.mark.parametrize(
    ("method", "published", "within"),
    [
        ("sdid", -15.605, 0.001),  # Arkhangelsky et al. 2021: -15.604, by steps that stop early
        ("did", -27.349, 0.0005),
        ("sc", -19.51, 0.01),
        ("dsc", -11.11, 0.01),
    ],
)
def test_california(california: Panel, method: str, published: float, within: float) -> None:
    assert answer_by(california, method, placebos=0).value == pytest.approx(published, abs=within)


def test_california_rebuilt_by_hand(california: Panel) -> None:
    """The listed weights and the file are all that the figure needs."""
    cohort = answer_by(california, "sdid", placebos=0).cohorts[0]
    ours = california.outcomes_of(["California"])[0]
    gap = ours - cohort.fit.unit_weights @ california.outcomes_of(california.donors)
    assert gap[19:].mean() - cohort.fit.time_weights @ gap[:19] == pytest.approx(-15.605, abs=0.001)


def dta_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a little-endian Stata 118 file."""
    data = path.read_bytes()

    def after(tag: bytes) -> int:
        return data.index(b"<" + tag + b">") + len(tag) + 2

    (width,) = struct.unpack_from("<H", data, after(b"K"))
    (count,) = struct.unpack_from("<Q", data, after(b"N"))
    types = struct.unpack_from(f"<{width}H", data, after(b"variable_types"))
    places = range(after(b"varnames"), after(b"varnames") + 129 * width, 129)
    names = [data[place : place + 129].split(b"\0")[0].decode() for place in places]
    line = struct.Struct("<" + "".join(TYPES.get(kind, f"{kind}s") for kind in types))
    for row in range(count):
        yield dict(
            zip(names, line.unpack_from(data, after(b"data") + row * line.size), strict=True)
        )


def test_quotas_for_women_staggered(truth: Path) -> None:
    """Clarke, Pailanir, Athey & Imbens 2023: 8.034, by steps that stop early; the exact weights
    give 8.038."""
    rows = [
        (row["country"].split(b"\0")[0].decode(), row["year"], row["womparl"], row["quota"])
        for row in dta_rows(truth / "quota_example.dta")
    ]
    units = tuple(sorted({unit for unit, *_ in rows}))
    years = sorted({year for _, year, *_ in rows})
    outcomes = np.zeros((len(units), len(years)))
    starts: dict[str, int] = {}
    for unit, year, women, quota in rows:
        outcomes[units.index(unit), years.index(year)] = women
        if quota:
            starts[unit] = min(starts.get(unit, len(years)), years.index(year))
    panel = Panel(units, tuple(map(str, years)), outcomes, starts)
    assert answer_by(panel, "sdid", placebos=0).value == pytest.approx(8.034, abs=0.005)


@pytest.fixture(scope="module")
def counties(truth: Path) -> tuple[Panel, np.ndarray]:
    """The counties of Callaway & Sant'Anna, and the logarithm of their population."""
    with (truth / "mpdta.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    units = tuple(sorted({row["countyreal"] for row in rows}))
    place = {unit: index for index, unit in enumerate(units)}
    outcomes, people = np.zeros((len(units), 5)), np.zeros((len(units), 1))
    starts = {}
    for row in rows:
        unit, joined = row["countyreal"], int(float(row["first.treat"]))
        outcomes[place[unit], int(row["year"]) - 2003] = float(row["lemp"])
        people[place[unit]] = float(row["lpop"])
        if joined:
            starts[unit] = joined - 2003
    years = tuple(str(year) for year in range(2003, 2008))
    return Panel(units, years, outcomes, starts), people


SCENARIOS = {
    "mpdta_nev_dr": ("dr", False, False),
    "mpdta_nyt_dr": ("dr", True, False),
    "mpdta_nev_reg_cov": ("reg", False, True),
    "mpdta_nev_ipw": ("ipw", False, False),
}


def told(truth: Path, name: str, scenario: str) -> list[dict[str, str]]:
    with (truth / f"mpdta_r_did_{name}.csv").open() as stream:
        return [row for row in csv.DictReader(stream) if row["scenario"] == scenario]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_counties_as_r_does(truth: Path, counties: tuple[Panel, np.ndarray], scenario: str) -> None:
    panel, people = counties
    how, not_yet, with_people = SCENARIOS[scenario]
    covariates = people if with_people else None
    effects = group_time_effects(panel, how=how, not_yet=not_yet, covariates=covariates)
    found = {(each.group + 2003, each.time + 2003): each for each in effects}
    for row in told(truth, "attgt", scenario):
        each = found.pop((int(row["group"]), int(row["t"])))
        assert each.effect == pytest.approx(float(row["att"]), abs=1e-6)
        assert each.se == pytest.approx(float(row["se"]), abs=1e-6)
    assert not found
    for row in told(truth, "aggte", scenario):
        check_aggregate(panel, effects, row)


def check_aggregate(panel: Panel, effects: Any, row: dict[str, str]) -> None:
    kind: AggregateKind = row["type"]  # type: ignore[assignment]
    whole = aggregate(panel, effects, kind)
    assert whole.overall == pytest.approx(float(row["overall_att"]), abs=1e-6)
    assert whole.overall_se == pytest.approx(float(row["overall_se"]), abs=1e-6)
    if kind != "simple":
        first = 0 if kind == "dynamic" else 2003
        place = whole.keys.index(int(row["egt"]) - first)
        assert whole.effects[place] == pytest.approx(float(row["att_egt"]), abs=1e-6)
        assert whole.ses[place] == pytest.approx(float(row["se_egt"]), abs=1e-6)
