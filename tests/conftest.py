"""Fixtures that every room's tests share, and the loud count of what could not run."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # speed is measured in bench/, never asserted
settings.load_profile("house")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
CHROMIUM = shutil.which("chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs something this machine lacks, and count it."""
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason="../shared/data is not there"))
        if item.get_closest_marker("browser") and CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="chromium is not installed"))


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
