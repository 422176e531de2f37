"""FIND's leading opportunities as a stranger checks them: on the raw lines, figure by figure.

    .venv/bin/python bench/stranger.py FOLDER...      [--top N] [--lines N] [--quiet]

Runs FIND on the folders in a store that is thrown away. For each of the first opportunities it
prints the largest raw lines behind it, for a person to judge (true, mostly, false: to the terminal
only; they may name people, so keep nothing of it), and works every figure out again: amounts from
the files with the csv module alone, which lines belong from the store's suppliers and categories,
a year by the rule of the report's method. Ends with status 1 where a figure differs.
"""

import argparse
import csv
import io
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tallystick.engine.asking import ask
from tallystick.engine.questions.tables import FILES, LINES, MEANINGS, in_window
from tallystick.engine.snapshot import Snapshot, open_snapshot
from tallystick.find import Findings, Opportunity, OverlapKind, Question, look
from tallystick.find.survey import Declared, survey
from tallystick.reference.councils import load_councils
from tallystick.reference.products import load_products

TALLYSTICK = Path(sys.executable).with_name("tallystick")
ROLES = ("net_amount", "amount", "gross_amount")
FEW_PAYMENTS = 2  # months with a payment, up to which a bill is not multiplied


class Kept(NamedTuple):
    """A line as the store keeps it."""

    council: str
    path: str
    sheet: str
    line: int
    counted: date
    amount_pence: int
    wording: int
    spelling: str
    supplier_id: str
    firm: str
    kind: str
    label: str
    category: str
    text: str


@dataclass(frozen=True)
class Seen:
    """A line with the system that it tells, and its amount as the file itself has it."""

    kept: Kept
    product: str
    raw_pence: int | None  # None: the file is no plain CSV, or its amount column is not known


def main() -> None:
    """Run, print, judge the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--top", type=int, default=10)
    parser.add_argument("--lines", type=int, default=8, help="raw lines of each council")
    parser.add_argument("--quiet", action="store_true", help="figures only")
    asked = parser.parse_args()
    if missing := [str(each) for each in asked.folders if not each.is_dir()]:
        sys.exit(f"SKIPPED: {', '.join(missing)} not there.")
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "store"
        command = [TALLYSTICK, "find", *asked.folders, "--store", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with open_snapshot(folder) as store:
            wrong = check(store, asked)
    sys.exit(1 if wrong else 0)


def check(store: Snapshot, asked: argparse.Namespace) -> int:
    """Print all; how many figures differ."""
    question = Question(on=date.today())
    findings = look(store, question, councils=load_councils())
    lines = read_lines(store, question)
    reading = Counter("not read again" if each.raw_pence is None else
                      "same" if each.raw_pence == each.kept.amount_pence else "DIFFERENT"
                      for each in lines)  # fmt: skip
    print(f"Compared {findings.first_month} to {findings.last_month}. Amounts again: {reading}")
    wrong = reading["DIFFERENT"]
    for place, found in enumerate(findings.to_act_on, 1):
        mine = [each for each in lines if belongs(each, found)]
        differing = list(differences(found, mine))
        wrong += len(differing)
        if place <= asked.top:
            tell(place, found, differing)
            if not asked.quiet:
                show(mine, asked.lines)
    for said in headline_differences(findings, lines):
        print(f"HEADLINE: {said}")
        wrong += 1
    print(f"{len(findings.to_act_on)} opportunities to act on, {wrong} figures differ.")
    return wrong


def headline_differences(findings: Findings, lines: Sequence[Seen]) -> Iterator[str]:
    """What the headline says and its opportunities, worked out again from their lines, do not."""
    counted = [each for each in findings.to_act_on if not each.is_weak and each.saving]
    central = sum(int(each.basis_pence * each.rate.central) for each in counted if each.rate)
    if abs(findings.saving.central - central) > len(counted):
        yield f"central saving {findings.saving.central} is {central}"
    if findings.saving.central != sum(part.saving.central for part in findings.headline):
        yield "its parts are not the whole"
    bought = [each for each in findings.to_act_on
              if not each.is_weak and each.kind is OverlapKind.CATEGORY]  # fmt: skip
    paid = sum(amount(one) for each in bought for one in lines if belongs(one, each))
    if paid != sum(part.pence for part in findings.headline):
        yield f"paid {sum(part.pence for part in findings.headline)} is {paid}"
    for each in counted:
        if each.basis_paid_pence > each.pence:
            yield f"{each.title}: more is left to let than was paid"


def read_lines(store: Snapshot, question: Question) -> list[Seen]:
    """Every back-office line of a supplier that may be named, in the months compared."""
    seen = survey(store, question, Declared(), councils=load_councils(), products=load_products())
    told = {
        (one.sums.council, one.wording.wording): one.told.product.key
        for one in seen.paid
        if one.told.product
    }
    lines = LINES.filter(in_window(LINES, seen.window)).join(MEANINGS, "wording")
    wanted = lines.join(FILES, lines.source == FILES.number).select(*Kept._fields)
    columns = amount_columns(store)
    return [
        Seen(row, told.get((row.council, row.wording), ""), raw_amount(row, columns))
        for row in ask(store, wanted, Kept)
        if row.kind in ("organisation", "public_body")
    ]


def amount_columns(store: Snapshot) -> dict[tuple[str, str], str]:
    """(path, sheet) -> header of the column that holds what is compared."""
    found = {}
    for source in store.sources():
        for table in source.record["tables"]:
            role = next((each for each in ROLES if each in table["columns"]), None)
            if role:
                found[source.path, table["sheet"]] = table["columns"][role]
    return found


def raw_amount(row: Kept, columns: dict[tuple[str, str], str]) -> int | None:
    """A line's amount from the file itself; None where that is not a plain CSV."""
    header = columns.get((row.path, row.sheet))
    if header is None or not row.path.lower().endswith(".csv"):
        return None
    records = raw_records(row.path)
    places = [
        place
        for number in sorted(records)[:15]
        for place, cell in enumerate(records[number])
        if level(cell) == level(header)
    ]
    record = records.get(row.line, [])
    return plain_pence(record[places[0]]) if places and places[0] < len(record) else None


def level(text: str) -> str:
    """A header without doubled blanks."""
    return " ".join(text.split())


@cache
def raw_records(path: str) -> dict[int, list[str]]:
    """Physical line on which a record begins -> its cells."""
    raw = Path(path).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    begins, records = 1, {}
    for record in reader:
        records[begins] = record
        begins = reader.line_num + 1
    return records


def plain_pence(cell: str) -> int | None:
    """The pence of a cell: pounds with commas, a minus before or after, or brackets."""
    if re.fullmatch(r"-?\d+(\.\d+)?[eE][+-]?\d+", cell.strip()):
        return int((Decimal(cell.strip()) * 100).to_integral_value(rounding="ROUND_HALF_EVEN"))
    text = re.sub(r"[^0-9.()\-]", "", cell.replace("−", "-"))
    digits = re.sub(r"[^0-9.]", "", text)
    if not digits or digits.count(".") > 1:
        return None
    pence = int((Decimal(digits) * 100).to_integral_value(rounding="ROUND_HALF_EVEN"))
    return -pence if "-" in text or text.startswith("(") else pence


def belongs(each: Seen, found: Opportunity) -> bool:
    """Whether a line is one of those behind an opportunity."""
    if each.kept.council not in {one.council.code for one in found.councils}:
        return False
    if found.kind is OverlapKind.PRODUCT:
        return each.product == found.product
    return each.kept.category == found.category


def differences(found: Opportunity, lines: Sequence[Seen]) -> Iterator[str]:
    """What the opportunity says and the lines do not."""
    for one in found.councils:
        mine = [each for each in lines if each.kept.council == one.council.code]
        said = (one.pence, one.lines, one.suppliers, one.pence_a_year)
        again = (
            sum(amount(each) for each in mine),
            len(mine),
            len({each.kept.firm for each in mine}),
            sum(map(amount, mine)) if one.is_weak else yearly(mine, one.months),
        )
        names = ("paid", "lines", "suppliers", "a year")
        for name, theirs, ours in zip(names, said, again, strict=True):
            if theirs != ours:
                yield f"{one.council.short_name}: {name} {theirs} is {ours}"
    firms = {each.kept.firm for each in lines}
    if found.supplier_count != len(firms):
        yield f"suppliers {found.supplier_count} is {len(firms)}"
    sound = [one for one in found.councils if not one.is_weak]
    if found.pence_a_year != sum(one.pence_a_year for one in sound):
        yield f"a year {found.pence_a_year} is not the sum of its councils"
    if found.saving and found.rate:
        central = int(found.basis_pence * found.rate.central)
        if abs(central - found.saving.central) > 1:
            yield f"central saving {found.saving.central} is {central}"


def amount(each: Seen) -> int:
    """The pence of a line, from the file where it could be read again."""
    return each.kept.amount_pence if each.raw_pence is None else each.raw_pence


def yearly(lines: Iterable[Seen], months: int) -> int:
    """Pence a year: of what is paid in more than two months of less than a year, twelve times its
    part; of one or two bills, what was paid."""
    bills: dict[tuple[str, str, str], list[Seen]] = defaultdict(list)
    for each in lines:
        bills[each.kept.supplier_id, each.kept.category, each.product].append(each)
    once = regular = 0
    for mine in bills.values():
        paid = sum(amount(each) for each in mine)
        if months < 12 and len({each.kept.counted for each in mine}) <= FEW_PAYMENTS:
            once += paid
        else:
            regular += paid
    scaled = abs(regular) * 12 // months
    return once + (scaled if regular >= 0 else -scaled)


def tell(place: int, found: Opportunity, differing: Sequence[str]) -> None:
    """One opportunity's figures."""
    each = "; ".join(
        f"{one.council.short_name} paid £{one.pence / 100:,.0f} in {one.months} months, "
        f"£{one.pence_a_year / 100:,.0f} a year, {one.lines} lines, {one.suppliers} suppliers"
        for one in found.councils
    )
    print(f"\n=== {place}. {found.title} [{found.label}, {found.kind}] {each}")
    print("    figures: " + ("; ".join(differing) if differing else "all the same"))


def show(lines: Sequence[Seen], number: int) -> None:
    """The largest raw lines of each council."""
    by_council: dict[str, list[Seen]] = defaultdict(list)
    for each in lines:
        by_council[each.kept.council].append(each)
    for code in sorted(by_council):
        mine = sorted(by_council[code], key=lambda each: -abs(each.kept.amount_pence))
        for each in mine[:number]:
            kept = each.kept
            record = raw_records(kept.path).get(kept.line) if kept.path.endswith(".csv") else None
            text = " | ".join(cell for cell in record if cell.strip()) if record else kept.text
            print(f"    {code} {Path(kept.path).name}:{kept.line} £{kept.amount_pence / 100:,.2f} "
                  f"{text[:260]}")  # fmt: skip


if __name__ == "__main__":
    main()
