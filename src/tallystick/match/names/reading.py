"""Parses many spellings at once: the kind and the name forms of each.

The properties of a token are computed once for each distinct token. For most texts (plain words
followed only by legal forms) the result follows from token properties by array operations. Every
other text is parsed on its own. Both methods give the same result.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tallystick.match.names.chains import may_settle
from tallystick.match.names.columns import Flags, Ints, Kinds, spans, starts
from tallystick.match.names.forms import Forms, concat
from tallystick.match.names.kinds import Hint, hint_of, kind_of_plain, standing
from tallystick.match.names.lists import legal_forms, name_words, people_words
from tallystick.match.names.normalise import is_end, plain, spelt_out
from tallystick.match.names.parse import (
    Form,
    calls_for_a_look,
    form_of_shop,
    in_person_order,
    parse_plain,
    shop_of,
    without_title,
)
from tallystick.match.names.payees import is_named
from tallystick.match.spellings import BY_CARE, SupplierKind

_BITS = 62  # of a number
_WORDS_ALONE = "^[a-z0-9 ]+$"
_DOTS_THAT_TELL = r"www|\.(?:co|org|net|gov|ac)|t\.a\."  # of an address, or of a second name


@dataclass(frozen=True, slots=True)
class NamesRead:
    """What each of many texts names: its kind and its own form, empty where it names nobody.

    others: (row, form) of each further name that a text gives, by row.
    """

    own: Forms
    kinds: Kinds
    others: list[tuple[int, Form]]


def read_name(spelling: str) -> tuple[SupplierKind, list[Form]]:
    """What a spelling names, and its forms: its own name first. A person's are without title and
    in the order of the alphabet, so that surname-first and surname-last are one."""
    text = plain(spelling)
    kind = kind_of_plain(text)
    return kind, _forms_of(text, kind)


def _forms_of(text: str, kind: SupplierKind) -> list[Form]:
    if kind is SupplierKind.PERSON:
        return [without_title(form) for form in parse_plain(text, settle=False).forms]
    return list(parse_plain(text).forms)


def read_names(texts: Sequence[str]) -> NamesRead:
    """As read_name, of many texts that normalise.plain() gave."""
    tokens, shops = _tokens(texts), _shops(texts)
    lines = np.fromiter(shops, np.int64, len(shops))
    kinds = _kinds_of(texts, tokens, lines)
    told, forms = _forms_of_tokens(tokens)
    forms = _without_titles(forms, kinds[told] == BY_CARE.index(SupplierKind.PERSON))
    rest = np.ones(len(texts), dtype=np.bool_)
    rest[told] = rest[lines] = False
    own, others = [], []
    for row in np.flatnonzero(rest).tolist():
        first, *more = _forms_of(texts[row], BY_CARE[kinds[row]]) or [Form((), 0)]
        own.append(first)
        others += [(row, form) for form in more]
    of_lines = Forms.of([form_of_shop(shop) for shop in shops.values()])
    order = np.argsort(np.concatenate([told, lines, np.flatnonzero(rest)]))
    return NamesRead(concat([forms, of_lines, Forms.of(own)]).take(order), kinds, others)


def _shops(texts: Sequence[str]) -> dict[int, str]:
    """The rows that are a shop's order lines, and the shops."""
    starts_of = pc.utf8_slice_codeunits(pa.array(texts, pa.string()), 0, 4)
    rows = pc.indices_nonzero(pc.is_in(starts_of, pa.array(sorted(name_words().shop_starts))))
    found = {row: shop_of(texts[row]) for row in rows.to_pylist()}
    return {row: shop for row, shop in found.items() if shop is not None}


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of the texts that hold nothing else. Text row[i] is ids[start[i]:start[i+1]],
    indexes into text."""

    text: list[str]
    ids: Ints
    start: Ints
    row: Ints

    def flags(self, says: Callable[[str], bool]) -> Flags:
        """For every token, the value of `says` for its text; computed once for each distinct
        token."""
        said = np.fromiter((says(token) for token in self.text), np.bool_, len(self.text))
        return said[self.ids]

    def any_of(self, flags: Flags) -> Flags:
        """For every row, whether one of its tokens is flagged."""
        before = np.concatenate([[0], np.cumsum(flags)])[self.start]
        return before[1:] > before[:-1]


def _tokens(texts: Sequence[str]) -> _Tokens:
    lists = name_words()
    column = pa.array(texts, pa.string())
    dots = pc.and_not(
        pc.match_substring(column, "."), pc.match_substring_regex(column, _DOTS_THAT_TELL)
    )
    bare = pc.ascii_trim_whitespace(pc.replace_substring(column, ".", " "))
    column = pc.if_else(dots, bare, column)
    alone = pc.match_substring_regex(column, _WORDS_ALONE)
    shop = pc.is_in(pc.utf8_slice_codeunits(column, 0, 4), pa.array(sorted(lists.shop_starts)))
    alone = pc.and_not(pc.and_not(alone, shop), pc.match_substring(column, "care of"))
    words = pc.ascii_split_whitespace(column.filter(alone))
    tokens = words.flatten().dictionary_encode()
    return _Tokens(
        tokens.dictionary.to_pylist(),
        tokens.indices.to_numpy().astype(np.int64),
        words.offsets.to_numpy().astype(np.int64),
        np.flatnonzero(alone.to_numpy(zero_copy_only=False)),
    )


def _kinds_of(texts: Sequence[str], tokens: _Tokens, shops: Ints) -> Kinds:
    """The kind of each text, given the rows that are shops' order lines. Of the texts that must be
    of one kind, one is looked at for all."""
    kinds = np.full(len(texts), BY_CARE.index(SupplierKind.ORGANISATION), dtype=np.int8)
    firm = _are_firms(tokens)
    model = np.arange(len(texts))
    model[tokens.row[~firm]] = _models(tokens, np.flatnonzero(~firm))
    asked = model == np.arange(len(texts))
    asked[tokens.row[firm]] = asked[shops] = False
    for row in np.flatnonzero(asked).tolist():
        kinds[row] = BY_CARE.index(kind_of_plain(texts[row]))
    return kinds[model]


def _models(tokens: _Tokens, rows: Ints) -> Ints:
    """For each of these rows, the text of a representative row (often another one) whose words have
    equal properties."""
    counts = np.diff(tokens.start)[rows]
    begin = tokens.start[rows]
    number = np.zeros(len(tokens.text), dtype=np.int64)
    stands: dict[object, int] = {None: 0}
    for token in np.unique(tokens.ids[spans(begin, counts)]).tolist():
        stand = standing(tokens.text[token])
        number[token] = stands.setdefault(stand, len(stands))
    base = max(len(stands), 2)
    widest = int(_BITS / np.log2(base))  # words whose standings one number holds
    code, whole = np.zeros(len(rows), dtype=np.int64), counts <= widest
    for place in range(min(widest, counts.max(initial=0))):
        more = np.flatnonzero(counts > place)
        stand_of = number[tokens.ids[begin[more] + place]]
        whole[more] &= stand_of > 0
        code[more] = code[more] * base + stand_of
    whole &= ~_are_named(tokens, rows)
    model = tokens.row[rows]
    _, first, back = np.unique(code[whole], return_index=True, return_inverse=True)
    model[whole] = model[whole][first[back]]
    return model


def _are_named(tokens: _Tokens, rows: Ints) -> Flags:
    """True of rows whose whole text is listed by its name: no other one is like it."""
    text, ids, start = tokens.text, tokens.ids.tolist(), tokens.start.tolist()
    named = (
        is_named([text[word] for word in ids[start[row] : start[row + 1]]]) for row in rows.tolist()
    )
    return np.fromiter(named, np.bool_, len(rows))


def _are_firms(tokens: _Tokens) -> Flags:
    """True where single words suffice to tell an organisation: a legal form at the end, or behind
    the first word one that no person bears, and none that calls for a closer look."""
    if not len(tokens.row):
        return np.zeros(0, dtype=np.bool_)
    hint = np.fromiter((hint_of(token) for token in tokens.text), np.int8, len(tokens.text))
    hints = hint[tokens.ids]
    first, last = tokens.start[:-1], tokens.start[1:] - 1
    later = hints == Hint.FIRM
    later[first] = False
    told = (hints[last] == Hint.LEGAL) | tokens.any_of(later)
    firms: Flags = told & (last > first) & ~tokens.any_of(hints == Hint.CLOSER)
    return firms


def _forms_of_tokens(tokens: _Tokens) -> tuple[Ints, Forms]:
    """The rows that are words with nothing but legal forms behind them, and what names.parse_plain
    makes of these."""
    counts = np.diff(tokens.start)
    row = np.repeat(np.arange(len(counts)), counts)
    place = np.arange(len(row)) - tokens.start[row]
    legal = tokens.flags(legal_forms().anywhere.__contains__)
    behind = _sum_to(legal & (place > 0), tokens, row) > 0
    core = ~behind & ~tokens.flags(is_end)
    last = np.zeros(len(counts), dtype=np.int64)
    last[row[core]] = place[core]  # of several the last one stands
    said = [spelt_out(token) or () for token in tokens.text]
    words = Forms.of_words(said, np.zeros(len(said), dtype=np.int64))
    many = np.where(~behind & (place <= last[row]), words.counts()[tokens.ids], 0)
    odd = _calls_for_a_look(tokens) | (behind & ~legal)
    odd |= tokens.flags(_may_settle) & (_sum_to(many, tokens, row) == many)
    held = np.diff(np.concatenate([[0], np.cumsum(many)])[tokens.start])
    told = ~tokens.any_of(odd) & (held > 0)
    ids = tokens.ids[(many > 0) & told[row]]
    flat = words.words[spans(words.start[ids], words.counts()[ids])]
    counts = held[told]
    forms = Forms(words.text, flat, starts(counts), counts)
    simple = np.flatnonzero(~_hold_common_beginning(forms))
    return tokens.row[told][simple], forms.take(simple)


def _hold_common_beginning(forms: Forms) -> Flags:
    """True of forms of which two neighbouring words are to be run together."""
    pairs = name_words().common_beginnings
    firsts = {first for first, _ in pairs}
    is_first = np.fromiter((word in firsts for word in forms.text), np.bool_, len(forms.text))
    before = np.flatnonzero(is_first[forms.words])
    row = np.searchsorted(forms.start, before, side="right") - 1
    inner = before + 1 < forms.start[row + 1]
    found = np.zeros(len(forms), dtype=np.bool_)
    for at, of in zip(before[inner].tolist(), row[inner].tolist(), strict=True):
        found[of] |= (forms.text[forms.words[at]], forms.text[forms.words[at + 1]]) in pairs
    return found


def _without_titles(forms: Forms, person: Flags) -> Forms:
    """The forms, those of persons as names.without_title makes them."""
    titles = people_words().titles
    counts = forms.counts()
    row = np.repeat(np.arange(len(forms)), counts)
    is_title = np.fromiter((word in titles for word in forms.text), np.bool_, len(forms.text))
    named = np.bincount(row, weights=~is_title[forms.words], minlength=len(forms)) > 0
    turned = (person & named)[row]
    kept = np.flatnonzero(~(turned & is_title[forms.words]))
    place = np.arange(len(row))
    places = sorted(range(len(forms.text)), key=lambda word: in_person_order(forms.text[word]))
    rank = np.empty(len(places), dtype=np.int64)
    rank[places] = np.arange(len(places))
    place[turned] = rank[forms.words[turned]]
    order = kept[np.lexsort((place[kept], row[kept]))]
    counts = np.bincount(row[kept], minlength=len(forms))
    return Forms(forms.text, forms.words[order], starts(counts), counts)


def _sum_to(figures: np.ndarray, tokens: _Tokens, row: Ints) -> Ints:
    """For every token, the sum of the figures of its row up to and with its own."""
    total = np.concatenate([[0], np.cumsum(figures)])
    summed: Ints = total[1:] - total[tokens.start[row]]
    return summed


def _may_settle(token: str) -> bool:
    return may_settle(spelt_out(token) or ())


def _calls_for_a_look(tokens: _Tokens) -> Flags:
    """True for tokens whose text must be parsed on its own."""
    lists = name_words()
    odd = tokens.flags(calls_for_a_look)
    last = tokens.start[1:] - 1
    odd[last] |= tokens.flags(lists.tail_ends.__contains__)[last]
    named = tokens.flags(lists.named_uk.__contains__)
    odd[1:] |= tokens.flags("uk".__eq__)[1:] & named[:-1]  # "age uk" keeps its end
    phrase = tokens.any_of(tokens.flags(lambda token: "comm" in token or "lia" in token))
    phrase &= tokens.any_of(tokens.flags(legal_forms().phrase_ends.__contains__))
    odd[tokens.start[:-1]] |= phrase
    return odd
