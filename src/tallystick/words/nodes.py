"""A YAML document as entries that know their file, line and field, so that an error message can
name the place. Numbers are read from the text, never through a float."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml

from tallystick.words.mistakes import UserMistake

Made = TypeVar("Made")

_NUMBER = re.compile(r"-?£?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,12})?")
_BLANK = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a document something stands: its file, its line from 1, and its field, dotted.
    is_top: it is the whole document."""

    path: str
    line: int
    field: str
    is_top: bool = False

    def mistake(self, wrong: str, next_step: str) -> UserMistake:
        """The UserMistake for a wrong value at this place. wrong: a clause that ends a sentence,
        without a full stop."""
        return UserMistake(f"{self.path}, line {self.line}, {self.field}: {wrong}.", next_step)

    def unknown(self, what: str, name: str, known: Iterable[str]) -> UserMistake:
        """The UserMistake for an unknown name. what: 'lever', 'clause'."""
        return self.mistake(f"there is no {what} {name}", f"Choose from {', '.join(known)}.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One node of the document."""

    spot: Spot
    node: yaml.Node

    @property
    def is_blank(self) -> bool:
        """True for nothing, and for null without quotes."""
        node = self.node
        return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _BLANK

    def items(self) -> Iterator[tuple[str, "Entry"]]:
        """Key and entry of a mapping, in order. Raises UserMistake for anything else, and for a
        key given twice."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.spot.mistake("fields are missing here", "Write `field: value` lines.")
        met: set[str] = set()
        for key, value in self.node.value:
            name = str(key.value)
            spot = self._below(key, name)
            if name in met:
                raise spot.mistake("it is given twice", "Keep one.")
            met.add(name)
            yield name, Entry(spot, value)

    def fields(self, known: Sequence[str], *, needs: Sequence[str] = ()) -> dict[str, "Entry"]:
        """A mapping of known fields. Raises UserMistake for an unknown or a missing one."""
        found = dict(self.items())
        for name, entry in found.items():
            if name not in known:
                raise entry.spot.mistake("there is no such field", _instead(name, known))
        for name in needs:
            if name not in found:
                raise self.spot.mistake(f"the field {name} is missing", f"Add `{name}: ...`.")
        return found

    def each(self) -> list["Entry"]:
        """The entries of a list. Raises UserMistake for anything else."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.spot.mistake("it is not a list", "Write [A, B], or lines that begin with -.")
        return [
            Entry(self._below(node, str(at)), node) for at, node in enumerate(self.node.value, 1)
        ]

    def text(self) -> str:
        """A text with something in it. Raises UserMistake."""
        node = self.node
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip() or self.is_blank:
            raise self.spot.mistake("a text is missing", "Write one.")
        return str(node.value).strip()

    def number(self) -> Decimal:
        """A number such as 1250000, 1,250,000.50 or £900. Raises UserMistake."""
        text = self.text()
        if not _NUMBER.fullmatch(text):
            raise self.spot.mistake(f"{text[:40]!r} is not a number", "Write digits, as 1250000.")
        return Decimal(text.replace("£", "").replace(",", ""))

    def whole(self, first: int, last: int) -> int:
        """A whole number from first to last. Raises UserMistake."""
        number = self.number()
        if number != int(number) or not first <= number <= last:
            raise self.spot.mistake(
                f"{self.text()} will not do", f"Write a whole number from {first} to {last}."
            )
        return int(number)

    def day(self) -> date:
        """A day such as 2027-04-01. Raises UserMistake."""
        text = self.text()
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.spot.mistake(
                f"{text[:40]!r} is not a day", "Write it as 2027-04-01."
            ) from error

    def one_of(self, known: Iterable[str]) -> str:
        """One of the known words. Raises UserMistake."""
        text, words = self.text(), list(known)
        if text not in words:
            raise self.spot.mistake(f"{text[:40]!r} is not known", _instead(text, words))
        return text

    def _below(self, node: yaml.Node, name: str) -> Spot:
        above = "" if self.spot.is_top else f"{self.spot.field}."
        return Spot(self.spot.path, node.start_mark.line + 1, above + name)


TOP, PLAN = "the plan", "Make one with: tallystick form start."
"""What a plan is called as a whole, and where a first one comes from."""


def document(path: Path, *, top: str = TOP, first: str = PLAN) -> Entry:
    """The top of a YAML file. top: what its whole is called; first: what to do where it is empty.
    Raises UserMistake when there is none, or it is not YAML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    except FileNotFoundError as error:
        raise UserMistake(f"{path} is not there.", "Check the path.") from error
    except OSError as error:
        raise UserMistake(f"{path} cannot be opened.", "Give a file in YAML.") from error
    except UnicodeDecodeError as error:
        raise UserMistake(f"{path} is not a text in utf-8.", "Save it as YAML.") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        why = getattr(error, "problem", None) or "it cannot be taken apart"
        raise UserMistake(f"{path}{line}: it is not YAML: {why}.", "Correct the file.") from error
    if node is None:
        raise UserMistake(f"{path} is empty.", first)
    return Entry(Spot(str(path), 1, top, is_top=True), node)


def optional(entry: Entry | None, make: Callable[[Entry], Made], otherwise: Made) -> Made:
    """What the entry makes, or the other value where it is missing or blank."""
    return otherwise if entry is None or entry.is_blank else make(entry)


def _instead(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return f"Did you mean {near[0]}?"
    return f"Choose from {', '.join(known)}." if len(known) <= 20 else "Correct it."
