"""The councils of the made-up county as the rest of the product knows councils."""

from tallystick.example.world.facts import Body, bodies
from tallystick.words.council import Council, CouncilKind

_COUNTY_CODE = "X10000001"


def _council(body: Body) -> Council:
    return Council(
        code=body.code,
        name=body.name,
        short_name=body.short_name,
        kind=CouncilKind(body.kind),
        county=_COUNTY_CODE if body.kind == "district" else None,
        population=body.population,
        population_year=2023,
        neighbours=body.neighbours,
    )


EXAMPLE_COUNCILS: tuple[Council, ...] = tuple(_council(body) for body in bodies())
"""A county council, two unitaries, six districts and a fire authority. None of them exists."""
