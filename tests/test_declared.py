"""What the product imports is what it asks for, from a version on that serves it: a library that
only the tests bring along would be missing where it is used, as would what an older one lacks."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import lockfiles
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

HOME = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text())["project"]


def plain(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> set[str]:
    """The top-level packages that the product's own files import, but for Python's and ours."""
    found: set[str] = set()
    for file in (HOME / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"tallystick"}


def pinned(lock: str) -> dict[str, str]:
    """The versions of a lock file, by name."""
    lines = (HOME / "lock" / lock).read_text().splitlines()
    pairs = [line.split()[0].split("==") for line in lines if "==" in line]
    return {plain(name): version for name, version in pairs}


def test_every_import_is_a_dependency_that_is_asked_for() -> None:
    asked = {plain(re.split(r"[^\w.-]", each)[0]) for each in PROJECT["dependencies"]}
    owners = packages_distributions()
    assert {
        package: sorted(owners.get(package, ()))
        for package in imported()
        if asked.isdisjoint(map(plain, owners.get(package, ())))
    } == {}


def test_what_is_asked_for_is_locked_the_same_for_use_and_for_tests() -> None:
    run, test = pinned("run.txt"), pinned("test.txt")
    asked = {plain(re.split(r"[^\w.-]", each)[0]) for each in PROJECT["dependencies"]}
    assert asked <= set(run)
    assert {name: test.get(name) for name in run} == run


@pytest.mark.parametrize("lock", ["spark.txt", "mutants.txt"])
def test_what_the_tests_need_is_locked_the_same_for_further_environments(lock: str) -> None:
    test, further = pinned("test.txt"), pinned(lock)
    assert {name: further.get(name) for name in test} == test


def wanted() -> list[tuple[str, Requirement]]:
    """Each requirement of the project beside the lock that holds it: its own and its extras'."""
    extras = PROJECT["optional-dependencies"]
    asked = [("run.txt", each) for each in PROJECT["dependencies"]]
    asked += [(f"{extra}.txt", each) for extra in extras for each in extras[extra]]
    return [(lock, Requirement(each)) for lock, each in asked]


@pytest.mark.parametrize(("lock", "needed"), wanted(), ids=str)
def test_each_requirement_has_a_lower_bound_that_what_is_locked_meets(
    lock: str, needed: Requirement
) -> None:
    (bound,) = needed.specifier  # one: an upper bound would keep a mended version away
    assert bound.operator == ">="
    locked = {
        Version(pin.version)
        for pin in lockfiles.pins(lockfiles.LOCK / lock)
        if pin.name == plain(needed.name)
    }
    assert locked  # two where Python 3.11 and later ones take different versions
    assert min(locked) >= Version(bound.version)
