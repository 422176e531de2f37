"""A draft of the register of promised savings from what is shared already.

Payments tell who shares what with whom, since when and for how much. They do not tell what was
promised: those fields are left empty, and `tallystick prove register` names each that is.
"""

import json
import re
from collections.abc import Iterable

from tallystick.find.findings import Findings
from tallystick.find.sharing_findings import SharedAlready
from tallystick.words.labels import Label
from tallystick.words.money import pounds_and_pence

_NOT_A_KEY = re.compile(r"[^a-z0-9]+")

_HEAD = """\
# A draft of the register of promised savings, made by `tallystick find --initiatives` on {made_on}.
# Each entry is a service that the payments show as shared already. Fill in every "" from the
# agreement and the business case, or take out what is no initiative; docs/store.md says what the
# fields mean. `tallystick prove register FILE --store DIR --by NAME` names what is still empty and
# enters nothing until all is filled in.
"""

_CLAIM = """\
  - id: {id}
    # {said}
    partnership: {partnership}
    council: {council}
    function: {function}
    lever: ""  # L1 to L8
    mechanism: {{kind: "", ref: "", on: ""}}  # kind: post, licence, contract or lease
    owner: ""  # the budget holder
    type: ""  # cash-releasing, cost avoidance, non-cash or dis-benefit
    recurrent: ""  # yes or no
    price_base: ""  # a year, 2023/24
    baseline: {{pounds: "", period: ""}}  # what it cost before it was shared
    anticipated: {{OBC: {{}}}}  # 2024/25: "12000"
    one_off_pounds: ""
    evidence_grade: "0"
    state: anticipated
    budget_code: ""
    categories: [{category}]
    suppliers: [{supplier}]
"""

_PARTNERSHIP = """\
  - id: {id}
    name: {name}
    members: [{members}]  # {about}
    start: {start}  # the first month that these files show: put in the agreement's
    formation: unknown  # chosen, or directed by somebody above
"""


def initiatives_text(findings: Findings) -> str:
    """The draft as YAML, in the form that prove register reads: a partnership for each council and
    partner, and a claim for each function that they share."""
    pairs: dict[str, list[SharedAlready]] = {}
    for each in findings.shared:
        pairs.setdefault(_key(each), []).append(each)
    parts = [_HEAD.format(made_on=findings.made_on.isoformat()), _list("partnerships", pairs)]
    parts += [_partnership(key, found) for key, found in pairs.items()]
    parts.append(_list("claims", pairs))
    parts += [_claim(key, each) for key, found in pairs.items() for each in found]
    return "".join(parts)


def _list(name: str, held: Iterable[object]) -> str:
    return f"{name}:\n" if any(True for _each in held) else f"{name}: []\n"


def _partnership(key: str, found: list[SharedAlready]) -> str:
    first = min(found, key=lambda each: each.first)
    known = "the one that runs it first" if len(first.members) > 1 else "add the others' codes"
    return _PARTNERSHIP.format(
        id=key,
        name=_quoted(first.body or first.partner),
        members=", ".join(first.members),
        about=known,
        start=first.first,
    )


def _claim(key: str, each: SharedAlready) -> str:
    told = each.label is not Label.UNKNOWN
    said = f"{pounds_and_pence(each.pence)} paid in {each.lines} lines, {each.first} to {each.last}"
    return _CLAIM.format(
        id=f"{key}-{each.label}",
        said=said,
        partnership=key,
        council=each.council,
        function=str(each.label) if told else '""  # the words do not tell it',
        category=each.category,
        supplier=_quoted(each.partner),
    )


def _key(each: SharedAlready) -> str:
    partner = _NOT_A_KEY.sub("-", (each.body or each.partner).lower()).strip("-")
    return f"{each.council.lower()}-{partner}"


def _quoted(text: str) -> str:
    """A text as YAML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False)
