"""tallystick split: what it prints, and the one sentence when a file is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tallystick.cli.split import command
from tallystick.words.mistakes import UserMistake

GAME: dict[str, Any] = {
    "players": ["Ashby", "Brent End", "Corley"],
    "kind": "cost",
    "coalitions": {
        "Ashby": 100, "Brent End": 60, "Corley": 40, "Ashby+Brent End": 140,
        "Corley+Ashby": 125, "Brent End+Corley": 85, "Ashby+Brent End+Corley": 168,
    },
}  # fmt: skip


def run(path: Path, *options: str) -> str:
    result = CliRunner().invoke(command, [str(path), *options], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def written(folder: Path, game: object) -> Path:
    path = folder / "game.json"
    path.write_text(game if isinstance(game, str) else json.dumps(game), encoding="utf-8")
    return path


def test_one_rule_as_json(tmp_path: Path) -> None:
    answer = json.loads(run(written(tmp_path, GAME), "--rule", "tau", "--json"))
    assert list(answer) == ["rule", "shares", "in_core", "least_core_epsilon"]
    assert answer["rule"] == "tau"
    assert answer["shares"] == pytest.approx({"Ashby": 87.9, "Brent End": 47.9, "Corley": 32.2})
    assert answer["in_core"] is True
    assert answer["least_core_epsilon"] == pytest.approx(-14 / 3)


def test_all_rules_as_json(tmp_path: Path) -> None:
    answers = json.loads(run(written(tmp_path, GAME), "--json"))
    assert [answer["rule"] for answer in answers] == [
        "equal", "proportional", "equal-saving", "shapley", "scrb", "tau", "ensc", "nucleolus",
    ]  # fmt: skip
    assert [answer["in_core"] for answer in answers] == [False] + [True] * 7


def test_a_person_reads_a_sentence_for_each_council(tmp_path: Path) -> None:
    output = run(written(tmp_path, GAME), "--rule", "equal")
    assert (
        "Ashby pays 56.00, 44.00 less than alone; could not do better in any smaller group."
        in output
    )
    assert (
        "Corley pays 56.00, 16.00 more than alone; a smaller group with it would do 27.00 better "
        "on its own." in output
    )
    assert "the best leaves each group 4.67 to spare" in output


def test_an_empty_core_is_said_and_rules_without_an_answer_are_named(tmp_path: Path) -> None:
    game = {
        "players": ["1", "2", "3"],
        "kind": "value",
        "coalitions": {"1+2": 1, "1+3": 1, "2+3": 1, "1+2+3": 1},
    }
    output = run(written(tmp_path, game))
    assert "No split keeps every group" in output and "0.3333 better on its own" in output
    assert "The rule tau has no answer to this game" in output
    answers = json.loads(run(written(tmp_path, game), "--json"))
    assert "tau" not in [answer["rule"] for answer in answers]
    with pytest.raises(UserMistake, match="tau has no answer"):
        run(written(tmp_path, game), "--rule", "tau")


def test_one_council_has_nobody_to_share_with(tmp_path: Path) -> None:
    game = {"players": ["A"], "kind": "cost", "coalitions": {"A": 5}}
    output = run(written(tmp_path, game), "--rule", "nucleolus")
    assert "A pays 5.0000, the same as alone" in output
    assert "There is nobody to share with." in output


def without(name: str) -> dict[str, Any]:
    table = {group: number for group, number in GAME["coalitions"].items() if group != name}
    return {**GAME, "coalitions": table}


def with_number(name: str, number: object) -> dict[str, Any]:
    return {**GAME, "coalitions": {**GAME["coalitions"], name: number}}


@pytest.mark.parametrize(
    ("game", "sentence"),
    [
        (without("Corley+Ashby"), "coalitions: 'Ashby+Corley' is missing."),
        (without("Corley"), "coalitions: 'Corley' is missing."),
        ({**GAME, "coalitions": {}}, "coalitions: 'Ashby' is missing, and 6 others."),
        ({**GAME, "kind": "price"}, "kind: 'price' is not a kind of game."),
        ({**GAME, "players": []}, "players: there are none."),
        ({**GAME, "players": ["A", "A"]}, "players: 'A' is there twice."),
        ({**GAME, "players": ["A", " "]}, "players: ' ' cannot be a player's name."),
        ({**GAME, "players": ["A+B"]}, "players: 'A+B' cannot be a player's name."),
        ({**GAME, "players": ["A", 2]}, "players: 2 is not a text."),
        ({**GAME, "players": [f"{at}" for at in range(21)]}, "players: 21 are too many"),
        ({**GAME, "players": "ABC"}, "players: it is not a list."),
        ({**GAME, "kind": 3}, "kind: it is not a text."),
        ({"players": ["A"], "kind": "cost"}, "there is no field 'coalitions'."),
        (with_number("Ashby+Dunmere", 1), "names 'Dunmere', who is not a player."),
        (with_number("Ashby+Ashby", 1), "names 'Ashby' twice."),
        (with_number("Ashby+Corley", 1), "'Ashby+Corley' is given twice."),
        (with_number("Ashby", "1,000"), "'Ashby' holds '1,000', which is not a number."),
        (with_number("Ashby", None), "'Ashby' holds 'None', which is not a number."),
        (with_number("Ashby", True), "'Ashby' holds 'True', which is not a number."),
        (with_number("Ashby", float("nan")), "'Ashby' holds 'nan', which is not a number."),
        (with_number("Ashby", 10**400), "which is not a number."),
        ([1, 2], "does not hold a game."),
        ("{", "line 1: it is not JSON"),
        ("", "line 1: it is not JSON"),
        ('{"kind": "cost", "kind": "value"}', "'kind' is given twice."),
        ("[" * 100_000, "holds no game that can be read."),
    ],
)
def test_a_wrong_file_is_one_sentence(tmp_path: Path, game: object, sentence: str) -> None:
    path = written(tmp_path, game)
    with pytest.raises(UserMistake) as mistake:
        run(path)
    assert mistake.value.sentence.startswith(str(path))
    assert sentence in mistake.value.sentence


@pytest.mark.parametrize(
    ("name", "sentence"), [("none.json", "is not there"), ("", "cannot be opened")]
)
def test_a_missing_file_is_one_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(UserMistake, match=sentence):
        run(tmp_path / name)


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "game.json"
    path.write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(UserMistake, match="is not a text in utf-8"):
        run(path)
