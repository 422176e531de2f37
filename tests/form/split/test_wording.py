"""What a split means, said of games whose sums are done by hand."""

import numpy as np
import pytest

from tallystick.form.split.core import CoreTest
from tallystick.form.split.game import Game, GameKind
from tallystick.form.split.wording import Amount, explain, explain_core, figure
from tallystick.words.remarks import NO_NAMES, say, say_all


@pytest.mark.parametrize(
    ("number", "scale", "text"),
    [
        (1234.5, 10, "1,234.50"),
        (1234.5, 9.99, "1,234.5000"),
        (-1234.5, 10, "−1,234.50"),
        (-0.001, 10, "0.00"),
        (-0.001, 1, "−0.0010"),
    ],
)
def test_a_figure_is_finer_where_numbers_are_small(number: float, scale: float, text: str) -> None:
    assert figure(number, scale=scale) == text


def game(*worths: float, kind: GameKind = GameKind.COST) -> Game:
    players = tuple("ABC"[: len(worths).bit_length() - 1])
    return Game(players, np.array(worths, dtype=np.float64), kind)


TWO = game(0, 110, 70, 150)
"""A alone 110, B alone 70, both 150: A adds 80 by joining B, B adds 40 by joining A."""


def said(of: Game, shares: list[float], tempted: list[float] | None = None) -> tuple[str, ...]:
    test = CoreTest(**{name: None for name in CoreTest.__dataclass_fields__}
                    | {"temptation": np.array(tempted or [0.0] * of.size)})  # type: ignore[arg-type]  # fmt: skip
    return say_all(explain(of, np.array(shares), test), NO_NAMES)


def core_said(of: Game, epsilon: float, *, amount: Amount | None = None) -> str:
    return say(explain_core(of, epsilon, amount=amount), NO_NAMES)


def test_who_pays_what_against_alone_and_what_nobody_adds() -> None:
    """95 + 55: each saves 15; 80 + 40 are added by joining, so 30 of the 150 nobody adds."""
    assert said(TWO, [95.0, 55.0]) == (
        "A pays 95.00, 15.00 less than alone; could not do better in any smaller group; carries "
        "15.00 of the 30.00 that nobody adds by joining.",
        "B pays 55.00, 15.00 less than alone; could not do better in any smaller group; carries "
        "15.00 of the 30.00 that nobody adds by joining.",
    )


def test_who_is_carried_and_who_carries() -> None:
    """A pays 70 of the 80 that it adds; B pays 80, 10 more than alone, and 40 more than it adds."""
    assert said(TWO, [70.0, 80.0], [0.0, 10.0]) == (
        "A pays 70.00, 40.00 less than alone; could not do better in any smaller group; the others "
        "carry 10.00 of what it adds.",
        "B pays 80.00, 10.00 more than alone; a smaller group with it would do 10.00 better on its "
        "own; carries 40.00 that others add.",
    )


def test_the_same_as_alone_and_exactly_what_it_adds() -> None:
    assert said(TWO, [80.0, 70.0])[0].endswith("could not do better in any smaller group.")
    assert said(TWO, [80.0, 70.0])[1].startswith("B pays 70.00, the same as alone;")


def test_what_a_worth_leaves_and_takes() -> None:
    """Together 100, A alone 20, B alone 10: A adds 90 by joining, B adds 80."""
    worth = game(0, 20, 10, 100, kind=GameKind.VALUE)
    assert said(worth, [95.0, 5.0]) == (
        "A gets 95.00, 75.00 more than alone; could not do better in any smaller group; takes "
        "5.00 more than it adds.",
        "B gets 5.00, 5.00 less than alone; could not do better in any smaller group; leaves "
        "75.00 of what it adds to the others.",
    )


def test_a_group_must_gain_more_than_a_penny_to_be_better_elsewhere() -> None:
    penny = Game(TWO.players, TWO.worths, GameKind.COST, grain=1.0)
    at_a_penny, beyond = said(penny, [95.0, 55.0], [1.0, 1.5])
    assert "could not do better in any smaller group" in at_a_penny
    assert "a smaller group with it would do 1.50 better" in beyond


def test_nobody_carries_anything_alone() -> None:
    assert said(game(0, 50), [40.0])[0].endswith("could not do better in any smaller group.")


def test_whether_any_split_would_keep_all() -> None:
    assert core_said(game(0, 50), 9.0) == "There is nobody to share with."
    assert "still do 12.00 better on its own" in core_said(TWO, 12.0)
    assert "leaves each group 12.00 to spare" in core_said(TWO, -12.0)
    none_to_spare = "There is a split that nobody would leave, with nothing to spare."
    assert core_said(TWO, 0.0) == none_to_spare
    penny = Game(TWO.players, TWO.worths, GameKind.COST, grain=1.0)
    assert (core_said(penny, 1.0), core_said(penny, -1.0)) == (none_to_spare,) * 2


def test_amounts_are_written_as_asked() -> None:
    assert "still do 12p better" in core_said(TWO, 12.0, amount=lambda number: f"{number:.0f}p")
