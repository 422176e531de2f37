"""Which columns tell what a payment was for: the description by what it tells, and beside it the
cost centre and the subjective heading."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tallystick.read.columns.shapes import Shape, suits
from tallystick.read.tables.choice import Choice
from tallystick.reference.headers import header_spellings
from tallystick.words.roles import Role

# Judgement, not measured: a heading that stands on so many of the lines tells them not apart, one
# that stands on at most so many does; of fewer lines nothing is concluded.
_SAME = 0.85
_TELLING = 0.6
_ENOUGH_CELLS = 8
_WORDS = 0.5  # how well a column suits words from which it holds words

_CALLED = 0.95  # how sure a header is from which it plainly names a narrative

_TOLD_BY = (Role.COST_CENTRE, Role.SUBJECTIVE)
_NOT_TEXTS = frozenset(
    (
        *(Role.PAID_ON, Role.PERIOD, Role.AMOUNT, Role.NET, Role.VAT, Role.GROSS, Role.SUPPLIER),
        *(Role.SUPPLIER_REF, Role.TRANSACTION_REF, Role.INVOICE_REF, Role.BODY),
        *(Role.CAPITAL_REVENUE, Role.CARD),
    )
)


def settle_texts(
    choices: dict[Role, Choice],
    shapes: Sequence[Shape],
    headers: Sequence[str],
    columns: Sequence[Sequence[str]],
    fixed: Mapping[Role, int],
) -> None:
    """Choose the columns that tell the purpose, choices changed in place.

    A description that says the same on nearly every line gives way to a heading that tells more. A
    column of cost centres or of subjective headings is kept as that, even where it is the
    department's or the description's column too. columns: the cells below each of the headers, for
    a sample of the lines. fixed: columns that a person chose.
    """
    kinds = [_kinds(header) for header in headers]
    for role in _TOLD_BY:
        places = [i for i, kind in enumerate(kinds) if role in kind and _is_text(i, choices)]
        places = [i for i in places if suits(Role.DESCRIPTION, shapes[i]) >= _WORDS]
        if places and role not in fixed:
            choices[role] = Choice(places[0], 1.0, places[1] if len(places) > 1 else None)
    if Role.DESCRIPTION in choices and Role.DESCRIPTION not in fixed:
        _prefer_telling(choices, shapes, headers, columns)
        _prefer_description(choices, shapes, headers)


def _kinds(header: str) -> frozenset[Role]:
    known = header_spellings()
    folded = known.fold(header)
    return frozenset(role for role in _TOLD_BY if folded in known.texts[role.value])


def _is_text(column: int, choices: Mapping[Role, Choice]) -> bool:
    """True of a column that no role holds which is none of a text."""
    return not any(
        role in _NOT_TEXTS and choice.column == column for role, choice in choices.items()
    )


def _prefer_telling(
    choices: dict[Role, Choice],
    shapes: Sequence[Shape],
    headers: Sequence[str],
    columns: Sequence[Sequence[str]],
) -> None:
    """Where the description says the same on nearly every line, the heading that tells most is the
    description; what it took the place of is the subjective heading, where there is none."""
    held = choices[Role.DESCRIPTION]
    if not _commonest(columns[held.column]) >= _SAME:
        return
    ranked = sorted(
        (share, i)
        for i in _headings(choices, shapes, headers)
        if i != held.column and 0 < (share := _commonest(columns[i])) <= _TELLING
    )
    if ranked:
        choices[Role.DESCRIPTION] = Choice(ranked[0][1], held.confidence, held.column)
        choices.setdefault(Role.SUBJECTIVE, held)


def _headings(
    choices: Mapping[Role, Choice], shapes: Sequence[Shape], headers: Sequence[str]
) -> Iterator[int]:
    """The columns of words that are headings of spending, by their header. Free text is none: it
    may name people, and a description is shown."""
    department = choices.get(Role.DEPARTMENT)
    for i, header in enumerate(headers):
        named = header_spellings().roles(header)
        heading = any(named.get(role, 0.0) >= _WORDS for role in (Role.DESCRIPTION, Role.CATEGORY))
        free = max(named.values(), default=0.0) == named.get(Role.NARRATIVE, -1.0)
        if free or not (heading or _kinds(header)) or not _is_text(i, choices):
            continue
        elsewhere = department is not None and department.column == i
        if not elsewhere and suits(Role.DESCRIPTION, shapes[i]) >= _WORDS:
            yield i


def _commonest(cells: Sequence[str]) -> float:
    """The share of the filled cells that the commonest text holds; 0 where too few are filled, or
    fewer than a third."""
    counts = Counter(cell.strip() for cell in cells)
    del counts[""]
    total = counts.total()
    if total < _ENOUGH_CELLS or 3 * total < len(cells):
        return 0.0
    return max(counts.values()) / total


def _prefer_description(
    choices: dict[Role, Choice], shapes: Sequence[Shape], headers: Sequence[str]
) -> None:
    """Where the subjective heading stood in for the description, and a column called description
    has no place of its own, that is the description."""
    held, subjective = choices[Role.DESCRIPTION], choices.get(Role.SUBJECTIVE)
    if subjective is None or subjective.column != held.column:
        return
    _prefer_narrative(choices, shapes, headers)
    taken = {choice.column for choice in choices.values()}
    for i, header in enumerate(headers):
        sure = header_spellings().roles(header).get(Role.DESCRIPTION, 0.0)
        if i not in taken and sure >= _WORDS and suits(Role.DESCRIPTION, shapes[i]) >= _WORDS:
            choices[Role.DESCRIPTION] = Choice(i, round(sure, 3), held.column)
            return


def _prefer_narrative(
    choices: dict[Role, Choice], shapes: Sequence[Shape], headers: Sequence[str]
) -> None:
    """A column called narrative is the narrative, not one called description beside it."""
    held = choices.get(Role.NARRATIVE)
    if held is None or _called(headers[held.column]):
        return
    taken = {choice.column for choice in choices.values()}
    for i, header in enumerate(headers):
        if i not in taken and _called(header) and shapes[i].filled > 0:
            choices[Role.NARRATIVE] = Choice(i, held.confidence, held.column)
            return


def _called(header: str) -> bool:
    return header_spellings().roles(header).get(Role.NARRATIVE, 0.0) >= _CALLED
