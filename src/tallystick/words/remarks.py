"""Remarks about councils as data, and the one function that turns them into sentences.

A room returns `remark("gap_a_head", councils=(low, high), ...)`. The code that renders a page, a
document or terminal output calls `say` with the council names that its reader may see. Because a
remark is data, a page can link its councils, and a site can hide councils that a reader may not
see. The sentence of each code is in remark_phrases.yaml.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType
from typing import Any, Union

import yaml

from tallystick.words import phrases
from tallystick.words.bodies import COUNCIL, Noun
from tallystick.words.council import Council
from tallystick.words.labels import Label
from tallystick.words.money import pounds, pounds_and_pence, short_pounds
from tallystick.words.period import FinancialYear, Month

Fact = Union[
    str, int, float, Decimal, Fraction, date, Month, FinancialYear, Label, "Remark", None,
    tuple["Fact", ...],
]  # fmt: skip
"""What a sentence can be told, beside the councils and the pence: a remark within a remark is a
clause of its sentence, None a clause that is not there."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A statement as data. Made by `remark`, turned into a sentence by `say`.

    code: the key of its sentence in remark_phrases.yaml, the same in every run. councils: the codes
    of the councils it names, in the order of the sentence. pence: the sum it is about, or None.
    facts: the other values that its sentence needs, by name.
    """

    code: str
    councils: tuple[str, ...] = ()
    pence: int | None = None
    facts: tuple[tuple[str, Fact], ...] = ()

    @property
    def speaks_of(self) -> tuple[str, ...]:
        """The codes of all councils that its sentence names, those of its clauses too."""
        inner = (code for _name, fact in self.facts for code in _spoken_of(fact))
        return tuple(dict.fromkeys((*self.councils, *inner)))


def remark(
    code: str, *, councils: Iterable[str] = (), pence: int | None = None, **facts: Fact
) -> Remark:
    """Make a remark. Raises KeyError when remark_phrases.yaml has no such code, so that a missing
    sentence is found where the remark is made and not where it is shown."""
    if code not in _table():
        raise KeyError(f"remark_phrases.yaml has no {code!r}")
    return Remark(code, tuple(councils), pence, tuple(facts.items()))


def _spoken_of(fact: Fact) -> tuple[str, ...]:
    match fact:
        case Remark():
            return fact.speaks_of
        case tuple():
            return tuple(code for each in fact for code in _spoken_of(each))
    return ()


@dataclass(frozen=True, slots=True)
class CouncilNames:
    """The council names to use in sentences, by code. A council that is not listed is shown by its
    code. To hide councils, make another one with `without`.

    short and full: 'Ashcombe Vale' and 'Ashcombe Vale District Council'. hidden: codes of councils
    whose identity must not be shown. hidden_as: the text shown in their place. noun: what the
    bodies spoken of are called, where they are no councils.
    """

    short: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    full: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    hidden: frozenset[str] = frozenset()
    hidden_as: str = "a council not named here"
    noun: Noun = COUNCIL

    @classmethod
    def of(cls, councils: Iterable[Council], *, noun: Noun = COUNCIL) -> "CouncilNames":
        """The names of these councils."""
        known = tuple(councils)
        return cls(
            {each.code: each.short_name for each in known},
            {each.code: each.name for each in known},
            noun=noun,
        )

    def without(self, codes: Iterable[str]) -> "CouncilNames":
        """The same names with these councils hidden."""
        hidden = self.hidden.union(codes)
        return replace(self, hidden=hidden)

    def name(self, code: str) -> str:
        """The short name."""
        return self.hidden_as if code in self.hidden else self.short.get(code, code)

    def full_name(self, code: str) -> str:
        """The full name."""
        return self.hidden_as if code in self.hidden else self.full.get(code, code)

    def shown_code(self, code: str) -> str:
        """The code itself, where a sentence shows codes."""
        return self.hidden_as if code in self.hidden else code


NO_NAMES = CouncilNames()
"""For remarks that name no council."""


def say(of: Remark | None, names: CouncilNames) -> str:
    """The sentence of a remark; '' for None.

    Raises KeyError when a fact that the sentence needs is missing.
    """
    if of is None:
        return ""
    facts = dict(of.facts) | {
        "pence": of.pence,
        "council": names.name(of.councils[0]) if of.councils else None,
        "councils": tuple(map(names.name, of.councils)),
        "full_name": names.full_name(of.councils[0]) if of.councils else None,
        "full_names": tuple(map(names.full_name, of.councils)),
        "council_codes": tuple(map(names.shown_code, of.councils)),
    }
    return "".join(
        names.noun.of(part) if isinstance(part, str) else _filled(part, facts, names)
        for part in _parts(of.code)
    )


def say_all(remarks: Iterable[Remark | None], names: CouncilNames) -> tuple[str, ...]:
    """The sentences of remarks, without those that are empty."""
    return tuple(said for each in remarks if (said := say(each, names)))


@dataclass(frozen=True, slots=True)
class _Blank:
    """A placeholder in a sentence: the name of the fact that fills it, its index, and its
    format."""

    name: str
    at: int | None
    look: str


@cache
def _table() -> Mapping[str, str]:
    text = files("tallystick.words").joinpath("remark_phrases.yaml").read_text(encoding="utf-8")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # faster where libyaml is
    return MappingProxyType(yaml.load(text, Loader=loader))


@cache
def _parts(code: str) -> tuple[str | _Blank, ...]:
    """The sentence of a code, parsed once (cached) into literal text and placeholders."""
    parts: list[str | _Blank] = []
    for words, name, look, _conversion in Formatter().parse(_table()[code]):
        parts += [words] if words else []
        if name is not None:
            of, _bracket, at = name.rstrip("]").partition("[")
            parts.append(_Blank(of, int(at) if at else None, look or ""))
    return tuple(parts)


def _filled(blank: _Blank, facts: Mapping[str, Fact], names: CouncilNames) -> str:
    fact = facts[blank.name]
    if blank.at is not None and isinstance(fact, tuple):
        fact = fact[blank.at]
    look, _space, more = blank.look.partition(" ")
    if look.startswith("."):
        return format(fact if isinstance(fact, Decimal) else float(fact), look)  # type: ignore[arg-type]  # a share
    if look in _OF_TEXT:
        return _OF_TEXT[look](_text(fact, names))
    if look in _JOINED:
        return _JOINED[look].join(_each(fact, names))
    if look == "join":
        return more.join(_each(fact, names))
    return _OF_NUMBER[look](fact, more) if look else _text(fact, names)


def _text(fact: Fact, names: CouncilNames) -> str:
    """A fact as it reads in the middle of a sentence."""
    match fact:
        case None:
            return ""
        case Remark():
            return say(fact, names)
        case tuple():
            return phrases.listed(_each(fact, names))
        case Label():
            return fact.heading
        case Month():
            return phrases.month(fact)
        case date():
            return phrases.day(fact)
        case int():
            return f"{fact:,}"
    return str(fact)


def _each(fact: Fact, names: CouncilNames) -> Sequence[str]:
    return [_text(each, names) for each in fact] if isinstance(fact, tuple) else []


def _plural(number: Any, forms: str) -> str:
    one, _bar, many = forms.partition("|")
    return one if number == 1 else many


_OF_NUMBER: Mapping[str, Callable[[Any, str], str]] = {
    "pounds": lambda pence, _more: pounds(pence),
    "short": lambda pence, _more: short_pounds(pence),
    "exact": lambda pence, _more: pounds_and_pence(pence),
    "plain": lambda number, _more: str(number),
    "counted": phrases.counted,
    "plural": _plural,
}
_OF_TEXT: Mapping[str, Callable[[str], str]] = {
    "lower": phrases.inside,
    "all_lower": str.lower,
    "function": phrases.function,
    "spaced": lambda text: f" {text}" if text else "",
}
_JOINED = {"commas": ", ", "semicolons": "; ", "ands": " and ", "spaces": " "}
