"""No package that is locked is under the GPL or the AGPL, nor is anything that a wheel carries,
unless it is a named exception; and the page on licences says what each declares and carries."""

import json
import re
import runpy
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

import lockfiles
import pytest
from packaging.licenses import canonicalize_license_expression

HOME = Path(__file__).resolve().parents[1]
SCRIPT = runpy.run_path(str(HOME / "script" / "licences"))
CARRIED = "| wheel | carries | licence | where it is said |"
EXCEPTIONS = "| what | licence | why it may stay |"
COMPILED = re.compile(r"\.(so|dylib|pyd|dll)(\.\d+)*$")
LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
OWN = re.compile(r"[^/]+\.dist-info/(licenses/)?[^/]+")
"""Files beside the metadata itself speak of the whole wheel; deeper ones of a part of it."""


def is_free(expression: str) -> bool:
    """Whether a licence, or one of those that it lets its taker choose from, is no copyleft."""
    return not all(map(SCRIPT["COPYLEFT"].search, expression.split(" OR ")))


def installed(package: str) -> bool:
    """Whether a package of the lock files is there: some are for other machines or environments."""
    try:
        distribution(package)
    except PackageNotFoundError:
        return False
    return True


def run_packages() -> list[Distribution]:
    """What is installed of what the product needs."""
    names = dict.fromkeys(pin.name for pin in lockfiles.pins(lockfiles.LOCK / "run.txt"))
    return [distribution(name) for name in names if installed(name)]


def name_of(package: Distribution) -> str:
    return re.sub(r"[-_.]+", "-", package.name).lower()


def files_of(package: Distribution, pattern: re.Pattern[str]) -> list[PurePosixPath]:
    return [file for file in package.files or () if pattern.search(file.name)]


def carried(package: Distribution) -> list[list[str]]:
    """The page's rows of one wheel: what, licence, where it is said."""
    wheels = [([each.strip() for each in row[0].split(",")], row[1:]) for row in ROWS]
    return [row for names, row in wheels if name_of(package) in names]


ROWS = lockfiles.rows(CARRIED)
NATIVE = [package for package in run_packages() if files_of(package, COMPILED)]


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-or-later",
        "GPLv2",
        "MIT AND AGPL-3.0-only",
        "LGPL-2.1-or-later",
        "GNU General Public License v3 (GPLv3)",
        "GNU Affero General Public License v3",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        "LGPL-2.1-or-later OR GPL-2.0-only",
    ],
)
def test_the_gpl_and_its_family_are_told(licence: str) -> None:
    assert not is_free(licence)


@pytest.mark.parametrize("licence", ["MIT", "ZPL-2.1", "MPL-2.0", "BSD-3-Clause OR GPL-2.0-only"])
def test_others_are_not_taken_for_them(licence: str) -> None:
    assert is_free(licence)


def test_the_table_has_every_package_of_every_lock_once_and_no_other() -> None:
    listed = [package for package, _licence in lockfiles.rows(lockfiles.PACKAGES)]
    assert listed == SCRIPT["locked"](), "run script/licences"
    assert len(listed) > 100  # an empty folder of locks would prove nothing


def test_the_table_says_what_each_installed_package_declares() -> None:
    here = {each: SCRIPT["licence"](each) for each in SCRIPT["locked"]() if installed(each)}
    assert len(here) > 50
    assert here == {each: lockfiles.licences()[each] for each in here}, "run script/licences"


def test_what_was_read_in_a_licence_file_is_still_stated_nowhere_exactly() -> None:
    exact = {
        package: SCRIPT["declared"](package)
        for package in SCRIPT["READ"]
        if installed(package) and SCRIPT["metadata"](package)["License-Expression"]
    }
    assert exact == {}


def test_every_licence_is_spdx() -> None:
    stated = {*lockfiles.licences().values(), *(row[2] for row in ROWS)}
    assert {each for each in stated if canonicalize_license_expression(each) != each} == set()


def test_no_locked_package_is_under_the_gpl_unless_named() -> None:
    named = {row[0] for row in lockfiles.rows(EXCEPTIONS)}
    copyleft = {each for each, licence in lockfiles.licences().items() if not is_free(licence)}
    assert copyleft - named == set()


def test_the_named_exceptions_are_what_is_under_the_gpl_and_have_a_reason() -> None:
    exceptions = lockfiles.rows(EXCEPTIONS)
    packages = {(each, licence) for each, licence in lockfiles.licences().items()}
    parts = {(re.sub(r" \(.*\)$", "", what), licence) for _wheel, what, licence, _where in ROWS}
    needed = {(what, licence) for what, licence in packages | parts if not is_free(licence)}
    assert {(what, licence) for what, licence, _why in exceptions} == needed
    assert all(why for _what, _licence, why in exceptions)


def test_every_wheel_with_compiled_code_has_its_rows_and_no_other_has() -> None:
    assert {name_of(each) for each in NATIVE} == {
        name.strip() for row in ROWS for name in row[0].split(",")
    }


@pytest.mark.parametrize("package", NATIVE, ids=name_of)
def test_every_shared_library_that_a_wheel_brings_is_named(package: Distribution) -> None:
    brought = {
        re.split(r"[-.]", file.name)[0].rstrip("_0123456789")
        for file in files_of(package, COMPILED)
        if file.parts[0].endswith(".libs")
    }
    told = " ".join(what for what, _licence, _where in carried(package))
    assert {library for library in brought if library not in told} == set()


def parts_of_licence_texts(package: Distribution) -> Iterator[str]:
    """The parts that a wheel's own licence file lists in the way of numpy and scipy."""
    for file in files_of(package, LICENCE_FILE):
        if OWN.fullmatch(str(file)):
            text = Path(str(package.locate_file(file))).read_text(encoding="utf-8")
            yield from re.findall(r"^Name: (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("package", NATIVE, ids=name_of)
def test_every_part_that_a_licence_file_lists_is_named(package: Distribution) -> None:
    told = " ".join(what for what, _licence, _where in carried(package))
    assert {part for part in parts_of_licence_texts(package) if part not in told} == set()


@pytest.mark.parametrize("package", NATIVE, ids=name_of)
def test_every_licence_file_of_a_part_is_named(package: Distribution) -> None:
    where = re.findall(r"`([^`]+)`", " ".join(row[2] for row in carried(package)))
    deeper = {str(file) for file in files_of(package, LICENCE_FILE)} - {
        str(file) for file in files_of(package, LICENCE_FILE) if OWN.fullmatch(str(file))
    }
    assert {file for file in deeper if not any(part in file for part in where)} == set()


def test_no_rust_crate_in_a_wheels_own_bill_is_under_the_gpl() -> None:
    bills = {
        name_of(package): json.loads(Path(str(package.locate_file(file))).read_text())
        for package in NATIVE
        for file in files_of(package, re.compile(r"\.cyclonedx\.json$"))
    }
    crates = {
        (crate["name"], stated.get("expression") or stated["license"]["id"])
        for bill in bills.values()
        for crate in bill["components"]
        for stated in crate["licenses"]
    }
    assert bills.keys() == {"python-calamine", "typst"}
    assert len(crates) > 300
    assert {(name, licence) for name, licence in crates if not is_free(licence)} == set()
