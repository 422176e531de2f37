"""Which of a table's columns of money is compared, and whether it is net or gross."""

from collections.abc import Mapping, Sequence

from tallystick.read.columns.amounts import read_amount
from tallystick.read.tables.choice import Choice
from tallystick.reference.headers import header_spellings
from tallystick.words.roles import Role

_LINES = {"line", "distribution", "item"}  # words of a header whose amount is of one line
MONEY = (Role.NET, Role.GROSS, Role.AMOUNT)


def settle_amount(
    choices: dict[Role, Choice],
    columns: Sequence[Sequence[str]],
    headers: Sequence[str],
    fixed: Mapping[Role, int],
) -> str:
    """Choose the column that AMOUNT refers to; returns "net", "gross" or "not stated".

    choices: the columns chosen so far, changed in place. columns: the cells below each of the
    headers, for a sample of the lines. fixed: columns that a person chose.
    """
    plain = choices.get(Role.AMOUNT)
    if Role.AMOUNT in fixed:
        return _basis_of(choices, fixed[Role.AMOUNT])
    if plain:
        if _LINES & set(header_spellings().fold(headers[plain.column]).split()):
            _let_go_of_invoices(plain, choices, columns, fixed)
        _find_net_or_gross(plain, choices, columns)
    for role in MONEY:
        choice = choices.get(role)
        if choice and _is_full(choice, choices, columns):
            choices[Role.AMOUNT] = choice
            break
    if Role.AMOUNT not in choices:
        return "not stated"
    basis = _basis_of(choices, choices[Role.AMOUNT].column)
    vat = choices.get(Role.VAT)
    # The Transparency Code's "net amount" is what remains beside irrecoverable VAT.
    beside = vat and "irrecoverable" in header_spellings().fold(headers[vat.column])
    return "net" if basis == "not stated" and beside else basis


def _let_go_of_invoices(
    plain: Choice,
    choices: dict[Role, Choice],
    columns: Sequence[Sequence[str]],
    fixed: Mapping[Role, int],
) -> None:
    """Remove net or gross columns that hold the total of the whole invoice. Applies where a header
    says that its amount is per line: then a net or gross column that does not differ from it only
    by VAT repeats the invoice total on each of its lines."""
    for role in (Role.NET, Role.GROSS):
        other = choices.get(role)
        if other and role not in fixed and not _go_together(columns, plain.column, other.column):
            del choices[role]


def _go_together(columns: Sequence[Sequence[str]], line: int, other: int) -> bool:
    right = total = 0
    for one, another in zip(columns[line], columns[other], strict=True):
        of_line, second = read_amount(one), read_amount(another)
        if of_line is None:
            continue
        total += 1
        if second is not None:
            first, then = abs(of_line.pounds), abs(second.pounds)
            right += first * 4 <= then * 5 and then * 4 <= first * 5
    return right > 0.9 * total


def _basis_of(choices: Mapping[Role, Choice], column: int) -> str:
    for role in (Role.NET, Role.GROSS):
        if role in choices and choices[role].column == column:
            return role.value
    return "not stated"


def _is_full(
    choice: Choice, choices: Mapping[Role, Choice], columns: Sequence[Sequence[str]]
) -> bool:
    """True when no other money column is filled on far more lines."""
    held = {choices[role].column for role in MONEY if role in choices} | {choice.column}
    filled = {column: sum(map(bool, map(str.strip, columns[column]))) for column in held}
    return filled[choice.column] * 2 >= max(filled.values())


def _find_net_or_gross(
    plain: Choice, choices: dict[Role, Choice], columns: Sequence[Sequence[str]]
) -> None:
    if Role.NET in choices:
        _find_gross(plain, choices, columns)
    else:
        _find_net(plain, choices, columns)


def _find_net(plain: Choice, choices: dict[Role, Choice], columns: Sequence[Sequence[str]]) -> None:
    """Set the amount to the net column where net plus VAT equals the gross column, or another
    amount column of the same name; without a VAT column, where gross exceeds net slightly on some
    lines."""
    vat, gross = choices.get(Role.VAT), choices.get(Role.GROSS)
    other = gross.column if gross else plain.runner_up
    if vat is None:
        if gross and _is_little_less(columns[plain.column], columns[gross.column]):
            choices[Role.NET] = Choice(plain.column, plain.confidence, gross.column)
        return
    if other is None:
        return
    for net, whole in ((plain.column, other), (other, plain.column)):
        if _adds_up(*(columns[i] for i in (net, vat.column, whole))):
            choices[Role.NET] = Choice(net, plain.confidence, whole)
            choices.setdefault(Role.GROSS, Choice(whole, plain.confidence, net))
            return


def _find_gross(
    plain: Choice, choices: dict[Role, Choice], columns: Sequence[Sequence[str]]
) -> None:
    """Set the gross column to the amount that net plus VAT adds up to."""
    net, vat = choices[Role.NET], choices.get(Role.VAT)
    if vat and _adds_up(*(columns[i] for i in (net.column, vat.column, plain.column))):
        choices.setdefault(Role.GROSS, plain)


def _is_little_less(net: Sequence[str], gross: Sequence[str]) -> bool:
    """True when, on nearly every line, `net` equals `gross` or is at most a quarter less, and both
    cases occur: the pattern that VAT produces."""
    pairs = [
        (abs(without.pounds), abs(whole.pounds))
        for one, other in zip(net, gross, strict=True)
        if (without := read_amount(one)) and (whole := read_amount(other))
    ]
    right = sum(without <= whole <= without * 5 / 4 for without, whole in pairs)
    return right > 0.9 * len(pairs) and any(without < whole for without, whole in pairs)


def _adds_up(net: Sequence[str], vat: Sequence[str], gross: Sequence[str]) -> bool:
    """True when net and VAT are gross on nearly every line, some of them with VAT."""
    right = wrong = taxed = 0
    for line in zip(net, vat, gross, strict=True):
        without, tax, whole = (read_amount(cell) for cell in line)
        if without is None or whole is None:
            continue
        pounds = tax.pounds if tax else 0
        if abs(without.pounds + pounds - whole.pounds) < 1:
            right += 1
        else:
            wrong += 1
        taxed += bool(pounds)
    return taxed > 0 and right > 9 * wrong
