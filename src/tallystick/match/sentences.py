"""Says in words why two names are joined or not."""

from collections.abc import Mapping, Sequence

import numpy as np
from rapidfuzz.distance import OSA

from tallystick.match.names.acronyms import stand_for
from tallystick.match.names.forms import Forms
from tallystick.match.names.parse import Form
from tallystick.match.names.reading import read_name
from tallystick.match.pairs.features import FEATURES
from tallystick.match.pairs.guards import GUARDS
from tallystick.match.pairs.score import score, weights
from tallystick.match.pairs.table import lay_out
from tallystick.match.spellings import CouncilNames, Explanation, Spelling, SupplierKind
from tallystick.match.suppliers.nodes import find_nodes
from tallystick.match.suppliers.pair_evidence import SAME_COUNCIL, council_codes

_ALIKE = 0.6  # letters of two words that one may be a writing of the other
_TELLS = 0.1  # what a feature must add to be worth a word


def say(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Short reasons for joining two names of these words: those that they share and those that
    only one has."""
    shared = [word for word in one if word in other]
    lone = [word for word in one if word not in other]
    missing = [word for word in other if word not in one]
    reasons = []
    if shared:
        reasons.append(f"both say {' '.join(shared)}")
    if lone and missing:
        reasons.append(_between(" ".join(lone), " ".join(missing)))
    elif lone or missing:
        reasons.append(f"only one adds {' '.join(lone or missing)}")
    return tuple(reasons)


def _between(one: str, other: str) -> str:
    """How what only the one name has stands to what only the other has."""
    if OSA.normalized_similarity(one, other) >= _ALIKE:
        return f"{one} reads as {other}"
    return f"the one adds {one}, the other {other}"


def explain(a: str, b: str, *, councils: CouncilNames | None = None) -> Explanation:
    """Why two spellings are one supplier or not, judged by the names alone; the same for (b, a).
    councils: the reference table, as match_spellings takes it."""
    one, other = sorted((a, b))
    (kind_one, forms_one), (kind_other, forms_other) = read_name(one), read_name(other)
    kinds, forms = (kind_one, kind_other), (forms_one, forms_other)
    if SupplierKind.NONE in kinds or SupplierKind.REDACTED in kinds or not forms[0] or not forms[1]:
        same = one == other
        return Explanation(same, float(same), {}, "One of them names nobody.")
    left, right = ({form.key for form in side} for side in forms)
    if forms[0][0].key == forms[1][0].key:
        return Explanation(True, 1.0, {}, "They differ only in how they are written.")
    if forms[0][0].key in right or forms[1][0].key in left:
        return Explanation(True, 0.95, {}, "The one gives the other as its trading or former name.")
    if stand_for(Forms.of([forms_one[0], forms_other[0]])):
        return Explanation(
            True, 0.9, {}, "The one is the letters of the body that the other names."
        )
    return _of_councils(one, other, councils) or _judge(forms[0][0], forms[1][0], kinds)


def _of_councils(one: str, other: str, councils: CouncilNames | None) -> Explanation | None:
    """What the reference table says of two spellings, where both are names of councils."""
    if councils is None:
        return None
    nodes = find_nodes([Spelling(one), Spelling(other)], ())
    code_of = council_codes(nodes, councils)
    codes = [code_of[node] for node in nodes.of_spelling.tolist() if node in code_of]
    if len(codes) < len((one, other)):
        return None
    if codes[0] == codes[1]:
        return Explanation(True, SAME_COUNCIL, {}, "One supplier: both are names of one council.")
    return Explanation(False, 0.0, {}, "Kept apart: they are names of two councils.")


def _judge(one: Form, other: Form, kinds: tuple[SupplierKind, SupplierKind]) -> Explanation:
    ordered = sorted([(one, kinds[0]), (other, kinds[1])], key=lambda item: item[0].key)
    table = lay_out(
        [form for form, _ in ordered], [kind is SupplierKind.PERSON for _, kind in ordered]
    )
    first, second = np.asarray([0]), np.asarray([1])
    found = score(table, first, second, -1.0)
    model = weights()
    sure = float(found.score[0])
    values = {
        name: (round(float(value), 3), model.of[name])
        for name, value in zip(FEATURES, found.features[0], strict=True)
    }
    if found.guard[0]:
        return Explanation(False, 0.0, values, f"Kept apart: {GUARDS[int(found.guard[0])]}.")
    same = sure >= model.join_from
    verdict = "One supplier" if same else "Not one supplier"
    words = ", ".join(say(ordered[0][0].words, ordered[1][0].words))
    why = f"For it: {_strongest(values, 1)}. Against it: {_strongest(values, -1)}."
    return Explanation(same, round(sure, 3), values, f"{verdict} ({sure:.0%}): {words}. {why}")


def _strongest(values: Mapping[str, tuple[float, float]], sign: int) -> str:
    """In words the two features that speak most for (1) or against (-1) a pair being one."""
    told = {name: sign * value * weight for name, (value, weight) in values.items()}
    told["lone_more"] += told.pop("lone_rare")  # takes back what many lone words count too much
    names = [name for name in told if told[name] > _TELLS]
    strongest = sorted(names, key=lambda name: (-told[name], name))[:2]
    return "; ".join(FEATURES[name] for name in strongest) or "nothing"
