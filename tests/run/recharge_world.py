"""A small shared service in three files, which tests change by words."""

from pathlib import Path

from tallystick.run.recharge.bill import Run
from tallystick.run.recharge.trip import recharge
from tallystick.words.period import parse_period

A, B, C = "X06000001", "X06000002", "X07000001"

AGREEMENT = f"""\
name: Vale Shared Services
form: lead
host: {A}
versions:
  - version: "1"
    from: 2026-04-01
    services:
      - function: hr
        basis: headcount
        figures: {{{A}: 2, {B}: 1}}
        cost: {{value: 1200, source: Budget 2026/27, grade: B}}
        fixed: {{value: 0.4, assumption: systems, owner: an officer}}
        vat: outside_scope
        pools: [staff, slips]
    pools:
      - {{id: staff, service: hr, basis: headcount}}
      - {{id: slips, service: hr, price: 4.42, unit: payslip}}
      - {{id: rooms, feeds: {{staff: 1}}}}
    mapping:
      - {{pool: staff, cost_centre: "10*", account: "*"}}
      - {{pool: slips, cost_centre: "20*", account: "1*"}}
      - {{pool: rooms, cost_centre: "30*", account: "*"}}
"""
LEDGER = """\
line,posted_on,cost_centre,account,text,pounds
2,2026-10-05,1001,1010,Salaries,100.00
3,2026-10-20,3001,2000,Rent,0.01
4,2026-10-31,2001,1010,Printing,9.00
5,2026-10-31,2001,2000,Stamps,3.00
"""
VOLUMES = f"""\
period,council,driver,value,source
2026-10,{A},headcount,2,return
2026-10,{B},headcount,1,return
2026-10,{A},payslip,1.5,return
2026-10,{B},payslip,0,return
"""


class World:
    """The three files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.agreement = folder / "AGREEMENT.yml"
        self.ledger = folder / "LEDGER.csv"
        self.volumes = folder / "VOLUMES.csv"
        self.agreement.write_text(AGREEMENT, encoding="utf-8")
        self.ledger.write_text(LEDGER, encoding="utf-8")
        self.volumes.write_text(VOLUMES, encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> "World":
        """Put other words into a file, where the old ones stand in it."""
        path: Path = getattr(self, file)
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path.name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return self

    def add(self, file: str, text: str) -> "World":
        """Put words at the end of a file."""
        path: Path = getattr(self, file)
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        return self

    def run(self, period: str = "2026-10", *, control_total: int | None = None) -> Run:
        """The bill of a period."""
        return recharge(
            self.agreement,
            ledger=self.ledger,
            volumes=self.volumes,
            period=parse_period(period),
            control_total=control_total,
        )

    @property
    def words(self) -> list[str]:
        """The files as the command takes them."""
        return [str(self.agreement), "--ledger", str(self.ledger), "--volumes", str(self.volumes)]
