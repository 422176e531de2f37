"""Claims and partnerships as plain text fields, and back: what a file and the register hold.

Every value is text, a list of texts or a mapping of them, so that no pound passes a float."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar

from tallystick.prove.register.claims import (
    VERSIONS,
    Baseline,
    BenefitKind,
    Claim,
    Mechanism,
    Outturn,
    Period,
    RegisteredPartnership,
    Said,
    Typed,
)
from tallystick.prove.register.ladder import Grade, State, needed_grade
from tallystick.sharing.partnership import Formation, Partnership
from tallystick.words.labels import Label
from tallystick.words.period import Month

Plain = Mapping[str, Any]
Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=Enum)

_LEVER = re.compile(r"L[1-8]a?")
_MECHANISMS = ("post", "licence", "contract", "lease")
_POUNDS = re.compile(r"-?\d+(\.\d{1,2})?")


class BadField(ValueError):
    """A field that does not say what it must: the message is a sentence without its full stop."""


def partnership_from(plain: Plain) -> RegisteredPartnership:
    """A partnership from its fields. Raises BadField."""
    members = _texts(plain, "members")
    if len(members) < 2 or len(set(members)) < len(members):
        raise BadField("members must name at least two councils, each once")
    start = _parsed(plain, "start", Month.parse)
    joined = {code: _parsed(_part(plain, "joined"), code, Month.parse)
              for code in plain.get("joined") or ()}  # fmt: skip
    if strange := [code for code, month in joined.items() if code not in members or month < start]:
        raise BadField(f"joined must give members a month from {start} on, not {strange[0]}")
    key, name = _text(plain, "id"), _text(plain, "name")
    return RegisteredPartnership(
        id=key,
        partnership=Partnership(name=name, members=members, lead=members[0]),
        start=start,
        joined=joined,
        formation=_choice(plain, "formation", Formation, Formation.UNKNOWN),
        leaving_pence=_pence(plain, "leaving_pounds") if plain.get("leaving_pounds") else None,
    )


def partnership_fields(partnership: RegisteredPartnership) -> dict[str, Any]:
    """The fields of a partnership, which partnership_from reads back."""
    plain: dict[str, Any] = {
        "id": partnership.id,
        "name": partnership.name,
        "members": list(partnership.members),
        "start": str(partnership.start),
        "formation": str(partnership.formation),
    }
    if partnership.joined:
        plain["joined"] = {code: str(month) for code, month in sorted(partnership.joined.items())}
    if partnership.leaving_pence is not None:
        plain["leaving_pounds"] = _pounds(partnership.leaving_pence)
    return plain


def claim_from(plain: Plain) -> Claim:
    """A claim from its fields. Raises BadField for the first that does not fit."""
    claim = Claim(
        id=_text(plain, "id"),
        partnership=_text(plain, "partnership"),
        council=_text(plain, "council"),
        function=str(_choice(plain, "function", Label)),
        lever=_parsed(plain, "lever", _lever),
        mechanism=_mechanism(_part(plain, "mechanism")),
        owner=_text(plain, "owner"),
        kind=_choice(plain, "type", BenefitKind),
        recurrent=_parsed(plain, "recurrent", _yes_or_no),
        price_base=_text(plain, "price_base"),
        baseline=_baseline(_part(plain, "baseline")),
        anticipated=_anticipated(_part(plain, "anticipated")),
        one_off_pence=_pence(plain, "one_off_pounds"),
        grade=_parsed(plain, "evidence_grade", lambda text: Grade(int(text))),
        state=_choice(plain, "state", State),
        budget_code=_text(plain, "budget_code"),
        categories=tuple(sorted(_texts(plain, "categories"))),
        suppliers=tuple(sorted(_texts(plain, "suppliers"))),
        attribution=_share(plain, "attribution"),
        price_index=_ratio(plain, "price_index"),
        volume_index=_ratio(plain, "volume_index"),
        said=_said(_part(plain, "said")) if plain.get("said") else None,
        outturn=_outturn(_part(plain, "outturn")) if plain.get("outturn") else None,
        typed=_typed(_part(plain, "typed")) if plain.get("typed") else None,
    )
    if not claim.categories and not claim.suppliers:
        raise BadField("categories or suppliers must say which payments the claim is about")
    if claim.grade < needed_grade(claim.state):
        raise BadField(
            f"state {claim.state!s} needs evidence of grade {needed_grade(claim.state):d} or more"
        )
    return claim


def claim_fields(claim: Claim) -> dict[str, Any]:
    """The fields of a claim, which claim_from reads back."""
    plain: dict[str, Any] = {
        "id": claim.id,
        "partnership": claim.partnership,
        "council": claim.council,
        "function": claim.function,
        "lever": claim.lever,
        "mechanism": _some(
            kind=claim.mechanism.kind, ref=claim.mechanism.ref, on=claim.mechanism.on
        ),
        "owner": claim.owner,
        "type": str(claim.kind),
        "recurrent": "yes" if claim.recurrent else "no",
        "price_base": claim.price_base,
        "baseline": _some(
            pounds=_pounds(claim.baseline.pence),
            period=claim.baseline.period,
            data=claim.baseline.data,
            frozen_on=claim.baseline.frozen_on,
        ),
        "anticipated": {
            version: {
                str(period): _pounds(pence)
                for period, pence in sorted(claim.anticipated[version].items())
            }
            for version in claim.versions
        },
        "one_off_pounds": _pounds(claim.one_off_pence),
        "evidence_grade": str(int(claim.grade)),
        "state": str(claim.state),
        "budget_code": claim.budget_code,
        "categories": list(claim.categories),
        "suppliers": list(claim.suppliers),
        "attribution": str(claim.attribution),
        "price_index": str(claim.price_index),
        "volume_index": str(claim.volume_index),
    }
    return plain | _public_fields(claim)


def _public_fields(claim: Claim) -> dict[str, Any]:
    """What was said in public, published and typed, as far as there is any."""
    found: dict[str, Any] = {}
    if (said := claim.said) is not None:
        found["said"] = _some(source=said.source, on=said.on, pounds=_pounds(said.pence))
    if (outturn := claim.outturn) is not None:
        found["outturn"] = _some(
            line=outturn.line,
            source=outturn.source,
            before_pounds=_pounds(outturn.before),
            after_pounds=_pounds(outturn.after),
        )
    if (typed := claim.typed) is not None:
        found["typed"] = _some(pounds=_pounds(typed.pence), by=typed.by)
    return found


def pence_of(text: str) -> int:
    """Pounds as '1,234.56' or '£1234' in pence. Raises ValueError for anything else."""
    plain = text.strip().replace(",", "").removeprefix("£")
    if not _POUNDS.fullmatch(plain):
        raise ValueError(f"{text!r} is not pounds such as 1250 or 1250.50")
    return int(Decimal(plain) * 100)


def _mechanism(plain: Plain) -> Mechanism:
    kind = _text(plain, "kind")
    if kind not in _MECHANISMS:
        raise BadField(f"mechanism.kind is {kind!r}, not one of {', '.join(_MECHANISMS)}")
    return Mechanism(kind, _text(plain, "ref"), _day(plain, "on"))


def _baseline(plain: Plain) -> Baseline:
    return Baseline(
        pence=_pence(plain, "pounds"),
        period=_parsed(plain, "period", Period.parse),
        data=plain.get("data") or None,
        frozen_on=_day(plain, "frozen_on"),
    )


def _anticipated(plain: Plain) -> dict[str, dict[Period, int]]:
    strange = [version for version in plain if version not in VERSIONS]
    if strange or not plain:
        said = f"has a version {strange[0]!r}" if strange else "is empty"
        raise BadField(f"anticipated {said}; the versions are {', '.join(VERSIONS)}")
    found: dict[str, dict[Period, int]] = {}
    for version, years in plain.items():
        periods = {
            _parsed({"period": text}, "period", Period.parse): _pence(years, text) for text in years
        }
        months = [month for period in periods for month in period.months]
        if not periods or len(set(months)) < len(months):
            raise BadField(f"anticipated.{version} must name periods that do not overlap")
        found[version] = periods
    return found


def _said(plain: Plain) -> Said:
    day = _day(plain, "on")
    if day is None:
        raise BadField("said.on must give the day")
    return Said(_text(plain, "source"), day, _pence(plain, "pounds"))


def _outturn(plain: Plain) -> Outturn:
    return Outturn(
        line=_text(plain, "line"),
        source=_text(plain, "source"),
        before=_pence(plain, "before_pounds"),
        after=_pence(plain, "after_pounds"),
    )


def _typed(plain: Plain) -> Typed:
    return Typed(_pence(plain, "pounds"), _text(plain, "by"))


def _some(**values: object) -> dict[str, str]:
    """Values as text, without those that are not there."""
    return {name: str(value) for name, value in values.items() if value is not None}


def _pounds(pence: int) -> str:
    return f"{Decimal(pence) / 100:.2f}"


def _part(plain: Plain, name: str) -> Plain:
    part = plain.get(name)
    if not isinstance(part, Mapping):
        raise BadField(f"{name} is missing, or is not a group of fields")
    return part


def _text(plain: Plain, name: str) -> str:
    value = plain.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadField(f"{name} is missing")
    return value.strip()


def _texts(plain: Plain, name: str) -> tuple[str, ...]:
    value = plain.get(name) or []
    if isinstance(value, str):
        value = value.split("|")
    if not isinstance(value, Sequence) or not all(isinstance(each, str) for each in value):
        raise BadField(f"{name} must be a list")
    return tuple(each.strip() for each in value if each.strip())


def _parsed(plain: Plain, name: str, parse: Callable[[str], Value]) -> Value:
    text = _text(plain, name)
    try:
        return parse(text)
    except (ValueError, InvalidOperation) as error:
        raise BadField(f"{name} is {text!r}, which does not fit: {error}".rstrip(".")) from error


def _pence(plain: Plain, name: str) -> int:
    return _parsed(plain, name, pence_of)


def _written_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("write the day as 2024-04-01") from error


def _day(plain: Plain, name: str) -> date | None:
    return _parsed(plain, name, _written_day) if plain.get(name) else None


def _choice(
    plain: Plain, name: str, choices: type[Choice], default: Choice | None = None
) -> Choice:
    if default is not None and not plain.get(name):
        return default
    text = _text(plain, name)
    for choice in choices:
        if choice.value == text.lower():
            return choice
    raise BadField(f"{name} is {text!r}, not one of {', '.join(each.value for each in choices)}")


def _ratio(plain: Plain, name: str) -> Decimal:
    found = _parsed(plain, name, Decimal) if plain.get(name) else Decimal(1)
    if not found.is_finite() or found <= 0:
        raise BadField(f"{name} must be above 0")
    return found


def _share(plain: Plain, name: str) -> Decimal:
    found = _ratio(plain, name)
    if found > 1:
        raise BadField(f"{name} must be above 0 and at most 1")
    return found


def _lever(text: str) -> str:
    if not _LEVER.fullmatch(text):
        raise ValueError("the levers are L1 to L8")
    return text


def _yes_or_no(text: str) -> bool:
    answers = {"yes": True, "true": True, "no": False, "false": False}
    if text.lower() not in answers:
        raise ValueError("write yes or no")
    return answers[text.lower()]
