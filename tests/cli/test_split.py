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
        "Ashby pays 56.00, 44.00 less than alone; could not do better in any smaller group; "
        "the others carry 27.00 of what it adds." in output
    )
    assert (
        "Corley pays 56.00, 16.00 more than alone; a smaller group with it would do 27.00 better "
        "on its own; carries 28.00 that others add." in output
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
    tau = next(answer for answer in answers if answer["rule"] == "tau")
    assert tau["shares"] is None and "tau has no answer" in tau["why"]
    with pytest.raises(UserMistake, match="tau has no answer"):
        run(written(tmp_path, game), "--rule", "tau")


def test_who_carries_what_nobody_adds(tmp_path: Path) -> None:
    """Coming last they add 83, 43 and 28: 14 of 168 are nobody's, and ENSC splits them alike."""
    output = run(written(tmp_path, GAME), "--rule", "ensc")
    assert "Brent End pays 47.67, 12.33 less than alone" in output
    assert output.count("carries 4.67 of the 14.00 that nobody adds by joining.") == 3


def test_the_table_may_be_written_in_any_way_that_is_clear(tmp_path: Path) -> None:
    """Players in any order, blanks around the plus, the empty coalition, costs with pennies."""
    odd = {
        "": 0, " Ashby": 100.0, "Brent End": 60.00, "Corley ": 40,
        "Brent End + Ashby": 140, "Corley + Ashby": 125, "Corley+ Brent End": 85,
        "Corley + Ashby + Brent End": 168.0,
    }  # fmt: skip
    plain = run(written(tmp_path, GAME), "--json")
    assert run(written(tmp_path, {**GAME, "coalitions": odd}), "--json") == plain


def test_an_airport_is_split_for_one_user_of_each_type(tmp_path: Path) -> None:
    """6 shared by all three, and 4 more for the one that needs it."""
    game = {"kind": "airport", "types": ["small", "large"], "movements": [2, 1],
            "annual_cost": [6, 10]}  # fmt: skip
    answer = json.loads(run(written(tmp_path, game), "--rule", "shapley", "--json"))
    assert answer == {
        "rule": "shapley", "shares": {"small": 2.0, "large": 6.0}, "in_core": True,
        "least_core_epsilon": -2.0,
    }  # fmt: skip
    output = run(written(tmp_path, game))
    assert output.splitlines()[2].split() == ["large", "1", "10.00", "6.00", "6.00"]
    with pytest.raises(UserMistake, match="tau is not worked out for an airport"):
        run(written(tmp_path, game), "--rule", "tau")


def test_votes_are_a_game_of_their_weights(tmp_path: Path) -> None:
    game = {"kind": "weighted_voting", "quota": 3, "weights": [2, 1, 1]}
    answer = json.loads(run(written(tmp_path, game), "--rule", "shapley", "--json"))
    assert answer["shares"] == pytest.approx({"1": 2 / 3, "2": 1 / 6, "3": 1 / 6})


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
        (with_number("", 5), "the empty coalition holds 5"),
        ({**GAME, "players": ["A", "A "]}, "players: 'A ' is there twice."),
        ({"kind": "weighted_voting", "weights": [1]}, "there is no field 'quota'."),
        ({"kind": "weighted_voting", "quota": 1, "weights": []}, "weights: there are none."),
        ({"kind": "weighted_voting", "quota": 1, "weights": [-1]}, "weights: '-1' is not"),
        ({"kind": "weighted_voting", "quota": 1, "weights": [1] * 21}, "21 are too many"),
        ({"kind": "airport", "movements": [1], "annual_cost": ["9"]}, "annual_cost: '9' is not"),
        ({"kind": "airport", "movements": [1, 1], "annual_cost": [9, 8]}, "it is no airport"),
        ({"kind": "airport", "movements": [1.5], "annual_cost": [9]}, "whole numbers"),
        ({"kind": "airport", "movements": [1], "annual_cost": [9], "types": 4}, "no airport"),
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
