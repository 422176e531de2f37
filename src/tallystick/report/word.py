"""Renders a document as an accessible DOCX: real headings, header rows, alternative texts for
pictures.

Tables are built as XML elements row by row, because the library's access to single cells takes time
with the square of their number.
"""

import io
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

from docx import Document as new_file
from docx.document import Document as File
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Inches, Mm

from tallystick.report import document as blocks
from tallystick.report.document import Block, Document, Part, Piece, Words, pieces, places
from tallystick.report.guard import harmless
from tallystick.report.pdf import PIXELS_PER_INCH, rasters
from tallystick.report.word_look import (
    SIDE,
    TEXT_WIDTH,
    dress,
    footer,
    sheet_header,
)
from tallystick.report.word_parts import made, paragraph, run
from tallystick.report.word_table import build_table
from tallystick.words.whole_files import write_bytes

HYPERLINK = RELATIONSHIP_TYPE.HYPERLINK
_SHORT, _LONG = Mm(210), Mm(297)
_SAME_DATE = (1980, 1, 1, 0, 0, 0)  # of the parts inside; constant, so same bytes


def write_docx(document: Document, path: Path) -> None:
    """Write a document as DOCX, in one step; the same document, the same bytes.

    Raises OSError where the folder of `path` cannot be written to.
    """
    write_bytes(path, render_docx(document))


def render_docx(document: Document) -> bytes:
    """The file as bytes."""
    document = harmless(document)
    file = new_file()
    dress(file)
    _describe(file, document)
    _Pen(file, document).write()
    held = io.BytesIO()
    file.save(held)
    return _undated(held.getvalue())


def _describe(file: File, document: Document) -> None:
    about, made = file.core_properties, datetime.combine(document.made_on, time())
    about.title, about.author, about.language = document.title, "Tallystick", blocks.LANGUAGE
    about.last_modified_by, about.comments, about.revision = "Tallystick", "", 1
    about.created = about.modified = made


class _Pen:
    """Writes a document block by block."""

    def __init__(self, file: File, document: Document) -> None:
        self.file = file
        self.document = document
        self.places = places(document)
        self.marks = 0
        self.body = file.element.body
        self.styles = {style.name: style.style_id for style in file.styles}
        drawn = [each for each in document.blocks() if isinstance(each, blocks.Picture)]
        self.pictures = dict(zip(drawn, rasters(tuple(drawn)), strict=True))

    def write(self) -> None:
        """The whole document."""
        of = self.document
        section = self.file.sections[0]
        _turn(section, sideways=False)
        footer(section, of.title)
        self.line("Title", of.title)
        for block in of.opening:
            self.block(block, 0)
        self.contents()
        exempt = ""
        for at, part in enumerate(of.parts):
            if part.exempt != exempt:
                section = self.file.add_section(WD_SECTION.NEW_PAGE)
                sheet_header(section, "EXEMPT: not for publication" if part.exempt else "")
            self.part(part, new_page=at > 0 and part.new_page and part.exempt == exempt)
            exempt = part.exempt
        self.line("Quiet", of.closing)

    def contents(self) -> None:
        """Links to the parts, where there are several."""
        listed = [part for part in self.document.parts if part.level == 1]
        if len(listed) > 1:
            self.line("Label", "Contents", new_page=listed[0].new_page)
        for part in listed if len(listed) > 1 else ():
            self.line("Contents", (Piece(part.title, to=f"#{part.id}"),))

    def part(self, part: Part, *, new_page: bool) -> None:
        """A part with its heading."""
        self.line(f"Heading {part.level}", part.title, mark=part.id, new_page=new_page)
        if part.exempt:
            self.line("Normal", (Piece(part.exempt, strong=True),))
        for block in part.blocks:
            self.block(block, part.level)

    def block(self, block: Block, above: int) -> None:
        """Any block. above: the level of the heading that it stands under."""
        match block:
            case blocks.Heading():
                self.line(f"Heading {above + block.level}", block.text, mark=block.id)
            case blocks.Paragraph():
                self.line(_STYLES[block.tone], block.words)
            case blocks.Note():
                self.line(f"Heading {above + block.level}", block.heading, mark=block.id)
                self.points(block.items)
            case blocks.Picture():
                self.picture(block)
            case blocks.Table():
                self.table(block)
            case _:
                self.listing(block)

    def listing(self, block: blocks.Points | blocks.Terms | blocks.Figures) -> None:
        """Any block that is a list of something."""
        match block:
            case blocks.Points():
                self.points(block.items)
            case blocks.Terms():
                for term, said in block.items:
                    self.line("Normal", (Piece(f"{term}. ", strong=True), Piece(" ".join(said))))
            case blocks.Figures():
                self.figures(block)

    def figures(self, block: blocks.Figures) -> None:
        """Figures in lines: those that need no note together, each other by itself."""
        plain = [figure for figure in block.items if not figure.note]
        said = [(Piece(f"{each.label}: "), Piece(each.value, strong=True)) for each in plain]
        gap = (Piece("   ·   "),)
        together = [piece for at, each in enumerate(said) for piece in (gap if at else ()) + each]
        if together:
            self.line("Figure", tuple(together))
        for each in block.items:
            if each.note:
                label = (Piece(f"{each.label}: "), Piece(each.value, strong=True))
                self.line("Figure", (*label, Piece(f". {each.note}")))

    def points(self, items: tuple[Words, ...]) -> None:
        """A list."""
        for item in items:
            self.line("List Bullet", item)

    def picture(self, of: blocks.Picture) -> None:
        """A picture as large as it is drawn, at most as wide as the text, with its words."""
        self.line("Caption", of.caption, mark=of.id)
        data = self.pictures[of]
        whole = Inches(Image.from_blob(data).px_width / PIXELS_PER_INCH)
        shape = self.file.add_picture(io.BytesIO(data), width=min(whole, TEXT_WIDTH))
        shape._inline.docPr.set("descr", of.alt)

    def table(self, of: blocks.Table) -> None:
        """A table under its caption, on a sheet of its own where it is wide."""
        if of.elsewhere:
            self.line("Normal", of.elsewhere)
            return
        if of.sideways:
            _turn(self.file.add_section(WD_SECTION.NEW_PAGE), sideways=True)
        self.line("Caption", of.caption, mark=of.id)
        width = _LONG - 2 * SIDE if of.sideways else TEXT_WIDTH
        self.put(build_table(of, width=int(width), fill=self.fill))
        self.line("After table", "")
        if of.sideways:
            _turn(self.file.add_section(WD_SECTION.NEW_PAGE), sideways=False)

    def line(self, style: str, words: Words, *, mark: str = "", new_page: bool = False) -> None:
        """A paragraph; `mark` is the id that links lead to."""
        line = paragraph(self.styles[style])
        if new_page:
            line[0].append(made("w:pageBreakBefore"))
        if mark:
            line.extend(self.bookmark(mark))
        self.fill(line, words)
        self.put(line)

    def put(self, element: Any) -> None:
        """Add a paragraph or table at the end, before the properties of the last section."""
        self.body[-1].addprevious(element)

    def fill(self, line: Any, words: Words, colour: str = "") -> None:
        """Put the words of a sentence into a paragraph's element."""
        for piece in pieces(words):
            link = self.link(piece.to) if piece.to else None
            words_run = run(
                piece.text, strong=piece.strong, is_link=link is not None, colour=colour
            )
            if link is not None:
                link.append(words_run)
            line.append(words_run if link is None else link)

    def link(self, to: str) -> Any | None:
        """The element of a link, or None where it leads nowhere."""
        if to.startswith("#"):
            return made("w:hyperlink", anchor=_mark(to[1:])) if to[1:] in self.places else None
        link = made("w:hyperlink")
        link.set(qn("r:id"), self.file.part.relate_to(to, HYPERLINK, is_external=True))
        return link

    def bookmark(self, id: str) -> tuple[Any, Any]:
        """The two ends of a place that links lead to."""
        self.marks += 1
        number = str(self.marks)
        return (
            made("w:bookmarkStart", id=number, name=_mark(id)),
            made("w:bookmarkEnd", id=number),
        )


_STYLES = {
    blocks.Tone.PLAIN: "Normal",
    blocks.Tone.LEAD: "Lead",
    blocks.Tone.QUIET: "Quiet",
}


def _mark(id: str) -> str:
    """A bookmark's name: letters, digits and underscores, forty at most."""
    return "".join(sign if sign.isalnum() else "_" for sign in f"to_{id}")[:40]


def _turn(section: Any, *, sideways: bool) -> None:
    """Set a section's paper to A4, portrait or landscape."""
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if sideways else (_SHORT, _LONG)
    section.left_margin = section.right_margin = SIDE
    section.top_margin = section.bottom_margin = SIDE


def _undated(data: bytes) -> bytes:
    """The same archive with one fixed date for all its members."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(held, "w") as kept:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _SAME_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, given.read(name))
    return held.getvalue()
