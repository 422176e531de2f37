"""Copies an xlsx into a workbook with the same cells on many small sheets.

The workbook library holds a whole sheet in memory, including the empty part of the rectangle around
its cells. When each sheet is cut into ranges of rows, a million rows need no more memory than
twenty thousand, and a single cell far away from the others is only one more small sheet.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from xml.etree import ElementTree

from tallystick.read.files.opening import Part
from tallystick.words.mistakes import UserMistake

NEXT_STEP = "Open it, save the sheet of payments as CSV and give that."
"""What to do about a workbook that cannot be read."""

_CHUNK = 8 << 20  # bytes of a sheet's rows per slice
_LONGEST_ROW = 32 << 20  # bytes
_LARGEST = (
    2 << 30
)  # bytes of what a workbook packs: four sheets of a million rows and a dozen columns
_LARGEST_COMMON = 160 << 20  # bytes of the texts, or styles, that its cells share; these are held
_MOST_CELLS = 8_000_000  # of a slice; estimated, often twice too high, never too low
_MOST_TEXT = 64 << 20  # bytes of a slice, if each cell held the longest text
_REFERENCE = re.compile(rb"""r\s*=\s*["']\s*[A-Za-z]*(\d+)""")  # of a row or a cell: 12, AB12
_BEYOND_Z = re.compile(rb"""r\s*=\s*["']\s*([A-Za-z]{2,})\d""")
_NUMBERED = re.compile(rb"""\sr\s*=\s*["']\s*(\d+)""")
_FIRST_ROW = re.compile(rb"<((?:\w+:)?)row[\s/>]")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_COMMON = ("sharedStrings", "styles")  # what the cells of all sheets share
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@contextmanager
def sliced(part: Part, file: str) -> Iterator[tuple[Path, list[tuple[str, list[str]]]]]:
    """A sliced copy of an xlsx, and of each of its sheets the name and the names of the slices.

    file: the name for messages. Raises UserMistake when the workbook is damaged, declares entities
    or is too large.
    """
    with (
        part.open() as stream,
        zipfile.ZipFile(stream) as archive,
        TemporaryDirectory(prefix="tallystick-") as folder,
    ):
        path = Path(folder) / "sliced.xlsx"
        with zipfile.ZipFile(path, "w") as copy:
            sheets = _Slicer(archive, copy, file).slice_all()
        yield path, sheets


def refuse_declarations(file: str, text: bytes) -> None:
    """Raise UserMistake for a part of a workbook that declares entities; these can expand without
    limit or read external files."""
    if _DECLARATION.search(text):
        raise UserMistake(f"{file} declares XML entities, which no workbook needs.", NEXT_STEP)


def too_large(file: str) -> UserMistake:
    """The error for a sheet that would fill memory."""
    return UserMistake(f"{file} has a sheet far larger than a list of payments.", NEXT_STEP)


class _Slicer:
    """Cuts one workbook."""

    def __init__(self, archive: zipfile.ZipFile, copy: zipfile.ZipFile, file: str) -> None:
        self._archive, self._copy, self._file = archive, copy, file
        self._members = {_plain(name).lower(): name for name in archive.namelist()}
        self._longest = 1  # bytes of a shared text
        self._slices = 0
        self._common: list[str] = []
        if sum(member.file_size for member in archive.infolist()) > _LARGEST:
            raise too_large(file)

    def slice_all(self) -> list[tuple[str, list[str]]]:
        """Write the copy; each sheet's name, with the names of its slices in order."""
        [place, *_] = self._links("_rels/.rels", "officeDocument").values()
        book = self._parsed(place)
        folder, _, name = place.rpartition("/")
        beside = f"{folder}/_rels/{name}.rels"
        for kind in _COMMON:
            held = [*self._links(beside, kind).values()][:1]
            if held and held[0].lower() in self._members:
                self._copy_common(held[0], kind)
        links = self._links(beside, "worksheet")
        if len({*links.values()}) < len(links):
            raise ValueError("two sheets are one part")
        sheets = []
        for sheet in (element for element in book.iter() if _local(element.tag) == "sheet"):
            link = next((value for name, value in sheet.items() if _local(name) == "id"), "")
            if link in links:  # others hold charts or dialogs
                sheets.append((sheet.get("name", ""), self._slice(links.pop(link))))
        self._write_book(book)
        return sheets

    def _links(self, place: str, kind: str) -> dict[str, str]:
        """Map the names of the links in a relationships part to the members that they point to."""
        folder = place.rpartition("_rels/")[0]
        return {
            link.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, _plain(target)))[1:]
            for link in self._parsed(place)
            if link.get("Type", "").endswith(f"/{kind}") and (target := link.get("Target"))
        }

    def _slice(self, target: str) -> list[str]:
        names = []
        with self._open(target) as stream:
            for text in _Rows(stream, self._file, self._longest).stretches():
                self._slices += 1
                names.append(str(self._slices))
                self._copy.writestr(f"xl/worksheets/{self._slices}.xml", text)
        return names

    def _copy_common(self, place: str, kind: str) -> None:
        """Copy what the cells of all sheets share."""
        self._common.append(kind)
        size = rest = 0
        with self._open(place) as stream, self._copy.open(f"xl/{kind}.xml", "w") as copied:
            while chunk := stream.read(_CHUNK):
                refuse_declarations(self._file, chunk)
                copied.write(chunk)
                size += len(chunk)
                if size > _LARGEST_COMMON:
                    raise too_large(self._file)
                first, *others = map(len, chunk.split(b"si>"))
                rest = others[-1] if others else rest + first
                if kind == "sharedStrings":
                    self._longest = max(self._longest, rest, first, *others)

    def _write_book(self, book: ElementTree.Element) -> None:
        since_1904 = any(
            _local(element.tag) == "workbookPr" and element.get("date1904") in ("1", "true")
            for element in book.iter()
        )
        numbers = range(1, self._slices + 1)
        sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
        self._copy.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">'
            f'<workbookPr date1904="{since_1904:d}"/><sheets>{sheets}</sheets></workbook>',
        )
        slices = [(f"r{n}", "worksheet", f"worksheets/{n}.xml") for n in numbers]
        common = [(kind, kind, f"{kind}.xml") for kind in self._common]
        self._write_links("xl/_rels/workbook.xml.rels", slices + common)
        self._write_links("_rels/.rels", [("book", "officeDocument", "xl/workbook.xml")])

    def _write_links(self, place: str, links: list[tuple[str, str, str]]) -> None:
        told = "".join(
            f'<Relationship Id="{name}" Type="{_LINKS}/{kind}" Target="{target}"/>'
            for name, kind, target in links
        )
        self._copy.writestr(place, f'<Relationships xmlns="{_PACKAGE}">{told}</Relationships>')

    def _parsed(self, place: str) -> ElementTree.Element:
        with self._open(place) as stream:
            text = stream.read(_CHUNK)
        refuse_declarations(self._file, text)
        return ElementTree.fromstring(text)

    def _open(self, place: str) -> IO[bytes]:
        return self._archive.open(self._members[place.lower()])


class _Rows:
    """Cuts the rows of one sheet."""

    def __init__(self, stream: IO[bytes], file: str, longest_text: int) -> None:
        self._stream, self._file, self._longest_text = stream, file, longest_text
        self._last = 0  # the number of the last row
        self._before = self._after = b""

    def stretches(self) -> Iterator[bytes]:
        """The sheet as several, each with some of its rows."""
        text = self._stream.read(_CHUNK)
        first = _FIRST_ROW.search(text)
        if first is None:
            refuse_declarations(self._file, text)
            return
        self._before, text = text[: first.start()], text[first.start() :]
        prefix = first[1]
        self._after = b"</%ssheetData></%sworksheet>" % (prefix, prefix)
        self._row = b"<%srow" % prefix
        self._tag = re.compile(rb"<%srow(?:[\s/][^>]*)?>" % prefix)
        refuse_declarations(self._file, self._before)
        end = b"</%ssheetData" % prefix
        chunk = text
        while chunk and end not in text:
            cut = self._last_start(text)
            if cut > 0:
                yield from self._fitting(text[:cut])
                text = text[cut:]
            elif len(text) > _LONGEST_ROW:
                raise too_large(self._file)
            chunk = self._stream.read(_CHUNK)
            text += chunk
        if rows := text[: text.find(end)] if end in text else text:
            yield from self._fitting(rows)

    def _last_start(self, text: bytes) -> int:
        """Where the last row of a text starts."""
        at = text.rfind(self._row)
        while at > 0 and not self._tag.match(text, at):
            at = text.rfind(self._row, 0, at)
        return at

    def _fitting(self, rows: bytes) -> Iterator[bytes]:
        """Rows as one sheet or, where that would be too large, as several."""
        refuse_declarations(self._file, rows)
        tags = self._tag.findall(rows)
        if not self._fits(rows, len(tags)):
            if len(tags) < 2:
                raise too_large(self._file)
            half = next(islice(self._tag.finditer(rows), len(tags) // 2, None)).start()
            yield from self._fitting(rows[:half])
            yield from self._fitting(rows[half:])
            return
        if tags and not _NUMBERED.search(tags[0]):
            rows = b'%s r="%d"%s' % (self._row, self._last + 1, rows[len(self._row) :])
        for number, tag in enumerate(reversed(tags)):
            if numbered := _NUMBERED.search(tag):
                self._last = int(numbered[1]) + number
                break
        else:
            self._last += len(tags)
        yield self._before + rows + self._after

    def _fits(self, rows: bytes, count: int) -> bool:
        """True when the rectangle around the cells of some rows is small. The position of a cell is
        given by its reference, or by its order when it has none."""
        numbers = {*map(int, {*_REFERENCE.findall(rows)})} or {0}
        height = max(numbers) - min(numbers) + 1 + count
        widest = max(map(_column, {*_BEYOND_Z.findall(rows)}), default=26)
        cells = [row.count(b"<c") + row.count(b":c") for row in rows.split(self._row)]
        small = height * (widest + max(cells)) <= _MOST_CELLS
        return small and sum(cells) * self._longest_text <= _MOST_TEXT


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _local(name: str) -> str:
    """The name of an element or an attribute without its namespace."""
    return name.rpartition("}")[2]


def _plain(name: str) -> str:
    """A member's name as programs should write it."""
    return name.replace("\\", "/")
