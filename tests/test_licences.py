"""No package that running the product installs is under the GPL or the AGPL, and the page on
licences says what each declares."""

import runpy
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
SCRIPT = runpy.run_path(str(HOME / "script" / "licences"))


def installed(package: str) -> bool:
    """Whether a package of the lock file is there: some are for other machines only."""
    try:
        SCRIPT["statements"](package)
    except PackageNotFoundError:
        return False
    return True


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-or-later",
        "GPLv2",
        "MIT AND AGPL-3.0-only",
        "GNU General Public License v3 (GPLv3)",
        "GNU Affero General Public License v3",
    ],
)
def test_the_gpl_and_the_agpl_are_told(licence: str) -> None:
    assert SCRIPT["COPYLEFT"].search(licence)


@pytest.mark.parametrize(
    "licence",
    ["MIT", "LGPL-2.1-or-later", "GNU Lesser General Public License v3 (LGPLv3)", "ZPL 2.1"],
)
def test_others_are_not_taken_for_them(licence: str) -> None:
    assert not SCRIPT["COPYLEFT"].search(licence)


def test_no_runtime_package_declares_the_gpl_or_the_agpl() -> None:
    locked: Callable[[], list[str]] = SCRIPT["locked"]
    declared = {
        package: SCRIPT["statements"](package) for package in locked() if installed(package)
    }
    assert len(declared) > 30  # an empty environment would prove nothing
    copyleft = SCRIPT["COPYLEFT"]
    assert {
        package: licences
        for package, licences in declared.items()
        if not licences or any(map(copyleft.search, licences))
    } == {}


def test_the_page_says_what_each_package_declares() -> None:
    page = (HOME / "docs" / "licences.md").read_text(encoding="utf-8").splitlines()
    locked = SCRIPT["locked"]()
    here = SCRIPT["rows"](package for package in locked if installed(package))
    assert [row for row in here if row not in page] == []
    start = page.index("| package | licence |") + 2
    end = page.index("", start)
    assert [row.split("|")[1].strip() for row in page[start:end]] == locked
