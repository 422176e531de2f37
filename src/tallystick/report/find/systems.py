"""Which systems the councils seem to use, and how sure that is."""

from collections.abc import Iterable, Sequence

from tallystick.find.council_findings import Confidence, SystemSeen
from tallystick.find.findings import Findings
from tallystick.report.document import (
    Cell,
    Column,
    Holds,
    Paragraph,
    Part,
    columns,
    table,
)
from tallystick.report.find.listing import Known, a_year
from tallystick.words import phrases
from tallystick.words.money import pounds

HOW_SURE = {
    Confidence.NAMED: "sure: a line names it",
    Confidence.FITTING: "likely: its vendor is paid, and the words fit",
    Confidence.VENDOR: "may be: its vendor is paid, and no more is said",
    Confidence.UNKNOWN: "not known",
}


_QUESTION = "a question: several systems for one purpose"


def how_sure(seen: SystemSeen) -> str:
    """How sure a system is; where several of one purpose are seen, that it is a question."""
    return _QUESTION if seen.question else HOW_SURE[seen.confidence]


def system_name(seen: SystemSeen) -> str:
    """A system's name, with the word likely where it is no more than that."""
    if not seen.product_name:
        return "not told"
    return f"{seen.product_name} (likely)" if seen.is_likely else seen.product_name


def told(seen: Iterable[SystemSeen]) -> list[SystemSeen]:
    """Those of which a payment tells anything."""
    return [each for each in seen if each.confidence is not Confidence.UNKNOWN]


def systems_part(findings: Findings, known: Known) -> tuple[Part, ...]:
    """Each system with the councils that pay for it: those first that are told by name, and of
    these those that most have in common. Nothing where no payment tells of any."""
    systems = _by_system(told(findings.systems))
    if not systems:
        return ()
    ranked = sorted(
        systems, key=lambda of: (of[0].product is None, -_councils(of), of[0].purpose, _name(of))
    )
    about = (
        "Told from suppliers and the words of payments, with how sure that is; a council that is "
        "not named may have the system all the same."
    )
    return (
        Part(
            id="systems",
            title=known.told("Systems that the councils seem to use"),
            blocks=(
                Paragraph(known.told(about)),
                table(
                    "systems-table",
                    known.told(
                        "Each system with the councils that pay for it, the most shared first"
                    ),
                    columns=(
                        *columns(("For", "System", known.told("Councils"), "How sure")),
                        Column("Paid", Holds.FIGURE),
                        Column("Pounds a year", Holds.FIGURE),
                    ),
                    rows=[_row(of, known) for of in ranked],
                    head=1,
                ),
            ),
            new_page=True,
        ),
    )


def _by_system(seen: Sequence[SystemSeen]) -> list[list[SystemSeen]]:
    """What is seen of each system, the same name for the same purpose together."""
    grouped: dict[tuple[str, str], list[SystemSeen]] = {}
    for each in seen:
        grouped.setdefault((each.purpose, _name([each])), []).append(each)
    return list(grouped.values())


def _name(of: Sequence[SystemSeen]) -> str:
    return of[0].product_name or f"{of[0].vendor or 'A vendor'}: which system is not told"


def _shown_name(of: Sequence[SystemSeen]) -> str:
    """Its name; likely where it is no more than that of every council."""
    is_likely = of[0].product_name and all(each.is_likely for each in of)
    return f"{_name(of)} (likely)" if is_likely else _name(of)


def _surest_first(seen: SystemSeen) -> tuple[bool, int]:
    return seen.question is not None, list(Confidence).index(seen.confidence)


def _councils(of: Sequence[SystemSeen]) -> int:
    return len({each.council for each in of})


def _row(of: Sequence[SystemSeen], known: Known) -> tuple[Cell | str, ...]:
    councils = sorted({known.name(each.council) for each in of})
    sure = dict.fromkeys(how_sure(each).split(":")[0] for each in sorted(of, key=_surest_first))
    return (
        of[0].purpose_title,
        Cell(_shown_name(of), note=(of[0].vendor or "") if of[0].product_name else ""),
        f"{len(councils)}: {phrases.listed(councils)}",
        "; ".join(sure),
        pounds(sum(each.pence for each in of)),
        a_year(
            sum(each.pence_a_year for each in of if not each.is_weak),
            is_weak=all(each.is_weak for each in of),
        ),
    )
