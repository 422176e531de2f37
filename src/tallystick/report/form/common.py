"""What the papers of FORM share: how they name a council, what is exempt, who made them."""

from datetime import date
from pathlib import Path

from tallystick.form.plan.plan_values import Plan
from tallystick.report.document import Note
from tallystick.words import phrases

EXEMPT = (
    "Not for publication until the monitoring officer has decided. It may name the pay and the "
    "posts of few people, and prices of suppliers: Local Government Act 1972, Schedule 12A, "
    "paragraphs 1 to 4."
)


def council_name(plan: Plan, code: str) -> str:
    """The short name of a council, or what stands for all."""
    return plan.member(code).name if code else "All together"


def made_from(plan: Plan, on: date) -> str:
    """When a paper was made and from what: '23 November 2026 from plan.yml'."""
    return f"{phrases.day(on)} from {Path(plan.path).name}"


def closing(plan: Plan, on: date) -> str:
    """The sentence at the foot of a paper."""
    return (
        f"Made by Tallystick on {made_from(plan, on)}. Every figure comes from that plan, or is an "
        "assumption shown here."
    )


def before_use(cautions: tuple[str, ...]) -> tuple[Note, ...]:
    """The cautions set apart; nothing where there are none."""
    return (Note("cautions", "Before you use these figures", cautions),) if cautions else ()
