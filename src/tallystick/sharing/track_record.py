"""What the user's own closed partnerships delivered of what they promised: values that PROVE makes
and FORM counts by, and the CSV table in which a store keeps them.

The table has a line for each claim: partnership (its id), case (its name), formation (chosen,
directed, unknown), claim, anticipated_pounds, delivered_pounds, as_of (the day of the verdict),
register_head (the register's last hash then).
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tallystick.reference.delivery_ratios import DeliveryRatio
from tallystick.sharing.partnership import Formation
from tallystick.words.cells import csv_text, unguarded
from tallystick.words.mistakes import UserMistake
from tallystick.words.money import pounds

TRACK_RECORD = "delivery_ratios.csv"
"""The table's name in a store's folder."""

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
class ClosedClaim:
    """One closed claim. Money is pence. anticipated is above zero; delivered may be negative, when
    the claim cost more than it saved. Raises ValueError otherwise."""

    claim: str
    anticipated: int
    delivered: int

    def __post_init__(self) -> None:
        if self.anticipated <= 0:
            raise ValueError(f"{self.claim}: nothing was anticipated.")


@dataclass(frozen=True, slots=True, order=True)
class ClosedPartnership:
    """A partnership all of whose promises are due and tested, with its claims.

    partnership: its id in the register. as_of: the day of the verdict. register_head: the last
    hash of the register then. Raises ValueError when it has no claim.
    """

    partnership: str
    name: str
    formation: Formation
    claims: tuple[ClosedClaim, ...]
    as_of: date
    register_head: str

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError(f"{self.name}: nothing was claimed.")

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
        """The partnership as an entry of the table of published cases."""
        ratio = (Decimal(self.delivered) / self.anticipated).quantize(_TEN_THOUSANDTH)
        known = ratio if ratio >= 0 else None
        return DeliveryRatio(
            case=self.name,
            shared_service=True,
            anticipated=pounds(self.anticipated),
            delivered=f"{pounds(self.delivered)}, against what would have happened otherwise",
            low=known,
            high=known,
            below_zero=ratio < 0,
            status="D",
            sources=(f"own register, last hash {self.register_head[:12]}",),
            as_of=self.as_of,
        )


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The user's own closed partnerships; none where none has closed."""

    cases: tuple[ClosedPartnership, ...]

    @property
    def ratios(self) -> tuple[Fraction, ...]:
        """Delivered over promised of each closed claim."""
        return tuple(
            Fraction(claim.delivered, claim.anticipated)
            for case in self.cases
            for claim in case.claims
        )

    @property
    def delivered(self) -> Fraction | None:
        """Pounds delivered over pounds promised of all together; None without a case."""
        promised = sum(each.anticipated for each in self.cases)
        return Fraction(sum(each.delivered for each in self.cases), promised) if promised else None


def read_track_record(text: str, *, source: str) -> TrackRecord:
    """The partnerships of a table's text, by name. source: the file that it is from.

    Raises UserMistake naming source and line for a line that does not fit.
    """
    found: dict[str, ClosedPartnership] = {}
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        for row in reader:
            told = [(name, cell) for name, cell in row.items() if isinstance(cell, str)]
            case = _case({name: unguarded(cell) for name, cell in told})
            before = found.get(case.partnership)
            claims = case.claims if before is None else tuple(sorted(before.claims + case.claims))
            found[case.partnership] = replace(case, claims=claims)
    except csv.Error as error:
        raise UserMistake(f"{source} cannot be read as CSV.", _AGAIN) from error
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise UserMistake(f"{source}, line {reader.line_num}: this is no case.", _AGAIN) from error
    cases = sorted(found.values(), key=lambda each: (each.name, each.partnership))
    return TrackRecord(tuple(cases))


_AGAIN = "Delete it and run tallystick prove formation --store DIR, which writes it."


def track_record_text(cases: Iterable[ClosedPartnership]) -> str:
    """The table of these partnerships as text, which read_track_record reads back."""
    rows = []
    for each in sorted(cases):
        of = (each.partnership, each.name, each.formation)
        for claim in sorted(each.claims):
            told = (claim.claim, _pounds(claim.anticipated), _pounds(claim.delivered))
            rows.append((*of, *told, each.as_of.isoformat(), each.register_head))
    return csv_text([COLUMNS, *rows])


def _case(row: dict[str, str]) -> ClosedPartnership:
    """The case as far as one line tells it: with one claim."""
    promised, delivered = (_pence(row[f"{what}_pounds"]) for what in ("anticipated", "delivered"))
    return ClosedPartnership(
        partnership=row["partnership"],
        name=row["case"],
        formation=Formation(row["formation"]),
        claims=(ClosedClaim(row["claim"], promised, delivered),),
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
