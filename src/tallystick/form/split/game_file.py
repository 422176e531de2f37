"""A game from a JSON file: a number for every coalition of players, or one of two kinds that need
no such table.

    {"kind": "cost", "players": ["A", "B"], "coalitions": {"A": 11, "B": 7, "A+B": 15}}
    {"kind": "value", ...}     # the same, of what coalitions are worth
    {"kind": "weighted_voting", "quota": 3, "weights": [2, 1, 1]}
    {"kind": "airport", "types": ["small", "large"], "movements": [900, 100],
     "annual_cost": [65000, 98000]}

Any other field is left alone.
"""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from tallystick.form.split.airport import Airport
from tallystick.form.split.coalitions import LARGEST
from tallystick.form.split.game import Game, game_from, voting_game
from tallystick.words.mistakes import UserMistake

Held = Mapping[str, Any]


def read_game(path: Path) -> Game | Airport:
    """The game that the file holds. Raises UserMistake naming the file and the field."""
    source = str(path)
    held = _json(path)
    if not isinstance(held, dict):
        raise UserMistake(
            f"{source} does not hold a game.",
            "It must be an object with players, coalitions and kind.",
        )
    kind = held.get("kind")
    made = _KINDS.get(kind) if isinstance(kind, str) else None
    return (made or _table)(held, source)


def _table(held: Held, source: str) -> Game:
    """A game with a number for every coalition."""
    for field, wanted in (("players", list), ("coalitions", dict), ("kind", str)):
        _check(held, field, wanted, source)
    for player in held["players"]:
        if not isinstance(player, str):
            raise UserMistake(
                f"{source}, players: {str(player)[:40]} is not a text.", 'Write names in "quotes".'
            )
    return game_from(held["players"], held["coalitions"], kind=held["kind"], source=source)


def _voting(held: Held, source: str) -> Game:
    weights = _numbers(held, "weights", source)
    _check(held, "quota", (int, float), source)
    if len(weights) > LARGEST:
        raise UserMistake(
            f"{source}, weights: {len(weights)} are too many to look at every coalition.",
            f"Give at most {LARGEST}.",
        )
    return voting_game(held["quota"], [float(each) for each in weights])


def _airport(held: Held, source: str) -> Airport:
    costs, users = _numbers(held, "annual_cost", source), _numbers(held, "movements", source)
    types = held.get("types", [str(at) for at in range(1, len(costs) + 1)])
    try:
        whole = tuple(int(each) for each in users)
        if any(each != given for each, given in zip(whole, users, strict=True)):
            raise ValueError("Movements are whole numbers.")
        return Airport(types=tuple(map(str, types)), costs=tuple(costs), users=whole)
    except (TypeError, ValueError) as error:
        raise UserMistake(
            f"{source}: it is no airport: {error}", "Correct types, movements and annual_cost."
        ) from error


_KINDS: dict[str, Callable[[Held, str], Game | Airport]] = {
    "weighted_voting": _voting,
    "airport": _airport,
}


def _check(held: Held, field: str, wanted: type | tuple[type, ...], source: str) -> None:
    """Raise UserMistake where a field is missing, or is not what is wanted."""
    if field not in held:
        raise UserMistake(
            f"{source}: there is no field {field!r}.",
            "A game has the fields players, coalitions and kind.",
        )
    if not isinstance(held[field], wanted) or isinstance(held[field], bool):
        raise UserMistake(f"{source}, {field}: it is not {_WORDS[wanted]}.", "Correct the file.")


_WORDS = {
    list: "a list",
    dict: "an object of coalitions and numbers",
    str: "a text",
    (int, float): "a number",
}


def _numbers(held: Held, field: str, source: str) -> list[Decimal]:
    """A list of one number or more, none below zero, exactly as written."""
    _check(held, field, list, source)
    for each in held[field]:
        if isinstance(each, bool) or not isinstance(each, int | float) or not 0 <= each < 1e15:
            raise UserMistake(
                f"{source}, {field}: {str(each)[:40]!r} is not a number of zero or more.",
                "Correct it.",
            )
    if not held[field]:
        raise UserMistake(f"{source}, {field}: there are none.", "Give one for each.")
    return [Decimal(str(each)) for each in held[field]]


def _json(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise UserMistake(f"{path} is not there.", "Check the path.") from error
    except OSError as error:
        raise UserMistake(f"{path} cannot be opened.", "Give a JSON file.") from error
    except UnicodeDecodeError as error:
        raise UserMistake(f"{path} is not a text in utf-8.", "Save it as JSON.") from error
    try:
        return json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, path))
    except json.JSONDecodeError as error:
        raise UserMistake(
            f"{path}, line {error.lineno}: it is not JSON: {error.msg}.", "Correct the file."
        ) from error
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond all measure
        raise UserMistake(f"{path} holds no game that can be read.", "Correct it.") from error


def _once(pairs: list[tuple[str, Any]], path: Path) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for at, name in enumerate(names) if name in names[:at])
        raise UserMistake(f"{path}: {twice!r} is given twice.", "Keep one.")
    return held
