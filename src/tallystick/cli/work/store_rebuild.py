"""What tallystick store rebuild does."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.common import known_councils
from tallystick.cli.work.store_check import refuse_no_store, say_damage
from tallystick.engine.check import Damage, StoreChecked, check_store
from tallystick.engine.kept_files import accept_kept
from tallystick.engine.rebuild import forget_parts, place_anew, put_copies_back
from tallystick.engine.snapshot import open_snapshot
from tallystick.engine.store import Store, hash_file, open_store
from tallystick.read import find_files
from tallystick.read.persist import read_into_store
from tallystick.reference.councils import Councils
from tallystick.words.mistakes import UserMistake


def rebuild_command(
    paths: tuple[Path, ...], folder: Path, accept: tuple[str, ...], as_json: bool
) -> None:
    """Mend, and end with status 2 where something is still damaged. Raises UserMistake where
    there is no store."""
    before, after = rebuild(folder, paths, accept=accept)
    if as_json:
        print_json({"damaged": asdict(before)["damaged"], "left": asdict(after)["damaged"]})
    else:
        left = {each.file for each in after.damaged}
        for each in before.damaged:
            if each.file not in left:
                click.echo(f"Made again: {each.file}")
        say_damage(after.damaged)
        click.echo("Not everything could be made again." if left else f"{folder} is whole.")
        if any(each.kind == "part" for each in after.damaged):
            click.echo("Name the published files that have moved, or put them back, and repeat.")
    if after.damaged:
        sys.exit(2)


def rebuild(
    folder: Path, paths: Sequence[Path] = (), *, accept: Sequence[str] = ()
) -> tuple[StoreChecked, StoreChecked]:
    """Mend a store; what was damaged, and what still is. paths: further places of published files.
    accept: kept files that are taken as they are."""
    refuse_no_store(folder)
    for name in accept:
        accept_kept(folder, name)
    before = check_store(folder)
    put_copies_back(folder, before.damaged)
    left = check_store(folder).damaged
    if any(each.kind in ("part", "placed") for each in left) and not any(
        each.kind in ("manifest", "table") for each in left
    ):
        _read_again(folder, left, paths)
    return before, check_store(folder)


def _read_again(folder: Path, damaged: Sequence[Damage], paths: Sequence[Path]) -> None:
    parts = [each for each in damaged if each.kind == "part"]
    lost = {each.source for each in parts if each.counts}
    with open_snapshot(folder) as snapshot:
        places = [Path(place) for place, of in snapshot.places().items() if of in lost]
        councils = {each.source: each.council for each in snapshot.sources()}
    found = _found([*places, *_files(paths)], lost)
    unplaced = any(each.kind == "placed" for each in damaged)
    if unplaced and lost - found.keys():
        return  # a commit without their lines would answer with less, and not say so
    known = known_councils(folder)
    with open_store(folder, mending=True) as store, store.transaction() as changes:
        forget_parts(changes, [each.file for each in parts if not each.counts])
        if unplaced:
            place_anew(changes, sorted(lost))
        for source, file in sorted(found.items()):
            _read_one(store, source, file, council=councils[source], known=known)


def _read_one(store: Store, source: str, file: Path, *, council: str, known: Councils) -> None:
    """Read a source again. Raises UserMistake where it holds other bytes by now."""
    read_into_store(store, [file], councils=known, council=council, again=frozenset({source}))


def _files(paths: Sequence[Path]) -> list[Path]:
    return find_files(list(paths)) if paths else []


def _found(files: Sequence[Path], wanted: set[str]) -> dict[str, Path]:
    """Hash of a wanted published file -> where it is."""
    found: dict[str, Path] = {}
    for file in files:
        try:
            digest = hash_file(file)
        except (OSError, UserMistake):
            continue
        if digest in wanted:
            found.setdefault(digest, file)
    return found
