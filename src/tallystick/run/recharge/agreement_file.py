"""AGREEMENT.yml as the one Agreement of sharing/, each mistake with file, line and field.

The fields stand in docs/agreement.md.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from tallystick.example import is_invented
from tallystick.reference.case import load_case_settings
from tallystick.reference.councils import load_councils
from tallystick.run.recharge.steps import without_way_out
from tallystick.sharing.agreement import Agreement, ExitTerms, Service, Vat, Version
from tallystick.sharing.basis import Basis
from tallystick.sharing.pools import Fits, Pool, Tolerance, Within
from tallystick.words.nodes import Entry, Spot, document, optional
from tallystick.words.period import parse_period

_TOP = ("name", "form", "host", "change_in_period", "versions", "billed", "ends")
_VERSION = ("version", "from", "services", "pools", "mapping", "notice_months", "cap", "clauses",
            "review")  # fmt: skip
_SERVICE = ("function", "basis", "figures", "cost", "fixed", "vat", "pools", "tolerance")
_POOL = ("id", "service", "basis", "price", "unit", "feeds")
_FITS = ("pool", "cost_centre", "account")
_FIGURE = ("value", "source", "grade", "assumption", "owner")
_REPLACED_BY = {"whole percentages": False, "exact shares": True}
_FIRST = "Write one as docs/agreement.md shows."


@dataclass(frozen=True, slots=True)
class AgreementFile:
    """An agreement with where it stands. spots: the place of each pool, by the number of its
    version and its id."""

    agreement: Agreement
    file: str
    sha256: str
    spots: Mapping[tuple[str, str], Spot]

    def spot(self, version: str, pool: str) -> Spot:
        """The place of a pool in the file."""
        return self.spots[version, pool]


def read_agreement_file(path: Path) -> AgreementFile:
    """The agreement of a YAML file.

    Raises UserMistake naming file, line and field for whatever does not fit: an unknown council or
    pool, a service without its VAT treatment, versions that begin on one day, a loop of pools that
    nothing leaves.
    """
    top = document(path, top="the agreement", first=_FIRST)
    fields = top.fields(_TOP, needs=("name", "form", "host", "versions"))
    spots: dict[tuple[str, str], Spot] = {}
    found = [_version(each, spots) for each in fields["versions"].each()]
    if not found:
        raise fields["versions"].spot.mistake("it has no version", "Give it one.")
    _refuse_twins(fields["versions"], found)
    members = sorted({code for each in found for code in each.members})
    agreement = Agreement(
        name=fields["name"].text(),
        form=_form(fields["form"]),
        versions=tuple(sorted(found, key=lambda each: each.first)),
        ends=optional(fields.get("ends"), _day, None),
        host=fields["host"].one_of(members),
        within=optional(fields.get("change_in_period"), _within, Within.DAYS),
        billed=optional(
            fields.get("billed"), lambda each: _billed(each, members), MappingProxyType({})
        ),
    )
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return AgreementFile(agreement, path.name, sha256, MappingProxyType(spots))


def _refuse_twins(entry: Entry, versions: Sequence[Version]) -> None:
    for at, (version, each) in enumerate(zip(versions, entry.each(), strict=True)):
        for other in versions[:at]:
            if other.first == version.first:
                wrong = f"versions {other.number} and {version.number} both begin on {other.first}"
                raise each.spot.mistake(wrong, "Give each a first day of its own.")
            if other.number == version.number:
                raise each.spot.mistake(
                    f"two versions are {version.number}", "Give each its own number."
                )


def _form(entry: Entry) -> str:
    options = load_case_settings().options.values()
    return entry.one_of([option.key for option in options if option.needs_partners])


def _within(entry: Entry) -> Within:
    return Within(entry.one_of(tuple(Within)))


def _day(entry: Entry) -> date | None:
    return entry.day()


def _billed(entry: Entry, members: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """Pence billed, by the label of the period and by code."""
    found: dict[str, Mapping[str, int]] = {}
    for name, each in entry.items():
        try:
            period = str(parse_period(name))
        except ValueError as error:
            raise each.spot.mistake(
                f"{name} is not a period", "Write 2026-10, 2026-27Q1 or 2026/27."
            ) from error
        found[period] = MappingProxyType(
            {_known(code, cell, members): _pence(cell) for code, cell in each.items()}
        )
    return MappingProxyType(found)


def _known(code: str, entry: Entry, members: Sequence[str]) -> str:
    if code not in members:
        raise entry.spot.mistake(
            f"{code} is not in the agreement", f"Name one of {', '.join(members)}."
        )
    return code


def _pence(entry: Entry) -> int:
    pence = entry.number() * 100
    if pence % 1:
        raise entry.spot.mistake(f"{entry.text()} is not whole pence", "Give pounds and pence.")
    return int(pence)


def _version(entry: Entry, spots: dict[tuple[str, str], Spot]) -> Version:
    fields = entry.fields(_VERSION, needs=("version", "from", "services", "pools", "mapping"))
    number = fields["version"].text()
    services = _services(fields["services"])
    pools = _pools(fields["pools"], services, number, spots)
    _check_listed(fields["services"], pools)
    return Version(
        number=number,
        first=fields["from"].day(),
        services=services,
        exit=ExitTerms(
            notice_months=optional(fields.get("notice_months"), _months, None),
            cap=optional(fields.get("cap"), _ceiling, None),
        ),
        clauses=optional(fields.get("clauses"), _clauses, MappingProxyType({})),
        review=optional(fields.get("review"), _day, None),
        pools=pools,
        mapping=tuple(_fits(each, pools) for each in fields["mapping"].each()),
    )


def _months(entry: Entry) -> int | None:
    return entry.whole(0, 120)


def _ceiling(entry: Entry) -> int | None:
    pence = _money(entry)[0]
    if pence == 0:
        raise entry.spot.mistake(
            "a ceiling of nought is not 'no ceiling'", "Leave it out where there is none."
        )
    return pence


def _clauses(entry: Entry) -> Mapping[str, str]:
    return MappingProxyType({key: each.text() for key, each in entry.items()})


def _services(entry: Entry) -> tuple[Service, ...]:
    found: list[Service] = []
    for each in entry.each():
        service = _service(each)
        if service.function in [other.function for other in found]:
            raise each.spot.mistake(f"{service.function} has two schedules", "Put them into one.")
        found.append(service)
    if not found:
        raise entry.spot.mistake("no service is named", "Name at least one.")
    return tuple(found)


def _service(entry: Entry) -> Service:
    needs = ("function", "basis", "figures", "cost", "fixed")
    fields = entry.fields(_SERVICE, needs=needs)
    function = fields["function"].text()
    if "vat" not in fields or fields["vat"].is_blank:
        raise entry.spot.mistake(
            f"nobody has chosen how the recharge of {function} stands to VAT",
            f"Add vat: and one of {', '.join(Vat)}, as finance decides.",
        )
    cost, because = _money(fields["cost"])
    fixed, fixed_because = _figure(fields["fixed"])
    if fixed > 1:
        raise fields["fixed"].spot.mistake(f"{fixed} is not a share", "Write 40% as 0.4.")
    return Service(
        function=function,
        basis=Basis(fields["basis"].one_of(tuple(Basis))),
        figures=_figures(fields["figures"]),
        cost=cost,
        fixed=fixed,
        vat=Vat(fields["vat"].one_of(tuple(Vat))),
        because=f"Cost: {because}. Fixed part: {fixed_because}.",
        tolerance=optional(fields.get("tolerance"), _tolerance, None),
    )


def _figures(entry: Entry) -> Mapping[str, Decimal]:
    found = {}
    for code, each in entry.items():
        # Codes of the reference table, and those of the invented county and its like.
        if not is_invented(code) and load_councils().by_code(code) is None:
            raise each.spot.mistake(
                f"{code} is no council's code", "Give the code of the reference table."
            )
        found[code] = _not_below_zero(each)
    if not found:
        raise entry.spot.mistake("no council is named", "Give each member's figure.")
    return MappingProxyType(found)


def _tolerance(entry: Entry) -> Tolerance | None:
    fields = entry.fields(("points", "replaced_by"), needs=("points", "replaced_by"))
    replaced_by = fields["replaced_by"].one_of(tuple(_REPLACED_BY))
    return Tolerance(_not_below_zero(fields["points"]), _REPLACED_BY[replaced_by])


def _money(entry: Entry) -> tuple[int, str]:
    """Whole pence of a figure in pounds, and where it is from."""
    pounds, because = _figure(entry)
    if (pounds * 100) % 1:
        raise entry.spot.mistake(f"{pounds} is not whole pence", "Give pounds and pence.")
    return int(pounds * 100), because


def _figure(entry: Entry) -> tuple[Decimal, str]:
    fields = entry.fields(_FIGURE, needs=("value",))
    source = optional(fields.get("source"), Entry.text, "")
    assumption = optional(fields.get("assumption"), Entry.text, "")
    if bool(source) == bool(assumption):
        raise entry.spot.mistake(
            "it needs either a source or an assumption", "Give one, and not the other."
        )
    owner = optional(fields.get("owner"), Entry.text, "")
    because = source or f"assumption {assumption} of {owner or 'nobody named'}"
    return _not_below_zero(fields["value"]), because


def _not_below_zero(entry: Entry) -> Decimal:
    number = entry.number()
    if number < 0:
        raise entry.spot.mistake(f"{number} is below zero", "Correct the figure.")
    return number


def _pools(
    entry: Entry, services: Sequence[Service], number: str, spots: dict[tuple[str, str], Spot]
) -> tuple[Pool, ...]:
    found: dict[str, Pool] = {}
    entries = entry.each()
    for each in entries:
        pool = _pool(each, [service.function for service in services])
        if pool.id in found:
            raise each.spot.mistake(f"two pools are {pool.id}", "Give each its own id.")
        found[pool.id] = pool
        spots[number, pool.id] = each.spot
    for pool in found.values():
        _check_feeds(pool, found, spots[number, pool.id])
    stuck = without_way_out({pool.id: pool.feeds for pool in found.values() if pool.feeds})
    if stuck:
        raise spots[number, stuck].mistake(
            f"what {stuck} holds never leaves the pools that feed each other",
            "Let one of them feed a pool that is charged.",
        )
    return tuple(found[id] for id in sorted(found))


def _pool(entry: Entry, functions: Sequence[str]) -> Pool:
    fields = {
        name: each for name, each in entry.fields(_POOL, needs=("id",)).items() if not each.is_blank
    }
    id = fields["id"].text()
    ways = [each for each in ("basis", "price", "feeds") if each in fields]
    if len(ways) != 1:
        told = " and ".join(ways) if ways else "none of them"
        raise entry.spot.mistake(
            f"{id} has {told}", "Give it exactly one of basis, price and feeds."
        )
    if ways != ["feeds"] and "service" not in fields:
        raise entry.spot.mistake(f"{id} has no service", "Add service: and a function.")
    if ways == ["price"] and "unit" not in fields:
        raise entry.spot.mistake(f"{id} has a price of nothing", "Add unit: and what is counted.")
    return Pool(
        id=id,
        service=fields["service"].one_of(functions) if "service" in fields else "",
        basis=fields["basis"].text() if "basis" in fields else "",
        price=_not_below_zero(fields["price"]) if "price" in fields else None,
        unit=fields["unit"].text() if "unit" in fields else "",
        feeds=_feeds(fields["feeds"]) if "feeds" in fields else MappingProxyType({}),
    )


def _feeds(entry: Entry) -> Mapping[str, Decimal]:
    weights = {id: _not_below_zero(each) for id, each in entry.items()}
    if not any(weights.values()):
        raise entry.spot.mistake("it feeds nothing", "Give at least one weight above zero.")
    return MappingProxyType(weights)


def _check_feeds(pool: Pool, pools: Mapping[str, Pool], spot: Spot) -> None:
    for id in pool.feeds:
        if id == pool.id:
            raise spot.mistake(f"{id} feeds itself", "Leave it out of what it feeds.")
        if id not in pools:
            raise spot.unknown("pool", id, sorted(pools))
        if pools[id].price is not None:
            raise spot.mistake(
                f"{pool.id} feeds {id}, which is charged at a price",
                "Feed pools with a basis, or pools that feed such.",
            )


def _check_listed(entry: Entry, pools: Sequence[Pool]) -> None:
    """The pools that a service lists are those that name it."""
    known = {pool.id: pool for pool in pools}
    for each in entry.each():
        fields = dict(each.items())
        if "pools" not in fields:
            continue
        for listed in fields["pools"].each():
            pool = known.get(listed.text())
            if pool is None:
                raise listed.spot.unknown("pool", listed.text(), sorted(known))
            if pool.service and pool.service != fields["function"].text():
                raise listed.spot.mistake(
                    f"{pool.id} is a pool of {pool.service}", "Name its own pools."
                )


def _fits(entry: Entry, pools: Sequence[Pool]) -> Fits:
    fields = entry.fields(_FITS, needs=_FITS)
    known = [pool.id for pool in pools]
    id = fields["pool"].text()
    if id not in known:
        raise fields["pool"].spot.unknown("pool", id, known)
    return Fits(id, fields["cost_centre"].text(), fields["account"].text())
