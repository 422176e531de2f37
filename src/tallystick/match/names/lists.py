"""The reference lists of this room, each read once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

from tallystick.reference.tables import csv_rows, yaml_table

_CONTRACTS = ("contract", "contracts")
TOKENS = 1 << 18  # words of which what was found out is remembered


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words with a function in a name, such as prefixes and markers of a second name, which are not
    part of it."""

    stopwords: frozenset[str]
    short_forms: dict[str, tuple[str, ...]]
    tails: re.Pattern[str]
    tail_ends: frozenset[str]
    plain_tails: re.Pattern[str]  # tails that take no word before them with them
    client: re.Pattern[str]  # what a lender's payee names after "re" is the supplier
    named_uk: frozenset[str]
    second_name: re.Pattern[str]
    care_of: re.Pattern[str]
    processors: re.Pattern[str]
    openers: frozenset[str]  # words with which a mark of a second name may begin or a prefix end
    order_codes: re.Pattern[str]
    shops: dict[str, str]
    shop_adds: frozenset[str]  # words that a shop adds to its own name besides codes
    shop_starts: frozenset[str]  # the first four letters of each
    kinds_apart: tuple[frozenset[str], ...]
    common_beginnings: frozenset[tuple[str, ...]]  # two plain words each
    local: frozenset[str]  # plain words for bodies that every place has
    local_common: frozenset[str]  # plain words that these add to their names or leave out
    bodies: frozenset[str]  # words of which one stands in the name of a body known by its letters


@dataclass(frozen=True, slots=True)
class Chains:
    """Firms of many branches, each as plain text, and what may follow their names. own_words: what
    a chain adds to its own name. also: another name of a chain -> the chain."""

    firms: tuple[str, ...]
    firms_by_branch: tuple[str, ...]
    own_words: dict[str, list[str]]
    also: dict[str, str]
    shop_words: frozenset[str]
    not_branches: frozenset[str]


@dataclass(frozen=True, slots=True)
class LegalForms:
    """Legal forms; `phrases` finds those of several words, the sets hold single words."""

    phrases: re.Pattern[str]
    phrase_ends: frozenset[str]
    anywhere: frozenset[str]
    at_end: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """What tells a private person, a withheld name and nothing at all from an organisation."""

    titles: frozenset[str]
    suffixes: frozenset[str]
    firms: frozenset[str]
    forenames: frozenset[str]
    doubtful: frozenset[str]  # forenames that are also words or places that firms are called by
    surnames: frozenset[str]
    redacted: re.Pattern[str]
    redacted_words: frozenset[str]
    public: re.Pattern[str]
    public_words: frozenset[str]
    nothing: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """For each word: the number of spellings, in the data it was learnt from, that contain it, and
    how many of those look like a person's name (a title first, or a forename and one other
    word)."""

    spellings: int
    counts: dict[str, int]
    personal: dict[str, int]

    def weight(self, word: str) -> float:
        """The information in a shared word, in nats: rarer words give more; an unseen word counts
        like one that was seen twice."""
        return log(self.spellings / max(self.counts.get(word, 0), 2))


def _either(items: list[str]) -> str:
    return "|".join(re.escape(item) for item in sorted(items, key=lambda item: (-len(item), item)))


@cache
def name_words() -> NameWords:
    """name_words.yaml."""
    table = yaml_table("name_words.yaml")
    second = _either(table["trading"] + table["former"])
    return NameWords(
        stopwords=frozenset(table["stopwords"]),
        short_forms={short: tuple(long.split()) for short, long in table["short_forms"].items()},
        tails=re.compile(rf"[\s(*\-]+(?:[a-z]+ )??(?:{_either(table['tails'])})[)*\s.]*$"),
        tail_ends=frozenset(
            tail.split()[-1] for tail in (*table["tails"], *table["paid_by"], *_CONTRACTS)
        ),
        plain_tails=_plain_tails(table),
        client=_client(table["lenders"]),
        named_uk=frozenset(table["named_uk"]),
        second_name=re.compile(rf"(?:(?<=[\s(,;\-])|^)(?:{second}|ta(?= ))(?=[\s:(\"'])[\s:]*"),
        care_of=re.compile(rf"(?<![a-z])(?:{_either(table['care_of'])})(?![a-z])"),
        processors=re.compile(
            rf"^(?:(?:{_either(table['processors'])})\s*\*\s*|(?:paypal|sumup|izettle)\s+)(?=.)"
        ),
        openers=frozenset({"re", "ta", "fka", "aka", "paypal", "sumup", "izettle"}),
        order_codes=re.compile(rf"^({_either(list(table['order_codes']))})(?![a-z])"),
        shops=table["order_codes"],
        shop_adds=frozenset(table["shop_adds"]),
        shop_starts=frozenset(code[:4] for code in table["order_codes"]),
        kinds_apart=tuple(frozenset(words) for words in table["kinds_apart"]),
        common_beginnings=frozenset(tuple(two.split()) for two in table["common_beginnings"]),
        local=frozenset(table["local"]),
        local_common=frozenset(table["local_common"]),
        bodies=frozenset(table["bodies"]),
    )


def _plain_tails(table: Mapping[str, Any]) -> re.Pattern[str]:
    """How a bill is paid ("direct debit"), and the contract under which ("gas YPO contract")."""
    goods, under = _either(table["contract_goods"]), _either(table["contract_words"])
    words = rf"(?:{goods}) (?:(?:{under}) )?|(?:{under}) |(?<=\) )|(?<=\()"
    contract = rf"(?:{words})(?:{_either(list(_CONTRACTS))})"
    paid_by = _either(table["paid_by"])
    return re.compile(rf"(?:[\s(*\-]+(?:{paid_by})|[\s(\-]+{contract})[)\s.]*$")


def _client(lenders: list[str]) -> re.Pattern[str]:
    """ "X Invoice Finance re Y", "X Factors Ltd (re: Y)"."""
    return re.compile(
        rf".*(?<![a-z])(?:{_either(lenders)})\b.*?[\s(\-]+re[:\s]\s*([^()]*[a-z]{{3}}[^()]*)\)?"
    )


@cache
def chain_words() -> Chains:
    """name_chains.yaml."""
    table = yaml_table("name_chains.yaml")
    return Chains(
        firms=tuple(table["firms"]),
        firms_by_branch=tuple(table["firms_by_branch"]),
        own_words=table["own_words"],
        also=table["also"],
        shop_words=frozenset(table["shop_words"]),
        not_branches=frozenset(table["not_branches"]),
    )


@cache
def acronyms() -> dict[str, str]:
    """name_acronyms.yaml: letters -> the name that they stand for."""
    return dict(yaml_table("name_acronyms.yaml")["acronyms"])


@cache
def legal_forms() -> LegalForms:
    """legal_forms.yaml."""
    table = yaml_table("legal_forms.yaml")
    return LegalForms(
        phrases=re.compile(rf"\b(?:{_either(table['phrases'])})\b"),
        phrase_ends=frozenset(phrase.split()[-1] for phrase in table["phrases"]),
        anywhere=frozenset(table["anywhere"]),
        at_end=frozenset(table["at_end"]),
    )


@cache
def people_words() -> PeopleWords:
    """name_people.yaml and name_forenames.yaml."""
    table = yaml_table("name_people.yaml")
    lists = yaml_table("name_forenames.yaml")
    doubtful = frozenset(lists.pop("doubtful").split())
    del lists["source"], lists["date"]
    return PeopleWords(
        titles=frozenset(table["titles"]),
        suffixes=frozenset(table["suffixes"]),
        firms=frozenset(table["firms"]),
        forenames=frozenset(word for listed in lists.values() for word in listed.split()),
        doubtful=doubtful,
        surnames=frozenset(table["surnames"].split()),
        redacted_words=frozenset(table["redacted_words"]),
        public=re.compile("|".join(table["public"])),
        public_words=frozenset(table["public_words"]),
        redacted=re.compile("|".join(table["redacted"])),
        nothing=re.compile("|".join(table["nothing"])),
    )


@cache
def places() -> frozenset[str]:
    """Place words: name_places.yaml and the words of the councils' short names."""
    words = set(yaml_table("name_places.yaml")["words"])
    for council in csv_rows("councils.csv"):
        words.update(re.findall("[a-z]{4,}", council["short_name"].lower()))
    return frozenset(words - {"upon", "with", "vale", "city", "county", "west", "council", "park"})


@cache
def frequencies() -> Frequencies:
    """name_frequencies.csv, written by script/learn-match."""
    rows = csv_rows("name_frequencies.csv")
    head, *words = rows
    return Frequencies(
        spellings=int(head["spellings"]),
        counts={row["word"]: int(row["spellings"]) for row in words},
        personal={row["word"]: int(row["personal"]) for row in words if row["personal"] != "0"},
    )
