"""Where a table begins and what its columns are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from tallystick.read.columns.amounts import read_amount
from tallystick.read.columns.currencies import currency_of
from tallystick.read.columns.dates import DateStyle, date_style, day_reader, read_date
from tallystick.read.columns.periods import read_period, year_column
from tallystick.read.columns.signs import Signs, find_signs
from tallystick.read.columns.thousands import columns_in_thousands
from tallystick.read.files.blocks import Row, to_width
from tallystick.read.tables.corrections import Corrections
from tallystick.read.tables.roles import Roles, choose_roles
from tallystick.reference.headers import header_spellings
from tallystick.words.roles import Role

_WIDEST = 300  # further columns are not examined
SELDOM_REPEATED = frozenset(
    (
        Role.AMOUNT,
        Role.NET,
        Role.GROSS,
        Role.TRANSACTION_REF,
        Role.INVOICE_REF,
        Role.NARRATIVE,
    )
)
"""The roles whose cells differ from line to line; those of the others are worked on once each."""

MONEY = (Role.AMOUNT, Role.NET, Role.VAT, Role.GROSS)
"""The roles that hold money."""

_LOOKED_THROUGH = 60  # filled rows among which a header is looked for
_FURTHER = 200  # where none is found, as below pages of notes


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's shape. header_lines: lines of the header, in order, empty where there is none;
    headers: one text a column; first_line: the line where payments may begin; dated: most lines of
    the sample give a day; signs: how credits are told; years: the column that gives the years of a
    column of months without any; is_empty: nothing but notes stands below the header;
    thousands: the columns of money that are written in thousands of pounds; currency: the code of
    the other currency that the amounts are marked with, "" for pounds."""

    header_lines: tuple[int, ...]
    headers: tuple[str, ...]
    first_line: int
    roles: Roles
    dates: DateStyle
    dated: bool = False
    signs: Signs = field(default_factory=Signs)
    years: int | None = None
    is_empty: bool = False
    thousands: frozenset[int] = frozenset()
    currency: str = ""

    @property
    def width(self) -> int:
        """How many columns a row is read to."""
        return len(self.headers)

    @property
    def used_columns(self) -> dict[int, bool]:
        """The columns that hold a role or help to read one, each with whether its cells repeat."""
        helping = (*self.signs.columns, self.years)
        used = {column: False for column in helping if column is not None}
        for role, choice in self.roles.choices.items():
            used[choice.column] = used.get(choice.column, True) and role not in SELDOM_REPEATED
        return used

    def header(self, role: Role) -> str | None:
        """The header text of the column that holds a role; 'column 3' where it has none."""
        column = self.roles.column(role)
        return None if column is None else self.name_of(column)

    def name_of(self, column: int) -> str:
        """A column's header text, or its number where it has none."""
        return self.headers[column].strip() or f"column {column + 1}"

    @property
    def is_payments(self) -> bool:
        """True when the columns can be those of payments: money, and a name or a day with a
        reason."""
        held = self.roles.choices
        if Role.AMOUNT not in held:
            return False
        reasons = (
            Role.DESCRIPTION,
            Role.DEPARTMENT,
            Role.NARRATIVE,
            Role.TRANSACTION_REF,
            Role.CATEGORY,
        )
        return Role.SUPPLIER in held or (
            Role.PAID_ON in held and any(role in held for role in reasons)
        )


def find_layout(
    rows: Sequence[Row], expected: Iterable[date] = (), corrections: Corrections | None = None
) -> Layout:
    """The layout of a table from its first rows (and, where it is long, some from its midst).

    expected: first days of the months that the file's name states. corrections: what a person
    settled.
    """
    corrections = corrections or Corrections()
    filled = [row for row in rows if any(map(str.strip, row.cells))]
    header_rows = _given_header(filled, corrections.header_line)
    if header_rows is None:
        header_rows = _find_header(filled[:_LOOKED_THROUGH]) or _find_header(filled[:_FURTHER])
    after = header_rows[-1].line + 1 if header_rows else _first_data_line(filled)
    below = _below(filled, after, header_rows)
    is_empty = bool(header_rows) and not any(_holds_two(row.cells) for row in below)
    below = [] if is_empty else below
    width = min(_width(header_rows, below), _WIDEST)
    headers = _join_headers(header_rows, width)
    columns = _columns(below, width)
    roles = choose_roles(headers, columns, _fixed(headers, corrections))
    style = _style(columns, roles, expected, corrections)
    months, amount = roles.column(Role.PERIOD), roles.column(Role.AMOUNT)
    return Layout(
        header_lines=tuple(row.line for row in header_rows),
        headers=headers,
        first_line=after,
        roles=roles,
        dates=style,
        dated=_is_dated(columns, roles, style),
        signs=find_signs(headers, columns, amount),
        years=None if months is None else year_column(headers, columns, months),
        is_empty=is_empty,
        thousands=columns_in_thousands(headers, columns, map(roles.column, MONEY)),
        currency="" if amount is None else currency_of(columns[amount]),
    )


def _columns(rows: Sequence[Row], width: int) -> list[tuple[str, ...]]:
    """The columns of the rows that hold more than one thing, or of all where none does. Rows that
    lack a cell, whose others stand askew, are left out where enough are whole."""
    usual = Counter(len(row.cells) for row in rows).most_common(1)
    whole = [row for row in rows if len(row.cells) >= min(width, usual[0][0])]
    cells = [to_width(row.cells, width) for row in whole]
    full = [row for row in cells if _holds_two(row)] or cells
    return [*zip(*full, strict=True)] if full else [()] * width


def _holds_two(cells: Sequence[str]) -> bool:
    filled = map(str.strip, cells)
    return any(filled) and any(filled)  # the second any() goes on after the first hit


def _below(filled: Sequence[Row], after: int, header_rows: Sequence[Row]) -> list[Row]:
    """The rows of the table, up to where its header stands again in another order."""
    held = {cell.strip() for cell in header_rows[-1].cells} - {""} if header_rows else set()
    rows: list[Row] = []
    for row in filled:
        if row.line < after or row.broken:
            continue
        if (
            rows
            and not held.isdisjoint(row.cells)
            and len(held & set(row.cells)) > 1
            and is_header_like(row.cells)
        ):
            if row.cells != header_rows[-1].cells:
                break
            continue
        rows.append(row)
    return rows


def is_header_like(cells: Sequence[str]) -> bool:
    """True when a row reads as column headers: two or more known ones and no figure or day."""
    return _header_score(cells) >= 1.5


def _given_header(rows: Sequence[Row], line: int | None) -> list[Row] | None:
    if line is None:
        return None
    return [row for row in rows if row.line == line]


def _find_header(rows: Sequence[Row]) -> list[Row]:
    """The row, or the two neighbouring rows, that read most like headers; [] where none does."""
    scores = [_header_score(row.cells) for row in rows]
    if max(scores, default=0.0) < 1.5:
        return _unknown_header(rows)
    # Where headers stand again, in other words or another order, the table begins at the first.
    best = next(i for i, score in enumerate(scores) if score > max(scores) - 0.5)
    chosen, score = [rows[best]], scores[best]
    # Words below a header go on with it; those above it may be a title.
    for first, second, gain in ((best, best + 1, -0.01), (best - 1, best, 0.1)):
        if first < 0 or second >= len(rows) or not _can_join(rows[first + second - best].cells):
            continue
        for pair in (
            [rows[first], rows[second]],
            [_spread(rows[first], rows[second]), rows[second]],
        ):
            joined = _header_score(_join_headers(pair, max(len(row.cells) for row in pair)))
            if joined > score + gain:
                chosen, score = pair, joined
    return chosen


def _spread(above: Row, below: Row) -> Row:
    """The upper row of a two-row header, with each text copied into the blank cells after it (as
    for merged cells) where the lower row has a text."""
    spread: list[str] = []
    for i in range(len(below.cells)):
        text = above.cells[i].strip() if i < len(above.cells) else ""
        before = spread[-1] if spread and below.cells[i].strip() else ""
        spread.append(text or before)
    return replace(above, cells=tuple(spread))


def _header_score(cells: Sequence[str]) -> float:
    """How much a row reads like headers: the sum over distinct roles of how surely one is named."""
    sure: dict[Role, float] = {}
    texts = [text for cell in cells if (text := cell.strip())]
    if any(len(text) > 120 or _is_data(text) for text in texts):
        return 0.0
    for text in texts:
        roles = header_spellings().roles(text)
        if roles:
            role = max(roles, key=lambda r: (roles[r], r))
            sure[role] = max(sure.get(role, 0.0), roles[role])
    return sum(value for value in sure.values() if value >= 0.5)


def _is_data(text: str) -> bool:
    return (text != "-" and read_amount(text) is not None) or read_date(
        text, DateStyle()
    ) is not None


def _all_words(cells: Sequence[str]) -> bool:
    return any(c.strip() for c in cells) and not any(_is_data(c) for c in cells if c.strip())


def _can_join(cells: Sequence[str]) -> bool:
    """True when a row can be one of two header rows: it is not data, a title, a label or a
    month."""
    texts = [(i, text) for i, cell in enumerate(cells) if (text := cell.strip())]
    if not _all_words(cells) or [i for i, _ in texts] == [0]:
        return False
    return not any(text.endswith(":") or read_period(text) for _, text in texts)


def _unknown_header(rows: Sequence[Row]) -> list[Row]:
    """A header in words that are not known: the row of words straight above the first row of
    data."""
    for above, row in pairwise(rows):
        if _looks_payment(above.cells):
            return []
        if _looks_payment(row.cells):
            named = sum(bool(c.strip()) for c in above.cells)
            held = sum(bool(c.strip()) for c in row.cells)
            return [above] if _all_words(above.cells) and named >= max(2, 0.6 * held) else []
    return []


def _looks_payment(cells: Sequence[str]) -> bool:
    texts = [c for c in cells if c.strip()]
    return len(texts) >= 2 and any(_is_data(c) for c in texts)


def _first_data_line(rows: Sequence[Row]) -> int:
    """The line where a table without a header begins: its first row with about as many filled cells
    as the others."""
    usual = Counter(sum(bool(c.strip()) for c in row.cells) for row in rows).most_common(1)
    for row in rows:
        texts = sum(bool(c.strip()) for c in row.cells)
        if _looks_payment(row.cells) and texts * 2 >= usual[0][0]:
            return row.line
    return rows[0].line if rows else 1


def _width(header_rows: Sequence[Row], below: Sequence[Row]) -> int:
    """Enough columns for the header and for what most rows hold."""
    named = max((_last_filled(row.cells) for row in header_rows), default=0)
    held = Counter(_last_filled(row.cells) for row in below)
    many = max(1, len(below) // 20)
    return max([named, 1, *(width for width, times in held.items() if times >= many)])


def _last_filled(cells: Sequence[str]) -> int:
    if cells and cells[-1].strip():
        return len(cells)
    for i in range(len(cells), 0, -1):
        if cells[i - 1].strip():
            return i
    return 0


def _join_headers(rows: Sequence[Row], width: int) -> tuple[str, ...]:
    texts = [
        [row.cells[i].strip() if i < len(row.cells) else "" for row in rows] for i in range(width)
    ]
    return tuple(" ".join(" ".join(filter(None, column)).split()) for column in texts)


def _fixed(headers: Sequence[str], corrections: Corrections) -> dict[Role, int]:
    fold = header_spellings().fold
    places = {fold(header): i for i, header in reversed(list(enumerate(headers))) if header}
    places.update({f"column {i + 1}": i for i, header in enumerate(headers) if not header})
    fixed = {}
    for role, header in corrections.columns.items():
        place = places.get(fold(header), places.get(header.strip().lower()))
        if place is not None:
            fixed[role] = place
    return fixed


def _is_dated(columns: Sequence[Sequence[str]], roles: Roles, style: DateStyle) -> bool:
    column = roles.column(Role.PAID_ON)
    if column is None:
        return False
    cells = columns[column]
    return sum(day is not None for day in map(day_reader(style), cells)) * 2 > len(cells)


def _style(
    columns: Sequence[Sequence[str]],
    roles: Roles,
    expected: Iterable[date],
    corrections: Corrections,
) -> DateStyle:
    column = roles.column(Role.PAID_ON)
    if column is None:
        return DateStyle()
    style = date_style(Counter(filter(str.strip, columns[column])), expected)
    if corrections.date_format:
        month_first = corrections.date_format.lower().startswith(("%m", "mm"))
        return DateStyle(month_first=month_first, written=style.written)
    return style
