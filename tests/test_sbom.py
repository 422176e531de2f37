"""Each lock file has its bill of materials, which says what the lock says, byte for byte."""

import json
import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import lockfiles
import pytest

HOME = Path(__file__).resolve().parents[1]
LOCKS = lockfiles.locks()
SCRIPT = runpy.run_path(str(HOME / "script" / "sbom"))
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]

A_LOCK = """\
ash==1.2.0 \\
    --hash=sha256:aa11 \\
    --hash=sha512:bb22
    # via
    #   -c lock/run.txt
    #   tallystick (pyproject.toml)
birch==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:cc33
    # via ash
birch==3.0 ; python_full_version >= '3.12' \\
    --hash=sha256:dd44
    # via ash
cedar==4.0 ; python_full_version < '3.12' \\
    --hash=sha256:ee55
    # via birch
cedar==5.0 ; python_full_version >= '3.12' \\
    --hash=sha256:ff66
    # via birch
"""


def bill_of(lock: Path) -> dict[str, Any]:
    """The bill that is committed beside a lock file."""
    made: dict[str, Any] = json.loads(lock.with_suffix(".cdx.json").read_text(encoding="utf-8"))
    return made


@pytest.fixture
def invented(tmp_path: Path) -> dict[str, Any]:
    """The bill of a lock in which two packages differ by machine."""
    lock = tmp_path / "invented.txt"
    lock.write_text(A_LOCK, encoding="utf-8")
    made: dict[str, Any] = json.loads(SCRIPT["bill"](lock))
    return made


def test_the_locks_are_those_that_are_made() -> None:
    made = (HOME / "script" / "lock").read_text(encoding="utf-8")
    outputs = re.findall(r"--output-file lock/(\S+)", made)
    assert sorted(outputs) == [lock.name for lock in LOCKS]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_bill_is_what_the_script_makes_of_its_lock(lock: Path) -> None:
    written = lock.with_suffix(".cdx.json").read_text(encoding="utf-8")
    assert written == SCRIPT["bill"](lock), "run script/sbom"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_bill_names_every_pin_and_hash_of_its_lock_and_no_other(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")  # read here without the scripts' own reader
    components = bill_of(lock)["components"]
    pinned = re.findall(r"^([^\s#=]+)==(\S+)", text, re.MULTILINE)
    assert [(each["name"], each["version"]) for each in components] == pinned
    assert [each["purl"] for each in components] == [f"pkg:pypi/{n}@{v}" for n, v in pinned]
    hashes = [(one["alg"], one["content"]) for each in components for one in each["hashes"]]
    assert hashes == [("SHA-256", one) for one in re.findall(r"--hash=sha256:([0-9a-f]{64})", text)]
    assert text.count("--hash=") == len(hashes)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_of_a_bill_has_its_licence_and_stands_in_the_tree(lock: Path) -> None:
    bill = bill_of(lock)
    assert [each["name"] for each in bill["components"] if "licenses" not in each] == []
    edges = {each["ref"]: set(each["dependsOn"]) for each in bill["dependencies"]}
    seen, front = set[str](), {"tallystick"}
    while front:
        seen |= front
        front = set().union(*(edges[each] for each in front)) - seen
    assert seen == edges.keys()
    assert seen == {"tallystick", *(each["bom-ref"] for each in bill["components"])}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_bill_has_no_time_no_number_of_its_own_and_no_host(lock: Path) -> None:
    bill = bill_of(lock)
    assert "serialNumber" not in bill
    assert "timestamp" not in bill["metadata"]
    for path in (lock, lock.with_suffix(".cdx.json")):
        assert "://" not in path.read_text(encoding="utf-8")


def test_what_the_project_asks_for_hangs_on_the_project() -> None:
    (edge,) = (
        each for each in bill_of(HOME / "lock" / "run.txt")["dependencies"]
        if each["ref"] == "tallystick"
    )  # fmt: skip
    asked = {re.sub(r"^pkg:pypi/(.+)@.+$", r"\1", each) for each in edge["dependsOn"]}
    named = {re.split(r"[ <>=~!]", each)[0] for each in PROJECT["dependencies"]}
    assert asked == named | {"flit-core"}  # which builds the package


def test_a_package_at_two_versions_is_two_with_the_machines_they_are_for(
    invented: dict[str, Any],
) -> None:
    birches = [each for each in invented["components"] if each["name"] == "birch"]
    assert [(each["version"], each["properties"][0]["value"]) for each in birches] == [
        ("2.0", "python_full_version < '3.12'"),
        ("3.0", "python_full_version >= '3.12'"),
    ]
    assert invented["components"][0]["hashes"] == [
        {"alg": "SHA-256", "content": "aa11"},
        {"alg": "SHA-512", "content": "bb22"},
    ]


def test_versions_for_different_machines_do_not_need_each_other(invented: dict[str, Any]) -> None:
    assert {each["ref"]: each["dependsOn"] for each in invented["dependencies"]} == {
        "tallystick": ["pkg:pypi/ash@1.2.0"],
        "pkg:pypi/ash@1.2.0": ["pkg:pypi/birch@2.0", "pkg:pypi/birch@3.0"],
        "pkg:pypi/birch@2.0": ["pkg:pypi/cedar@4.0"],
        "pkg:pypi/birch@3.0": ["pkg:pypi/cedar@5.0"],
        "pkg:pypi/cedar@4.0": [],
        "pkg:pypi/cedar@5.0": [],
    }


def test_a_line_that_is_no_lock_files_stops_the_reader(tmp_path: Path) -> None:
    lock = tmp_path / "odd.txt"
    lock.write_text("--extra-option something\n" + A_LOCK, encoding="utf-8")
    with pytest.raises(ValueError, match=r"odd\.txt: '--extra-option something' is no line"):
        lockfiles.pins(lock)
