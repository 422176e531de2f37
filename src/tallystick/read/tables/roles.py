"""Assigns roles to columns, from the header's spelling and from what the cells look like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tallystick.read.columns.dates import DateStyle, read_date
from tallystick.read.columns.shapes import Shape, shape_of, suits
from tallystick.read.tables.choice import Choice
from tallystick.read.tables.compared_amount import MONEY, settle_amount
from tallystick.read.tables.texts import settle_texts
from tallystick.read.tables.unread import let_none_stand_in, unread_amounts
from tallystick.reference.headers import header_spellings
from tallystick.words.roles import Role

_ENOUGH = 0.25  # under this a column is not given a role
_BELIED = 0.25  # below this the cells of a column contradict its header
_UNNAMED = 0.45  # confidence of a column chosen by its cells alone
_INVOICE_DAY = 0.65  # confidence that an invoice's day is the payment day
_SOON = timedelta(days=200)  # within which an invoice is paid; judgement, not measured
# A wrong header usually names the paired column: a name under "Supplier ID".
_TWINS = {
    Role.SUPPLIER_REF: (Role.SUPPLIER,),
    Role.SUPPLIER: (Role.SUPPLIER_REF,),
    Role.PAID_ON: (Role.PERIOD,),
    Role.PERIOD: (Role.PAID_ON,),
    Role.CATEGORY: (Role.CATEGORY_CODE, Role.CAPITAL_REVENUE),
    Role.CATEGORY_CODE: (Role.CATEGORY, Role.DESCRIPTION),
    Role.DESCRIPTION: (Role.CATEGORY_CODE, Role.CAPITAL_REVENUE),
}
_PLAINLY_NAMED = (
    0.95  # how sure a header is of the supplier from which its cells may be all the same
)
_TWIN_SHARE = 0.72  # share of a header's score that its pair gets; judgement, not measured


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of a table. amount_basis: "net", "gross" or "not stated"."""

    choices: Mapping[Role, Choice]
    amount_basis: str

    def column(self, role: Role) -> int | None:
        """The position of the column that holds a role, None where no column does."""
        choice = self.choices.get(role)
        return choice.column if choice else None


def choose_roles(
    headers: Sequence[str],
    columns: Sequence[Sequence[str]],
    fixed: Mapping[Role, int] | None = None,
) -> Roles:
    """Give each role at most one column.

    headers: one text a column, "" where a column has none. columns: the cells of a sample of the
    lines below each; where none holds anything, the headers alone decide. fixed: columns that a
    person chose; they are not weighed.
    """
    shapes = [shape_of(cells) for cells in columns]
    weights = _weights(headers, shapes)
    choices = {role: Choice(column, 1.0) for role, column in (fixed or {}).items()}
    _assign(weights, choices)
    _prefer_later_day(columns, shapes, headers, choices, fixed or {})
    unread = {} if Role.AMOUNT in choices and fixed else unread_amounts(headers, shapes, columns)
    named = [header_spellings().roles(header) for header in headers]
    _find_by_shape(shapes, choices, named, amounts=not unread)
    _let_others_stand_in(choices, shapes, headers)
    settle_texts(choices, shapes, headers, columns, fixed or {})
    basis = settle_amount(choices, columns, headers, fixed or {})
    if Role.AMOUNT not in (fixed or {}):
        let_none_stand_in(choices, headers, unread)
    return Roles(choices, basis)


def _weights(headers: Sequence[str], shapes: Sequence[Shape]) -> dict[tuple[int, Role], float]:
    weights: dict[tuple[int, Role], float] = {}
    if not any(shape.filled for shape in shapes):
        return {
            (column, role): sure
            for column, header in enumerate(headers)
            for role, sure in header_spellings().roles(header).items()
        }
    for column, (header, shape) in enumerate(zip(headers, shapes, strict=True)):
        named = header_spellings().roles(header)
        for role, sure in named.items():
            _raise_to(weights, (column, role), sure * _suited(role, shape, sure))
            for twin in _TWINS.get(role, ()):
                if suits(role, shape) < 0.5 <= suits(twin, shape):
                    _raise_to(weights, (column, twin), sure * suits(twin, shape) * _TWIN_SHARE)
        if shape.text > 0.8 and shape.code < 0.5:
            for role, sure in header_spellings().roles_of_words(header).items():
                _raise_to(weights, (column, role), sure * suits(role, shape) * _TWIN_SHARE)
    return weights


def _suited(role: Role, shape: Shape, sure: float) -> float:
    """How well a column suits a role that its header names: one firm throughout is a supplier."""
    if role is Role.SUPPLIER and sure >= _PLAINLY_NAMED and shape.text >= 0.4:
        return max(suits(role, shape), 0.4 + 0.6 * shape.text)
    return suits(role, shape)


def _raise_to(weights: dict[tuple[int, Role], float], key: tuple[int, Role], weight: float) -> None:
    weights[key] = max(weights.get(key, 0.0), weight)


def _assign(weights: Mapping[tuple[int, Role], float], choices: dict[Role, Choice]) -> None:
    """Greatest weight first; equal weights go to the leftmost column, then by the role's name."""
    taken = {choice.column for choice in choices.values()}
    order = {role: place for place, role in enumerate(Role)}
    ranked = sorted(
        weights.items(), key=lambda item: (-round(item[1], 4), item[0][0], order[item[0][1]])
    )
    for (column, role), weight in ranked:
        if weight < _ENOUGH or role in choices or column in taken:
            continue
        rivals = [c for (c, r), w in ranked if r == role and c != column and w >= _ENOUGH]
        choices[role] = Choice(column, round(weight, 3), rivals[0] if rivals else None)
        taken.add(column)


def _prefer_later_day(
    columns: Sequence[Sequence[str]],
    shapes: Sequence[Shape],
    headers: Sequence[str],
    choices: dict[Role, Choice],
    fixed: Mapping[Role, int],
) -> None:
    """Where only an invoice's day was named, a column of unknown name, or of one no worse, that
    holds a day on or after it, and soon after, on nearly every line is the day of payment."""
    held = choices.get(Role.PAID_ON)
    if held is None or Role.PAID_ON in fixed or held.confidence > _INVOICE_DAY:
        return
    taken = {choice.column for choice in choices.values()}
    for i, shape in enumerate(shapes):
        sure = header_spellings().roles(headers[i]).get(Role.PAID_ON, held.confidence)
        if i in taken or shape.date - shape.packed_date < 0.8 or sure < held.confidence - 0.1:
            continue
        if _follow(columns[held.column], columns[i]):
            choices[Role.PAID_ON] = Choice(i, _UNNAMED, held.column)
            return


def _follow(earlier: Sequence[str], later: Sequence[str]) -> bool:
    pairs = [
        (first.on, second.on)
        for one, other in zip(earlier, later, strict=True)
        if (first := read_date(one, DateStyle())) and (second := read_date(other, DateStyle()))
    ]
    right = sum(first <= second <= first + _SOON for first, second in pairs)
    apart = any(first != second for first, second in pairs)
    return apart and right >= 0.9 * len(pairs)


def _choose(
    role: Role, scores: dict[int, float], floor: float, choices: dict[Role, Choice]
) -> None:
    """Give an unassigned role to the column that looks most like it, if the score is high
    enough."""
    ranked = sorted((i for i in scores if scores[i] >= floor), key=lambda i: (-scores[i], i))
    if ranked and role not in choices:
        runner_up = ranked[1] if len(ranked) > 1 else None
        choices[role] = Choice(ranked[0], round(_UNNAMED * scores[ranked[0]], 3), runner_up)


def _find_by_shape(
    shapes: Sequence[Shape],
    choices: dict[Role, Choice],
    named: Sequence[Mapping[Role, float]],
    *,
    amounts: bool,
) -> None:
    """Find, from the cells, the roles that no header named: first money and day, then names. Names,
    and roles that only group or number the lines, are sought only among columns whose header has
    no meaning. amounts: no header names an amount that cannot be read."""

    def free() -> list[int]:
        taken = {choice.column for choice in choices.values()}
        return [i for i, shape in enumerate(shapes) if i not in taken and shape.filled > 0]

    if amounts and not any(role in choices for role in MONEY):
        _choose(Role.AMOUNT, {i: _looks_money(shapes[i]) for i in free()}, 0.5, choices)
    days = {
        i: shapes[i].date - (0.0 if Role.PAID_ON in named[i] else shapes[i].packed_date)
        for i in free()
        if Role.PERIOD not in choices or shapes[i].values > 1
    }  # where the period is told, a day that is every line's is of the file: its publishing, say
    _choose(Role.PAID_ON, days, 0.6, choices)
    nameless = [i for i in free() if not named[i] or Role.SUPPLIER in named[i]]
    _choose(Role.SUPPLIER, {i: _looks_supplier(shapes[i]) for i in nameless}, 0.3, choices)
    for role, looks, floor in (
        (Role.TRANSACTION_REF, _looks_reference, 0.6),
        (Role.DEPARTMENT, _looks_group, 0.5),
        (Role.DESCRIPTION, _looks_group, 0.4),
    ):
        _choose(role, {i: looks(shapes[i]) for i in free() if not named[i]}, floor, choices)
    belied = [
        i for i in free() if all(suits(role, shapes[i]) < _BELIED for role in named[i])
    ]  # a "Payment (T)" that holds words tells of the payment
    _choose(Role.DESCRIPTION, {i: _looks_group(shapes[i]) for i in belied}, 0.4, choices)


def _let_others_stand_in(
    choices: dict[Role, Choice], shapes: Sequence[Shape], headers: Sequence[str]
) -> None:
    """Fill two missing roles from others. Without a description column: the narrative if its header
    can mean a description, else the category. Without a department column: the body, if the file
    covers several bodies."""
    told = choices.get(Role.NARRATIVE)
    if told and Role.DESCRIPTION in header_spellings().roles(headers[told.column]):
        choices.setdefault(Role.DESCRIPTION, told)
    for role in (Role.CATEGORY, Role.NARRATIVE):
        if role in choices:
            choices.setdefault(Role.DESCRIPTION, choices[role])
    body = choices.get(Role.BODY)
    if body and shapes[body.column].values > 1:
        choices.setdefault(Role.DEPARTMENT, body)


def _looks_money(shape: Shape) -> float:
    return suits(Role.AMOUNT, shape) * (0.55 + 0.35 * shape.pennies + 0.1 * min(shape.filled, 1.0))


def _looks_supplier(shape: Shape) -> float:
    if shape.values <= 2 and shape.distinct < 0.5:
        return 0.0
    return suits(Role.SUPPLIER, shape) * (
        0.2 + 0.5 * shape.firm + 0.3 * min(1.0, 3 * shape.distinct)
    )


def _looks_reference(shape: Shape) -> float:
    return shape.code * shape.distinct * (1 - shape.pennies)


def _looks_group(shape: Shape) -> float:
    return (
        suits(Role.DEPARTMENT, shape) * (1.0 - min(1.0, shape.distinct))
        if shape.values > 1
        else 0.0
    )
