"""What bench/unchanged.py hands to the commands beside the example county: registers, returns,
games, panels and a reviewer's answers. All of it is invented.

Each function writes below the folder that it gets: the working folder of one of the two sides.
"""

import csv
import io
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

CONTRACTS = """\
council,supplier,title,description,start,end,latest end,annual value,total value
X07000001,Pennyweight Pay Services Ltd,Payroll service,,2022-04-01,2028-03-31,2029-03-31,250000,
X07000002,Pennyweight Pay Services,Payroll service,,01/04/2023,31/03/2028,,,"£1,200,000.00"
X07000003,PENNYWEIGHT PAY SERVICES LIMITED,Payroll,,2022-04-01,2027-12-31,2028-12-31,,
Saltersby Council,Dunnock IT Services Ltd,IT support,Service desk,2021-01-01,2027-09-30,,310000,
Kingsholt City Council,Dunnock IT Services Ltd,IT support,,2024-04-01,2031-03-31,,,
Wendlemere County Council,Castellane Workforce Ltd,Agency staff,,2023-10-01,2027-09-30,,,
X06000002,Castellane Workforce Ltd,Agency and temporary staff,,2024-01-01,2028-03-31,,175000,
X07000004,Corvane Telecom Ltd,Telephones,,2022-07-01,2026-06-30,2027-06-30,60000,
X10000001,Mr John Example,Piano lessons,,2024-01-01,2027-12-31,,900,
X10000001,,A contract without a supplier,,,,,,
"""
REGISTER = """\
Contracts of the council,,,,
Contract Title,"Contractor/
Provider",Current end date,"Est Total Awarded Contract value £'s (exc VAT)",Original Start Date
Insurance,"Albacore Insurance
Brokers Ltd",31/03/2028," £2,400,000.00 ",01/04/2024
Software and licences,Lattice Public Systems Ltd,Rolling,n/a,01/01/2023
"""
RETURN_COLUMNS = (
    "council,function,year,employee_cost,it_cost,accommodation_cost,supplies_cost,"
    "outsourcing_cost,other_cost,organisation_running_cost,non_pay_spend,fte,organisation_fte,"
    "employees,users,invoices,payslips,payables_cost,payroll_cost"
)
RETURNS = f"""\
{RETURN_COLUMNS}
Saltersby Council,it,2023/24,3100000,900000,120000,80000,400000,,210000000,,84,4100,4300,3900,,,,
X06000002,it,2023/24,2600000,850000,,70000,380000,,190000000,,71,3600,3800,3500,,,,
X07000001,hr,2024/25,410000,60000,15000,12000,,9000,31000000,,11,590,610,,,7300,,52000
X07000002,hr,2024/25,365000,55000,,11000,,,27000000,,10,500,520,,,6200,,47000
X10000001,finance,2024/25,2900000,300000,90000,40000,,,640000000,,88,9000,9200,,210000,,480000,
"""
GAMES = {
    "cost": {
        "players": ["Ashby", "Brent End", "Corley"],
        "kind": "cost",
        "coalitions": {
            "Ashby": 100, "Brent End": 60, "Corley": 40, "Ashby+Brent End": 140,
            "Ashby+Corley": 125, "Brent End+Corley": 85, "Ashby+Brent End+Corley": 168,
        },
    },
    "value": {
        "players": ["A", "B", "C"],
        "kind": "value",
        "coalitions": {"A": 0, "B": 0, "C": 0, "A+B": 60, "A+C": 50, "B+C": 10, "A+B+C": 72},
    },
    "empty-core": {
        "players": ["A", "B", "C"],
        "kind": "cost",
        "coalitions": {"A": 9, "B": 9, "C": 9, "A+B": 10, "A+C": 10, "B+C": 10, "A+B+C": 18},
    },
    "votes": {"kind": "weighted_voting", "quota": 51, "weights": [40, 30, 20, 10]},
    "airport": {
        "kind": "airport",
        "types": ["small", "large"],
        "movements": [900, 100],
        "annual_cost": [65000, 98000],
    },
    "missing": {"players": ["A", "B"], "kind": "cost", "coalitions": {"A": 11, "B": 7}},
}  # fmt: skip
NAMES = """\
name,lines,councils,company_number,vat_number
Quillworks Ltd,12,X07000001|X07000002,01234567,
QUILLWORKS LIMITED,3,X06000001,01234567,
Quillworks (UK) Ltd t/a Quill,1,,,
Tarn Systems Ltd,8,,,GB123456789
Tarn Systems Group plc,2,,,
Tarn Cleaning Ltd,5,X06000002,,
Wendlemere County Council,40,,,
Wendlemere CC,4,,,
Devon County Council,9,,,
Herts County Council,9,,,
** REDACTED **,30,,,
Mrs J Example,1,,,
Castellane Workforce Ltd,210,,,
CASTELLANE WORKFORCE,11,,,
"""
LINES = """\
supplier,department,description,published_category,council
Quillworks Ltd,Resources,Computer Software,,X07000001
Pennyweight Pay Services Ltd,Corporate Core,Payroll Provider Charges,,X06000001
Albacore Insurance Brokers Ltd,Finance,Premiums,Insurance,
Castellane Workforce Ltd,Adult Services,Agency Staff,,
Oakrise Homecare Ltd,Adult Services,Home care,,
Tarn Solicitors LLP,Legal,Counsel's fees,Legal services,
"""
FIX = "columns: {supplier: Supplier Name}\nheader_line: 1\n"
CUTS = """\
council,budget_code,period,reduction_pounds,source
X07000001,B-C1,2024/25,128277.58,"Budget book 2024/25, page 31"
X06000001,B-C2,2024-01 to 2024-12,40000.00,"Virement 17"
"""
PLEDGE = {
    "id": "P1", "partnership": "north-audit", "council": "X07000004", "function": "finance",
    "lever": "L1", "mechanism.kind": "contract", "mechanism.ref": "AU-2",
    "mechanism.on": "2024-04-01", "owner": "Head of audit", "type": "cash-releasing",
    "recurrent": "yes", "price_base": "2023/24", "baseline.pounds": "36843.07",
    "baseline.period": "2023-04 to 2024-03", "anticipated.OBC.2024/25": "4000",
    "anticipated.FBC.2024/25": "3000", "one_off_pounds": "500", "evidence_grade": "1",
    "state": "anticipated", "budget_code": "B-P1", "categories": "external_audit",
    "suppliers": "Abacus Lane Audit LLP",
    "said.source": "Press release", "said.on": "2024-03-01", "said.pounds": "5000",
    "typed.pounds": "2500", "typed.by": "J. Finch", "shares.name": "Northern Audit",
    "shares.members": "X07000004|X07000002", "shares.start": "2024-04",
    "shares.formation": "directed", "shares.leaving_pounds": "9000",
}  # fmt: skip


def write_inputs(folder: Path) -> None:
    """All that is there before the first command, in the folder `given`."""
    given = folder / "given"
    given.mkdir()
    fixed = {
        "contracts.csv": CONTRACTS, "wendlemere-county-council-register-2026.csv": REGISTER,
        "returns.csv": RETURNS, "names.csv": NAMES, "lines.csv": LINES, "fix.yaml": FIX,
        "cuts.csv": CUTS, "pledges.csv": _csv([list(PLEDGE), list(PLEDGE.values())]),
        "no-table.csv": "a,b\n1,2\n", "bad-returns.csv": f"{RETURN_COLUMNS}\nNowhere,it,2023/24\n",
        "panel.csv": _panel(), "adoption.csv": "unit,start\nA,2021-01\nB,2021-07\n",
    }  # fmt: skip
    for name, text in fixed.items():
        (given / name).write_text(text, encoding="utf-8")
    for name, game in GAMES.items():
        (given / f"{name}.json").write_text(json.dumps(game), encoding="utf-8")


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _panel() -> str:
    """Twelve councils over three years' months; spending wanders, A and B fall by a fifth when
    they join. The second column is what councils differ in."""
    chance = random.Random(7)
    rows: list[Sequence[str]] = [("council", "month", "pounds", "size")]
    for place, unit in enumerate("ABCDEFGHIJKL"):
        level = 20_000 + 1_500 * place
        for date in range(36):
            level += chance.randrange(-300, 301)
            joined = {"A": 24, "B": 30}.get(unit, 36) <= date
            month = f"{2019 + date // 12}-{date % 12 + 1:02}"
            rows.append((unit, month, str(level * 4 // 5 if joined else level), str(place % 5)))
    return _csv(rows)


def answer_pairs(folder: Path) -> None:
    """A reviewer's answers to the pairs of match review: the first three are one, two are not."""
    _answer(folder, "stages/pairs/p.csv", "pairs.csv", ["same"] * 3 + ["not same"] * 2)


def answer_labels(folder: Path) -> None:
    """A reviewer's answers to the combinations of classify review."""
    chosen = ["agency_staff", "software", "insurance", "payroll_services"] * 6
    _answer(folder, "stages/labels/labels.csv", "labels.csv", chosen)


def _answer(folder: Path, made: str, name: str, answers: Sequence[str]) -> None:
    """The list that a command made, its first column filled in."""
    with (folder / made).open(newline="", encoding="utf-8-sig") as stream:
        header, *rows = csv.reader(stream)
    answered = [[answer, *row[1:]] for answer, row in zip(answers, rows, strict=False)]
    (folder / "given" / name).write_text(_csv([header, *answered]), encoding="utf-8")


def change_claims(folder: Path) -> None:
    """The county's claims with the first one a rung further up, and another without an owner."""
    text = (folder / "county/trip/made/claims.yaml").read_text("utf-8")
    further = text.replace("state: approved", "state: removed from budget", 1)
    further = further.replace("evidence_grade: '1'", "evidence_grade: '2'", 1)
    (folder / "given/further.yaml").write_text(further, encoding="utf-8")
    faulty = text.replace("owner: Head of service", "owner: ''", 1)
    (folder / "given/faulty.yaml").write_text(faulty, encoding="utf-8")


def break_pack(folder: Path) -> None:
    """An evidence pack that lost its end."""
    whole = (folder / "prove/pack/pack.zip").read_bytes()
    (folder / "given/broken.zip").write_bytes(whole[:-30])


def change_plan(folder: Path) -> None:
    """The county's plan with a figure below zero, with a blank, and with a field nobody knows."""
    text = (folder / "county/trip/made/plan.yml").read_text("utf-8")
    wrong = {
        "below-zero": text.replace("cost: {value: 8869000", "cost: {value: -5", 1),
        "blank": text.replace("beta: {value: 0.95", "beta: null  # {value: 0.95", 1),
        "unknown-field": text.replace("agreement:\n", "agreements:\n", 1),
    }
    for name, plan in wrong.items():
        (folder / f"given/{name}.yml").write_text(plan, encoding="utf-8")
