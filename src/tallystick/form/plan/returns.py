"""Data that councils returned when asked for their costs: part of a plan, in the format of a plan.
A first plan includes it unchanged, with its sources."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import yaml

from tallystick.words.nodes import Entry, document

_TOP = (
    "councils", "model", "functions", "partnerships", "choices", "case", "agreement", "rates",
)  # fmt: skip
_WHOLE = ("partnerships", "choices", "case", "agreement", "rates")
"""Fields that a first plan has nothing of, and takes as they stand."""

Path_ = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Returns:
    """figures: by the fields that lead to it ('functions', 'hr', 'councils', CODE, 'cost'), what is
    written there. sections: by name, the whole text of a field that a first plan is without."""

    figures: Mapping[Path_, str] = field(default_factory=lambda: MappingProxyType({}))
    sections: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def at(self, *path: str) -> str | None:
        """What is written at a place, None where nothing is."""
        return self.figures.get(path)

    def below(self, *path: str) -> dict[str, str]:
        """What is written at the places one below, by name."""
        depth = len(path)
        return {
            found[depth]: text
            for found, text in self.figures.items()
            if found[:depth] == path and len(found) == depth + 1
        }


NOTHING = Returns()


def read_returns(path: Path, *, councils: Collection[str]) -> Returns:
    """The returns in a file, about councils of these codes. Raises UserMistake naming file, line
    and field of what is no part of a plan, or about a council that is not to be in it."""
    top = document(path)
    text = path.read_text(encoding="utf-8-sig")
    fields = top.fields(_TOP)
    figures: dict[Path_, str] = {}
    for name, entry in fields.items():
        if name not in _WHOLE and not entry.is_blank:
            for first, each in entry.items():
                figures |= dict(_figures(each, (name, first), text))
    for name in ("councils", *(f"functions.{f}.councils" for f in _functions(figures))):
        _check_councils(fields, name.split("."), councils)
    return Returns(MappingProxyType(figures), MappingProxyType(dict(_sections(fields, text))))


def _figures(entry: Entry, path: Path_, text: str) -> Iterator[tuple[Path_, str]]:
    """Every value below an entry, as it is written, with the fields that lead to it."""
    node = entry.node
    if isinstance(node, yaml.MappingNode) and node.value and "value" not in dict(entry.items()):
        for name, each in entry.items():
            yield from _figures(each, (*path, name), text)
    else:
        written = text[node.start_mark.index : node.end_mark.index]
        yield path, " ".join(written.split())


def _functions(figures: Mapping[Path_, str]) -> Sequence[str]:
    return list(dict.fromkeys(path[1] for path in figures if path[0] == "functions"))


def _check_councils(
    fields: Mapping[str, Entry], path: Sequence[str], councils: Collection[str]
) -> None:
    entry = fields.get(path[0])
    for name in path[1:]:
        entry = dict(entry.items()).get(name) if entry is not None else None
    for code, each in entry.items() if entry is not None and not entry.is_blank else ():
        if code not in councils:
            raise each.spot.mistake(
                f"{code} is not among the councils that the plan is for",
                "Name it with --councils, or take it out of the returns.",
            )


def _sections(fields: Mapping[str, Entry], text: str) -> Iterator[tuple[str, str]]:
    for name in _WHOLE:
        if name in fields:
            node = fields[name].node
            body = text[node.start_mark.index : node.end_mark.index].rstrip()
            indent = " " * node.start_mark.column
            flow = isinstance(node, yaml.CollectionNode) and node.flow_style
            yield name, f"{name}: {body}" if flow else f"{name}:\n{indent}{body}"
