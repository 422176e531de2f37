"""How probable it is that a name is a private person's, by features with learnt weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from tallystick.match.names.traits import Traits, traits_of
from tallystick.reference.tables import yaml_table

_LONGEST = 5  # words of a person's name, initials included; judgement
_COMMON = 4  # rank of a surname
_FIRMS = 5  # use of a word: organisations


@dataclass(frozen=True, slots=True)
class _Model:
    weights: Mapping[str, float]
    bias: float
    mask_from: float


@cache
def _model() -> _Model:
    table = yaml_table("name_kind_weights.yaml")
    return _Model(table["weights"], table["bias"], table["mask_from"])


def mask_from() -> float:
    """The probability from which a name is held for a person's."""
    return _model().mask_from


def probability(words: Sequence[str], *, comma: bool = False) -> float:
    """The probability, 0 to 1, that a name is a person's. words: plain, without titles, numbers and
    the reason for the payment; "and" may stand among them. comma: one stood behind the first."""
    model = _model()
    score = model.bias + sum(model.weights.get(name, 0.0) for name in features(words, comma=comma))
    return 1 / (1 + exp(-score))


def features(words: Sequence[str], *, comma: bool = False) -> list[str]:
    """The features that a name has. Each is there or not."""
    if "and" in words:
        return _of_two(words)
    seen = [traits_of(word) for word in words]
    full = [each for each in seen if not each.initial]
    found = [f"{min(len(seen), _LONGEST)} words", *(["comma"] if comma else [])]
    found += [f"{min(len(seen) - len(full), 3)} initials"]
    if not full:
        return [*found, "letters alone"]
    first, last = seen[0], seen[-1]
    found += _of_order(seen, comma=comma)
    found += [f"last {name}" for name in _of_word(last)] if not last.initial else []
    found += [f"first {name}" for name in _of_word(first)] if not first.initial else []
    inner = [each for each in seen[1:-1] if not each.initial]
    found += sorted({f"inner {name}" for each in inner for name in _of_word(each)})
    rare = sum(not each.use for each in full)
    return [
        *found,
        f"{min(rare, 3)} unseen",
        f"{sum(each.forename > 1 for each in full[:3])} sure forenames",
    ]


def _of_word(word: Traits) -> list[str]:
    """What one word says by itself."""
    found = [f"forename {word.forename}", f"surname {word.surname}", f"use {word.use}"]
    found += [f"surname {min(word.surname, 4)} use {max(word.use, 2)}"]
    found += [name for name, is_so in (("trade", word.trade), ("place", word.place)) if is_so]
    return found


def _of_order(seen: Sequence[Traits], *, comma: bool) -> list[str]:
    """What the words say by where they stand: forename or initials before a surname or behind."""
    first, last = seen[0], seen[-1]
    turned = "turned " if comma else ""
    found = []
    if first.initial and not last.initial:
        found.append(f"initials, surname {last.surname}")
        found.append(f"initials {first.initial}, use {last.use}")
    if last.initial and not first.initial:
        found.append(f"surname {first.surname}, initials")
        found.append(f"use {first.use}, initials")
    if first.forename and not last.initial:
        found.append(f"{turned}forename {first.forename}, surname {min(last.surname, 4)}")
        found.append(f"forename {first.forename}, use {max(last.use, 2)}")
    if last.forename and not first.initial:
        found.append(f"{turned}surname {min(first.surname, 4)}, forename {last.forename}")
    if not (first.forename or last.forename or first.initial or last.initial):
        found.append(f"no forename {max(first.surname, last.surname)}")
    return found


def _of_two(words: Sequence[str]) -> list[str]:
    """The features of two names with "and" between them: of persons who share a home, or partners
    who share a firm."""
    place = list(words).index("and")
    one = [traits_of(word) for word in words[:place]]
    two = [traits_of(word) for word in words[place + 1 :] if word != "and"]
    if not one or not two:
        return ["and", "and nothing"]
    found = ["and", f"and {min(len(one), 3)} {min(len(two), 3)}"]
    given = [side[0].initial or side[0].forename > 1 for side in (one, two)]
    found.append(f"and given {sum(map(bool, given))}")
    found.append(f"and last surname {two[-1].surname}" if not two[-1].initial else "and initial")
    found.append(f"and last use {two[-1].use}")
    if len(one) == 1 and len(two) == 1:
        found.append(f"and one {min(one[0].forename, 2)} {min(two[0].forename, 2)}")
    if all(given) and len(two) > 1:
        found.append(f"and couple {min(two[-1].surname, 4)}")
    found += ["and firms"] if any(each.use >= _FIRMS for each in (*one, *two)) else []
    return found
