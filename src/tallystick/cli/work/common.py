"""What the work of the commands shares: the store, progress on a terminal, JSON."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as Bars

from tallystick.cli.work.bodies import KEPT, listed_bodies
from tallystick.engine.manifest import is_store
from tallystick.engine.snapshot import Snapshot, open_snapshot
from tallystick.engine.store import Store, open_store
from tallystick.example import (
    EXAMPLE_COUNCILS,
    EXAMPLE_PRODUCTS,
    is_invented,
    names_invented,
)
from tallystick.reference.bodies import with_bodies
from tallystick.reference.councils import Councils, load_councils
from tallystick.reference.products import Products, load_products
from tallystick.words.mistakes import Skipped, UserMistake
from tallystick.words.progress import Progress, unwatched

NOT_ALL_OPENED = 3
"""Exit status of an answer without a file or folder that could not be opened."""


def known_councils(folder: Path | None, bodies: Path | None = None) -> Councils:
    """The councils and other public bodies that a store may hold files of.

    folder: the store, there or still to be made; None where nothing is kept. bodies: a list of
    further bodies, beside the list that the store keeps. The invented county's councils are among
    them unless the store holds files of real ones only. Raises UserMistake when a list cannot be
    read.
    """
    known = load_councils()
    if not _holds_real_ones_only(folder):
        known = known.with_extra(EXAMPLE_COUNCILS)
    listed = listed_bodies(folder, bodies)
    return with_bodies(known, listed, file=bodies.name if bodies else KEPT) if listed else known


def _holds_real_ones_only(folder: Path | None) -> bool:
    if folder is None or not is_store(folder):
        return False
    with open_snapshot(folder) as store:
        return bool(store.sources()) and not is_example(store)


def councils_of_plan(path: Path) -> Councils:
    """The councils that a plan may name: the invented county's only where it has their codes."""
    try:
        is_example = names_invented(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:  # whoever reads the plan says so better
        is_example = False
    known = load_councils()
    return known.with_extra(EXAMPLE_COUNCILS) if is_example else known


def known_products(store: Snapshot) -> Products:
    """The systems to look for in a store; the invented ones only in one of the invented county."""
    known = load_products()
    return known.with_extra(EXAMPLE_PRODUCTS) if is_example(store) else known


def is_example(store: Snapshot) -> bool:
    """True of a store that holds files of the invented county."""
    return any(is_invented(source.council) for source in store.sources())


def council_code(councils: Councils, text: str) -> str:
    """The code of a council given by code or name. Raises UserMistake when there is none."""
    council = councils.by_code(text.strip()) or councils.recognise(text)
    if council is None:
        raise UserMistake(
            f"No council is known as {text.strip()!r}.",
            "Give its code (E08000003) or its full name (Manchester City Council).",
        )
    return council.code


def check_writable(out: Path | None) -> None:
    """Raise UserMistake before long work when a report could not be written where it is asked."""
    if out is None:
        return
    if out.is_dir():
        raise UserMistake(f"{out} is a folder.", "Name the file that the report shall be.")
    target = out.resolve()
    is_device = target.exists() and not target.is_file()
    if not os.access(target if is_device else target.parent, os.W_OK):
        raise UserMistake(
            f"{out} cannot be written.", "Name a file in a folder that is there and open to you."
        )


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The store to write to, with a word to whoever has to wait for it."""
    with open_store(folder, on_wait=lambda sentence: click.echo(sentence, err=True)) as store:
        yield store


@contextmanager
def settled(
    folder: Path,
    is_settled: Callable[[Snapshot], bool],
    settle: Callable[[Store, Progress], object],
) -> Iterator[Snapshot]:
    """A snapshot to ask, settled first where it is not.

    A store that is settled is only read: nobody waits, and nobody is kept waiting.
    """
    if is_store(folder):
        with open_snapshot(folder) as snapshot:
            if is_settled(snapshot):
                yield snapshot
                return
    with ExitStack() as held:
        with opened(folder) as store, shown_progress() as progress:
            settle(store, progress)
            snapshot = held.enter_context(open_snapshot(folder))
        yield snapshot


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """On a terminal a line for each stage: what is done, how far it is and for how long; the lines
    stay. Nothing in a pipe."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    with Bars(
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def tell_skipped(skipped: Sequence[Skipped]) -> None:
    """Say what was not read, and leave with a status of its own where a file or a folder could not
    be opened: what it holds is missing in the answer, and nobody knows what that is."""
    for each in skipped:
        click.echo(f"Not read: {each.sentence} {each.next_step}", err=True)
    if any(each.is_unopened for each in skipped):
        click.get_current_context().exit(NOT_ALL_OPENED)
