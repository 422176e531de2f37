"""What the user's own closed partnerships delivered of what they promised: a small table in the
store's folder, written by PROVE and read by FORM beside the published cases.

delivery_ratios.csv has a line for each claim: partnership, case (its name), formation (chosen,
directed, unknown), claim, anticipated_pounds, delivered_pounds, as_of (the day of the verdict),
register_head (the register's last hash then).
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from tallystick.reference.delivery_ratios import DeliveryRatio
from tallystick.words.mistakes import UserMistake

NAME = "delivery_ratios.csv"
"""The table's name in the store's folder."""

COLUMNS = (
    "partnership",
    "case",
    "formation",
    "claim",
    "anticipated_pounds",
    "delivered_pounds",
    "as_of",
    "register_head",
)
_TEN_THOUSANDTH = Decimal("0.0001")


@dataclass(frozen=True, slots=True, order=True)
class OwnClaim:
    """One closed claim. Money is pence; anticipated is above zero, delivered may lie below: it
    then cost more than it saved. Raises ValueError otherwise."""

    claim: str
    anticipated: int
    delivered: int

    def __post_init__(self) -> None:
        if self.anticipated <= 0:
            raise ValueError(f"{self.claim}: nothing was anticipated.")


@dataclass(frozen=True, slots=True, order=True)
class OwnCase:
    """One closed partnership with its claims. Raises ValueError when it has none."""

    partnership: str
    case: str
    formation: str
    claims: tuple[OwnClaim, ...]
    as_of: date
    register_head: str

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError(f"{self.case}: nothing was claimed.")

    @property
    def anticipated(self) -> int:
        """Pence promised by all its claims."""
        return sum(each.anticipated for each in self.claims)

    @property
    def delivered(self) -> int:
        """Pence delivered of all its claims."""
        return sum(each.delivered for each in self.claims)

    @property
    def as_ratio(self) -> DeliveryRatio:
        """The same as an entry of the table of published cases."""
        ratio = (Decimal(self.delivered) / self.anticipated).quantize(_TEN_THOUSANDTH)
        known = ratio if ratio >= 0 else None
        return DeliveryRatio(
            case=self.case,
            shared_service=True,
            anticipated=f"£{self.anticipated / 100:,.0f}",
            delivered=f"£{self.delivered / 100:,.0f}, against what would have happened otherwise",
            low=known,
            high=known,
            below_zero=ratio < 0,
            status="D",
            sources=(f"own register, last hash {self.register_head[:12]}",),
            as_of=self.as_of,
        )


def read_own_cases(folder: Path) -> tuple[OwnCase, ...]:
    """The cases of a store's folder, by name; none where there is no table. Raises UserMistake
    with file and line for a line that does not fit."""
    path = folder / NAME
    if not path.exists():
        return ()
    found: dict[str, OwnCase] = {}
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        for row in reader:
            case = _case(row)
            before = found.get(case.partnership)
            claims = case.claims if before is None else tuple(sorted(before.claims + case.claims))
            found[case.partnership] = replace(case, claims=claims)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserMistake(f"{path} cannot be read as CSV.", _AGAIN) from error
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise UserMistake(f"{path}, line {reader.line_num}: this is no case.", _AGAIN) from error
    return tuple(sorted(found.values(), key=lambda each: (each.case, each.partnership)))


_AGAIN = "Delete it and run tallystick prove formation --store DIR, which writes it."


def write_own_cases(folder: Path, cases: Iterable[OwnCase]) -> Path:
    """Write the table whole, in one step; its path."""
    path = folder / NAME
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in sorted(cases):
        of = (each.partnership, each.case, each.formation)
        for claim in sorted(each.claims):
            told = (claim.claim, _pounds(claim.anticipated), _pounds(claim.delivered))
            writer.writerow((*of, *told, each.as_of.isoformat(), each.register_head))
    draft = path.with_suffix(".part")
    draft.write_text(page.getvalue(), encoding="utf-8")
    draft.replace(path)
    return path


def _case(row: dict[str, str]) -> OwnCase:
    """The case as far as one line tells it: with one claim."""
    promised, delivered = (_pence(row[f"{what}_pounds"]) for what in ("anticipated", "delivered"))
    return OwnCase(
        partnership=row["partnership"],
        case=row["case"],
        formation=row["formation"],
        claims=(OwnClaim(row["claim"], promised, delivered),),
        as_of=date.fromisoformat(row["as_of"]),
        register_head=row["register_head"],
    )


def _pounds(pence: int) -> str:
    return str(Decimal(pence) / 100)


def _pence(pounds: str) -> int:
    pence = Decimal(pounds) * 100
    if pence != int(pence):
        raise ValueError(f"{pounds!r} is not whole pence.")
    return int(pence)
