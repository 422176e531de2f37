"""The sheets of the workbook that contain text rather than data: summary and method."""

from xlsxwriter.worksheet import Worksheet

from tallystick.find.findings import Findings
from tallystick.report.find.listing import known
from tallystick.report.find.method import METHOD
from tallystick.report.find.rates import STATUS, rates_used
from tallystick.report.find.summary import (
    SAVING_NOTE,
    answer,
    compared_names,
    saving_answer,
    title_of,
)
from tallystick.report.guard import readable
from tallystick.report.sheets import Book, as_number
from tallystick.report.tables import Form
from tallystick.words import phrases
from tallystick.words.money import pounds

_WIDTHS = (36, 20, 64)  # of the three columns, in characters
_LINE = 15  # points


class _Pen:
    """Writes a sheet row by row: words in the first column, figures in the second."""

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
            self.sheet.write_string(self.row, 0, readable(cells[0]), look)
            self._fit(cells[0], sum(_WIDTHS))
        else:
            for at, cell in enumerate(cells):
                self.sheet.write_string(self.row, at, readable(cell), self.book.forms[Form.TEXT])
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
    called = known(findings)
    pen = _pen(book, "Summary", title_of(compared_names(findings, called), called.noun))
    pen.words(f"{answer(findings)} {saving_answer(findings)}")
    functions = phrases.listed([label.heading for label in findings.functions])
    pen.words(f"Functions looked at: {functions}.")
    made_on = phrases.day(findings.made_on)
    pen.words(f"Made on {made_on} from the files that the {called.noun.many} publish.")
    _figures(pen, findings)
    _ladder(pen, findings)
    if findings.cautions:
        pen.heading("Before you use these figures")
        for caution in called.say_each(findings.cautions):
            pen.words(caution)
    if findings.skipped:
        pen.heading("Files that could not be read")
        for skipped in findings.skipped:
            pen.words(skipped.path, "", f"{skipped.sentence} {skipped.next_step}")


def _figures(pen: _Pen, findings: Findings) -> None:
    pen.heading("What was compared")
    pen.figure(findings.noun.many.capitalize(), len(findings.compared), Form.COUNT)
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
            formula=f'=SUMIFS(Opportunities[{size} saving],Opportunities[Counted],"yes")',
            note="Sum over the sheet Opportunities where Counted is “yes”: every pound once.",
        )


def _ladder(pen: _Pen, findings: Findings) -> None:
    pen.heading("From all spending to what could be let again, pounds a year")
    for rung in findings.ladder:
        if rung.pence_a_year is None:
            pen.words(rung.title, phrases.NOT_KNOWN, findings.noun.of(rung.why))
        else:
            paid = "" if rung.pence is None else f"{pounds(rung.pence)} paid. "
            note = f"{paid}{findings.noun.of(rung.why)}"
            pen.figure(findings.noun.of(rung.title), rung.pence_a_year, Form.MONEY, note=note)


def add_method(book: Book, findings: Findings) -> None:
    """How the figures were made, what they cannot show, and the rates with their evidence."""
    pen = _pen(book, "Method", "Method and limits")
    told = findings.noun.of
    for passage in METHOD:
        pen.heading(told(passage.heading))
        pen.words(told(passage.paragraph))
        for point in passage.points:
            pen.words(f"• {told(point)}")
    pen.heading("The saving rates and their evidence")
    for rate in rates_used(findings):
        sizes = ", ".join(phrases.percent(each) for each in (rate.low, rate.central, rate.high))
        pen.words(rate.name, sizes, f"Of the {rate.base}.")
        status = STATUS[rate.evidence_status]
        pen.words("", "Evidence", f"{rate.evidence} The evidence is {status}.")
        pen.words("", "Rate", f"The rate is {STATUS[rate.rate_status]}.")
        for source in rate.sources:
            pen.words("", "Source", source)


def _pen(book: Book, name: str, title: str) -> _Pen:
    sheet = book.sheet(name, title)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    return _Pen(book, sheet)
