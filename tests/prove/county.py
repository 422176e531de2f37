"""The example county's claims as a council would register them: from what was announced alone."""

from pathlib import Path
from typing import Any

import yaml


def claims_file(path: Path, services: list[dict[str, Any]], claims: list[dict[str, str]]) -> Path:
    """Write the register's input. The truth gives who shares what from when, and what was claimed;
    what is true of it does not enter."""
    deals = {deal["id"]: deal for deal in services}
    whole = {
        "partnerships": [
            {
                "id": deal["id"],
                "name": deal["name"],
                "members": [deal["lead"], *deal["partners"]],
                "start": deal["start"],
            }
            for deal in services
        ],
        "claims": [_claim(row, deals[row["partnership"]]) for row in claims],
    }
    path.write_text(yaml.safe_dump(whole, sort_keys=False), encoding="utf-8")
    return path


def _claim(row: dict[str, str], deal: dict[str, Any]) -> dict[str, Any]:
    pounds = f"{int(row['claimed_pence']) / 100:.2f}"
    return {
        "id": row["id"],
        "partnership": row["partnership"],
        "council": row["claimant"],
        "function": row["function"],
        "lever": "L1",
        "mechanism": {
            "kind": "contract",
            "ref": f"contract of {row['id']}",
            "on": deal["start"] + "-01",
        },
        "owner": "Head of service",
        "type": "cash-releasing",
        "recurrent": "yes",
        "price_base": "2023/24",
        "baseline": {"pounds": "100000", "period": "2023/24"},
        "anticipated": {"FBC": {f"{row['start']} to {row['last_month']}": pounds}},
        "one_off_pounds": "0",
        "evidence_grade": "0",
        "state": "anticipated",
        "budget_code": f"B-{row['id']}",
        "categories": deal["categories"],
        "said": {"source": row["source"], "on": "2025-05-01", "pounds": pounds},
    }
