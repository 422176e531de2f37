"""What a room has to say about councils, as data; and the one place that makes sentences of it.

A room returns `remark("gap_a_head", councils=(low, high), ...)`. Whoever draws a page, a paper or
the terminal calls `say` with the names that its reader may see. So a page can link the councils of
a remark, and a site can leave out those that a reader may not see: neither could be done to a
finished sentence. The sentences themselves stand in remark_phrases.yaml, each code once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    """Something to be said. Made by `remark`, said by `say`.

    code: of its sentence in remark_phrases.yaml, the same in every run. councils: the codes of
    those that it names, in the order of the sentence. pence: the sum that it is about; None where
    it is about none. facts: whatever else its sentence needs, by name.
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
    """A remark. Raises KeyError where remark_phrases.yaml has no such code, so that a room that
    says what nobody can word fails where it says it."""
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
    """What councils are called where a sentence is read, by code; a council that is not listed
    goes by its code. Make another one to hide councils: see `without`.

    short and full: 'Ashcombe Vale' and 'Ashcombe Vale District Council'. hidden: codes of councils
    that are not to be told from what is said. hidden_as: what stands in their place.
    """

    short: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    full: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    hidden: frozenset[str] = frozenset()
    hidden_as: str = "a council not named here"

    @classmethod
    def of(cls, councils: Iterable[Council]) -> "CouncilNames":
        """The names of these councils."""
        known = tuple(councils)
        return cls(
            {each.code: each.short_name for each in known}, {each.code: each.name for each in known}
        )

    def without(self, codes: Iterable[str]) -> "CouncilNames":
        """The same names with these councils hidden."""
        hidden = self.hidden.union(codes)
        return CouncilNames(self.short, self.full, hidden, self.hidden_as)

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
    """The sentence of a remark; '' of None.

    Raises KeyError for a fact that its sentence needs and it does not have.
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
        part if isinstance(part, str) else _filled(part, facts, names) for part in _parts(of.code)
    )


def say_all(remarks: Iterable[Remark | None], names: CouncilNames) -> tuple[str, ...]:
    """The sentences of remarks, without those that are empty."""
    return tuple(said for each in remarks if (said := say(each, names)))


@dataclass(frozen=True, slots=True)
class _Blank:
    """A place of a sentence that a fact fills: its name, which of several, and how it reads."""

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
    """The sentence of a code, taken apart once: words and blanks."""
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
