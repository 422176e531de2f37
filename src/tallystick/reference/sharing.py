"""Bodies through which councils share services, and the words by which payments tell of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tallystick.reference.council_names import normalise_name
from tallystick.reference.tables import csv_rows, yaml_table
from tallystick.words.labels import Label

_LEGAL_ENDS = re.compile(r" (?:ltd|limited|plc|llp|cic|group ltd)$")


@dataclass(frozen=True, slots=True)
class SharedBody:
    """A joint committee, council company or partnership. form: which of these. function: the one
    that it serves, None for several. members: councils by name. first, last: '2014' or '2014-11',
    "" where not known or not ended."""

    name: str
    form: str
    function: Label | None
    members: tuple[str, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class SharingWords:
    """sharing.yaml: expressions on names (councils to companies) and on what a payment says of
    itself (never to plain_bills)."""

    councils: re.Pattern[str]
    not_councils: re.Pattern[str]
    joint: re.Pattern[str]
    shared_services: re.Pattern[str]
    not_joint: re.Pattern[str]
    companies: re.Pattern[str]
    never: re.Pattern[str]
    seldom: re.Pattern[str]
    shared: re.Pattern[str]
    plainly_shared: re.Pattern[str]
    bills: re.Pattern[str]
    contributions: re.Pattern[str]
    other_councils: re.Pattern[str]
    central: re.Pattern[str]
    plain_bills: re.Pattern[str]


@cache
def functions_named() -> tuple[tuple[Label, re.Pattern[str]], ...]:
    """What a shared service is for: each label with the words that name it, the first first."""
    table = yaml_table("sharing.yaml")["functions"]
    return tuple((Label(label), re.compile(words)) for label, words in table)


@cache
def sharing_words() -> SharingWords:
    """The words of sharing.yaml."""
    table = yaml_table("sharing.yaml")
    names = SharingWords.__dataclass_fields__
    return SharingWords(**{name: re.compile("|".join(table[name])) for name in names})


@cache
def running_categories() -> frozenset[str]:
    """Categories in which a firm is paid for running a service."""
    return frozenset(yaml_table("sharing.yaml")["running"])


def shared_body(name: str) -> SharedBody | None:
    """The body of the table that goes by a published name; legal forms make no difference."""
    return _by_name().get(_bare(name))


@cache
def shared_bodies() -> tuple[SharedBody, ...]:
    """The bodies of shared_bodies.csv, in its order."""
    return tuple(_body(row) for row in csv_rows("shared_bodies.csv"))


@cache
def _by_name() -> Mapping[str, SharedBody]:
    found: dict[str, SharedBody] = {}
    for row in csv_rows("shared_bodies.csv"):
        body = _body(row)
        for name in (row["name"], *filter(None, row["other_names"].split("|"))):
            if found.setdefault(_bare(name), body) != body:
                raise ValueError(f"shared_bodies.csv: {name!r} names two bodies.")
    return found


def _body(row: Mapping[str, str]) -> SharedBody:
    return SharedBody(
        name=row["name"],
        form=row["form"],
        function=Label(row["function"]) if row["function"] else None,
        members=tuple(row["members"].split("|")),
        first=row["from"],
        last=row["to"],
    )


def _bare(name: str) -> str:
    return _LEGAL_ENDS.sub("", normalise_name(name))
