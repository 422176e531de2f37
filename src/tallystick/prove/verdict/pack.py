"""The evidence pack: a register, what the store showed, and the figures, with a hash of each, from
which anybody can work the figures out again without the store."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from tallystick.prove.register.register import ClaimRegister
from tallystick.prove.register.sealed_file import as_text, check
from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.prove.verdict.plain import as_plain
from tallystick.prove.verdict.service import judge_partnership
from tallystick.prove.verdict.store_evidence import (
    Body,
    BudgetCut,
    Published,
    Recharge,
    SameSupplier,
    Source,
    Spend,
    VerdictEvidence,
)
from tallystick.words.cells import csv_text, unguarded
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import Month

_TABLES: Mapping[str, type[Any]] = {
    "spend": Spend,
    "same_suppliers": SameSupplier,
    "published": Published,
    "recharges": Recharge,
    "sources": Source,
    "bodies": Body,
    "cuts": BudgetCut,
}
_MANIFEST, _VERDICT, _REGISTER, _QUESTION = (
    "MANIFEST.json",
    "verdict.json",
    "claims.jsonl",
    "question.json",
)
_READ_FIRST = "README.txt"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a fixed date, so that the same evidence gives the same bytes

_ABOUT: Mapping[str, str] = {
    _REGISTER: "the register: each entry carries the hash of the one before",
    "spend.csv": "what each council paid outside the partnership, by scope and month, in pence",
    "same_suppliers.csv": "how much of it went to the firms that the members mainly pay",
    "published.csv": "how many lines each council published, by month",
    "recharges.csv": "what members paid one another, by month, in pence",
    "sources.csv": "the published files behind it all, with the sha256 of their bytes",
    "bodies.csv": "the councils",
    "cuts.csv": "budget lines that fell, as given",
    _QUESTION: "which partnership, as of which day",
    _VERDICT: "the figures",
    _MANIFEST: "the sha256 of each of these",
}
"""What the files of a pack hold, as its README and the papers say it."""

_README = """\
What {name} promised, and what spending shows of it: {verdict}.

  tallystick prove rebuild THIS.zip

checks every hash and works every figure out again, offline, from the files beside this one:

{files}"""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a pack. hash: sha256 of its bytes. rows: of a table or the register, else None.
    as_packed: whether the manifest names it with this hash."""

    name: str
    about: str
    hash: str
    rows: int | None
    as_packed: bool


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of working a pack's figures out again. plain: the figures, as values for programs;
    finding: the same. differences: a sentence each; none when every hash and figure is as the pack
    says. hash: sha256 of the whole file, to hold against what was noted when it was made. on: the
    day of the verdict. files: what the pack holds. sources: the published files behind it. names:
    of councils, by code."""

    plain: dict[str, Any]
    differences: tuple[str, ...]
    hash: str
    finding: PartnershipFinding
    on: date
    files: tuple[PackedFile, ...]
    sources: tuple[Source, ...]
    names: Mapping[str, str]


def pack(
    register: ClaimRegister, partnership: str, evidence: VerdictEvidence, *, on: date
) -> bytes:
    """The pack as the bytes of a zip file; the same input, the same bytes.

    Raises KeyError for a partnership that the register lacks.
    """
    plain = as_plain(judge_partnership(register, partnership, evidence, on=on))
    question = {
        "partnership": partnership,
        "on": on.isoformat(),
        "unmatched": list(evidence.unmatched),
    }
    contents = {
        _READ_FIRST: _readme(plain).encode(),
        _REGISTER: as_text(register).encode(),
        **{f"{name}.csv": _table(getattr(evidence, name), kind) for name, kind in _TABLES.items()},
        _QUESTION: _json(question),
        _VERDICT: _json(plain),
    }
    contents[_MANIFEST] = _json({name: _hash(data) for name, data in contents.items()})
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(ZipInfo(name, _LONG_AGO), data, ZIP_DEFLATED)
    return whole.getvalue()


def rebuild(data: bytes, *, source: str) -> Rebuilt:
    """Check a pack's hashes and work its figures out again. source: the name of its file. Raises
    UserMistake when it is no pack."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(contents[_MANIFEST])
        differences = _unlike(contents, manifest)
        found = check(contents[_REGISTER].decode())
        question = json.loads(contents[_QUESTION])
        evidence = _evidence(contents, tuple(question["unmatched"]))
        day = date.fromisoformat(question["on"])
        told = json.loads(contents[_VERDICT])
        finding = judge_partnership(found.register, question["partnership"], evidence, on=day)
    except (OSError, BadZipFile, KeyError, ValueError, TypeError) as error:
        raise UserMistake(
            f"{source} is not an evidence pack.", "Give a file that tallystick prove pack wrote."
        ) from error
    plain = json.loads(_json(as_plain(finding)))
    differences += found.faults
    differences += [
        f"{name} comes to another value than the pack says."
        for name in sorted(plain.keys() | told.keys())
        if plain.get(name) != told.get(name)
    ]
    return Rebuilt(
        plain=plain,
        differences=tuple(differences),
        hash=_hash(data),
        finding=finding,
        on=day,
        files=_files(contents, manifest, evidence, found.register),
        sources=evidence.sources,
        names={body.code: body.name for body in evidence.bodies},
    )


def _unlike(contents: Mapping[str, bytes], manifest: Mapping[str, str]) -> list[str]:
    """A sentence for each file that differs from the manifest."""
    changed = [
        f"{name} is not what was packed."
        for name, wanted in manifest.items()
        if _hash(contents.get(name, b"")) != wanted
    ]
    strange = sorted(contents.keys() - manifest.keys() - {_MANIFEST})
    return [*changed, *(f"{name} is not in the manifest." for name in strange)]


def _files(
    contents: Mapping[str, bytes],
    manifest: Mapping[str, str],
    evidence: VerdictEvidence,
    register: ClaimRegister,
) -> tuple[PackedFile, ...]:
    """Every file of the pack, in its order; those missing that the manifest names are told among
    the differences."""
    rows = {f"{name}.csv": len(getattr(evidence, name)) for name in _TABLES}
    rows[_REGISTER] = len(register.entries)
    about = {_READ_FIRST: "what the pack is, and what its files hold", **_ABOUT}
    return tuple(
        PackedFile(
            name=name,
            about=about.get(name, ""),
            hash=_hash(data),
            rows=rows.get(name),
            as_packed=name == _MANIFEST or manifest.get(name) == _hash(data),
        )
        for name, data in contents.items()
    )


def _readme(plain: Mapping[str, Any]) -> str:
    files = "".join(f"{name + '  ':<15}{about}\n" for name, about in _ABOUT.items())
    return _README.format(**plain, files=files)


def _evidence(contents: Mapping[str, bytes], unmatched: tuple[str, ...]) -> VerdictEvidence:
    tables = {name: _rows(contents[f"{name}.csv"], kind) for name, kind in _TABLES.items()}
    return VerdictEvidence(**tables, unmatched=unmatched)


def _table(rows: tuple[Any, ...], kind: type[Any]) -> bytes:
    names = [field.name for field in fields(kind)]
    cells = ([getattr(row, name) for name in names] for row in rows)
    told = (["" if cell is None else cell for cell in row] for row in cells)
    return csv_text([names, *told]).encode()


def _rows(data: bytes, kind: type[Any]) -> tuple[Any, ...]:
    parse = [_PARSERS[field.type] for field in fields(kind)]
    _header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    return tuple(kind(*(each(cell) for each, cell in zip(parse, row, strict=True))) for row in rows)


_PARSERS: Mapping[Any, Callable[[str], Any]] = {
    str: unguarded,
    int: int,
    Month: Month.parse,
    date | None: lambda cell: date.fromisoformat(cell) if cell else None,
}
"""How a cell is read back, by the type of its field."""


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
