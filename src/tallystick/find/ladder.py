"""The ladder from all that was published down to what could be let again (domain.md 5.4).

Every rung is shown, also those that these files cannot tell: what is unknown stays unknown.
"""

from collections.abc import Callable, Collection, Iterable

from tallystick.find.cells import Cell, Scene
from tallystick.find.values import Rung
from tallystick.words.labels import Label


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
    rungs: list[Rung] = []
    left = list(cells)
    steps: tuple[tuple[str, str, str, Callable[[Cell], bool]], ...] = (
        (
            "published",
            "Everything published",
            "All lines in the window, scaled to a year.",
            lambda _cell: True,
        ),
        (
            "supplied",
            "Paid to firms and other bodies for something",
            "Without grants, precepts, payments to private persons and withheld suppliers.",
            lambda cell: cell.is_named and cell.label is not Label.TRANSFER,
        ),
        (
            "known",
            "Known what for",
            "Without lines whose texts and supplier do not tell what was bought.",
            lambda cell: cell.label is not Label.UNKNOWN,
        ),
        (
            "back_office",
            "Back office",
            "Without services and goods for residents.",
            lambda cell: cell.label.is_back_office,
        ),
        (
            "asked",
            "The functions looked at",
            "Only " + ", ".join(each.heading for each in functions) + ".",
            lambda cell: cell.label in functions,
        ),
        (
            "rated",
            "Of a kind that joint buying can make cheaper",
            "Without building works, business rates, court fees and the like, for which the "
            "evidence supports no saving rate.",
            lambda cell: scene.categories[cell.category].has_rate,
        ),
        (
            "shared",
            "Bought by two or more councils",
            "Without what only one of these councils buys.",
            lambda cell: (cell.council, cell.category) in shared,
        ),
    )
    for key, title, why, stays in steps:
        left = [cell for cell in left if stays(cell)]
        rungs.append(Rung(key, title, _a_year(left, scene), why))
    return (
        *rungs,
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


def _a_year(cells: Iterable[Cell], scene: Scene) -> int:
    pence: dict[str, int] = {}
    for cell in cells:
        pence[cell.council] = pence.get(cell.council, 0) + cell.pence
    return sum(scene.a_year(council, paid) for council, paid in pence.items())
