"""Parses a published spelling: the words that name the supplier, and its other names."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tallystick.match.names.chains import settled
from tallystick.match.names.firm_lists import trades
from tallystick.match.names.lists import TOKENS, legal_forms, name_words, people_words
from tallystick.match.names.normalise import plain, plain_words, spelt_out, stem

_WEB = re.compile(
    r"\b(?:https?:?/*)?www\.?\s*|\.(?:com?\b(?:\.uk?)?|org(?:\.uk)?|net|gov\.uk|ac\.uk)"
)
_TOKEN = re.compile(r"[a-z0-9]+|[()\[\]]|(?<=\s)[-–—:]+(?=\s)|,")
_GAPS = re.compile(r"[.\s]+")
_LONG_NUMBER = re.compile(r"\d{4}")
_MARKS = re.compile(r"/| ta |\(ta |trad|t\.a\.|known|formerly|fka|prev|aka|care of|[ (]re[: ]")
_SMALL = frozenset("aefiot")  # with which "and", "en", "for", "in", "of" and "the" begin
_INITIALS = 2  # letters, at most
_FEWEST = 2  # so many letters are initials rather than a name


@dataclass(frozen=True, slots=True)
class Form:
    """One name as normalised words. words[main:] are secondary: in brackets, or after the legal
    form or a dash, where a branch or a remark usually stands."""

    words: tuple[str, ...]
    main: int

    @property
    def key(self) -> str:
        """Equal for spellings that differ only in case, blanks, punctuation or legal form."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling: its own name first, then those that it trades or traded under."""

    forms: tuple[Form, ...]

    @property
    def key(self) -> str:
        """What identifies the spelling up to writing habits."""
        return "|".join(form.key for form in self.forms)


def parse(spelling: str) -> Name:
    """Take a spelling apart. Never fails; a spelling that names nothing has the key ''."""
    return parse_plain(plain(spelling))


def parse_plain(text: str, *, settle: bool = True) -> Name:
    """As parse, of a text that plain() gave. settle: put a chain for its branch and a body for its
    letters; a private person's name ("B M Stafford") is neither."""
    shop = shop_of(text)
    if shop:
        return Name((form_of_shop(shop),))
    lists = name_words()
    match = lists.processors.match(text)
    if match and (" " in text[match.end() :].strip() or len(text) - match.end() > 9):
        text = text[match.end() :]
    parts = [part for part in second_names(text) if part.strip(" ()[]-,.:")]
    forms = [
        _of_whole(form) if settle else form
        for part in parts
        if (whole := _form(part)).words
        for form in (_with_letters(whole) if "(" in part or "-" in part else (whole,))
    ]
    return Name(tuple(dict.fromkeys(forms)))


@lru_cache(maxsize=TOKENS)
def calls_for_a_look(token: str) -> bool:
    """True when a token prevents classifying the name token by token: it is an initial, or may
    begin or end a marker of several words."""
    if len(token) == 1 and token.isalpha():
        return True
    marks = ("trad", "known", "former", "prev", "www")
    if "st" in (spelt_out(token) or ()):
        return True
    return token in name_words().openers or token.startswith(marks)


def shop_of(text: str) -> str | None:
    """The shop, when the text is a shop's name followed by an order code; else None."""
    lists = name_words()
    if text[:4] not in lists.shop_starts:
        return None
    match = lists.order_codes.match(_GAPS.sub(" ", text[:30]))
    if not match:
        return None
    shop = lists.shops[match[1]]
    if "*" in text or _LONG_NUMBER.search(text):
        return shop
    return shop if shop in ("amazon", "facebook") and not _tells_a_trade(text) else None


def _tells_a_trade(text: str) -> bool:
    """True when a shop's name goes on with the trade of another firm: "Amazon Leisure"."""
    words = {stem(word) for word in _TOKEN.findall(text)}
    return not words.isdisjoint(trades().trades - name_words().shop_adds)


def form_of_shop(shop: str) -> Form:
    """The form of a shop that shop_of() found."""
    words = plain_words(shop.split())
    return Form(words, len(words))


def second_names(text: str) -> list[str]:
    """A plain text split at "t/a", "formerly" and similar markers, and at a firm with its legal
    form in brackets or beside a slash; most texts have none. The name after "c/o" is dropped,
    because it only receives the post."""
    parts = [text]
    if _MARKS.search(text):
        lists = name_words()
        client = lists.client.fullmatch(text)
        if client:
            return [client[1]]
        kept = lists.care_of.split(text, maxsplit=1)[0]
        parts = lists.second_name.split(kept if kept.strip(" ()-") else text)
    if len(parts) == 1 and (text[-1:] in ")." or "/" in text):
        return _firm_beside(parts[0])
    return parts


def _firm_beside(text: str) -> list[str]:
    """ "Oak House (Oakdene Care Ltd)", "Oak House / Oakdene Care Ltd" as two names."""
    for beside in _beside():
        match = beside.fullmatch(text)
        if match:
            return list(match.groups())
    return [text]


@cache
def _beside() -> tuple[re.Pattern[str], ...]:
    legal = "|".join(map(re.escape, sorted(legal_forms().anywhere)))
    name = rf"[^()/]*[a-z]{{3}}[^()/]* (?:{legal})\.?"  # more than a legal form
    return (
        re.compile(rf"([^()]*[a-z]{{3}}[^()]*)\(({name})\)\.?"),
        re.compile(rf"({name}) ?/ ?([^()/]*[a-z]{{3}}[^()/]*)"),
        re.compile(rf"([^()/]*[a-z]{{3}}[^()/]*)/ ?({name})"),
    )


def _without_tail(text: str) -> str:
    lists = name_words()
    if text.rstrip(")*. ").rpartition(" ")[2].lstrip("(*-") not in lists.tail_ends:
        return text
    text = lists.plain_tails.sub("", text) or text
    return lists.tails.sub("", text) or text


def _form(text: str) -> Form:
    text = _without_tail(text)
    text = _WEB.sub(" ", text) if "." in text or "www" in text else text
    text = legal_forms().phrases.sub(" ltd ", text) if "comm" in text or "lia" in text else text
    main, aside = _main_and_aside(_TOKEN.findall(text))
    if not main:
        main, aside = aside, []
    named = plain_words(main)
    return Form((*named, *plain_words(aside, alone=False)), len(named))


def _main_and_aside(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Words before the legal form, outside brackets and before a dash; and the other words."""
    legal = legal_forms().anywhere
    main: list[str] = []
    aside: list[str] = []
    depth, over = 0, False
    for token in tokens:
        if token in "([":
            depth += 1
        elif token in ")]":
            depth = 0
        elif token[0] in "-–—:":
            over = over or len(main) > 1
        elif token in legal and (main or aside):
            over = over or (not depth and bool(main))
        elif token != ",":
            (aside if depth or over else main).append(token)
    return main, aside


def _with_letters(form: Form) -> tuple[Form, ...]:
    """The form; or, when it is a name with its acronym, the two as separate forms: 'Law Centres
    Federation (LCF)', 'TEP - The Environment Partnership'."""
    main, aside = form.words[: form.main], form.words[form.main :]
    if len(aside) == 1 and _spell(aside[0], main):
        return Form(main, len(main)), Form(aside, 1)
    first, rest = main[:1], main[1:] or aside
    if rest and _spell(first[0], rest) and len(main) + len(aside) == 1 + len(rest):
        return Form(rest, len(rest)), Form(first, 1)
    return (form,)


def _of_whole(form: Form) -> Form:
    """The form, or that of the chain or body for which it stands."""
    words, main = settled(form.words, form.main)
    return form if words == form.words else Form(words, main)


def _spell(letters: str, words: tuple[str, ...]) -> bool:
    """True where the letters are the words' first ones, small words between them or not."""
    at = 0
    for letter in letters:
        if at < len(words) and letter == words[at][0]:
            at += 1
        elif letter not in _SMALL:
            return False
    return at == len(words) and at > 1 and len(letters) > _FEWEST


def without_title(form: Form) -> Form:
    """A person's form without the title, initials first, in the alphabet: 'SMITH, MRS A' and
    'A Smith' are one."""
    titles = people_words().titles
    words = tuple(word for word in form.words if word not in titles) or form.words
    return Form(tuple(sorted(words, key=in_person_order)), len(words))


def in_person_order(word: str) -> tuple[bool, str]:
    """Initials first, so that "S McDonald" does not read "McDonalds"."""
    return len(word) > _INITIALS, word
