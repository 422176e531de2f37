"""How fast the odds of a business case are drawn, and whether the same seed gives the same bytes.

    .venv/bin/python bench/form_case.py [--councils 10] [--functions 4] [--years 10] [--seed 1]

CPU seconds of this process and all its threads; the case is made up, every lever in every council.
"""

import argparse
import time
from datetime import date
from decimal import Decimal
from hashlib import sha256

from tallystick.form.case.lines import Line, LineKind
from tallystick.form.case.montecarlo import draw
from tallystick.reference.appraisal import load_discount_schedule
from tallystick.reference.case import load_case_settings


def main() -> None:
    """Draw twice, and print the seconds and the fingerprint of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("councils", 10), ("functions", 4), ("years", 10), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    asked = parser.parse_args()
    codes = [f"C{at:02d}" for at in range(asked.councils)]
    lines = [
        line
        for code in codes
        for function in range(asked.functions)
        for line in made_up(code, str(function), asked.years)
    ]
    chances = load_case_settings().chances
    for _twice in range(2):
        before = time.process_time()
        odds = draw(
            lines,
            codes,
            chances=chances,
            schedule=load_discount_schedule(date(2026, 11, 23)),
            years=asked.years,
            deadlines=dict.fromkeys(["", *codes], asked.years // 2),
            seed=asked.seed,
        )
        seconds = time.process_time() - before
        print(
            f"{chances.draws:,} draws of {len(codes)} councils, {asked.functions} functions, "
            f"{asked.years} years: {seconds:.2f} CPU s, {sha256(repr(odds).encode()).hexdigest()}"
        )


def made_up(council: str, function: str, years: int) -> list[Line]:
    """A saving of each lever, a one-off cost and a yearly cost."""
    shares = (0, 40, 80, *[100] * years)[:years]
    figures = [(lever, LineKind.SAVING, 10_000_000) for lever in load_case_settings().levers]
    figures += [
        ("training", LineKind.ONCE, 90_000_000),
        ("client_side", LineKind.YEARLY, 4_000_000),
    ]
    return [
        Line(
            council=council,
            function=function,
            item=item,
            name=item,
            kind=kind,
            stated=(pence,) if kind is LineKind.ONCE else tuple(pence * s // 100 for s in shares),
            correction=Decimal(1),
            because="Made up.",
        )
        for item, kind, pence in figures
    ]


if __name__ == "__main__":
    main()
