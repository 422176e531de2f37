"""Detects the type of a file from its first bytes, never from its name, and finds the readable
parts in it."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tallystick.read.files.archives import NoTable, files_of, locked, open_zip, unpack_gz
from tallystick.read.files.compound import COMPOUND, SAVE_AS, refuse_compound
from tallystick.read.files.scratch import Opener, Scratch
from tallystick.words.mistakes import UserMistake, unopened

_HEAD = 4096  # bytes that tell what a file is
_LARGEST_MARKUP = 32 << 20  # bytes of a page or XML workbook that is parsed
_MANIFEST = "META-INF/manifest.xml"  # what an OpenDocument file holds, and which of it is scrambled
_STRANGERS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"{\\rtf", "a text document"),
    (b"PAR1", "a Parquet table"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x1f\x9d", "a compress archive"),
    (b"\x09\x00\x04\x00", "a workbook of Excel 2"),
    (b"\x09\x02\x06\x00", "a workbook of Excel 3"),
    (b"\x09\x04\x06\x00", "a workbook of Excel 4"),
    (b"ID;P", "a SYLK sheet"),
    (b"TABLE\r\n0,1", "a DIF sheet"),
    (b"TABLE\n0,1", "a DIF sheet"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
_TAR = (257, b"ustar")  # where a tar archive says so, and how


@dataclass(frozen=True, slots=True)
class Part:
    """Something within a file that holds tables. name: "" for the file itself, else the member's
    path. form: csv, xlsx, xls, xlsb, ods, html or xml."""

    name: str
    form: str
    open: Opener


@dataclass(frozen=True, slots=True)
class Opened:
    """A file. form: csv, xlsx, xls, xlsb, ods, html, xml, zip or gz. passed: one sentence for each
    archive member that was skipped because it is not a table."""

    sha256: str
    form: str
    parts: tuple[Part, ...]
    passed: tuple[str, ...]


def open_parts(path: Path, scratch: Scratch, sha256: str | None = None) -> Opened:
    """Hash a file, unless its hash is known, and find its readable parts.

    scratch: where archives are unpacked; the parts read from there.
    Raises UserMistake when it is not there, is empty, is no table (a picture, a page, a document),
    is locked with a password, or is an archive that is not safe to unpack.
    """
    try:
        with path.open("rb") as stream:
            digest = sha256 or hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            head = stream.read(_HEAD)
    except OSError as error:
        raise unopened(path, error) from None
    if not head.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise UserMistake(f"{path.name} is empty.", "Download it again, or leave it out.")
    opening = _Opening(scratch)
    form = opening.find(path.name, "", lambda: path.open("rb"), depth=0)
    if not opening.parts:
        raise (
            opening.passed[0]
            if opening.passed
            else UserMistake(
                f"{path.name} is an archive that holds no file.",
                "Download it again, or leave it out.",
            )
        )
    passed = tuple(mistake.sentence for mistake in opening.passed)
    return Opened(digest, form, tuple(opening.parts), passed)


class _Opening:
    """Finds the readable parts of a file, and of the archives in it."""

    def __init__(self, scratch: Scratch) -> None:
        self.parts: list[Part] = []
        self.passed: list[NoTable] = []
        self._scratch = scratch

    def find(self, file: str, name: str, opener: Opener, depth: int) -> str:
        """Add the readable parts of the file that an opener gives, and return its form. file: the
        name for messages."""
        with opener() as stream:
            head = stream.read(_HEAD)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return self._find_zipped(file, name, opener, depth)
        if head.startswith(b"\x1f\x8b"):
            _refuse_depth(file, depth)
            inner = name or file.removesuffix(".gz")
            self.find(file, inner, unpack_gz(file, opener, self._scratch), depth + 1)
            return "gz"
        form = _form(file, head, opener)
        self.parts.append(Part(name, form, opener))
        return form

    def _find_zipped(self, file: str, name: str, opener: Opener, depth: int) -> str:
        with open_zip(file, opener) as archive:
            if form := _workbook_form(file, archive):
                self.parts.append(Part(name, form, opener))
                return form
            _refuse_depth(file, depth)
            members = []
            for member in files_of(archive):
                with archive.open(member) as stream:
                    members.append((member.filename, self._scratch.keep(stream, member.file_size)))
        for inner, unpacked in members:
            try:
                within = f"{name}/{inner}" if name else inner
                self.find(f"{file} > {inner}", within, unpacked, depth + 1)
            except NoTable as mistake:
                self.passed.append(mistake)  # a licence or a picture beside the tables
        return "zip"


def _refuse_depth(file: str, depth: int) -> None:
    if depth > 1:
        raise UserMistake(
            f"{file} packs archives within archives.", "Unpack it and give what is inside."
        )


def _form(file: str, head: bytes, opener: Opener) -> str:
    """The form of a file that is not an archive."""
    if head.startswith(COMPOUND):
        with opener() as stream:
            refuse_compound(file, stream)
        return "xls"
    _refuse_strangers(file, head)
    form = _markup_form(head)
    if form:
        _refuse_large_markup(file, opener)
    return form or "csv"


def _markup_form(head: bytes) -> str:
    """ "html" or "xml" for a table that a program wrote as a web page or an XML workbook, else
    ""."""
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta", b"<style")):
        return "html"
    return "xml" if b"office:spreadsheet" in start and start.startswith(b"<?xml") else ""


def _refuse_large_markup(file: str, opener: Opener) -> None:
    with opener() as stream:
        if stream.seek(0, io.SEEK_END) > _LARGEST_MARKUP:
            raise UserMistake(f"{file} is too large for a table in a web page.", SAVE_AS)


def _refuse_strangers(file: str, head: bytes) -> None:
    for magic, kind in _STRANGERS:
        if head.startswith(magic) and not (len(magic) == 2 and _is_text(head)):
            raise NoTable(f"{file} is {kind}, not a table of payments.", SAVE_AS)
    if head.startswith(_TAR[1], _TAR[0]):
        raise UserMistake(f"{file} is a tar archive.", "Unpack it and give the folder.")
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<?xml", b"<")) and not _markup_form(head):
        raise NoTable(f"{file} is an XML document, not a table of payments.", SAVE_AS)
    if start.startswith((b"{", b"[{")):
        raise NoTable(f"{file} is a JSON document, not a table of payments.", SAVE_AS)
    if not _is_text(head):
        raise NoTable(f"{file} is not text and no kind of file known here.", SAVE_AS)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = head.rstrip(b"\0")  # some systems pad a file to a whole block
    controls = sum(head.count(bytes([code])) for code in (*range(1, 9), *range(14, 32)))
    nuls = head.count(0)
    wide = nuls > 0.3 * len(head) and (head[1::2].count(0) < 2 or head[0::2].count(0) < 2)
    return controls <= len(head) // 50 and (wide or nuls <= len(head) // 50)


def _workbook_form(file: str, archive: zipfile.ZipFile) -> str:
    """xlsx, xlsb or ods, "" for an archive that is none of them."""
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        return "xlsx" if "xl/workbook.xml" in names else "xlsb"
    if any(n.startswith("xl/") and n.endswith(".xml") for n in names):
        return "xlsx"
    if "mimetype" in names and b"opendocument.spreadsheet" in _start(archive, "mimetype"):
        if _MANIFEST in names and b"encryption-data" in _start(archive, _MANIFEST):
            raise locked(file)
        return "ods"
    if "word/document.xml" in names or "ppt/presentation.xml" in names or "mimetype" in names:
        raise NoTable(f"{file} is an Office document, not a workbook.", SAVE_AS)
    return ""


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(1 << 20)
