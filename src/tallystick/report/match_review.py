"""The page on which a reviewer sees the uncertain joins of suppliers."""

from collections.abc import Sequence
from pathlib import Path

from tallystick.match.review import Doubt
from tallystick.report.drawing import draw
from tallystick.words import phrases
from tallystick.words.money import pounds
from tallystick.words.whole_files import write_page


def write_review_html(doubts: Sequence[Doubt], path: Path) -> None:
    """Write the doubts as one HTML page in UTF-8, in one step; the same doubts, the same bytes.

    Raises OSError where the folder cannot be written to.
    """
    rows = [
        {
            "a": doubt.a,
            "b": doubt.b,
            "now": "joined" if doubt.joined else "apart",
            "chance": f"{doubt.score:.0%}",
            "pounds": pounds(doubt.at_stake),
            "why": doubt.why,
        }
        for doubt in doubts
    ]
    pairs = phrases.counted(len(rows), "pair")
    lead = f"{pairs} of names of which it is not certain whether they are one supplier."
    write_page(path, draw("match_review.html", rows=rows, lead=lead))
