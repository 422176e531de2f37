"""A small plan of three councils that a reader can check by hand."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tallystick.form.case.terms import Terms, read_terms
from tallystick.form.case.track_record import CountedRecord
from tallystick.form.plan.file import read_plan
from tallystick.form.plan.plan_values import Plan
from tallystick.reference.councils import load_councils
from tallystick.sharing import Formation
from tallystick.sharing.track_record import ClosedClaim, ClosedPartnership, TrackRecord

CAMBRIDGE, HUNTS, SOUTH = "E07000008", "E07000011", "E07000012"

PLAN = """\
plan: HR of three councils
start: 2027-04-01
years: 10
councils:
  E07000008: {}
  E07000011: {ends: 2030-04-01, becomes: [E07000008]}
  E07000012: {}
model:
  coordination: {value: 3000, assumption: a day a week, owner: J. Finch}
  retained: {value: 0.02, assumption: one officer, owner: J. Finch}
functions:
  hr:
    councils:
      E07000008:
        cost: {value: 1000000, source: Budget, grade: B}
        headcount: {value: 20, source: Establishment, grade: B}
        bases:
          L1: {value: 200000, source: Payroll, grade: A}
          L2: {value: 600000, source: Payroll, grade: A}
          L5: {value: 100000, source: Contracts register, grade: C}
        one_off:
          legal_and_vat: {value: 10000, source: Quotation, grade: A}
      E07000011:
        cost: {value: 500000, source: Budget, grade: B}
        headcount: {value: 10, source: Establishment, grade: B}
        bases:
          L1: {value: 100000, source: Payroll, grade: A}
          L4: null
      E07000012:
        cost: {value: 500000, source: Budget, grade: B}
        headcount: {value: 10, source: Establishment, grade: B}
        bases:
          L1: {value: 100000, assumption: as Huntingdonshire, owner: J. Finch}
case:
  evidence:
    L1: {grade: A, source: Posts deleted in March}
  ready:
    - {lever: L5, function: hr, council: E07000008, day: 2028-10-01, source: Contracts register}
agreement:
  name: Ouse HR
  form: lead
  review: 2028-10-01
  notice_months: 12
  cap: {value: 100000, source: "Agreement, clause 14", grade: A}
  clauses: {termination: clause 14, financial: schedule 3}
  services:
    - function: hr
      basis: headcount
      figures: {E07000008: 50, E07000011: 25, E07000012: 25}
      cost: {value: 1000000, source: Outturn, grade: A}
      fixed: {value: 0.4, assumption: a manager and a system, owner: J. Finch}
      vat: outside_scope
  leaving:
    E07000011:
      redundancy: {value: 30000, source: HR estimate, grade: D}
      reserves: {value: 5000, source: Statement of accounts, grade: A}
  successors:
    - {function: hr, figures: {North: 60, South: 40},
       fixed_each: {value: 300000, assumption: a manager and a system, owner: J. Finch}}
"""


def written(folder: Path, text: str = PLAN) -> Path:
    """The plan as a file."""
    path = folder / "plan.yml"
    path.write_text(text, encoding="utf-8")
    return path


def changed(old: str, new: str) -> str:
    """The plan with one passage changed; it must be there."""
    assert old in PLAN
    return PLAN.replace(old, new, 1)


def read(path: Path) -> tuple[Plan, Terms]:
    """The plan and its terms."""
    plan = read_plan(path, councils=load_councils())
    return plan, read_terms(path, plan)


def track_record(*, delivered: Sequence[int]) -> CountedRecord:
    """A closed partnership, each of whose claims promised £100 and delivered so many."""
    claims = tuple(
        ClosedClaim(f"C{number}", 100_00, pounds * 100) for number, pounds in enumerate(delivered)
    )
    day, head = date(2026, 6, 1), "ab" * 32
    vale = ("vale", "Vale Payroll", Formation.CHOSEN)
    closed = (ClosedPartnership(*vale, claims, day, head),) if claims else ()
    return CountedRecord(TrackRecord(closed))


def assumed(number: object) -> str:
    return f"{{value: {number}, assumption: a test, owner: J. Finch}}"


def modelled(
    *,
    coordination: int,
    more: str = "",
    distance: int = 0,
    border: tuple[str, str] = (CAMBRIDGE, SOUTH),
) -> str:
    """The small plan with a cost model: £1,000 fixed, nothing for a unit of work; only two of the
    councils border each other."""
    model = {
        "fixed": 1000, "unit": 0, "beta": 1, "coordination": coordination, "distance": distance,
        "retained": 0, "integration": 0,
    }  # fmt: skip
    start = PLAN.index("model:")
    end = PLAN.index("functions:")
    lines = "model:\n" + "".join(f"  {name}: {assumed(each)}\n" for name, each in model.items())
    text = PLAN[:start] + lines + PLAN[end:]
    for code in (CAMBRIDGE, HUNTS, SOUTH):
        text = text.replace(f"      {code}:\n", f"      {code}:\n        volume: {assumed(1)}\n")
        named = f"neighbours: [{', '.join({*border} - {code} if code in border else ())}]"
        text = text.replace(f"  {code}: {{}}", f"  {code}: {{{named}}}")
        text = text.replace(f"  {code}: {{ends", f"  {code}: {{{named}, ends")
    return text.replace("years: 10", "years: 10\nlargest: 2") + more
