"""A game's file, and what is wrong with one, as a sentence and what to do about it."""

import json
from pathlib import Path

import pytest

from tallystick.form.split.airport import Airport
from tallystick.form.split.game import Game
from tallystick.form.split.game_file import read_game
from tallystick.words.mistakes import UserMistake

GAME = {"kind": "cost", "players": ["A", "B"], "coalitions": {"A": 11, "B": 7, "A+B": 15}}
VOTING = {"kind": "weighted_voting", "quota": 3, "weights": [2, 1, 1]}
AIRPORT = {"kind": "airport", "movements": [9, 1], "annual_cost": [65, 98]}
FIELDS = "A game has the fields players, coalitions and kind."
BY_PLUS = "Write coalitions as players joined by '+'."
PLAIN = "Give its cost or value as a plain number."


def written(folder: Path, held: object) -> Path:
    path = folder / "game.json"
    path.write_text(held if isinstance(held, str) else json.dumps(held), encoding="utf-8")
    return path


def worths(folder: Path, held: object) -> list[float]:
    """The numbers of a game: of nobody, A, B, A+B, ..."""
    game = read_game(written(folder, held))
    assert isinstance(game, Game)
    return [float(number) for number in game.worths]


def test_a_table_in_any_order_of_players(tmp_path: Path) -> None:
    table = {"": 0, "B + A": 15, "B": 7, "A": 11}
    assert worths(tmp_path, {**GAME, "coalitions": table}) == [0, 11, 7, 15]
    assert worths(tmp_path, {**GAME, "note": "left alone"}) == [0, 11, 7, 15]


def test_a_players_own_worth_may_be_left_out_of_values_alone(tmp_path: Path) -> None:
    assert worths(tmp_path, {**GAME, "kind": "value", "coalitions": {"A+B": 5}}) == [0, 0, 0, 5]


def test_a_vote_is_won_from_the_quota_on(tmp_path: Path) -> None:
    """2 + 1 reaches 3, and 1 + 1 does not; nobody wins nothing, not even with no quota."""
    assert worths(tmp_path, VOTING) == [0, 0, 0, 1, 0, 1, 0, 1]
    assert worths(tmp_path, {**VOTING, "quota": 0}) == [0, 1, 1, 1, 1, 1, 1, 1]
    assert worths(tmp_path, {**VOTING, "weights": [3]}) == [0, 1]
    assert worths(tmp_path, {**VOTING, "weights": [0, 3]}) == [0, 0, 1, 1]
    game = read_game(written(tmp_path, VOTING))
    assert isinstance(game, Game) and game.players == ("1", "2", "3")
    most = read_game(written(tmp_path, {**VOTING, "weights": [1] * 20}))
    assert isinstance(most, Game) and most.size == 20


def test_a_runway_has_types_or_numbers(tmp_path: Path) -> None:
    plain = read_game(written(tmp_path, AIRPORT))
    assert isinstance(plain, Airport)
    assert (plain.types, plain.users, [int(cost) for cost in plain.costs]) == (
        ("1", "2"),
        (9, 1),
        [65, 98],
    )
    named = read_game(written(tmp_path, {**AIRPORT, "types": ["small", "large"]}))
    assert isinstance(named, Airport) and named.types == ("small", "large")


def with_number(name: str, number: object) -> dict[str, object]:
    return {**GAME, "coalitions": {"A": 11, "B": 7, "A+B": 15, name: number}}


@pytest.mark.parametrize(
    ("held", "sentence", "next_step"),
    [
        ([1], " does not hold a game.", "It must be an object with players, coalitions and kind."),
        ({}, ": there is no field 'players'.", FIELDS),
        ({"players": 1}, ", players: it is not a list.", "Correct the file."),
        ({"players": True}, ", players: it is not a list.", "Correct the file."),
        (
            {"players": ["A"], "coalitions": []},
            ", coalitions: it is not an object of coalitions and numbers.",
            "Correct the file.",
        ),
        ({**GAME, "kind": 1}, ", kind: it is not a text.", "Correct the file."),
        ({**GAME, "players": ["A", 5]}, ", players: 5 is not a text.", 'Write names in "quotes".'),
        (
            {**GAME, "kind": "loss"},
            ", kind: 'loss' is not a kind of game.",
            "Write 'cost' or 'value'.",
        ),
        ({**GAME, "players": []}, ", players: there are none.", "List the players by name."),
        (
            {**GAME, "players": [str(at) for at in range(21)]},
            ", players: 21 are too many to look at every coalition.",
            "Give at most 20.",
        ),
        (
            {**GAME, "players": ["A+B"]},
            ", players: 'A+B' cannot be a player's name.",
            "A name is not empty and has no '+' in it.",
        ),
        (
            {**GAME, "players": [" "]},
            ", players: ' ' cannot be a player's name.",
            "A name is not empty and has no '+' in it.",
        ),
        (
            {**GAME, "players": ["A", "B", "A "]},
            ", players: 'A ' is there twice.",
            "Name each once.",
        ),
        (with_number("B+A", 1), ", coalitions: 'B+A' is given twice.", "Keep one."),
        (
            with_number("A+C", 1),
            ", coalitions: 'A+C' names 'C', who is not a player.",
            BY_PLUS,
        ),
        (with_number("A+A", 1), ", coalitions: 'A+A' names 'A' twice.", "Name each once."),
        (
            with_number("", 5),
            ", coalitions: the empty coalition holds 5, and nobody costs nothing.",
            "Take it out, or add a fixed cost to every other coalition.",
        ),
        (with_number("", "x"), ", coalitions: '' holds 'x', which is not a number.", PLAIN),
        (with_number("A", "x"), ", coalitions: 'A' holds 'x', which is not a number.", PLAIN),
        (with_number("A", True), ", coalitions: 'A' holds 'True', which is not a number.", PLAIN),
        (
            with_number("A", "x" * 50),
            f", coalitions: 'A' holds '{'x' * 40}', which is not a number.",
            PLAIN,
        ),
        (
            {**GAME, "coalitions": {"A": 1, "B": 2}},
            ", coalitions: 'A+B' is missing.",
            "Give a number for every group of players.",
        ),
        (
            {**GAME, "coalitions": {"A+B": 2}},
            ", coalitions: 'A' is missing, and 1 others.",
            "Give a number for every group of players.",
        ),
        ({"kind": "weighted_voting", "weights": [1]}, ": there is no field 'quota'.", FIELDS),
        ({**VOTING, "quota": "3"}, ", quota: it is not a number.", "Correct the file."),
        ({**VOTING, "weights": []}, ", weights: there are none.", "Give one for each."),
        (
            {**VOTING, "weights": [-1]},
            ", weights: '-1' is not a number of zero or more.",
            "Correct it.",
        ),
        (
            {**VOTING, "weights": [True]},
            ", weights: 'True' is not a number of zero or more.",
            "Correct it.",
        ),
        (
            {**VOTING, "weights": [1] * 21},
            ", weights: 21 are too many to look at every coalition.",
            "Give at most 20.",
        ),
        (
            {**AIRPORT, "movements": [1.5, 1]},
            ": it is no airport: Movements are whole numbers.",
            "Correct types, movements and annual_cost.",
        ),
        (
            {**AIRPORT, "annual_cost": [1e15, 1]},
            ", annual_cost: '1000000000000000.0' is not a number of zero or more.",
            "Correct it.",
        ),
        ('{"kind": 1, "kind": 2}', ": 'kind' is given twice.", "Keep one."),
        ("[" * 100_000, " holds no game that can be read.", "Correct it."),
        (
            '{\n"kind" 1}',
            ", line 2: it is not JSON: Expecting ':' delimiter.",
            "Correct the file.",
        ),
    ],
)
def test_a_wrong_file_is_one_sentence_and_one_step(
    tmp_path: Path, held: object, sentence: str, next_step: str
) -> None:
    path = written(tmp_path, held)
    with pytest.raises(UserMistake) as mistake:
        read_game(path)
    assert (mistake.value.sentence, mistake.value.next_step) == (f"{path}{sentence}", next_step)


def test_what_is_no_text_file_is_one_sentence_and_one_step(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b"\xff\xfe\x00{")
    for name, sentence, next_step in (
        ("none.json", " is not there.", "Check the path."),
        ("", " cannot be opened.", "Give a JSON file."),
        ("latin.json", " is not a text in utf-8.", "Save it as JSON."),
    ):
        with pytest.raises(UserMistake) as mistake:
            read_game(tmp_path / name)
        assert mistake.value.sentence == f"{tmp_path / name}{sentence}"
        assert mistake.value.next_step == next_step


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "game.json"
    path.write_text("\ufeff" + json.dumps(GAME), encoding="utf-8")
    assert isinstance(read_game(path), Game)
