"""Makes the example county: its payments, the files that each council publishes, and the correct
answers."""

import csv
import io
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from tallystick.example.announced import claims_yaml
from tallystick.example.publish.houses import HOUSES
from tallystick.example.truth.lines import (
    Published,
    TrueFile,
    TrueLine,
    TrueReject,
    TrueSpelling,
    true_files,
    true_lines,
    true_rejects,
    true_spellings,
    with_replacements,
)
from tallystick.example.truth.overlaps import lookalikes, true_overlaps
from tallystick.example.truth.services import (
    TrueClaim,
    services_as_json,
    trends_as_json,
    true_claims,
)
from tallystick.example.world.councils import EXAMPLE_COUNCILS
from tallystick.example.world.county_nouns import Line
from tallystick.example.world.facts import bodies
from tallystick.example.world.ledger import write_ledgers
from tallystick.example.world.sharing import SharedMonth, share_services
from tallystick.words.council import Council
from tallystick.words.whole_files import write_bytes

_README = """\
The county of Wendlemere does not exist. Its councils, suppliers and people are invented, and so is
every payment: a program made these files from the seed {seed}. No line was copied from a real one.

published/   what each council put out, in its own way, April 2023 to March 2025
claims.yaml  what its partnerships announced that sharing would save, for tallystick prove register
truth/       what is true of it:
  spellings.csv         every supplier spelling and whom it means
  lines.csv             every payment line: day, pence, supplier, label, category
  rejects.csv           every line that holds something and is no payment
  files.csv             every table: encoding, header line, column roles, sums, oddities
  overlaps.json         what councils buy side by side, and names that only look alike
  shared_services.json  who shares what from when, and what it saved, to the penny
  claims.csv            what was claimed, beside what was true
"""


@dataclass(frozen=True, slots=True)
class County:
    """What was made. files: everything written, in order of writing."""

    folder: Path
    councils: tuple[Council, ...]
    files: tuple[Path, ...]

    @property
    def published(self) -> Path:
        """The folder to read with the product; it contains one folder for each council."""
        return self.folder / "published"

    @property
    def claims(self) -> Path:
        """The announced claims, in the form that the register reads."""
        return self.folder / "claims.yaml"

    @property
    def truth(self) -> Path:
        """The folder with the correct answers."""
        return self.folder / "truth"


def make_county(folder: Path, *, seed: int = 2026) -> County:
    """Writes the example county below folder, which is made where it is missing.

    The same seed gives the same bytes in every file. About 34,000 payment lines, 9 MB with the
    truth. Files of an earlier county in the folder are overwritten, others left alone. Raises
    OSError where the folder cannot be written.
    """
    ledger, account = share_services(write_ledgers(seed))
    published = _publish(ledger, seed)
    contents = {f"published/{one.path}": one.file.data for one in published}
    contents |= _truth(published, account)
    contents["claims.yaml"] = claims_yaml(true_claims(account), ledger).encode()
    contents["README.txt"] = _README.format(seed=seed).encode()
    return County(folder, EXAMPLE_COUNCILS, tuple(_write(folder, contents)))


def _publish(ledger: Sequence[Line], seed: int) -> list[Published]:
    published: list[Published] = []
    for body in bodies():
        own = [line for line in ledger if line.council == body.slug]
        rng = random.Random(f"{seed}/{body.slug}/press")
        published += with_replacements(body, list(HOUSES[body.slug](own, rng)))
    return published


def _truth(published: Sequence[Published], account: Sequence[SharedMonth]) -> dict[str, bytes]:
    spellings = true_spellings(published)
    lines = list(true_lines(published))
    kinds = {spelling.supplier_key: spelling.kind for spelling in spellings}
    overlaps = [overlap.as_json() for overlap in true_overlaps(lines, kinds)]
    services = {"partnerships": services_as_json(account), "trends": trends_as_json()}
    return {
        "truth/spellings.csv": _table(TrueSpelling, spellings),
        "truth/lines.csv": _table(TrueLine, lines),
        "truth/rejects.csv": _table(TrueReject, true_rejects(published)),
        "truth/files.csv": _table(TrueFile, true_files(published)),
        "truth/overlaps.json": _json({"overlaps": overlaps, "lookalikes": lookalikes()}),
        "truth/shared_services.json": _json(services),
        "truth/claims.csv": _table(TrueClaim, true_claims(account)),
    }


def _table(row_type: type[Any], rows: Iterable[Any]) -> bytes:
    """Dataclass rows as CSV; None is empty, True and False are 1 and 0."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(field.name for field in fields(row_type))
    for row in rows:
        writer.writerow(int(cell) if isinstance(cell, bool) else cell for cell in astuple(row))
    return page.getvalue().encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _write(folder: Path, contents: dict[str, bytes]) -> Iterable[Path]:
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, data)
        yield path
