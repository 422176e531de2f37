"""The rules give what papers have published."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tallystick.form.split.airport import airport_shapley
from tallystick.form.split.game import Game, game_from
from tallystick.form.split.nucleolus import least_core_epsilon, prenucleolus
from tallystick.form.split.rules import Rule, split


def by_members(text: str) -> dict[str, float]:
    """A table written 'A 21.95 AH 34.69 ...', one letter a player."""
    words = text.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return {"+".join(name): float(number) for name, number in pairs}


def shares(game: Game, rule: Rule) -> list[float]:
    return [float(share) for share in split(game, rule).shares]


def voting(quota: int, weights: list[int]) -> Game:
    """Worth 1 to every coalition whose weights reach the quota."""
    players = [f"{at}" for at in range(len(weights))]
    numbers = {
        "+".join(players[at] for at in group): float(sum(weights[at] for at in group) >= quota)
        for size in range(1, len(players) + 1)
        for group in combinations(range(len(players)), size)
    }
    return game_from(players, numbers, kind="value", source="test")


def bankruptcy(estate: float, claims: dict[str, float]) -> Game:
    """A group is sure of what is left when the others' claims are met in full."""
    players = list(claims)
    numbers = {
        "+".join(group): max(0.0, estate - sum(claims[p] for p in players if p not in group))
        for size in range(1, len(players) + 1)
        for group in combinations(players, size)
    }
    return game_from(players, numbers, kind="value", source="test")


THREE = "A 100 B 60 C 40 AB 140 AC 125 BC 85 ABC 168"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule.EQUAL, [56, 56, 56]),
        (Rule.PROPORTIONAL, [84, 50.4, 33.6]),
        (Rule.EQUAL_SAVING, [268 / 3, 148 / 3, 88 / 3]),
        (Rule.SHAPLEY, [88.5, 48.5, 31.0]),
        (Rule.SCRB, [88.174, 48.174, 31.652]),
        (Rule.TAU, [87.9, 47.9, 32.2]),
        (Rule.ENSC, [263 / 3, 143 / 3, 98 / 3]),
        (Rule.NUCLEOLUS, [263 / 3, 143 / 3, 98 / 3]),
    ],
)
def test_three_councils(rule: Rule, expected: list[float]) -> None:
    """The worked example of the project's notes on cost sharing: saving 168 against 200."""
    game = game_from("ABC", by_members(THREE), kind="cost", source="test")
    assert shares(game, rule) == pytest.approx(expected, abs=5e-4)


# Young, Okada & Hashimoto, "Cost allocation in water resources development", IIASA WP-79-77
# (1979), table 7, and Water Resources Research 18 (1982): six Swedish municipalities, million
# crowns. The working paper prints 18.60 and 19.21 for the last two of the nucleolus, the article
# 18.32 and 19.49; ours is the article's, and meets Kohlberg's criterion (test_nucleolus.py).
SWEDEN = """
A 21.95 H 17.08 K 10.91 L 15.88 M 20.81 T 21.98 AH 34.69 AK 32.86 AL 37.83 AM 42.76 AT 43.93
HK 22.96 HL 25.00 HM 37.89 HT 39.06 KL 26.79 KM 31.45 KT 32.89 LM 31.10 LT 37.86 MT 39.41
AHK 40.74 AHL 43.22 AHM 55.50 AHT 56.67 AKL 48.74 AKM 53.40 AKT 54.84 ALM 53.05 ALT 59.81
AMT 61.36 HKL 27.26 HKM 42.55 HKT 44.94 HLM 45.81 HLT 46.98 HMT 56.49 KLM 42.01 KLT 48.77
KMT 50.32 LMT 51.46 AHKL 48.95 AHKM 60.25 AHKT 62.72 AHLM 64.03 AHLT 65.20 AHMT 74.10
AKLM 63.96 AKLT 70.72 AKMT 72.27 ALMT 73.41 HKLM 48.07 HKLT 49.24 HKMT 59.35 HLMT 64.41
KLMT 56.61 AHKLM 69.76 AHKLT 70.93 AHKMT 77.42 AHLMT 83.00 AKLMT 73.97 HKLMT 66.46
AHKLMT 83.82"""


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule.SCRB, [19.54, 13.28, 5.62, 10.90, 16.66, 17.82]),
        (Rule.SHAPLEY, [20.01, 10.71, 6.61, 10.37, 16.94, 19.18]),
        (Rule.NUCLEOLUS, [20.35, 12.06, 5.00, 8.61, 18.32, 19.49]),
    ],
)
def test_six_swedish_municipalities(rule: Rule, expected: list[float]) -> None:
    game = game_from("AHKLMT", by_members(SWEDEN), kind="cost", source="test")
    assert shares(game, rule) == pytest.approx(expected, abs=0.0101)  # printed to the hundredth


# Straffin & Heaney, Int. J. Game Theory 10 (1981): the Tennessee Valley Authority, thousand USD.
TVA = "N 163520 F 140826 P 250096 NF 301607 NP 378821 FP 367370 NFP 412584"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule.SHAPLEY, [117_829, 100_756.5, 193_998.5]),
        (Rule.SCRB, [117_476, 99_157, 195_951]),
        (Rule.NUCLEOLUS, [116_234, 93_540, 202_810]),
    ],
)
def test_tennessee_valley(rule: Rule, expected: list[float]) -> None:
    game = game_from("NFP", by_members(TVA), kind="cost", source="test")
    assert shares(game, rule) == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize(
    ("estate", "expected"),
    [(100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150])],
)
def test_the_talmud_divides_by_the_nucleolus(estate: float, expected: list[float]) -> None:
    """Aumann & Maschler, J. Economic Theory 36 (1985); Mishnah Kethuboth 93a."""
    game = bankruptcy(estate, {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300})
    assert shares(game, Rule.NUCLEOLUS) == pytest.approx(expected, abs=1e-9)


def test_a_glove_market() -> None:
    """One left glove, two right ones: Shapley 4:1:1, and the nucleolus gives the left all."""
    game = game_from(
        "LRS", by_members("L 0 R 0 S 0 LR 1 LS 1 RS 0 LRS 1"), kind="value", source="test"
    )
    assert shares(game, Rule.SHAPLEY) == pytest.approx([4 / 6, 1 / 6, 1 / 6], abs=1e-12)
    assert shares(game, Rule.NUCLEOLUS) == pytest.approx([1, 0, 0], abs=1e-9)


def test_the_council_of_six_states() -> None:
    """The European Economic Community of 1958: Luxembourg's vote could never decide."""
    game = voting(12, [4, 4, 4, 2, 2, 1])
    expected = [14 / 60, 14 / 60, 14 / 60, 9 / 60, 9 / 60, 0]
    assert shares(game, Rule.SHAPLEY) == pytest.approx(expected, abs=1e-12)


def test_the_security_council() -> None:
    """Five members with a veto and ten without: 421/2145 and 4/2145 each."""
    game = voting(39, [7] * 5 + [1] * 10)
    expected = [421 / 2145] * 5 + [4 / 2145] * 10
    assert shares(game, Rule.SHAPLEY) == pytest.approx(expected, abs=1e-12)
    assert shares(game, Rule.NUCLEOLUS) == pytest.approx([0.2] * 5 + [0] * 10, abs=1e-9)


def test_littlechild_and_owens_runway() -> None:
    """The closed form for a runway agrees with the sum over all coalitions."""
    costs = {"A": 8, "B": 11, "C": 13, "D": 18}
    numbers = {
        "+".join(group): max(costs[each] for each in group)
        for size in range(1, 5)
        for group in combinations("ABCD", size)
    }
    game = game_from("ABCD", numbers, kind="cost", source="test")
    assert shares(game, Rule.SHAPLEY) == pytest.approx([2, 3, 4, 9], abs=1e-12)
    assert airport_shapley(list(costs.values()), [1, 1, 1, 1]) == (2, 3, 4, 9)


@pytest.mark.parametrize(
    ("costs", "users"), [([5, 4], [1, 1]), ([5], [0]), ([5], [1, 1]), ([-1], [1])]
)
def test_a_runway_has_rising_costs_and_users(costs: list[int], users: list[int]) -> None:
    with pytest.raises(ValueError, match=r"[tT]ype"):
        airport_shapley(costs, users)


def _entries(shared: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(
        (shared / "truth" / "games" / "games.json").read_text(encoding="utf-8")
    )["games"]
    return entries


@pytest.mark.shared
def test_every_tabled_game_of_the_shared_truth(shared: Path) -> None:
    seen = 0
    for entry in _entries(shared):
        if entry["kind"] not in ("cost", "value"):
            continue
        game = game_from(
            entry["players"], entry["coalitions"], kind=entry["kind"], source=entry["id"]
        )
        truth = entry["computed"] | {
            rule: given
            for rule, given in entry["published"].items()
            if rule in ("shapley", "nucleolus")
        }
        for rule in (Rule.SHAPLEY, Rule.NUCLEOLUS):
            assert shares(game, rule) == pytest.approx(truth[rule], abs=0.01), entry["id"]
        assert list(prenucleolus(game)) == pytest.approx(truth["prenucleolus"], abs=0.01)
        epsilon = least_core_epsilon(game)
        assert epsilon == pytest.approx(truth["least_core_epsilon_of_savings"], abs=0.01)
        assert (epsilon <= 1e-9) == truth["core_nonempty"], entry["id"]
        seen += 1
    assert seen == 6


@pytest.mark.shared
def test_the_games_of_the_shared_truth_that_are_rules(shared: Path) -> None:
    by_kind = {entry["kind"]: entry for entry in _entries(shared)}
    council = by_kind["weighted_voting"]
    game = voting(council["quota"], council["weights"])
    assert shares(game, Rule.SHAPLEY) == pytest.approx(council["published"]["shapley"], abs=1e-4)
    runway = by_kind["airport"]
    per_user = [float(x) for x in airport_shapley(runway["annual_cost"], runway["movements"])]
    assert per_user == pytest.approx(runway["published"]["shapley_per_movement"], abs=0.02)
