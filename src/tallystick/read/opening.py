"""What a file is, by its first bytes and never by its name, and the readable parts within it."""

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from tallystick.words.mistakes import UserMistake

_IN_MEMORY = 96 << 20  # bytes up to which a packed member is kept unpacked
_LARGEST_WORKBOOK = 400 << 20  # bytes of a workbook's parts, unpacked
_LARGEST_MARKUP = 64 << 20  # bytes of a page or XML workbook that is parsed
_SUSPECT_RATIO = 200
_SUSPECT_SIZE = 64 << 20
_MOST_MEMBERS = 2_000
_MANIFEST = "META-INF/manifest.xml"  # what an OpenDocument file holds, and which of it is scrambled
_FIRST_RECORDS = 6  # of an old workbook, among which a lock shows itself
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
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
_SAVE_AS = "Save it as CSV or as an Excel workbook and give that."


@dataclass(frozen=True, slots=True)
class Part:
    """Something within a file that holds tables. name: "" for the file itself, else the member's
    path. form: csv, xlsx, xls, xlsb, ods, html or xml. open: a fresh stream of its bytes, as often
    as asked."""

    name: str
    form: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file. form: csv, xlsx, xls, xlsb, ods, html, xml, zip or gz."""

    sha256: str
    form: str
    parts: tuple[Part, ...]


def open_parts(path: Path, sha256: str | None = None) -> Opened:
    """Hash a file, unless its hash is known, and find its readable parts.

    Raises UserMistake when it is not there, is empty, is no table (a picture, a page, a document),
    is locked with a password, or is an archive that is not safe to unpack.
    """
    try:
        with path.open("rb") as stream:
            digest = sha256 or hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            head = stream.read(4096)
    except FileNotFoundError:
        raise UserMistake(f"{path} is not there.", "Check the path and give it again.") from None
    except OSError as error:
        raise UserMistake(
            f"{path} cannot be opened: {error.strerror}.", "Check that you may read it."
        ) from None
    if not head.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise UserMistake(f"{path.name} is empty.", "Download it again, or leave it out.")
    form, parts = _parts(path.name, "", head, lambda: path.open("rb"), depth=0)
    return Opened(digest, form, tuple(parts))


def _parts(
    file: str, name: str, head: bytes, opener: Callable[[], BinaryIO], depth: int
) -> tuple[str, list[Part]]:
    """The form of a stream and its readable parts. file: the name for messages."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(file, name, opener, depth)
    if head.startswith(b"\x1f\x8b"):
        return _gzipped(file, name, opener, depth)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "xls", [Part(name, _ole_form(file, opener), opener)]
    _refuse_strangers(file, head)
    if form := _markup_form(head):
        return form, [Part(name, _small(form, file, opener), opener)]
    return "csv", [Part(name, "csv", opener)]


def _markup_form(head: bytes) -> str:
    """html or xml for a table that a program wrote as a page or as an XML workbook, else ""."""
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta", b"<style")):
        return "html"
    return "xml" if b"office:spreadsheet" in start and start.startswith(b"<?xml") else ""


def _small(form: str, file: str, opener: Callable[[], BinaryIO]) -> str:
    with opener() as stream:
        if len(stream.read(_LARGEST_MARKUP + 1)) > _LARGEST_MARKUP:
            raise UserMistake(f"{file} is too large for a table in a web page.", _SAVE_AS)
    return form


def _refuse_strangers(file: str, head: bytes) -> None:
    for magic, kind in _STRANGERS:
        if head.startswith(magic) and not (len(magic) == 2 and _is_text(head)):
            raise UserMistake(f"{file} is {kind}, not a table of payments.", _SAVE_AS)
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<?xml", b"<")) and not _markup_form(head):
        raise UserMistake(f"{file} is an XML document, not a table of payments.", _SAVE_AS)
    if start.startswith((b"{", b"[{")):
        raise UserMistake(f"{file} is a JSON document, not a table of payments.", _SAVE_AS)
    if not _is_text(head):
        raise UserMistake(f"{file} is not text and no kind of file known here.", _SAVE_AS)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = head.rstrip(b"\0")  # some systems fill a file up to the end of its last block
    controls = sum(head.count(bytes([code])) for code in (*range(1, 9), *range(14, 32)))
    nuls = head.count(0)
    wide = nuls > 0.3 * len(head) and (head[1::2].count(0) < 2 or head[0::2].count(0) < 2)
    return controls <= len(head) // 50 and (wide or nuls <= len(head) // 50)


def _ole_form(file: str, opener: Callable[[], BinaryIO]) -> str:
    with opener() as stream:
        body = stream.read(_LARGEST_WORKBOOK)
    if "EncryptedPackage".encode("utf-16-le") in body or _locked_xls(body):
        raise _locked(file)
    # The names of a compound file's streams stand in it as UTF-16 with a NUL at the end.
    if not any(f"{name}\0".encode("utf-16-le") in body for name in ("Workbook", "Book")):
        raise UserMistake(f"{file} is an Office document, not a workbook.", _SAVE_AS)
    return "xls"


def _locked_xls(body: bytes) -> bool:
    """True for a workbook whose first records hold FILEPASS, the mark of a password."""
    for first_record in (b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x08\x00\x00\x05"):
        at = body.find(first_record)
        for _ in range(_FIRST_RECORDS if at >= 0 else 0):
            kind, size = body[at : at + 2], int.from_bytes(body[at + 2 : at + 4], "little")
            if kind == b"\x2f\x00":
                return True
            at += 4 + size
    return False


def _locked(file: str) -> UserMistake:
    return UserMistake(
        f"{file} is locked with a password.", "Save it without the password and try again."
    )


def _gzipped(
    file: str, name: str, opener: Callable[[], BinaryIO], depth: int
) -> tuple[str, list[Part]]:
    def unpack() -> BinaryIO:
        packed = opener()
        return _owning(gzip.GzipFile(fileobj=packed), packed)

    if depth > 1:
        raise UserMistake(
            f"{file} packs archives within archives.", "Unpack it and give what is inside."
        )
    try:
        with unpack() as stream:
            head = stream.read(4096)
        packed, unpacked = _sizes(opener, unpack)
    except (OSError, EOFError, zlib.error):
        raise UserMistake(f"{file} is a damaged archive.", "Download it again.") from None
    if unpacked > _SUSPECT_SIZE and unpacked > _SUSPECT_RATIO * packed:
        raise _bomb(file)
    inner = name or file.removesuffix(".gz")
    return "gz", _parts(file, inner, head, unpack, depth + 1)[1]


def _sizes(opener: Callable[[], BinaryIO], unpack: Callable[[], BinaryIO]) -> tuple[int, int]:
    with opener() as packed_stream:
        packed = packed_stream.seek(0, io.SEEK_END)
    unpacked = 0
    with unpack() as stream:
        while chunk := stream.read(1 << 20):
            unpacked += len(chunk)
            if unpacked > _SUSPECT_SIZE and unpacked > _SUSPECT_RATIO * packed:
                break
    return packed, unpacked


def _zipped(
    file: str, name: str, opener: Callable[[], BinaryIO], depth: int
) -> tuple[str, list[Part]]:
    try:
        with opener() as stream, zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            form = _workbook_form(archive, members)
            locked = _is_locked(archive, members)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UserMistake(f"{file} is a damaged archive.", "Download it again.") from None
    if locked:
        raise _locked(file)
    _refuse_unsafe(file, members, workbook=bool(form))
    if form:
        return form, [Part(name, form, opener)]
    if depth > 1:
        raise UserMistake(
            f"{file} packs archives within archives.", "Unpack it and give what is inside."
        )
    return "zip", list(_members(file, name, members, opener, depth))


def _workbook_form(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> str:
    names = {member.filename for member in members}
    if "xl/workbook.bin" in names:
        return "xlsx" if "xl/workbook.xml" in names else "xlsb"
    if any(n.startswith("xl/") and n.endswith(".xml") for n in names):
        return "xlsx"
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype")[:200]:
        return "ods"
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise ValueError
    return ""


def _is_locked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bool:
    """True when a password is needed: the archive's own, or that of an OpenDocument workbook."""
    if any(member.flag_bits & 1 for member in members):
        return True
    manifest = next((m for m in members if m.filename == _MANIFEST), None)
    return manifest is not None and b"encryption-data" in archive.open(manifest).read(1 << 20)


def _refuse_unsafe(file: str, members: list[zipfile.ZipInfo], *, workbook: bool) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    for member in members:
        steps = PurePosixPath(member.filename.replace("\\", "/"))
        if steps.is_absolute() or ".." in steps.parts or ":" in member.filename[:2]:
            raise UserMistake(
                f"{file} holds a path that leads outside it ({member.filename[:60]}).",
                "It is not safe to unpack; ask the publisher for another.",
            )
    too_large = workbook and unpacked > _LARGEST_WORKBOOK
    bomb = unpacked > _SUSPECT_SIZE and unpacked > _SUSPECT_RATIO * packed
    if too_large or bomb or len(members) > _MOST_MEMBERS:
        raise _bomb(file)


def _bomb(file: str) -> UserMistake:
    return UserMistake(
        f"{file} unpacks to far more than its size, as a zip bomb does.",
        "If it is sound, unpack it by hand and give what is inside.",
    )


def _members(
    file: str, name: str, members: list[zipfile.ZipInfo], opener: Callable[[], BinaryIO], depth: int
) -> Iterator[Part]:
    for member in sorted(members, key=lambda m: m.filename):
        base = PurePosixPath(member.filename).name
        if member.is_dir() or not member.file_size or base.startswith((".", "~$", "__MACOSX")):
            continue
        if member.filename.startswith("__MACOSX/"):
            continue
        unpack = _member_opener(opener, member)
        inner = f"{name}/{member.filename}" if name else member.filename
        try:
            with unpack() as stream:
                head = stream.read(4096)
            yield from _parts(f"{file} > {member.filename}", inner, head, unpack, depth + 1)[1]
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise UserMistake(f"{file} is a damaged archive.", "Download it again.") from None
        except UserMistake:
            if depth == 0 and sum(not m.is_dir() for m in members) > 1 and not _is_archive(head):
                continue  # a licence or a picture beside the tables
            raise


def _is_archive(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"\x1f\x8b"))


def _member_opener(
    opener: Callable[[], BinaryIO], member: zipfile.ZipInfo
) -> Callable[[], BinaryIO]:
    kept: list[bytes] = []

    def unpack() -> BinaryIO:
        if kept:
            return io.BytesIO(kept[0])
        packed = opener()
        archive = zipfile.ZipFile(packed)
        if member.file_size > _IN_MEMORY:
            return _owning(archive.open(member), archive, packed)
        with packed, archive, archive.open(member) as stream:
            kept.append(stream.read(_IN_MEMORY + 1))
        return io.BytesIO(kept[0])

    return unpack


def _owning(stream: Any, *owned: Any) -> BinaryIO:
    """A stream that closes, with itself, what it reads from."""
    return io.BufferedReader(_Owning(stream, owned), 1 << 20)


class _Owning(io.RawIOBase):
    def __init__(self, stream: Any, owned: tuple[Any, ...]) -> None:
        self._stream, self._owned = stream, owned

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        for one in (self._stream, *self._owned):
            one.close()
        super().close()
