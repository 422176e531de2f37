"""Guesses the role of a column from its header text, by fuzzy comparison with
header_spellings.yaml."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml
from rapidfuzz import fuzz, process

from tallystick.words.roles import Role

_JOINED_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TEXT_MARK = re.compile(r"\(\s*[TC]\s*\)\s*$")  # ledger exports mark the text twin of a code so
_DATE_HINT = re.compile(r"\(?\bdd?[-/. ]?mm?[-/. ]?(yyyy|yy)\b\)?", re.IGNORECASE)
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_TYPO_FLOOR = 86.0  # similarity in hundredths under which two spellings are different words

_LINKS = frozenset(("of", "the", "in", "for", "on", "and", "or", "s", "gbp", "pounds"))
_MONEY = frozenset((Role.AMOUNT, Role.NET, Role.VAT, Role.GROSS))
_REORDERED = 0.97  # factor on the confidence of a spelling in another word order

_NAMING = frozenset(
    ("description", "name", "full", "label", "text", "title", "details", "redacted")
)
_NUMBERING = frozenset(("code", "number"))
_TURNS = frozenset(("of", "for", "to", "by", "in", "on", "from", "per", "with", "where", "which"))
_OF_SUPPLIERS = frozenset(
    ("type", "classification", "category", "status", "size", "sector", "postcode", "address",
     "country", "class", "kind", "region", "town", "county", "sme")
)  # fmt: skip
"""What a column tells of suppliers that is not their name: "Supplier Type"."""

_HEAD = 0.1  # what a held spelling gains that is the head of its header: a "GL date" is a date

_PLAIN_WORD = (
    0.85  # a vaguer spelling ("type", "name") says nothing when it is only part of a header
)


@dataclass(frozen=True, slots=True)
class HeaderSpellings:
    """The table with folded spellings.

    spellings: folded words -> {role: confidence, 0 to 1}. signs: the names of debit columns, credit
    columns and columns that mark either. texts: the names of columns of cost centres and of
    subjective headings. reordered: the spellings keyed by their sorted words, without linking
    words. vocabulary: every word of a spelling; a header that consists only of such words is not
    treated as a misspelling of another.
    """

    words: Mapping[str, str]
    spellings: Mapping[str, Mapping[Role, float]]
    reordered: Mapping[frozenset[str], Mapping[Role, float]]
    other_files: Mapping[str, frozenset[str]]
    signs: Mapping[str, frozenset[str]]
    texts: Mapping[str, frozenset[str]]
    vocabulary: frozenset[str]

    def fold(self, header: str) -> str:
        """Normalise a header for comparison: 'Inv. No(T)' -> 'invoice number'."""
        return _fold(header, self.words)

    def roles(self, header: str) -> dict[Role, float]:
        """Every role that the header may name, each with its confidence, 0 to 1.

        An exact spelling has its full confidence; the same words in another order ("date of
        payment") slightly less. A spelling with an added word for a name or text ("team
        description") and a misspelling count nine tenths. A header that contains a known spelling
        among other words counts by the share of its words that the spelling covers.
        """
        return dict(_roles(self, header.strip()))

    def roles_of_words(self, header: str) -> dict[Role, float]:
        """The roles of a column of words whose header announces codes or numbers: if an "Account
        Code" column holds words, it holds the account names."""
        *named, last = self.fold(header).split() or [""]
        return self.roles(" ".join([*named, "description"])) if last in _NUMBERING else {}

    def other_kinds(self, headers: list[str]) -> dict[str, int]:
        """How many headers belong to each kind of file that is not one of payments."""
        folded = {self.fold(header) for header in headers} - {""}
        return {kind: len(folded & known) for kind, known in self.other_files.items()}

    def __hash__(self) -> int:
        return id(self)


@cache
def header_spellings() -> HeaderSpellings:
    """The table of header_spellings.yaml."""
    page = (
        resources.files("tallystick.reference").joinpath("header_spellings.yaml").read_text("utf-8")
    )
    facts = yaml.safe_load(page)
    words = {str(short): str(long) for short, long in facts["words"].items()}
    spellings: dict[str, dict[Role, float]] = {}
    for role, by_weight in facts["roles"].items():
        for weight, known in by_weight.items():
            for spelling in known:
                roles = spellings.setdefault(_fold(str(spelling), words), {})
                roles[Role(role)] = max(roles.get(Role(role), 0.0), weight / 100)
    others, signs, texts = (
        {
            kind: frozenset(_fold(str(h), words) for h in known)
            for kind, known in facts[part].items()
        }
        for part in ("other_files", "signs", "further_texts")
    )
    return HeaderSpellings(
        words=words,
        spellings=spellings,
        reordered=_reordered(spellings),
        other_files=others,
        signs=signs,
        texts=texts,
        vocabulary=frozenset(word for spelling in spellings for word in spelling.split()),
    )


def _reordered(
    spellings: Mapping[str, Mapping[Role, float]],
) -> dict[frozenset[str], dict[Role, float]]:
    found: dict[frozenset[str], dict[Role, float]] = {}
    for spelling, roles in spellings.items():
        if len(bag := _bag(spelling)) > 1:
            known = found.setdefault(bag, {})
            for role, sure in roles.items():
                known[role] = max(known.get(role, 0.0), sure * _REORDERED)
    return found


def _bag(folded: str) -> frozenset[str]:
    return frozenset(folded.split()) - _LINKS


def _fold(header: str, words: Mapping[str, str]) -> str:
    spaced = (
        _JOINED_WORDS.sub(" ", _TEXT_MARK.sub("", header.strip())).lower().replace("&", " and ")
    )
    plain = _DATE_HINT.sub(" ", spaced).replace("v.a.t", "vat").replace("g/l", "gl")
    found = _NOT_A_WORD.sub(" ", plain).split()
    if not found and "£" in header:
        return "gbp"
    return " ".join(words.get(word, word) for word in found)


@cache
def _roles(table: HeaderSpellings, header: str) -> tuple[tuple[Role, float], ...]:
    folded = table.fold(header)
    if not folded:
        return ()
    found = dict(table.spellings.get(folded) or table.reordered.get(_bag(folded), {}))
    if not found:
        named = table.spellings.get(_without_naming(folded), {})
        found = {role: sure * 0.9 for role, sure in named.items()}
    if not found and not table.vocabulary.issuperset(folded.split()):
        near = _nearest(folded, tuple(table.spellings))
        found = {role: sure * 0.9 for role, sure in table.spellings.get(near, {}).items()}
    if not found:
        found = _held_within(folded, table.spellings)
    if Role.SUPPLIER in found and folded.split()[-1] in _OF_SUPPLIERS:
        del found[Role.SUPPLIER]
    if "£" in header:  # "Paid £" is an amount, not a day
        found = {role: sure for role, sure in found.items() if role in _MONEY} or found
    return tuple(found.items())


def _without_naming(folded: str) -> str:
    """The header without words such as "name" or "description". What is left names the thing; for a
    code it names its description."""
    words = folded.split()
    while words and words[-1] in _NAMING:
        words.pop()
    if words and words[-1] in _NUMBERING:
        words.append("description")
    return " ".join(words)


def _nearest(folded: str, known: tuple[str, ...]) -> str:
    """The known spelling that a misspelt header is most similar to; "" when none is similar
    enough."""
    if len(folded) < 5:
        return ""
    best = process.extractOne(folded, known, scorer=fuzz.ratio, score_cutoff=_TYPO_FLOOR)
    return str(best[0]) if best else ""


def _held_within(folded: str, known: Mapping[str, Mapping[Role, float]]) -> dict[Role, float]:
    """The roles of the known spellings that a header contains among other words. If two spellings
    give the same role, the longer one decides: "order date" contains "date" but is not a payment
    date."""
    header_words = folded.split()
    head = _head(header_words)
    found: dict[Role, tuple[int, float]] = {}
    for spelling, roles in known.items():
        if f" {spelling} " not in f" {folded} ":
            continue
        words = spelling.split()
        share = 0.35 + 0.5 * len(words) / len(header_words) + (_HEAD if head in words else 0.0)
        for role, sure in roles.items():
            if sure >= _PLAIN_WORD or len(words) > 1:
                found[role] = max(found.get(role, (0, 0.0)), (len(words), sure * share))
    return {role: sure for role, (_, sure) in found.items()}


def _head(words: Sequence[str]) -> str:
    """The head noun of a header, which its other words only qualify: the last word, or the last
    before "of" or "for"."""
    turn = next((i for i, word in enumerate(words) if i and word in _TURNS), len(words))
    return words[turn - 1]
