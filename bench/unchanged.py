"""Is every output byte for byte what it was? Two checkouts, the same commands, every file compared.

    .venv/bin/python bench/unchanged.py BASE NEW [--published DIR] [--keep DIR]
        [--chapters find,form] [--list]

BASE and NEW are checkouts of this repository. The commands of unchanged_steps.py run with the
source of each, each command in a process of its own (forked from one that has imported the
product: unchanged_runner.py), with relative paths in two working folders that look alike. Compared
are all files that a command writes, what it prints, its exit status, and every local page that
`serve` links to. BASE against BASE shows whether the outputs can be compared at all; the two sides
have different hash seeds, so that an order by chance is seen.

Not compared: a store's own tables (*/store/), which may be laid out in any way, but for
claims.jsonl and delivery_ratios.csv; and the header Date of a local page. Nothing else is left out
or made alike beforehand, but for the clock: it is noon on both sides, so that midnight, at which
the dates in papers change, is far.

--published: the real files; ../shared/data/published where it is not given. What is not there is
named as NOT COMPARED. Lines of real files are never printed, only the places that differ.
--keep: where the two working folders stay, to look at. A later run in the same folder, on the same
day, takes the side of BASE from there while its source is the same; NEW is always run.
--chapters: only these, and the county.

Exit status 0: all is the same, or differs as EXPECTED says. 1: something else differs, or BASE did
not do what a step says, so that nothing was compared.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from subprocess import Popen

from unchanged_differ import Difference, differences, files_below
from unchanged_sides import Side, clear, kept_port, not_done, note_base, prepare, take
from unchanged_steps import ALWAYS, STEPS, Step

EXPECTED: dict[str, str] = {
    "*/.tallystick-report.json": "notes which rules drew the report",
    "prove/*.html": "issue 12, 7: a verdict is a document like all others",
    "prove/*.xlsx": "issue 12, 7: its workbook too",
    "help/*": "issue 12, 5 and 7: export is new, and PROVE's commands write papers",
}
"""Differences that were asked for: a file below the working folder, as
"prove/verdict-*/paper.html" (fnmatch), and the reason, with who asked for it."""

MOST_TOLD = 25
"""Files of a step that are told of."""

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "published"


def main() -> int:
    """Run both sides, compare them and print; the exit status."""
    asked = _asked()
    steps = [each for each in STEPS if not asked.chapters or each.chapter in asked.chapters]
    if asked.list:
        for each in steps:
            print(f"{each.name:<28} tallystick {each.words_of('NEW')}")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = (asked.keep or Path(temporary)).absolute()
        base = Side("BASE", asked.base.resolve(), folder / "base")
        kept = kept_port(base, steps, asked.published)
        base = replace(base, port=kept or clear(folder))
        new = Side("NEW", asked.new.resolve(), folder / "new", base.port)
        fresh = (new,) if kept else (base, new)
        for side in fresh:
            prepare(side, asked.published)
        failed = _compare(base, new, steps, fresh=fresh)
        note_base(base, steps, asked.published)
    return 1 if failed else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", type=Path, metavar="BASE")
    parser.add_argument("new", type=Path, metavar="NEW")
    parser.add_argument("--published", type=Path, default=SHARED, metavar="DIR")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="empty, or from an earlier run")
    parser.add_argument("--chapters", type=_chapters, default=set(), metavar="A,B")
    parser.add_argument("--list", action="store_true", help="print the commands and end")
    return parser.parse_args()


def _chapters(text: str) -> set[str]:
    wanted, known = set(text.split(",")), {each.chapter for each in STEPS}
    if wanted - known:
        raise argparse.ArgumentTypeError(f"choose from {', '.join(sorted(known))}")
    return wanted | {ALWAYS}


def _compare(base: Side, new: Side, steps: Sequence[Step], *, fresh: Sequence[Side]) -> int:
    """Take every step on the sides that are fresh, and compare what it made; last, what stores keep
    for users and whatever else was written. Returns how many steps fail."""
    start, told, failed = time.monotonic(), set[str](), 0
    runners = {side: side.run_runner() for side in fresh}
    absent = [each for each in steps if each.needs and not (base.folder / each.needs).exists()]
    for step in absent:
        print(f"NOT COMPARED  {step.name}: there is no {step.needs}")
    for step in [each for each in steps if each not in absent]:
        began = time.monotonic()
        _take(step, runners)
        found = _below(step.name, differences(base.folder / step.name, new.folder / step.name))
        told |= {each.path for each in found}
        title = f"{step.name} ({time.monotonic() - began:.1f} s)"
        failed += _tell(title, found, fault=not_done(base, step), private=bool(step.needs))
    for runner in runners.values():
        runner.communicate()
    rest = [each for each in differences(base.folder, new.folder) if each.path not in told]
    failed += _tell("what was written elsewhere", rest, private=True)
    usage = getrusage(RUSAGE_CHILDREN)
    print(
        f"{len(steps) - len(absent)} steps, {len(files_below(base.folder)):,} files, "
        f"{time.monotonic() - start:.0f} s ({usage.ru_utime + usage.ru_stime:.0f} CPU-s): "
        f"{f'{failed} DIFFER' if failed else 'nothing differs that was not asked for'}"
        f"{f'; {len(absent)} NOT COMPARED' if absent else ''}."
    )
    return failed


def _take(step: Step, runners: Mapping[Side, Popen[bytes]]) -> None:
    """All sides at once; one after the other where each would listen on the port."""
    with ThreadPoolExecutor(1 if step.pages else len(runners)) as pool:
        list(pool.map(lambda side: take(side, runners[side], step), runners))


def _below(folder: str, found: Sequence[Difference]) -> list[Difference]:
    return [Difference(f"{folder}/{each.path}", each.where, each.excerpt) for each in found]


def _tell(title: str, found: Sequence[Difference], *, fault: str = "", private: bool) -> bool:
    """Print what came of a step; whether it fails. private: excerpts may hold real lines."""
    reasons = {each.path: _reason(each.path) for each in found}
    failed = bool(fault) or not all(reasons.values())
    print(f"{'DIFFERS' if failed else 'as asked' if found else 'same':<9} {title}")
    if fault:
        print(f"    NOTHING WAS COMPARED, for BASE itself failed: {fault}")
    for each in found[:MOST_TOLD]:
        if reason := reasons[each.path]:
            print(f"    {each.path}: as asked: {reason}")
            continue
        print(f"    {each.path}: {each.where}")
        for line in () if private else each.excerpt:
            print(f"        {line}")
    if len(found) > MOST_TOLD:
        print(f"    and {len(found) - MOST_TOLD:,} others")
    sys.stdout.flush()
    return failed


def _reason(path: str) -> str:
    """Why a file may differ, "" where nobody asked for it."""
    return next((why for like, why in EXPECTED.items() if fnmatchcase(path, like)), "")


if __name__ == "__main__":
    sys.exit(main())
