"""The tables of a business case are whole, and fit the tables that they lean on."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tallystick.reference.appraisal import load_evidence_grades, load_optimism_bias
from tallystick.reference.case import load_case_settings, load_clauses, load_cost_lines
from tallystick.reference.savings import load_savings_rates


def test_every_lever_has_a_rate() -> None:
    settings = load_case_settings()
    assert set(settings.levers) == set(load_savings_rates()) - {"cap"}
    assert all(set(option.reach) <= set(settings.levers) for option in settings.options.values())
    assert settings.rate_grade in load_evidence_grades()


def test_options_bear_cost_lines_that_there_are() -> None:
    for option in load_case_settings().options.values():
        assert set(option.costs) <= {*load_cost_lines(), "coordination", "other"}
        assert option.bears("no such line") == option.costs["other"]


def test_a_bias_is_one_of_the_table() -> None:
    for line in load_cost_lines().values():
        assert line.bias is None or line.bias in load_optimism_bias()
        assert line.evidence and line.sources and line.status == "P"


def test_what_is_drawn_adds_up() -> None:
    settings = load_case_settings()
    assert sum(settings.chances.delay_months.values()) == 1
    assert sum(settings.once_over) == 1
    for triple in (settings.chances.once_costs, settings.chances.delivery):
        assert list(triple) == sorted(triple)


def test_the_model_agreement_has_25_clauses() -> None:
    clauses = load_clauses()
    assert len(clauses) == 25
    assert clauses["effects_of_termination"].must and not clauses["definitions"].must


def test_a_cost_line_has_the_figures_of_its_kind() -> None:
    severance = load_cost_lines()["severance"]
    assert severance.central == Decimal(22000)
    with pytest.raises(ValueError, match="severance"):
        replace(severance, low=Decimal(30000))
    with pytest.raises(ValueError, match="severance"):
        replace(severance, per="quote")
