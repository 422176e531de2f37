"""The sheets of the workbook that are read rather than filtered: summary and method."""

from xlsxwriter.worksheet import Worksheet

from tallystick.find.values import Findings, Kind
from tallystick.report.listing import KIND_TITLES
from tallystick.report.method import METHOD
from tallystick.report.phrases import NOT_KNOWN
from tallystick.report.present.page import SAVING_NOTE, page
from tallystick.report.present.rates import rate_text, rates_used
from tallystick.report.sheets import Book, as_number
from tallystick.report.tables import Form

_WIDTHS = (36, 20, 64)  # of the three columns, in characters
_LINE = 15  # points


class _Pen:
    """Writes down a sheet, row after row: words in the first column, figures in the second."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book = book
        self.sheet = sheet
        self.row = 2

    def heading(self, words: str) -> None:
        """A heading with a blank row above."""
        self.sheet.write_string(self.row + 1, 0, words, self.book.heading)
        self.row += 2

    def words(self, *cells: str) -> None:
        """Text, a cell each, over three columns where there is one cell only."""
        if len(cells) == 1:
            look = self.book.forms[Form.TEXT]
            self.sheet.merge_range(self.row, 0, self.row, 2, "", look)
            self.sheet.write_string(self.row, 0, cells[0], look)
            self._fit(cells[0], sum(_WIDTHS))
        else:
            for at, cell in enumerate(cells):
                self.sheet.write_string(self.row, at, cell, self.book.forms[Form.TEXT])
            self._fit(cells[-1], _WIDTHS[-1])
        self.row += 1

    def figure(
        self, label: str, value: int, form: Form, *, note: str = "", formula: str = ""
    ) -> None:
        """A labelled figure; `formula` is the formula that works it out from other sheets."""
        self.sheet.write_string(self.row, 0, label, self.book.forms[Form.TEXT])
        look = self.book.forms[form]
        if formula:
            self.sheet.write_formula(self.row, 1, formula, look, as_number(value, form))
        else:
            self.sheet.write_number(self.row, 1, as_number(value, form), look)
        if note:
            self.sheet.write_string(self.row, 2, note, self.book.forms[Form.TEXT])
            self._fit(note, _WIDTHS[-1])
        self.row += 1

    def _fit(self, words: str, width: int) -> None:
        """Make the row as high as its longest text: not every program does so by itself, and none
        for merged cells."""
        lines = 1 + len(words) * 10 // (width * 9)  # a tenth spare, for words that do not break
        self.sheet.set_row(self.row, _LINE * lines)


def add_summary(book: Book, findings: Findings) -> None:
    """The answer first: what was read, what might be saved, the ladder, and what to mind."""
    shown = page(findings)
    pen = _pen(book, "Summary", shown.title)
    pen.words(f"{shown.answer} {shown.saving_answer}")
    pen.words(f"{shown.councils} Functions looked at: {shown.functions}.")
    pen.words(f"Made on {shown.made_on} from the files that the councils publish.")
    _figures(pen, findings)
    _ladder(pen, findings)
    if findings.cautions:
        pen.heading("Before you use these figures")
        for caution in findings.cautions:
            pen.words(caution)
    if findings.skipped:
        pen.heading("Files that could not be read")
        for skipped in findings.skipped:
            pen.words(skipped.path, "", f"{skipped.sentence} {skipped.next_step}")


def _figures(pen: _Pen, findings: Findings) -> None:
    pen.heading("What was compared")
    pen.figure("Councils", len(findings.compared), Form.COUNT)
    pen.figure("Payment lines", findings.lines, Form.COUNT)
    pen.figure("Payments", findings.pence, Form.MONEY)
    pen.heading("Might be saved a year")
    pen.words(SAVING_NOTE)
    saving = findings.saving
    for size, pence in (("Low", saving.low), ("Central", saving.central), ("High", saving.high)):
        pen.figure(
            f"{size} saving",
            pence,
            Form.MONEY,
            formula=f'=SUMIFS(Opportunities[{size} saving],Opportunities[Kind],"{_COUNTED}")',
            note=f"Sum over the categories in the sheet Opportunities (Kind “{_COUNTED}”)",
        )


_COUNTED = KIND_TITLES[Kind.CATEGORY]


def _ladder(pen: _Pen, findings: Findings) -> None:
    pen.heading("From all spending to what could be let again, pounds a year")
    for rung in findings.ladder:
        if rung.pence_a_year is None:
            pen.words(rung.title, NOT_KNOWN, rung.why)
        else:
            pen.figure(rung.title, rung.pence_a_year, Form.MONEY, note=rung.why)


def add_method(book: Book, findings: Findings) -> None:
    """How the figures were made, what they cannot show, and the rates with their evidence."""
    pen = _pen(book, "Method", "Method and limits")
    for passage in METHOD:
        pen.heading(passage.heading)
        pen.words(passage.paragraph)
        for point in passage.points:
            pen.words(f"• {point}")
    pen.heading("The saving rates and their evidence")
    for rate in map(rate_text, rates_used(findings)):
        pen.words(rate.name, f"{rate.low}, {rate.central}, {rate.high}", f"Of the {rate.base}.")
        pen.words("", "Evidence", f"{rate.evidence} The evidence is {rate.evidence_status}.")
        pen.words("", "Rate", f"The rate is {rate.rate_status}.")
        for source in rate.sources:
            pen.words("", "Source", source.href or source.words)


def _pen(book: Book, name: str, title: str) -> _Pen:
    sheet = book.sheet(name, title)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    return _Pen(book, sheet)
