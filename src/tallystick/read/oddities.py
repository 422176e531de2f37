"""Warnings about unusual properties of a sheet that was read, for its reading record."""

from collections.abc import Iterator
from datetime import date

from tallystick.read.columns.amounts import to_pence
from tallystick.read.columns.currencies import currency_name, foreign
from tallystick.read.columns.thousands import says_thousands
from tallystick.read.record import Warn
from tallystick.read.sheet_tally import SheetTally
from tallystick.read.years import year_told
from tallystick.words.money import pounds_and_pence
from tallystick.words.roles import Role

_NEARLY_ALL = 0.8  # share of lines; refunds are far fewer, whichever way they are signed
_MANY = 0.02  # share of lines above which an oddity is worth a warning
_SHARE = 7  # one in so many lines shows that a month is one of those that a file is of
_ENOUGH = 500  # lines among which a refund is to be expected


def warnings_of(sheet: SheetTally) -> list[Warn]:
    """The warnings about a sheet, in the order in which the record lists them."""
    where = f" in {sheet.origin.sheet}" if sheet.origin.sheet else ""
    return [
        *_mended(sheet, where),
        *sheet.oddities,
        *_of_lines(sheet, where),
        *_of_days(sheet, where),
        *_of_columns(sheet, where),
        *_of_currency(sheet, where),
        *_of_signs(sheet, where),
        *_of_period(sheet, where),
        *_of_total(sheet, where),
    ]


def _mended(sheet: SheetTally, where: str) -> Iterator[Warn]:
    for rule, times in sorted(sheet.mended.items()):
        yield Warn("mended", f"{times:,} lines{where} were mended: {rule}.")


def _of_lines(sheet: SheetTally, where: str) -> Iterator[Warn]:
    if not sheet.lines:
        why = "none was made in its month, or the file is cut off"
        yield Warn("no_payments", f"There is no payment{where}: {why}.")
    if broken := sheet.reasons["broken_line"]:
        yield Warn("broken_lines", f"{broken:,} broken lines{where} were left out.")
    if unread := sheet.reasons["bad_amount"]:
        yield Warn("bad_amounts", f"{unread:,} lines{where} have no readable amount.")
    if sheet.lost_lines:
        told = f"{sheet.lost_lines:,} lines{where} that carry an amount"
        told = f"{told}, {pounds_and_pence(sheet.lost_pence)}"
        code = "lost_lines" if is_much(sheet) else "few_lines_lost"
        yield Warn(code, f"{told} in all, did not become payments.")
    if sheet.lines and sheet.layout.roles.column(Role.SUPPLIER) is None:
        why = "its lines cannot be compared by supplier"
        yield Warn("names_no_suppliers", f"No column{where} names suppliers: {why}.")
    elif unnamed := sheet.lines - sheet.with_supplier:
        yield Warn("no_supplier", f"{unnamed:,} lines{where} name no supplier.")


def is_much(sheet: SheetTally) -> bool:
    """True when a sheet lost more than half a hundredth of its lines or pounds."""
    lines, pence = sheet.lines + sheet.lost_lines, abs(sheet.rounded_pence) + sheet.lost_pence
    return 200 * sheet.lost_lines > lines or 200 * sheet.lost_pence > pence


def _of_days(sheet: SheetTally, where: str) -> Iterator[Warn]:
    if sheet.destroyed:
        why = "were destroyed before publication"
        yield Warn("dates_destroyed", f"{sheet.destroyed:,} dates{where} {why}.")
    if sheet.unlikely:
        why = "lie years from all others and were left out"
        yield Warn("dates_unlikely", f"{sheet.unlikely:,} dates{where} {why}.")
    if told := year_told(sheet.layout, sheet.first):
        yield Warn("years_in_doubt", f"Days{where} {told}.")
    undated = sheet.lines - sheet.with_date - sheet.destroyed
    if undated > 0:
        placed = sheet.months.total() > sheet.with_date
        months = ", and count by turns in the months of their period" if placed else ""
        of_all = f"{undated:,} of {sheet.lines:,} lines{where}"
        yield Warn("no_date", f"{of_all} have no readable day{months}.")
    if " | " in sheet.layout.dates.written:
        yield Warn("two_date_styles", f"Dates{where} are written in more than one way.")


def _of_columns(sheet: SheetTally, where: str) -> Iterator[Warn]:
    says = f"The header{where} says that amounts are thousands of pounds"
    if sheet.layout.roles.column(Role.AMOUNT) in sheet.layout.thousands:
        yield Warn("thousands", f"{says}; each was multiplied by 1,000.")
    elif says_thousands(sheet.layout.header(Role.AMOUNT) or ""):
        but = "they are as large as pounds; they were read as they stand"
        yield Warn("thousands_doubted", f"{says}, but {but}.")
    if sheet.moved:
        yield Warn("columns_moved", f"The columns{where} change their order midway.")


def _of_currency(sheet: SheetTally, where: str) -> Iterator[Warn]:
    if code := sheet.layout.currency:
        marks = ", ".join(f"“{mark}”" for mark in sorted(sheet.marks) if foreign(mark) == code)
        name = currency_name(code)
        why = f"they are read as {name}, not pounds, and are not added to pounds"
        yield Warn("other_currency", f"Amounts{where} are marked {marks}: {why}.")
    elif marked := sum(sheet.marks.values()):
        marks = ", ".join(f"“{mark}”" for mark in sorted(sheet.marks))
        why = "they were read as pounds, and may be another currency"
        yield Warn("currency_mark", f"{marked:,} amounts{where} are marked {marks}: {why}.")
    if other := sheet.reasons["other_currency"]:
        why = "marked with another currency among pounds were left out"
        yield Warn("other_currency_lines", f"{other:,} amounts{where} {why}.")


def _of_signs(sheet: SheetTally, where: str) -> Iterator[Warn]:
    if sheet.lines and sheet.negative > _NEARLY_ALL * sheet.lines:
        why = "signs may be reversed"
        yield Warn("signs_reversed", f"Nearly all amounts{where} are negative: {why}.")
    if sheet.lines > _ENOUGH and not sheet.negative:
        why = "credits may have lost their signs"
        yield Warn("no_negatives", f"No amount{where} is negative: {why}.")


def _of_period(sheet: SheetTally, where: str) -> Iterator[Warn]:
    if sheet.lines and sheet.cards == sheet.lines:
        yield Warn("cards_only", f"All payments{where} are by purchase card.")
    if sheet.stated is None or not sheet.months:
        return
    inside = set(sheet.stated.months()) | _quarter_named_by_a_month(sheet)
    outside = sum(lines for month, lines in sheet.months.items() if month not in inside)
    if outside > _MANY * sheet.lines:
        why = "are dated outside the period it states"
        yield Warn("outside_period", f"{outside:,} lines{where} {why}.")


def _quarter_named_by_a_month(sheet: SheetTally) -> set[date]:
    """The three months of a quarter whose file is named by one of them: each holds its share of
    the lines, and the others hold next to none. Empty where the sheet is not so."""
    assert sheet.stated is not None
    named = sheet.stated.months()
    most = [month for month, lines in sheet.months.items() if _SHARE * lines >= sheet.lines]
    if len(named) != 1 or named[0] not in most or len(most) != 3:
        return set()
    months = sorted(month.year * 12 + month.month for month in most)
    follow = months[2] - months[0] == 2
    return set(most) if follow else set()


def _of_total(sheet: SheetTally, where: str) -> Iterator[Warn]:
    published = sheet.published_total()
    exact = to_pence(sheet.running.pence / 100)
    if published is not None and published != exact and not any(ok for _, ok in sheet.totals):
        told, summed = pounds_and_pence(published), pounds_and_pence(exact)
        differs = f"differs from the sum of its lines, {summed}"
        yield Warn("total_differs", f"The published total {told}{where} {differs}.")
    if sheet.rounded_pence != exact:
        off = f"rounded lines differ by {pounds_and_pence(sheet.rounded_pence - exact)}"
        yield Warn("fractions", f"Amounts{where} have fractions of a penny; {off}.")
