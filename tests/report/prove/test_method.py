"""Weights and guards: all that was looked for, each thing once."""

from dataclasses import replace

from tests.report.prove.world import finding, joined_later

from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.report.document import Table, text_of
from tallystick.report.prove.method import method_part


def tables(found: PartnershipFinding) -> dict[str, Table]:
    return {each.id: each for each in method_part(found).blocks if isinstance(each, Table)}


def cells(of: Table) -> list[tuple[str, ...]]:
    return [tuple(text_of(cell.words) for cell in row) for row in of.rows]


def test_one_scope_gives_its_guards_in_their_order() -> None:
    found = finding()
    guards = tables(found)["guards"]
    assert guards.caption == "What was looked for in payroll services"
    assert cells(guards) == [(each.name, each.found, each.did) for each in found.scopes[0].guards]


def test_what_several_scopes_say_alike_stands_once() -> None:
    found = finding(joined_later())
    first, later = found.scopes
    rows = cells(tables(found)["guards"])
    assert len({row[:3] for row in rows}) == len(rows)
    titles = {"payroll services": first, "payroll services, from October 2024": later}
    for title, scope in titles.items():
        for guard in scope.guards:
            (where,) = (row[3] for row in rows if row[:3] == (guard.name, guard.found, guard.did))
            assert where in ("all", title)
    assert {"all", *titles} == {row[3] for row in rows}
    met = [row[0] for row in rows]
    assert sorted(met, key=met.index) == met  # those of one danger stand together


def test_the_greatest_weights_are_shown_and_the_rest_counted() -> None:
    found = finding()
    (scope,) = found.scopes
    assert scope.estimate is not None
    many = {f"D{number:02}": (number - 7) / 100 for number in range(1, 16)}
    wider = replace(scope, estimate=replace(scope.estimate, weights=many))
    shown = tables(replace(found, scopes=(wider,)))["scope-1-weights"]
    assert shown.caption == (
        "Weights of the comparison for payroll services, the 12 greatest of 15"
    )
    assert cells(shown)[:4] == [
        ("D15", "0.080"), ("D14", "0.070"), ("D01", "−0.060"), ("D13", "0.060"),
    ]  # fmt: skip
    few = tables(found)["scope-1-weights"]
    assert few.caption == "Weights of the comparison for payroll services"
    assert len(few.rows) == len(scope.estimate.weights)
