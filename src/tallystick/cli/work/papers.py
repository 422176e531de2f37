"""A result as papers: where they may go, and the writing."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path

from tallystick.cli.work.common import check_writable
from tallystick.report.document import Document
from tallystick.words.mistakes import UserMistake, unwritten

Papers = Mapping[str, Path | None]
"""Where each form of paper goes, by the name of its option; None: it is not asked for."""

WRITERS = {
    "html": "tallystick.report.web.write_html",
    "docx": "tallystick.report.word.write_docx",
    "pdf": "tallystick.report.pdf.write_pdf",
}
"""Module and function of each form's writer: imported when a paper of that form is wanted, since
what Word needs takes 0.2 s to import."""


def writer_of(form: str) -> Callable[[Document, Path], object]:
    """The writer of a form of paper."""
    module, _, function = WRITERS[form].rpartition(".")
    writer: Callable[[Document, Path], object] = getattr(import_module(module), function)
    return writer


def check_papers(*places: Path | None) -> None:
    """Raise UserMistake before long work where a paper could not be written."""
    for out in places:
        check_writable(out)


def check_folder(folder: Path | None) -> None:
    """Raise UserMistake before long work where a folder of papers could not be made."""
    if folder is None:
        return
    first = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not first.is_dir() or not os.access(first, os.W_OK):
        raise UserMistake(
            f"{folder} cannot be made or written to.", "Name a folder that is open to you."
        )


def write_papers(document: Callable[[], Document], papers: Papers) -> list[Path]:
    """Write each paper that is asked for, all of one document, and say where they are.

    document: makes it, asked only where a paper is wanted. Raises UserMistake where one cannot be
    written.
    """
    wanted = [(writer_of(name), out) for name, out in papers.items() if out is not None]
    if wanted:
        made = document()
        for write, out in wanted:
            write_one(out, partial(write, made))
    return [out for _, out in wanted]


def write_one(out: Path, write: Callable[[Path], object]) -> None:
    """Write a file. Raises UserMistake where it cannot be written."""
    try:
        write(out)
    except OSError as error:
        raise unwritten(out, error) from error
