"""The data of a paper on leaving: the exit, the divisions that the plan asks about, and the gaps of
the agreement."""

from dataclasses import dataclass
from datetime import date

from tallystick.form.agreement.exit import Division, Exit, divide, leave
from tallystick.form.agreement.gaps import Check, check_clauses, gaps
from tallystick.form.agreement.planned_agreement import PlannedAgreement
from tallystick.form.plan.plan_values import Plan
from tallystick.reference.case import load_case_settings, load_clauses
from tallystick.sharing.agreement import Agreement, Version
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake
from tallystick.words.remarks import Remark, remark

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitPaper:
    """All that the paper shows; gaps are those on the day of the notice."""

    plan: Plan
    agreement: Agreement
    exit: Exit
    divisions: tuple[Division, ...]
    checks: tuple[Check, ...]
    gaps: tuple[str, ...]

    @property
    def agreed(self) -> Version:
        """The version of the agreement by which the council would leave."""
        return self.agreement.in_force(self.exit.notice)


def make_exit_paper(
    plan: Plan, planned: PlannedAgreement, leaver: str, *, notice: date
) -> ExitPaper:
    """The paper of a council that gives notice on a day. Raises UserMistake for a council that is
    not in the agreement, and for a day that is no day of ours."""
    if not EARLIEST <= notice < LATEST:
        raise UserMistake(f"Notice on {notice} is not likely.", "Write the day as 2026-11-30.")
    settings = load_case_settings()
    agreement = planned.agreement
    agreed = agreement.in_force(notice)
    services = {service.function: service for service in agreed.services}
    found = gaps(agreement, load_clauses(), on=notice)
    exit = leave(
        planned,
        leaver,
        notice=notice,
        stranded=settings.stranded,
        notice_months=settings.notice_months,
    )
    return ExitPaper(
        plan=plan,
        agreement=agreement,
        exit=exit,
        divisions=tuple(divide(services[each.function], each) for each in planned.successors),
        checks=check_clauses(agreed, load_clauses()),
        gaps=found,
    )


def exit_answer(paper: ExitPaper) -> tuple[Remark, ...]:
    """What leaving comes to, in a few remarks."""
    exit = paper.exit
    one = (exit.leaver,)
    found = [
        remark(
            "would_be_out",
            councils=one,
            notice=exit.notice,
            out=exit.leaves,
            payment=_payment(exit),
        )
    ]
    for each in exit.services:
        service = Label(each.service.function)
        rest, first = sum(each.ever_after.values()), sum(each.bills[0].values())
        found.append(
            remark(
                "others_would_bear",
                councils=one,
                pence=first,
                function=service,
                behind=first - rest,
            )
        )
        if len(each.ever_after) == 1:
            found.append(remark("only_one_left", councils=each.ever_after, function=service))
    return tuple(found)


def _payment(exit: Exit) -> Remark:
    if exit.pays < 0:
        return remark("be_paid", pence=-exit.pays)
    if exit.due > exit.pays:
        return remark("pay_the_cap", pence=exit.pays, due=exit.due)
    return remark("pay", pence=exit.pays)
