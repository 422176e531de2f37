"""Budget lines that fell, from a CSV file."""

import csv
from pathlib import Path

from tallystick.prove.register.claims import Period
from tallystick.prove.register.fields import pence_of
from tallystick.prove.verdict.store_evidence import BudgetCut
from tallystick.words.mistakes import UserMistake

COLUMNS = ("council", "budget_code", "period", "reduction_pounds", "source")


def read_budget(path: Path) -> tuple[BudgetCut, ...]:
    """The cuts of a CSV file with COLUMNS; a period is 2024/25 or 2024-01 to 2024-12. Raises
    UserMistake with file and line."""
    try:
        reader = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), restval="")
    except (OSError, UnicodeDecodeError) as error:
        raise UserMistake(f"{path} cannot be read as text.", "Give a CSV file.") from error
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UserMistake(
            f"{path}, line 1: there is no column {missing[0]!r}.",
            f"Its header line must name {', '.join(COLUMNS)}.",
        )
    cuts = []
    for row in reader:
        try:
            period = str(Period.parse(row["period"]))
            pence = pence_of(row["reduction_pounds"])
        except ValueError as error:
            raise UserMistake(
                f"{path}, line {reader.line_num}: {error}".rstrip(".") + ".", "Mend the line."
            ) from error
        cuts.append(BudgetCut(row["council"], row["budget_code"], period, pence, row["source"]))
    return tuple(cuts)
