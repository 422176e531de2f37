"""The styles of a DOCX: fonts, headings, lists, page numbers. The only place that uses Word's own
style names."""

from typing import Any

from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from tallystick.report.document import LANGUAGE

LETTERS = "Arial"
BRAND = RGBColor(0x12, 0x53, 0x5A)
QUIET = RGBColor(0x4A, 0x55, 0x60)
WARN = RGBColor(0xA3, 0x3A, 0x12)
SIDE = Mm(18)
TEXT_WIDTH = Emu(Mm(210) - 2 * SIDE)

_HEADINGS = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5, "Heading 4": 11}
CELL = {
    (small, right): f"Cell{'Small' if small else ''}{'Right' if right else ''}"
    for small in (False, True)
    for right in (False, True)
}
"""The style of a line in a table, by whether it is small and whether it stands to the right."""

_OURS = {
    "Lead": 11.5,
    "Quiet": 9.5,
    "Label": 11,
    "Contents": 10.5,
    "Figure": 10.5,
    "After table": 4,
}


def dress(file: File) -> None:
    """Set the fonts, styles and language of the file."""
    for name in ("Normal", "List Bullet", "Caption", *_HEADINGS):
        _letters(file.styles[name])
    file.styles["Normal"].font.size = Pt(10)
    file.styles["Normal"].paragraph_format.space_after = Pt(5)
    file.styles["Normal"].paragraph_format.line_spacing = 1.05
    for name, size in _HEADINGS.items():
        style = file.styles[name]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, BRAND
        style.paragraph_format.keep_with_next = True
    caption = file.styles["Caption"]
    caption.font.size, caption.font.color.rgb = Pt(10), RGBColor(0, 0, 0)
    caption.paragraph_format.keep_with_next = True
    for name, size in _OURS.items():
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles["Normal"]
        style.font.size = Pt(size)
    file.styles["Quiet"].font.color.rgb = QUIET
    file.styles["Label"].font.bold = True
    file.styles["Label"].paragraph_format.keep_with_next = True
    for name in ("Contents", "List Bullet", "After table"):
        file.styles[name].paragraph_format.space_after = Pt(2)
    for name in _HEADINGS:
        file.styles[name].paragraph_format.space_before = Pt(10)
    file.styles["Caption"].paragraph_format.space_before = Pt(4)
    file.styles["Caption"].paragraph_format.space_after = Pt(2)
    for (small, right), name in CELL.items():
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles["Normal"]
        style.font.size = Pt(7 if small else 8.5)
        line = style.paragraph_format
        line.space_after, line.space_before, line.line_spacing = Pt(0), Pt(0), 1
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    link = file.styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = BRAND, True
    _language(file)


def _letters(style: Any) -> None:
    style.font.name = LETTERS
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(faces.attrib):
        if "heme" in name:  # fonts of a theme would take priority over ours
            del faces.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{script}"), LETTERS)


def _language(file: File) -> None:
    """The language of all text, for spelling and for a voice that reads it."""
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def footer(section: Any, title: str) -> None:
    """The title and the page's number at the foot of each page."""
    line = section.footer.paragraphs[0]
    line.add_run(f"{title}  ·  Page ")
    _field(line, "PAGE")
    line.add_run(" of ")
    _field(line, "NUMPAGES")
    for run in line.runs:
        run.font.size, run.font.color.rgb = Pt(8), QUIET


def sheet_header(section: Any, words: str) -> None:
    """What stands at the head of a section's pages, '' for nothing, whatever stood there before."""
    section.header.is_linked_to_previous = False
    run = section.header.paragraphs[0].add_run(words)
    run.bold, run.font.color.rgb, run.font.size = True, WARN, Pt(9)


def _field(line: Any, name: str) -> None:
    """A figure that Word works out when it shows the page."""
    for kind, words in (("begin", ""), ("", name), ("separate", ""), ("shown", "1"), ("end", "")):
        run = line.add_run(words if kind == "shown" else "")
        if kind in ("begin", "separate", "end"):
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
            run._r.append(part)
        elif not kind:
            part = OxmlElement("w:instrText")
            part.text = words
            run._r.append(part)
