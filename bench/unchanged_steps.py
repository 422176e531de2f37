"""The commands that bench/unchanged.py runs, in their order: all that a user can have printed,
written or shown of the example county, and of the published files.

A step's name is CHAPTER/NAME, and the folder of that name is its own: HERE in its words. MADE,
STORE and PLAN are what the first chapter makes for the others: the county, its store, its plan.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import unchanged_inputs as inputs

ALWAYS = "county"
"""The chapter that the others rest on."""

PUBLISHED, DATA = "published", "data"
"""Links in the working folder: to the published files, and to the folder that they lie in."""

_PLACES = {
    "MADE": "county/trip/made",
    "STORE": "county/trip/made/store",
    "PLAN": "county/trip/made/plan.yml",
    "READ": "stages/read/store",
    "REAL": "real/read/store",
}
"""Short names in the words of steps, and the path that each stands for."""


@dataclass(frozen=True)
class Step:
    """A command and what is known of it beforehand.

    words: its arguments as typed in a shell. new: those for the checkout NEW, where its interface
    is another. status: the exit status that BASE must give, so that two failures are not taken for
    two equal answers. needs: a path without which it is skipped, loudly; such a step reads real
    lines, and what differs is told by its place only. prepare: makes its input in the working
    folder. pages: the command is a server, and these are the addresses where a visit begins.
    """

    name: str
    words: str
    new: str = ""
    status: int = 0
    needs: str = ""
    prepare: Callable[[Path], None] | None = None
    pages: tuple[str, ...] = ()

    @property
    def chapter(self) -> str:
        """What --chapters calls it by."""
        return self.name.split("/")[0]

    def words_of(self, side: str) -> str:
        """The words for a side, BASE or NEW, with the places put in."""
        text = self.new if side == "NEW" and self.new else self.words
        for short, place in {**_PLACES, "HERE": self.name}.items():
            text = text.replace(short, place)
        return text


def _papers(*kinds: str) -> str:
    """The options for a paper of each kind, in the step's folder."""
    return " ".join(f"--{kind} HERE/paper.{kind}" for kind in kinds)


_THREE = _papers("html", "docx", "pdf")
_FOUR = f"{_THREE} {_papers('xlsx')}"

_COMMANDS = (
    "", "find", "serve", "read", "match", "match review", "match decide", "match explain",
    "classify", "classify review", "classify decide", "classify learn", "form", "form start",
    "form solve", "form case", "form exit", "form example", "split", "prove", "prove estimate",
    "prove groups", "prove register", "prove check", "prove verdict", "prove pack",
    "prove rebuild", "prove formation", "example",
)  # fmt: skip

WARM = [[*words.split(), "--help"] for words in _COMMANDS]
"""What every command of BASE answers without a file: it imports all of the product."""

_HELP = [
    Step(f"help/{words.replace(' ', '-') or 'tallystick'}", f"{words} --help".strip())
    for words in _COMMANDS
]

_COUNTY = [
    Step("county/trip", "form example HERE/made"),
    Step("county/example", "example HERE/county --json"),
]

_FIND = [
    Step(
        "find/all",
        f"find --store STORE --out HERE/report {_FOUR} {_papers('csv')} --json",
    ),
    Step(
        "find/part",
        "find --store STORE --councils Saltersby,X07000001,Kingsholt --function hr,it "
        f"--from 2024-01 --to 2024-06 {_FOUR} --json",
    ),
    Step(
        "find/given",
        "find --store STORE --contracts given/contracts.csv --contracts "
        "given/wendlemere-county-council-register-2026.csv --returns given/returns.csv "
        f"{_FOUR} {_papers('csv')} --json",
    ),
    Step("find/given-words", "find --store STORE --contracts given/contracts.csv --from 2024-04"),
    Step("find/forms", "find --forms HERE/forms"),
    Step(
        "find/fresh",
        "find MADE/published/pellgrave MADE/published/thornmarsh nowhere.csv "
        f"--store HERE/store {_papers('html', 'csv')}",
    ),
    Step("find/alone", "find MADE/published/eastwold --store HERE/store"),
    Step(
        "find/no-table", "find given/no-table.csv --store HERE/store --council X07000004", status=2
    ),
]

_STAGES = [
    Step("stages/read", "read MADE/published --store READ --json"),
    Step("stages/read-again", "read MADE/published --store READ"),
    Step(
        "stages/read-words",
        "read MADE/published/ashcombe-vale MADE/published/saltersby MADE/published/wendlemere "
        "--store HERE/store",
    ),
    Step(
        "stages/read-corrected",
        "read MADE/published/wendlemere-fire --store HERE/store --council X31000001 "
        "--corrections given/fix.yaml --json",
    ),
    *(
        Step(f"stages/explain-{kind}", f"read --explain 'MADE/published/{file}' --page HERE/p.html")
        for kind, file in {
            "csv": "wendlemere/SpendOver500_202304.csv",
            "cards": "wendlemere/purchase-cards-2023-24.csv",
            "xlsx": "ashcombe-vale/Payments over 250 2023-24 Q3 (corrected).xlsx",
            "xls": "thornmarsh/Thornmarsh 2023-24 quarter 1.xls",
            "ods": "thornmarsh/Thornmarsh 2024-25 quarter 1.ods",
            "zip": "saltersby/Saltersby spend 2023-24.zip",
            "quarter": "marlcombe/Marlcombe payments 2024-25 Q1.csv",
        }.items()
    ),
    Step("stages/match", "match --store READ"),
    Step("stages/match-json", "match --store READ --json"),
    Step("stages/pairs", "match review --store READ --csv HERE/p.csv --html HERE/p.html --json"),
    Step("stages/pairs-words", "match review --store READ --most 25"),
    *(
        Step(f"stages/why-{name}", f"match explain {words}")
        for name, words in {
            "same": '"CIVICA UK LTD" "Civica UK Limited"',
            "councils": '"Devon County Council" "Herts County Council"',
            "json": '"Castellane Workforce Ltd" "Castellane Workforce Group plc" --json',
        }.items()
    ),
    Step("stages/names", "match --names given/names.csv --out HERE/names.csv --json"),
    Step("stages/classify", "classify --store READ"),
    Step("stages/classify-json", "classify --store READ --json"),
    Step("stages/labels", "classify review --store READ --csv HERE/labels.csv"),
    Step("stages/lines", "classify --lines given/lines.csv --out HERE/lines.csv --json"),
    Step(
        "stages/decide-pairs",
        "match decide --store READ given/pairs.csv --by 'A. Clerk'",
        prepare=inputs.answer_pairs,
    ),
    Step(
        "stages/decide-labels",
        "classify decide --store READ given/labels.csv --by 'A. Clerk'",
        prepare=inputs.answer_labels,
    ),
    Step("stages/learn", "classify learn --store READ"),
    Step("stages/pairs-after", "match review --store READ --csv HERE/pairs.csv"),
    Step("stages/find-after", "find --store READ --json"),
]

_SPLIT = [
    *(
        Step(f"split/{game}{name}", f"split given/{game}.json {option}".strip())
        for game in ("cost", "value", "empty-core", "votes", "airport")
        for name, option in {"": "", "-json": "--json"}.items()
    ),
    Step("split/one-rule", "split given/cost.json --rule nucleolus --json"),
    Step("split/missing", "split given/missing.json", status=2),
]

_ALL = "X10000001,X06000001,X06000002,X07000001,X07000002,X07000003"
_FORM = [
    Step("form/start", f"form start --store STORE --councils {_ALL}"),
    Step(
        "form/start-part",
        "form start --store STORE --councils Saltersby,X06000002 --functions hr,legal "
        "--start 2029-04-01 --out HERE/plan.yml",
    ),
    Step("form/solve", f"form solve PLAN --stable {_FOUR} --json"),
    Step("form/solve-thorough", "form solve PLAN --thorough"),
    Step("form/case", f"form case PLAN {_FOUR} --json"),
    Step("form/case-lead", f"form case PLAN --option lead {_papers('html')}"),
    Step("form/exit",
         f"form exit PLAN --leaver X07000002 --notice 2028-10-01 {_THREE} --json"),
    Step("form/exit-other", "form exit PLAN --leaver Thornmarsh --notice 2029-03-31"),
    Step("form/below-zero", "form case given/below-zero.yml", status=2, prepare=inputs.change_plan),
    Step("form/blank", "form solve given/blank.yml", status=2),
    Step("form/unknown-field", "form exit given/unknown-field.yml --leaver X07000002 "
         "--notice 2028-10-01", status=2),
    Step("form/stranger", "form exit PLAN --leaver Eastwold --notice 2028-10-01", status=2),
]  # fmt: skip

_DEALS = ("vale-payroll-hr", "two-cities-it", "eastern-telephony", "county-insurance",
          "marsh-legal")  # fmt: skip
_WHO = "--store STORE --by 'A. Clerk' --on 2026-11-23"
_PANEL = "given/panel.csv --unit council --time month --outcome pounds"
_JOINED = "--treated A,B --start 2021-01"
_PROVE = [
    Step("prove/register", f"prove register MADE/claims.yaml {_WHO} --json"),
    Step("prove/register-again", f"prove register MADE/claims.yaml {_WHO}"),
    Step(
        "prove/register-further",
        f"prove register given/further.yaml {_WHO} --why 'Taken out of the budget.'",
        prepare=inputs.change_claims,
    ),
    Step("prove/register-csv", f"prove register given/pledges.csv {_WHO}"),
    Step("prove/register-faulty", f"prove register given/faulty.yaml {_WHO}", status=2),
    Step("prove/check", "prove check --store STORE"),
    Step("prove/check-json", "prove check --store STORE --json"),
    Step("prove/check-head", f"prove check --store STORE --head {'ab' * 32}", status=2),
    *(
        Step(
            f"prove/verdict-{deal}",
            f"prove verdict --store STORE --partnership {deal} --on 2026-11-23 "
            f"{_papers('html', 'xlsx')} --json",
        )
        for deal in (*_DEALS, "north-audit")
    ),
    Step(
        "prove/verdict-words",
        "prove verdict --store STORE --partnership two-cities-it --budget given/cuts.csv "
        f"{_papers('html', 'xlsx')} --on 2026-11-23",
    ),
    Step("prove/verdict-early",
         "prove verdict --store STORE --partnership vale-payroll-hr --on 2024-09-01"),
    Step("prove/verdict-nobody", "prove verdict --store STORE --partnership nobody", status=2),
    Step(
        "prove/pack",
        "prove pack HERE/pack.zip --store STORE --partnership vale-payroll-hr "
        "--budget given/cuts.csv --on 2026-11-23",
    ),
    Step("prove/rebuild", "prove rebuild prove/pack/pack.zip"),
    Step("prove/rebuild-json", "prove rebuild prove/pack/pack.zip --json"),
    Step("prove/rebuild-broken", "prove rebuild given/broken.zip", status=2,
         prepare=inputs.break_pack),
    Step("prove/formation", "prove formation"),
    Step("prove/formation-own", "prove formation --store STORE --on 2026-11-23 --json"),
    Step("prove/case", f"form case PLAN --store STORE {_papers('html', 'xlsx')}"),
    Step("prove/case-json", "form case PLAN --store STORE --json"),
    Step("prove/estimate", f"prove estimate {_PANEL} {_JOINED} --claimed 10"),
    Step("prove/estimate-all", f"prove estimate {_PANEL} {_JOINED} --method all --placebos 40"),
    Step("prove/estimate-json", f"prove estimate {_PANEL} --adoption given/adoption.csv "
         "--method all --placebos 40 --workings HERE/workings.csv --json"),
    Step("prove/groups", f"prove groups {_PANEL} --adoption given/adoption.csv"),
    Step("prove/groups-json", f"prove groups {_PANEL} --adoption given/adoption.csv --how reg "
         "--covariates size --not-yet --json"),
]  # fmt: skip

_SERVE = [
    Step(
        "serve/county",
        "serve --store STORE --port PORT",
        status=-15,  # it is ended when all pages are fetched
        pages=(
            "/", "/search?q=pay", "/search?q=software", "/search?q=nobody+is+called+so",
            "/report/index.html", "/lines?label=it", "/council/E99", "/category/no",
            "/lines?label=no", "/lines?at=-1", "/report/no.html", "/no",
        ),
    ),
]  # fmt: skip

_MISTAKES = [
    Step(f"mistakes/{name}", words, status=2)
    for name, words in {
        "no-path": "find nowhere --store HERE/store",
        "no-store": "find .",
        "nothing-read": "find --store HERE/store",
        "function": "find --store STORE --function magic",
        "month": "find --store STORE --from spring",
        "no-month": "find --store STORE --from 2019-01 --to 2019-12",
        "council": "find --store STORE --councils Camelot",
        "unwritable": "find --store STORE --html nowhere/report.html",
        "folder": "find --store STORE --xlsx .",
        "returns": "find --store STORE --returns given/bad-returns.csv",
        "register": "find --store STORE --contracts given/no-table.csv",
        "explain": "read --explain MADE/published/wendlemere",
        "match": "match",
        "names": "match --names given/no-table.csv --out HERE/out.csv",
        "lines": "classify --lines given/no-table.csv --out HERE/out.csv",
        "serve": "serve --store nowhere",
        "start": "form start --store nowhere --councils X07000001,X07000002",
        "one-council": "form start --store STORE --councils X07000001",
        "command": "dance",
        "option": "find --store STORE --dance",
    }.items()
]

_REAL = [
    Step("real/read", f"read {PUBLISHED} --store REAL --json", needs=PUBLISHED),
    Step("real/report", f"find --store REAL --out HERE/report {_FOUR} {_papers('csv')} --json",
         needs=PUBLISHED),
    Step("real/heart", "find --store REAL --function hr,finance,it,procurement --from 2022-01 "
         f"--contracts {DATA}/contracts/exeter-register-2026-04.csv --json",
         needs=f"{DATA}/contracts/exeter-register-2026-04.csv"),
    Step("real/pairs", "match review --store REAL --csv HERE/pairs.csv --html HERE/pairs.html",
         needs=PUBLISHED),
    Step("real/labels", "classify review --store REAL --csv HERE/labels.csv", needs=PUBLISHED),
    Step("real/start", "form start --store REAL --councils E08000003,E08000006,E08000009",
         needs=PUBLISHED),
    Step("real/truths", f"read {DATA}/truth/read/files --store HERE/store --json",
         needs=f"{DATA}/truth/read/files"),
    Step("real/faults", f"read {DATA}/faults/read --store HERE/store --council X07000001 --json",
         needs=f"{DATA}/faults/read"),
]  # fmt: skip

STEPS: tuple[Step, ...] = (
    *_COUNTY, *_FIND, *_STAGES, *_SPLIT, *_FORM, *_PROVE, *_SERVE, *_MISTAKES, *_HELP,
    *_REAL,
)  # fmt: skip
