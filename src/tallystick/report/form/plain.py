"""The answers of FORM as plain values, for programs: whole pence, councils by code."""

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from tallystick.form.agreement.exit import Division, ServiceExit
from tallystick.form.agreement.exit_paper import ExitPaper, exit_answer
from tallystick.form.case.appraisal import Worth
from tallystick.form.case.fairness import Fairness
from tallystick.form.case.lines import Line
from tallystick.form.case.options import Effect, OptionCase
from tallystick.form.case.paper import Paper, answer, worth
from tallystick.form.case.paper import cautions as case_cautions
from tallystick.form.case.savings_sharing import Way
from tallystick.form.case.sharing import sharing_remarks
from tallystick.form.case.track_record import CountedRecord
from tallystick.form.partnerships.function import Answer, Choosing, FunctionAnswer, Group
from tallystick.form.partnerships.solution import (
    Solution,
    cautions,
    together_remark,
    verdict_remark,
)
from tallystick.form.plan.plan_values import FunctionPlan
from tallystick.report.form.case_basis import assumed
from tallystick.words.remarks import CouncilNames, say, say_all


def solution_as_plain(solution: Solution) -> dict[str, Any]:
    """The solution for other programs: whole pence a year, councils by code."""
    plan = solution.plan
    return {
        "plan": plan.title,
        "start": plan.start.isoformat(),
        "years": plan.years,
        "largest": plan.largest,
        "councils": [{"code": each.code, "name": each.council.name} for each in plan.councils],
        "functions": [
            _plain_function(solution, function, answer)
            for function, answer in zip(plan.functions, solution.functions, strict=True)
        ],
        "together": _plain_together(solution),
    }


def _plain_function(
    solution: Solution, function: FunctionPlan, answer: FunctionAnswer
) -> dict[str, Any]:
    plan, names = solution.plan, solution.plan.names
    return {
        "function": str(answer.label),
        "verdict": str(answer.verdict),
        "sentence": say(verdict_remark(answer), names),
        "improvement_alone": answer.improvement,
        "groups_looked_at": answer.looked_at,
        "councils": [
            {"code": each.council, "today": each.today, "alone": each.alone}
            for each in answer.alone
        ],
        "best": _plain_answer(answer.answer),
        "stable": None if answer.stable is None else _plain_answer(answer.stable),
        "at_exponent_1": _plain_answer(answer.sceptic),
        "once_partnerships_end": None if answer.freed is None else _plain_answer(answer.freed),
        "cautions": list(say_all(cautions(plan, function, answer.answer.best), names)),
    }


def _plain_answer(answer: Answer) -> dict[str, Any]:
    return {
        **_plain_choosing(answer.best),
        "proved": not answer.gap,
        "gap": answer.gap,
        "next_best": [_plain_choosing(each) for each in answer.next_best],
        "next_best_complete": answer.complete,
    }


def _plain_choosing(choosing: Choosing) -> dict[str, Any]:
    return {
        "saving": choosing.saving,
        "saving_at_exponent_1": choosing.saving_at_one,
        "loses": choosing.loses,
        "groups": [_plain_group(group) for group in choosing.groups],
    }


def _plain_group(group: Group) -> dict[str, Any]:
    return {
        "councils": list(group.councils),
        "alone": group.alone,
        "cost": group.cost,
        "saving": group.saving,
        "saving_at_exponent_1": group.saving_at_one,
    }


def _plain_together(solution: Solution) -> dict[str, Any]:
    together = solution.together
    said = say(together_remark(solution), solution.plan.names)
    if together is None:
        return {"sentence": said, "solved": False}
    return {
        "sentence": said,
        "solved": True,
        "saving": together.saving,
        "separately": together.separately,
        "proved": not together.gap,
        "gap": together.gap,
        "partnerships": [
            {
                "councils": list(each.councils),
                "functions": [str(label) for label in each.functions],
                "saving": each.saving,
                "coordination_saved": each.coordination_saved,
            }
            for each in together.partnerships
        ],
    }


def case_as_plain(paper: Paper) -> dict[str, Any]:
    """The paper for other programs: whole pence, shares as numbers to six places, councils by code
    ('' is all together), years as in the plan."""
    case, names = paper.case, paper.case.plan.names
    return {
        "plan": case.plan.title,
        "years": [str(year) for year in case.plan.financial_years],
        "discount_schedule": case.schedule.id,
        "answer": list(say_all(answer(paper), names)),
        "sharing": list(say_all(sharing_remarks(case.plan, case.sharings), names)),
        "groups": {str(each.function): [list(g) for g in each.groups] for each in case.sharings},
        "fairness": [_fairness(each, names) for each in paper.fairness],
        "ways": [_way(each, names) for each in paper.ways],
        "cautions": list(say_all(case_cautions(paper), names)),
        "own_record": _track_record(case.own),
        "best": case.best.option.key,
        "shared": paper.shared.option.key,
        "options": [_option(each, names) for each in case.options],
        "odds": [asdict(each) for each in paper.odds],
        **_risk(paper),
        "lines": [_line(each) for each in paper.shared.lines],
        "assumptions": list(assumed(paper)),
    }


def _track_record(own: CountedRecord | None) -> dict[str, Any] | None:
    if own is None:
        return None
    return {
        "partnerships": [each.name for each in own.record.cases],
        "claims": len(own.record.ratios),
        "delivered": _share(own.record.delivered),
        "changes_counted": own.is_enough,
        "counted": {grade: float(share) for grade, share in own.counted.items()},
        "sentences": list(own.sentences),
    }


def _risk(paper: Paper) -> dict[str, Any]:
    return {
        "tornado": [
            {
                "name": each.name,
                "low": each.low,
                "high": each.high,
                "at_low": round(each.at_low),
                "at_high": round(each.at_high),
            }
            for each in paper.swings
        ],
        "switching": [
            {"other": each.other, "savings": _share(each.savings), "costs": _share(each.costs)}
            for each in paper.switches
        ],
        "precedents": [
            {
                "case": each.ratio.case,
                "delivered": [_number(each.ratio.low), _number(each.ratio.high)],
                "worth": [_pence(each.at_low), _pence(each.at_high)],
                "sources": list(each.ratio.sources),
            }
            for each in paper.precedents
        ],
    }


def _fairness(each: Fairness, names: CouncilNames) -> dict[str, Any]:
    return {
        "function": str(each.function),
        "councils": list(each.councils),
        "basis": each.basis,
        "shares": [asdict(share) for share in each.shares],
        "sentences": list(say_all(each.said, names)),
    }


def _way(each: Way, names: CouncilNames) -> dict[str, Any]:
    return {
        "way": str(each.pattern),
        "net_present_value": dict(each.worth),
        "net": {code: list(pence) for code, pence in each.net.items()},
        "guarantee_moves": {code: list(pence) for code, pence in each.pool.moves.items()},
        "guarantee_lacks": list(each.pool.short),
        "why_not": say(each.why_not, names) or None,
    }


def _option(each: OptionCase, names: CouncilNames) -> dict[str, Any]:
    return {
        "option": each.option.key,
        "name": each.option.name,
        "needed": _share(each.needed),
        "queries": list(say_all(each.queries, names)),
        "social_net_present_value": round(each.social.net_present_value),
        "group": _effect(each.group, names),
        "councils": [_effect(one, names) for one in each.councils],
    }


def _effect(of: Effect, names: CouncilNames) -> dict[str, Any]:
    return {
        "council": of.council,
        "net_present_value": worth(of),
        "cash_releasing": list(of.cash_releasing),
        "not_releasing": list(of.not_releasing),
        "once": list(of.once),
        "yearly": list(of.yearly),
        "net": list(of.net),
        "budget": list(of.budget),
        "paid_in": str(of.paid_in) if of.paid_in else None,
        "too_late": say(of.too_late, names),
        **_worth(of.worth),
    }


def _worth(of: Worth) -> dict[str, Any]:
    return {
        "present_benefits": round(of.present_benefits),
        "present_costs": round(of.present_costs),
        "benefit_cost_ratio": _share(of.benefit_cost_ratio),
        "simple_payback": _share(of.simple_payback),
        "discounted_payback": _share(of.discounted_payback),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "council": line.council,
        "function": line.function,
        "item": line.item,
        "kind": str(line.kind),
        "stated": list(line.stated),
        "correction": str(line.correction),
        "counted": list(line.counted),
        "cash_releasing": line.cash_releasing,
        "transfer": line.transfer,
        "grade": line.grade,
        "because": line.because,
    }


def _share(of: Fraction | None) -> float | None:
    return None if of is None else round(float(of), 6)


def _number(of: object) -> float | None:
    return None if of is None else float(str(of))


def _pence(of: Fraction | None) -> int | None:
    return None if of is None else round(of)


def exit_as_plain(paper: ExitPaper) -> dict[str, Any]:
    """The paper for other programs: whole pence, councils by code."""
    exit = paper.exit
    return {
        "agreement": paper.agreement.name,
        "leaver": exit.leaver,
        "notice": exit.notice.isoformat(),
        "leaves": exit.leaves.isoformat(),
        "notice_months": exit.notice_months,
        "notice_bill": exit.notice_bill,
        "answer": list(say_all(exit_answer(paper), paper.plan.names)),
        "charges": [
            {"name": each.name, "pence": each.pence, "because": each.because}
            for each in exit.charges
        ],
        "due": exit.due,
        "pays": exit.pays,
        "shortfall": dict(exit.shortfall),
        "paid_to": [dict(each) for each in exit.paid_to],
        "services": [_service(each) for each in exit.services],
        "divisions": [_division(each) for each in paper.divisions],
        "clauses": {each.clause.key: each.place or None for each in paper.checks},
        "gaps": list(paper.gaps),
    }


def _service(of: ServiceExit) -> dict[str, Any]:
    return {
        "function": of.service.function,
        "before": dict(of.before),
        "moves": of.moves,
        "stranded": list(of.stranded),
        "bills": [dict(bills) for bills in of.bills],
        "ever_after": dict(of.ever_after),
    }


def _division(of: Division) -> dict[str, Any]:
    return {
        "function": of.successors.function,
        "today": of.today,
        "cost": dict(of.cost),
        "lacks": dict(of.lacks),
        "dearer": of.dearer,
    }
