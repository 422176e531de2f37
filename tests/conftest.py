"""Fixtures that every room's tests share, and the loud count of what could not run."""

import importlib.util
import os
import shutil
import sys
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import Phase, settings

settings.register_profile("house", deadline=None)  # speed is measured in bench/, never asserted
# For bench/mutants.py: the same examples each time, and the first that fails is enough.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=30,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("house")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
CHROMIUM = shutil.which("chromium")
HOME_OF_JAVA = os.environ.get("JAVA_HOME")
JAVA = shutil.which("java", path=f"{HOME_OF_JAVA}/bin" if HOME_OF_JAVA else None)
LACKS = {
    "shared": None if SHARED.is_dir() else "../shared/data is not there",
    "browser": None if CHROMIUM else "chromium is not installed",
    "spark": "PySpark is not installed here: script/test-spark runs the tests on Spark"
    if importlib.util.find_spec("pyspark") is None
    else None
    if JAVA
    else "Java is not installed",
}
"""Mark -> why this machine cannot run the tests that carry it, None where it can."""
NEEDS = frozenset(os.environ.get("TALLYSTICK_NEEDS", "").split())
"""Marks whose tests must run: a skip of one of them is a failure."""


def pytest_configure() -> None:
    """Refuse a need that no mark has: a slip of the pen would let tests be skipped."""
    if strange := sorted(NEEDS - LACKS.keys()):
        raise pytest.UsageError(
            f"TALLYSTICK_NEEDS names {', '.join(strange)}; it takes {', '.join(LACKS)}"
        )


def pytest_sessionstart() -> None:
    """For bench/mutants.py: forget what functions of the room have remembered. Mutants run in forks
    of a process that ran all tests, so a remembered answer would hide the planted error."""
    planted = os.environ.get("MUTANT_UNDER_TEST", "")
    room = planted.rpartition(".")[0].rpartition(".")[0]
    for name in [name for name in sys.modules if room and name.startswith(f"{room}.")]:
        for held in vars(sys.modules[name]).values():
            if callable(forget := getattr(held, "cache_clear", None)):
                forget()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs something this machine lacks, and count it."""
    for item in items:
        for mark, lack in LACKS.items():
            if lack is not None and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=lack))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a failure of the skip of a test that must run here."""
    report = yield
    needs = [mark for mark in sorted(NEEDS) if item.get_closest_marker(mark)]
    if report.skipped and needs and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"TALLYSTICK_NEEDS={needs[0]} allows no skip. {why}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested, by name: a silent skip reads like a pass."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section("NOT TESTED", sep="!", red=True)
    for cause, count in Counter(str(report.longrepr[2]) for report in skipped).items():
        terminalreporter.write_line(f"{count} tests skipped: {cause}")
    for report in skipped:
        terminalreporter.write_line(f"  {report.nodeid}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real published files and truths; tests that use it carry the mark `shared`."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is not there")
    return SHARED
