"""Posts and pay, by month and cost centre."""

from decimal import Decimal
from pathlib import Path

import pytest

from tallystick.ledger.posts import Posts, read_posts
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import Month

POSTS = "period,cost_centre,grade,posts,fte,pay,on_costs\n2026-10,42001,G7,3,2.4,9000.50,2100.00\n"


def read(folder: Path, text: str) -> Posts:
    (folder / "POSTS.csv").write_text(text, encoding="utf-8")
    return read_posts(folder / "POSTS.csv")


def test_a_line_of_posts(tmp_path: Path) -> None:
    posts = read(tmp_path, POSTS)
    (line,) = posts.rows
    assert (line.line, line.month, line.cost_centre, line.grade) == (2, Month.parse("2026-10"), "42001", "G7")  # fmt: skip  # noqa: E501
    assert (line.posts, line.fte, line.pay, line.on_costs) == (3, Decimal("2.4"), 900050, 210000)
    assert posts.total == 1110050


def test_without_grade_and_fte(tmp_path: Path) -> None:
    (line,) = read(tmp_path, "period,cost centre,posts,pay,on costs\n2026-10,1,3,1,1\n").rows
    assert (line.grade, line.fte) == ("", 3)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026-10", "Oct", "line 2, period: 'Oct' is not a month"),
        ("9000.50", "0.001", "line 2, pay: 0.001 is not whole pence"),
        ("2.4", "-1", "line 2, fte: -1 is below zero"),
        (",3,", ",,", "line 2, posts: '' is not a number"),
    ],
)
def test_posts_that_do_not_fit(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(UserMistake, match=said):
        read(tmp_path, POSTS.replace(old, new))
