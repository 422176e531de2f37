"""A file of claims, YAML or CSV, as claims and as problems that name their line."""

import csv
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from tallystick.prove.register.claims import Claim, RegisteredPartnership
from tallystick.prove.register.drafts import check_filled
from tallystick.prove.register.fields import BadField, claim_from, partnership_from
from tallystick.words.mistakes import UserMistake

CouncilCode = Callable[[str], str]
"""The code of a council given by code or name; raises UserMistake when there is none."""

_OF_PARTNERSHIP = "shares"
"""In a CSV file the partnership stands on each claim's line, in columns such as shares.members."""


@dataclass(frozen=True, slots=True)
class ClaimsFile:
    """What a file holds. problems: a sentence each, with file and line."""

    partnerships: tuple[RegisteredPartnership, ...]
    claims: tuple[Claim, ...]
    problems: tuple[str, ...]


def read_claims(path: Path, *, council_code: CouncilCode, categories: Set[str]) -> ClaimsFile:
    """The claims of a file: a YAML file with `partnerships` and `claims`, or a CSV file with a
    line a claim and columns such as `baseline.pounds` (docs/store.md lists them).

    categories: those that a claim may name. Raises UserMistake when the file cannot be read at
    all; what is wrong within it comes back as problems.
    """
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _yaml_rows(path)
    partnerships: dict[str, RegisteredPartnership] = {}
    claims: dict[str, Claim] = {}
    problems = []
    for line, kind, plain in rows:
        try:
            coded = _coded(plain, council_code)
            if kind == "partnership":
                _keep(partnerships, partnership_from(coded), same_again=path.suffix == ".csv")
            else:
                check_filled(coded)
                claim = claim_from(coded)
                _check_categories(claim, categories)
                _keep(claims, claim)
        except BadField as fault:
            problems.append(f"{path}, line {line}, {kind} {plain.get('id', '?')}: {fault}.")
    return ClaimsFile(tuple(partnerships.values()), tuple(claims.values()), tuple(problems))


def _keep(held: dict[str, Any], found: Any, *, same_again: bool = False) -> None:
    if found.id in held and not (same_again and held[found.id] == found):
        raise BadField("its id was used above already, for other content")
    held[found.id] = found


def _coded(plain: Mapping[str, Any], council_code: CouncilCode) -> dict[str, Any]:
    """The fields with councils as codes."""
    coded = dict(plain)
    try:
        if isinstance(plain.get("council"), str):
            coded["council"] = council_code(plain["council"])
        if (members := plain.get("members")) is not None:
            listed = members.split("|") if isinstance(members, str) else members
            coded["members"] = [council_code(each) for each in listed]
        if isinstance(joined := plain.get("joined"), dict):
            coded["joined"] = {council_code(each): month for each, month in joined.items()}
    except UserMistake as mistake:
        raise BadField(mistake.sentence.rstrip(".")) from mistake
    return coded


def _check_categories(claim: Claim, known: Set[str]) -> None:
    for category in claim.categories:
        if category not in known:
            near = get_close_matches(category, sorted(known), n=3, cutoff=0.4)
            hint = f"; near it are {', '.join(near)}" if near else ""
            raise BadField(f"there is no category {category!r}{hint}")


def _yaml_rows(path: Path) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Line, kind and fields of each entry; every value as text."""
    text = _read(path)
    try:
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
        whole = yaml.load(text, Loader=yaml.BaseLoader)  # text only: it makes no objects
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise UserMistake(f"{path}{where}: this is not YAML.", "Mend the line.") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("claims"), list):
        raise UserMistake(f"{path} has no list `claims`.", "Begin it with `partnerships:` and "
                          "`claims:`, as docs/store.md shows.")  # fmt: skip
    for name, kind in (("partnerships", "partnership"), ("claims", "claim")):
        for node, plain in zip(_entries(tree, name), whole.get(name) or [], strict=True):
            yield node.start_mark.line + 1, kind, plain if isinstance(plain, dict) else {}


def _entries(tree: Any, name: str) -> list[yaml.Node]:
    """The nodes of a named list at the top of a YAML file."""
    found = [node.value for key, node in tree.value if key.value == name]
    return list(found[0]) if found else []


def _csv_rows(path: Path) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Two entries a line: its partnership, then its claim."""
    reader = csv.DictReader(_read(path).splitlines(), restval="")
    if "id" not in (reader.fieldnames or ()):
        raise UserMistake(f"{path}, line 1: there is no column 'id'.", "Give it a header line.")
    for row in reader:
        plain = _nested({name: cell for name, cell in row.items() if name and cell})
        partnership = {"id": plain.get("partnership", ""), **plain.pop(_OF_PARTNERSHIP, {})}
        yield reader.line_num, "partnership", partnership
        yield reader.line_num, "claim", plain


def _nested(flat: Mapping[str, str]) -> dict[str, Any]:
    """{'baseline.pounds': '5'} as {'baseline': {'pounds': '5'}}."""
    whole: dict[str, Any] = {}
    for name, cell in flat.items():
        *path, last = name.strip().split(".")
        place = whole
        for part in path:
            place = place.setdefault(part, {})
        place[last] = cell
    return whole


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserMistake(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise UserMistake(f"{path} is not text in utf-8.", "Save it as UTF-8.") from error
