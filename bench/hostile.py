"""Reads hostile and mutated files, each in a process of its own, and records what each took.

Run as: PYTHON bench/hostile.py [--mutated N] [--hostile N] [--seed S]. Prints a line for each
kind with the worst of it, and exits with 1 where a file took over 1 GB or 30 seconds, or ended
otherwise than read or refused with a sentence that names it.
"""

import argparse
import gzip
import io
import os
import random
import signal
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_HOME))

from tests.read.files import HEADER, LINES, read_bytes  # noqa: E402
from tests.read.mutations import mutated_file  # noqa: E402
from tests.read.workbooks import excel_5, xlsb, zipped  # noqa: E402

from tallystick.words.mistakes import UserMistake  # noqa: E402

MOST_MEGABYTES, MOST_SECONDS = 1024, 30
_ODS = "urn:oasis:names:tc:opendocument:xmlns"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TEXT = "\r\n".join((HEADER, *LINES)).encode()


@dataclass(frozen=True)
class Took:
    """What a file took. how: read, refused, or what went wrong."""

    kind: str
    seconds: float
    megabytes: int
    how: str

    @property
    def failed(self) -> bool:
        over = self.megabytes > MOST_MEGABYTES or self.seconds > MOST_SECONDS
        return over or self.how not in ("read", "refused")


def ods(body: str, *, prefix: str = "table", before: str = "", code: str = "utf-8") -> bytes:
    """An OpenDocument sheet of these rows."""
    spaces = f'xmlns:office="{_ODS}:office:1.0" xmlns:{prefix}="{_ODS}:table:1.0"'
    page = (
        f'<?xml version="1.0" encoding="{code}"?>{before}<office:document-content {spaces} '
        f'xmlns:text="{_ODS}:text:1.0"><office:body><office:spreadsheet>{body}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    listed = f'<m:manifest xmlns:m="{_ODS}:manifest:1.0"/>'.encode()
    return zipped(
        {"mimetype": kind, "META-INF/manifest.xml": listed, "content.xml": page.encode(code)}
    )


def repeats(rng: random.Random) -> tuple[str, bytes]:
    """Cells and rows that say they are repeated, however XML lets them say it."""
    prefix, quote = rng.choice(("table", "t", "Ω", "table.x")), rng.choice("'\"")
    blank = rng.choice(("", " ", "\n", "\t\t"))
    columns, rows = rng.choice(((10**6, 1), (16384, 10**6), (10**6, 10**6), (3, 10**8), (10**9, 9)))
    told = "".join(f"&#{ord(c)};" for c in str(columns)) if rng.random() < 0.3 else str(columns)
    text = rng.choice(("x", "x" * 9999))
    within = (
        f"<{prefix}:table-row {prefix}:number-rows-repeated{blank}={blank}{quote}{rows}{quote}>"
    )
    cell = (
        f"<{prefix}:table-cell office:n='&gt;>' "
        f"{prefix}:number-columns-repeated{blank}={blank}{quote}{told}{quote}>"
        f"<text:p>{text}</text:p></{prefix}:table-cell></{prefix}:table-row>"
    )
    sheet = f'<{prefix}:table {prefix}:name="a">{within}{cell}</{prefix}:table>'
    code = rng.choice(("utf-8", "utf-16"))
    return "spend.ods", ods(sheet * rng.choice((1, 40)), prefix=prefix, code=code)


def entities(rng: random.Random) -> tuple[str, bytes]:
    """Entities within entities."""
    deep, wide = rng.choice((9, 30)), rng.choice((10, 100))
    inner = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * wide if n else "ha"}">' for n in range(deep))
    before = f"<!{rng.choice(('DOCTYPE', 'doctype'))} x [{inner}]>"
    body = f"<table:table><table:table-row><table:table-cell>&a{deep - 1};</table:table-cell>"
    if rng.random() < 0.5:
        return "spend.ods", ods(f"{body}</table:table-row></table:table>", before=before)
    return (
        "spend.xls",
        f"<?xml version='1.0'?>{before}<Workbook xmlns:o='office:spreadsheet'>".encode(),
    )


def nested(rng: random.Random) -> tuple[str, bytes]:
    """Elements within elements."""
    deep = rng.choice((10**4, 10**6))
    tag = rng.choice(("table:table", "text:p", "table:table-row"))
    if rng.random() < 0.5:
        return "spend.ods", ods(f"<{tag}>" * deep + f"</{tag}>" * deep)
    return "spend.xls", b"<table><tr><td>" * deep


def sheets(rng: random.Random) -> tuple[str, bytes]:
    """An xlsx with far cells, shared texts without end, or many sheets."""
    far = rng.choice(("XFD1048576", "A1048576", "ZZZ99999999", "XFD1"))
    text = "x" * rng.choice((10, 10**6, 3 * 10**7))
    quote = rng.choice("'\"")
    cells = f"<row r={quote}1{quote}><c r={quote}A1{quote} t={quote}s{quote}><v>0</v></c></row>"
    cells += f"<row><c r={quote}{far}{quote} t={quote}s{quote}><v>0</v></c></row>"
    sheet = f"<worksheet xmlns='{_MAIN}'><sheetData>{cells * rng.choice((1, 5000))}"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    count = rng.choice((1, 300))
    numbers = range(1, count + 1)
    told = "".join(f"<sheet name='{n}' sheetId='{n}' r:id='r{n}'/>" for n in numbers)
    linked = "".join(
        f"<Relationship Id='r{n}' Type='{links}/worksheet' Target='s{n}.xml'/>" for n in numbers
    )
    common = f"<Relationship Id='c' Type='{links}/sharedStrings' Target='sharedStrings.xml'/>"
    root = f"<Relationship Id='b' Type='{links}/officeDocument' Target='xl/workbook.xml'/>"
    members = {
        "_rels/.rels": f"<Relationships xmlns='{package}'>{root}</Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{_MAIN}' xmlns:r='{links}'><sheets>{told}</sheets>"
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{package}'>{linked}{common}"
        "</Relationships>",
        "xl/sharedStrings.xml": f"<sst xmlns='{_MAIN}'><si><t>{text}</t></si></sst>",
        **{f"xl/s{n}.xml": f"{sheet}</sheetData></worksheet>" for n in numbers},
    }
    return "spend.xlsx", zipped({name: page.encode() for name, page in members.items()})


def old(rng: random.Random) -> tuple[str, bytes]:
    """A workbook in records, cut, flipped, or with cells in far corners."""
    far = {0: {0: "a"}, rng.choice((1, 65535, 1048575)): {rng.choice((1, 16383)): "b"}}
    name, content = rng.choice((("spend.xls", excel_5()), ("spend.xlsb", xlsb(far))))
    damaged = bytearray(content)
    for _ in range(rng.choice((0, 1, 30))):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    return name, bytes(damaged[: rng.randrange(len(damaged))] if rng.random() < 0.2 else damaged)


def bombs(rng: random.Random) -> tuple[str, bytes]:
    """Archives that unpack to far more than their size."""
    filler = rng.choice((b"\0", b"a", b"1,2\n")) * rng.choice((10**6, 3 * 10**7))
    if rng.random() < 0.4:
        return "spend.gz", gzip.compress(gzip.compress(filler) if rng.random() < 0.5 else filler)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(rng.choice((1, 20))):
            archive.writestr(f"{number}.csv", _TEXT + filler)
    return "spend.zip", held.getvalue()


def texts(rng: random.Random) -> tuple[str, bytes]:
    """A text of one kind of sign, or tags that never end."""
    many = rng.choice((10**6, 3 * 10**7))
    sign = rng.choice(
        (b",", b'"', b"\n", b"x", b"\0", b"9", b"\xff", b"<a ", b"<td>", b"<!--", b"&")
    )
    head = b"<table><tr><td>" if sign[:1] in b"<&" else _TEXT
    return "spend.csv", (head + sign * (many // len(sign)))[: 31 << 20]


KINDS: tuple[Callable[[random.Random], tuple[str, bytes]], ...] = (
    *(repeats, entities, nested, sheets, old, bombs, texts),
)


def hostile(count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """So many hostile files: kind, name and bytes; the same seed gives the same files."""
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        name, content = kind(random.Random(seed * 100_003 + number))
        yield f"{kind.__name__} {number}", name, content


def mutated(count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """So many mutated files, as `hostile` gives them."""
    for number in range(count):
        yield f"mutated {number}", "spend.csv", mutated_file(seed * 100_003 + number)


def measure(kind: str, name: str, content: bytes) -> Took:
    """Read a file in a process of its own."""
    started = time.perf_counter()
    child = os.fork()
    if not child:
        os._exit(_read(name, content))
    overdue = threading.Timer(2 * MOST_SECONDS, os.kill, (child, signal.SIGKILL))
    overdue.start()
    _pid, status, used = os.wait4(child, 0)
    overdue.cancel()
    how = {0: "read", 1: "refused"}.get(os.waitstatus_to_exitcode(status), f"status {status}")
    return Took(kind, time.perf_counter() - started, used.ru_maxrss >> 10, how)


def _read(name: str, content: bytes) -> int:
    try:
        with tempfile.TemporaryDirectory() as folder:
            read_bytes(Path(folder), content, name)
    except UserMistake as mistake:
        return 1 if "spend" in mistake.sentence else 2
    except BaseException as error:
        print(type(error).__name__, str(error)[:200], file=sys.stderr)
        return 3
    return 0


def main() -> int:
    """Read them all, and print what they took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--mutated", type=int, default=10_000)
    asked.add_argument("--hostile", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    chosen = asked.parse_args()
    bad = False
    for files in (hostile(chosen.hostile, chosen.seed), mutated(chosen.mutated, chosen.seed)):
        took = []
        for file in files:
            took.append(measure(*file))
            if len(took) % 500 == 0:
                print(f"{len(took):,} files read", flush=True)
        for kind in sorted({each.kind.split()[0] for each in took}):
            of = [each for each in took if each.kind.split()[0] == kind]
            slow, big = max(e.seconds for e in of), max(e.megabytes for e in of)
            refused = sum(each.how == "refused" for each in of)
            print(f"{kind:9} {len(of):6,} files, {refused:6,} refused; {slow:6.2f} s, {big:5} MB")
        for each in filter(lambda one: one.failed, took):
            print("FAILED", each)
            bad = True
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
