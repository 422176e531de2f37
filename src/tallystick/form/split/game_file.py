"""A game from a JSON file: players, coalitions written 'A+B', kind cost or value."""

import json
from pathlib import Path
from typing import Any

from tallystick.form.split.game import Game, game_from
from tallystick.words.mistakes import UserMistake


def read_game(path: Path) -> Game:
    """The game that the file holds. Raises UserMistake naming the file and the field.

    {"players": ["A", "B"], "coalitions": {"A": 11, "B": 7, "A+B": 15}, "kind": "cost"}; any
    other field is left alone.
    """
    source = str(path)
    held = _json(path)
    if not isinstance(held, dict):
        raise UserMistake(
            f"{source} does not hold a game.",
            "It must be an object with players, coalitions and kind.",
        )
    for field, wanted in (("players", list), ("coalitions", dict), ("kind", str)):
        if field not in held:
            raise UserMistake(
                f"{source}: there is no field {field!r}.",
                "A game has the fields players, coalitions and kind.",
            )
        if not isinstance(held[field], wanted):
            raise UserMistake(
                f"{source}, {field}: it is not {_WORDS[wanted]}.", "Correct the file."
            )
    for player in held["players"]:
        if not isinstance(player, str):
            raise UserMistake(
                f"{source}, players: {str(player)[:40]} is not a text.", 'Write names in "quotes".'
            )
    return game_from(held["players"], held["coalitions"], kind=held["kind"], source=source)


_WORDS = {list: "a list", dict: "an object of coalitions and numbers", str: "a text"}


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
