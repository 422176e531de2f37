"""Mutation run: small errors planted in one room at a time, which that room's own tests must see.

Run as: PYTHON bench/mutants.py ROOM... [--seconds 1200] [--ending 37] [--folder DIR]
with an interpreter made from lock/mutants.txt: mutmut beside what the tests need. With a --folder
that stays, a later run tests again only what changed since.

mutmut plants one error in a function at a time (another operator, number, text, argument) and runs
the tests that call the function, in a copy of the project. It leaves functions with a decorator
alone, so properties, and what stands at the top of a module. A survivor either stands in
mutants_explained.yaml, with the reason why no test can or should see it, or is printed as the
difference that it makes. Exit status 1 when one is not explained.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

_HOME = Path(__file__).resolve().parents[1]
_PACKAGE = Path("src/tallystick")
_EXPLAINED = Path(__file__).with_name("mutants_explained.yaml")

ROOMS: Mapping[str, tuple[str, ...]] = {
    "words": ("tests/words",),
    "sharing": ("tests/sharing",),
    "form/split": ("tests/form/split",),
    "prove/verdict": ("tests/prove/verdict",),
    "find/overlap": ("tests/find/overlap",),
    # Not the rest of tests/read: every test there reads columns, and all of them take minutes.
    "read/columns": (
        "tests/read/columns",
        *(f"tests/read/test_{of}.py" for of in ("dates", "periods", "signs", "roles", "bodies")),
    ),
}
"""Each room that is tried, and where its own tests stand."""

_LEFT_OUT = ("tests/prove/verdict/test_county_verdicts.py",)
"""Tests that first make a county for minutes, which would be made again for every mutant."""

_STATUS = {0: "survived", 1: "killed", 3: "killed", None: "not tried", 33: "no test"}
_TIMEOUTS = frozenset({36, 24, -24, 152, 255, -9})


@dataclass(frozen=True, slots=True)
class Mutant:
    """One planted error. file: below src/tallystick. was, now: the lines that differ, stripped."""

    file: str
    function: str
    was: str
    now: str


def main() -> None:
    """Try the rooms that were asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rooms", nargs="+", choices=ROOMS)
    asked.add_argument("--seconds", type=int, default=1200, help="most that one room may take")
    asked.add_argument("--ending", default="", help="a sample: only mutants whose number ends so")
    asked.add_argument("--folder", type=Path, help="where the copies stay from run to run")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = wanted.folder or Path(passing)
        explained = [
            try_room(room, folder / room.replace("/", "-"), wanted.seconds, wanted.ending)
            for room in wanted.rooms
        ]
    sys.exit(0 if all(explained) else 1)


def try_room(room: str, copy: Path, seconds: int, ending: str) -> bool:
    """Plant errors in a room, print what became of them; whether all survivors are explained."""
    lay_out(room, copy)
    run_mutmut(copy, seconds, ending)
    statuses = statuses_in(room, copy)
    if not statuses:
        sys.exit(f"{room}: nothing was planted; what mutmut said is above.")
    for file, of in by_file(statuses, ending).items():
        print(f"{file:36}" + "".join(f"  {kind} {n}" for kind, n in sorted(of.items())))
    survivors = [
        name for name, (_file, status) in statuses.items() if status in ("survived", "no test")
    ]
    explained, left = judge(room, list(mutants_of(survivors, statuses, copy)), not ending)
    became = Counter(status for _file, status in statuses.values())
    print(
        f"{room}: {len(statuses)} mutants, {len(statuses) - became['not tried']} tried, "
        f"{became['killed']} killed, {became['timeout']} ran out of time, "
        f"{len(survivors)} survived, {explained} explained, {left} unexplained."
    )
    return not left


def lay_out(room: str, copy: Path) -> None:
    """A copy of what the room's tests need, set up for mutmut."""
    copy.mkdir(parents=True, exist_ok=True)
    for part in ("src", "tests", "bench"):
        shutil.copytree(
            _HOME / part, copy / part, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.pyc")
        )
    shared = _HOME.parent / "shared"
    if shared.exists() and not (copy / "shared").exists():
        (copy / "shared").symlink_to(shared.resolve())
    settings = {
        "source_paths": ["src"],
        "also_copy": ["bench"],  # some tests run what stands there
        "only_mutate": [f"{_PACKAGE / room}/*"],
        "pytest_add_cli_args": [
            *("--hypothesis-profile=mutants", "-p", "no:cacheprovider"),
            *(f"--ignore={test}" for test in _LEFT_OUT),
        ],
        "pytest_add_cli_args_test_selection": list(ROOMS[room]),
        "timeout_multiplier": 4.0,
        "use_git_change_detection": False,
    }
    lines = (f"{key} = {json.dumps(value)}" for key, value in settings.items())
    project = (_HOME / "pyproject.toml").read_text(encoding="utf-8")
    (copy / "pyproject.toml").write_text(
        "\n".join((project, "[tool.mutmut]", *lines, "")), encoding="utf-8"
    )


def run_mutmut(copy: Path, seconds: int, ending: str) -> None:
    """Run mutmut in the copy: one process, after everybody else, for so many seconds at most."""
    command = [sys.executable, "-c", "from mutmut.__main__ import cli; cli()", "run"]
    command += ["--max-children", "1", *(f"*__mutmut_*{digit}" for digit in ending)]
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    log = copy / "mutmut.log"
    with log.open("w") as out:
        running = subprocess.Popen(
            ["nice", "-n", "19", *command],
            cwd=copy,
            env=clean,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status = running.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            print(
                f"Stopped after {seconds} s: the mutants with the quickest tests were tried first."
            )
            return
    if status:
        print(log.read_text(encoding="utf-8", errors="replace")[-4000:])


def statuses_in(room: str, copy: Path) -> dict[str, tuple[str, str]]:
    """Of each mutant's name, its file below src/tallystick and what became of it."""
    statuses = {}
    for meta in sorted((copy / "mutants" / _PACKAGE / room).rglob("*.py.meta")):
        file = meta.relative_to(copy / "mutants" / _PACKAGE).as_posix().removesuffix(".meta")
        held = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        for name, code in held.items():
            status = "timeout" if code in _TIMEOUTS else _STATUS.get(code, f"exit {code}")
            statuses[name] = (file, status)
    return statuses


def by_file(statuses: Mapping[str, tuple[str, str]], ending: str) -> dict[str, Counter[str]]:
    """How many mutants of each file were killed, survived and so on; the sum of all last."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for name, (file, status) in statuses.items():
        if not ending or name[-1] in ending:
            counted[file][status] += 1
    counted["together"] = sum(counted.values(), Counter())
    return counted


def mutants_of(
    names: Iterable[str], statuses: Mapping[str, tuple[str, str]], copy: Path
) -> Iterator[Mutant]:
    """The mutants by what they change."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant  # noqa: PLC0415  (not always there)

    with contextlib.chdir(copy):
        for name in names:
            file, _status = statuses[name]
            lines = get_diff_for_mutant(name, path=_PACKAGE / file).splitlines()[2:]
            function = name.rpartition(".")[2].rpartition("__mutmut_")[0]
            yield Mutant(
                file,
                function.removeprefix("x_").replace("xǁ", "").replace("ǁ", "."),
                *(
                    " ".join(line[1:].strip() for line in lines if line.startswith(sign))
                    for sign in "-+"
                ),
            )


def judge(room: str, survivors: list[Mutant], complete: bool) -> tuple[int, int]:
    """Print the survivors that nobody has explained, and the explanations that nothing needs.

    Returns how many survivors are explained, and how many are not.
    """
    held = yaml.safe_load(_EXPLAINED.read_text(encoding="utf-8"))
    reasons = {
        Mutant(file, function, each["was"], each["now"]): each["why"]
        for file, functions in held["mutants"].items()
        if file.startswith(f"{room}/")
        for function, of in functions.items()
        for each in of
    }
    rules = [re.compile(rule["differs_only_in"]) for rule in held["everywhere"]]
    unexplained = [
        mutant
        for mutant in survivors
        if mutant not in reasons
        and not any(rule.sub("", mutant.was) == rule.sub("", mutant.now) for rule in rules)
    ]
    for mutant in unexplained:
        print(f"\n{mutant.file} {mutant.function}\n  - {mutant.was}\n  + {mutant.now}")
    if complete:
        for mutant in reasons.keys() - set(survivors):
            print(f"\nExplained, and no survivor: {mutant}")
    return len(survivors) - len(unexplained), len(unexplained)


if __name__ == "__main__":
    main()
