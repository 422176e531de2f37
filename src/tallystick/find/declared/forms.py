"""The empty forms that councils fill in: contracts, and returns of cost."""

import csv
import io
from collections.abc import Iterable, Sequence

from tallystick.find.declared import returns
from tallystick.reference.indicators import load_return_form
from tallystick.reference.tables import yaml_table
from tallystick.words.cells import guarded_row


def empty_forms() -> dict[str, str]:
    """File name -> text of each form: its header line, and beside it what each column is for."""
    contracts = yaml_table("register_headers.yaml")["form"]
    form = load_return_form()
    about = {
        "council": "the council's code or full name",
        "function": "hr, finance, it, procurement or another back-office function",
        "year": "the financial year, as 2024/25",
        **form.costs,
        **form.figures,
    }
    return {
        "contracts.csv": _csv([list(contracts)]),
        "contracts-columns.csv": _csv([["column", "what belongs in it"], *contracts.items()]),
        "returns.csv": _csv([list(returns.columns())]),
        "returns-columns.csv": _csv([["column", "what belongs in it"], *about.items()]),
    }


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(map(guarded_row, rows))
    return text.getvalue()
