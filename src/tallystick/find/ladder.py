"""The ladder from all that was published down to what could be let again (domain.md 5.4).

Every rung is shown, also those that these files cannot tell: what is unknown stays unknown.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from tallystick.find.cells import Cell, Scene
from tallystick.find.values import Rung
from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the rungs are cut by."""

    scene: Scene
    functions: Collection[Label]
    shared: Collection[tuple[str, str]]  # council and category of every category overlap


@dataclass(frozen=True, slots=True)
class _Step:
    """One rung's words, and which cells stay on it."""

    key: str
    title: str
    why: str
    stays: Callable[[Cell, _Asked], bool]


_STEPS = (
    _Step(
        "published",
        "Everything published",
        "All lines in the window, scaled to a year.",
        lambda _cell, _asked: True,
    ),
    _Step(
        "supplied",
        "Paid to firms and other bodies for something",
        "Without grants, precepts, payments to private persons and withheld suppliers.",
        lambda cell, _asked: cell.is_named and cell.label is not Label.TRANSFER,
    ),
    _Step(
        "known",
        "Known what for",
        "Without lines whose texts and supplier do not tell what was bought.",
        lambda cell, _asked: cell.label is not Label.UNKNOWN,
    ),
    _Step(
        "back_office",
        "Back office",
        "Without services and goods for residents.",
        lambda cell, _asked: cell.label.is_back_office,
    ),
    _Step(
        "asked",
        "The functions looked at",
        "Without back-office functions that were not asked for.",
        lambda cell, asked: cell.label in asked.functions,
    ),
    _Step(
        "rated",
        "Of a kind that joint buying can make cheaper",
        "Without building works, business rates, court fees and the like, for which the evidence "
        "supports no saving rate.",
        lambda cell, asked: asked.scene.categories[cell.category].has_rate,
    ),
    _Step(
        "shared",
        "Bought by two or more councils",
        "Without what only one of these councils buys.",
        lambda cell, asked: (cell.council, cell.category) in asked.shared,
    ),
)

_UNKNOWN = (
    Rung(
        "under_contract",
        "Under a contract that is known",
        None,
        "Payment files name no contracts; a contract register would tell.",
    ),
    Rung(
        "ending_soon",
        "Ending soon enough to let together",
        None,
        "Contract ends are not in payment files.",
    ),
)


def climb_down(
    cells: Iterable[Cell],
    scene: Scene,
    *,
    functions: Collection[Label],
    shared: Collection[tuple[str, str]],
) -> tuple[Rung, ...]:
    """The rungs, in pence a year over all councils.

    cells: all cells of the window. functions: those asked for. shared: council and category
    wherever the council takes part in a category overlap.
    """
    asked = _Asked(scene, functions, shared)
    rungs: list[Rung] = []
    left = list(cells)
    for step in _STEPS:
        left = [cell for cell in left if step.stays(cell, asked)]
        rungs.append(Rung(step.key, step.title, _a_year(left, scene), step.why))
    return (*rungs, *_UNKNOWN)


def _a_year(cells: Iterable[Cell], scene: Scene) -> int:
    pence: dict[str, int] = {}
    for cell in cells:
        pence[cell.council] = pence.get(cell.council, 0) + cell.pence
    return sum(scene.a_year(council, paid) for council, paid in pence.items())
