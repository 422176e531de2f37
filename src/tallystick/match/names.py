"""A published spelling taken apart: the words that name the supplier, and its other names."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from tallystick.match.lists import (
    TOKENS,
    NameWords,
    acronyms,
    chain_words,
    frequencies,
    legal_forms,
    name_words,
    people_words,
    places,
)

_APOSTROPHES = re.compile(r"['’‘`´]")
_WEB = re.compile(
    r"\b(?:https?:?/*)?www\.?\s*|\.(?:com?\b(?:\.uk?)?|org(?:\.uk)?|net|gov\.uk|ac\.uk)"
)
_TOKEN = re.compile(r"[a-z0-9]+|[()\[\]]|(?<=\s)[-–—:]+(?=\s)|,")
_CODE = re.compile(r"(?=.*\d.*\d)(?=.*[a-z])[a-z0-9]{7,}|\d{3,}|[a-z]\d{3,}")
_GLUED_CODE = re.compile(r"(?<=[a-z]{4})\d{3,}$")
_GAPS = re.compile(r"[.\s]+")
_LONG_NUMBER = re.compile(r"\d{4}")
_MARKS = re.compile(r"/| ta |\(ta |trad|t\.a\.|known|formerly|fka|prev|aka|care of")
_SMALL = frozenset("aefiot")  # with which "and", "en", "for", "in", "of" and "the" begin
_FEWEST = 2  # so many letters are initials rather than a name
_MOJIBAKE = re.compile("[ÂÃâ][\x80-\xbf€™˜œ“”]")


@dataclass(frozen=True, slots=True)
class Form:
    """One name as words in plain form. words[main:] stand aside: in brackets, or behind the
    legal form or a dash, where a branch or a remark stands rather than the name."""

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


def plain(text: str) -> str:
    """Lower case, ASCII, HTML and encoding accidents undone, '&' and '+' as 'and'."""
    if "&" in text and ";" in text:
        text = html.unescape(html.unescape(text))
    if not text.isascii():
        text = _without_accents(text)
    text = text.lower()
    if is_simple(text):
        return text.strip()
    text = _APOSTROPHES.sub("", text).replace("\\n", " ").replace("\\xb4", "")
    return text.replace("&", " and ").replace("+", " and ").strip()


def _without_accents(text: str) -> str:
    if _MOJIBAKE.search(text):
        try:
            text = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            text = _MOJIBAKE.sub("", text)
    text = _APOSTROPHES.sub("", text).replace("–", "-").replace("—", "-")
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def parse(spelling: str) -> Name:
    """Take a spelling apart. Never fails; a spelling that names nothing has the key ''."""
    return parse_plain(plain(spelling))


def parse_plain(text: str) -> Name:
    """As parse, of a text that plain() gave."""
    lists = name_words()
    shop = _shop_of(text, lists)
    if shop:
        return Name((Form((shop,), 1),))
    match = lists.processors.match(text)
    if match and (" " in text[match.end() :].strip() or len(text) - match.end() > 9):
        text = text[match.end() :]
    parts = [part for part in second_names(text) if part.strip(" ()[]-,.:")]
    forms = [
        _settled(form)
        for part in parts
        if (whole := _form(part)).words
        for form in (_with_letters(whole) if "(" in part or "-" in part else (whole,))
    ]
    return Name(tuple(dict.fromkeys(forms)))


is_simple = re.compile("[a-z0-9 ]*").fullmatch
"""True of a plain text of words and blanks alone: nothing in it need be looked for by pattern."""


@lru_cache(maxsize=TOKENS)
def calls_for_a_look(token: str) -> bool:
    """True where a name that holds the token cannot be told from its tokens one by one: the token
    is an initial, or may begin or end a mark of several words."""
    if len(token) == 1 and token.isalpha():
        return True
    marks = ("trad", "known", "former", "prev", "www")
    if "st" in (spelt_out(token) or ()):
        return True
    return token in name_words().openers or token.startswith(marks)


def may_settle(words: tuple[str, ...]) -> bool:
    """True where a name that begins with these words may be a chain's branch or a body's name."""
    return bool(words) and (words[0] in _chains() or words[0] in _beginnings_of_bodies())


def _shop_of(text: str, lists: NameWords) -> str | None:
    """The shop that prints an order code behind its own name, where the text is such a line."""
    if text[:4] not in lists.shop_starts:
        return None
    match = lists.order_codes.match(_GAPS.sub(" ", text[:30]))
    if not match:
        return None
    shop = lists.shops[match[1]]
    is_coded = "*" in text or shop in ("amazon", "facebook") or _LONG_NUMBER.search(text)
    return shop if is_coded else None


def second_names(text: str) -> list[str]:
    """A plain text cut at "t/a", "formerly" and the like; most texts hold none. Whoever stands
    behind "c/o" takes the post in and is not the supplier."""
    if not _MARKS.search(text):
        return [text]
    lists = name_words()
    kept = lists.care_of.split(text, maxsplit=1)[0]
    return lists.second_name.split(kept if kept.strip(" ()-") else text)


def _without_tail(text: str) -> str:
    lists = name_words()
    if text.rstrip(")*. ").rpartition(" ")[2].lstrip("(*-") not in lists.tail_ends:
        return text
    return lists.tails.sub("", text) or text


def _form(text: str) -> Form:
    text = _without_tail(text)
    text = _WEB.sub(" ", text) if "." in text or "www" in text else text
    text = legal_forms().phrases.sub(" ltd ", text) if "comm" in text or "lia" in text else text
    main, aside = _main_and_aside(_TOKEN.findall(text))
    if not main:
        main, aside = aside, []
    named = _words(main)
    return Form((*named, *_words(aside, alone=False)), len(named))


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


def _words(tokens: list[str], *, alone: bool = True) -> tuple[str, ...]:
    """Plain words: legal ends and order codes dropped, short forms spelt out, plurals cut,
    initials put together. alone: the tokens are the whole name, so one word must stay."""
    if not tokens:
        return ()
    if is_end(tokens[-1]):
        tokens = _without_ends(tokens, keep=1 if alone else 0)
    words: list[str] = []
    initials = ""
    for token in tokens:
        written = spelt_out(token)
        if written is None:
            initials += token
            continue
        if initials and written:
            words.append(initials)
            initials = ""
        words += written
    if initials:
        words.append(initials)
    return _run_together(words) or tuple(tokens)


def _run_together(words: list[str]) -> tuple[str, ...]:
    """The words, those made one that tell no more together than one does."""
    common = name_words().common_beginnings
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        if (before == "st" and len(word) > 2) or (before, word) in common:
            found[-1] += word
        else:
            found.append(word)
    return tuple(found)


@lru_cache(maxsize=TOKENS)
def ends_of_pair(token: str) -> tuple[bool, bool]:
    """Whether a token may stand for the first and for the second of two words run together."""
    words = spelt_out(token) or ()
    firsts, seconds = _ends_of_common()
    return not firsts.isdisjoint(words), not seconds.isdisjoint(words)


@cache
def _ends_of_common() -> tuple[frozenset[str], frozenset[str]]:
    firsts, seconds = zip(*name_words().common_beginnings, strict=True)
    return frozenset(firsts), frozenset(seconds)


@lru_cache(maxsize=TOKENS)
def spelt_out(token: str) -> tuple[str, ...] | None:
    """The plain words that a token stands for: none for "the", None itself for an initial."""
    if len(token) == 1 and token.isalpha():
        return None
    lists = name_words()
    if token in lists.stopwords:
        return ()
    return tuple(
        stem(word) for word in lists.short_forms.get(token) or (_GLUED_CODE.sub("", token),)
    )


@lru_cache(maxsize=TOKENS)
def is_end(token: str) -> bool:
    return token in legal_forms().at_end or _CODE.fullmatch(token) is not None


def _without_ends(tokens: list[str], *, keep: int) -> list[str]:
    tokens = list(tokens)
    while len(tokens) > keep and is_end(tokens[-1]):
        if tokens[-1] == "uk" and tokens[:-1] and tokens[-2] in name_words().named_uk:
            break
        tokens.pop()
    return tokens


def _with_letters(form: Form) -> tuple[Form, ...]:
    """The form, or apart from each other a name and its letters: 'Law Centres Federation (LCF)',
    'TEP - The Environment Partnership'."""
    main, aside = form.words[: form.main], form.words[form.main :]
    if len(aside) == 1 and _spell(aside[0], main):
        return Form(main, len(main)), Form(aside, 1)
    first, rest = main[:1], main[1:] or aside
    if rest and _spell(first[0], rest) and len(main) + len(aside) == 1 + len(rest):
        return Form(rest, len(rest)), Form(first, 1)
    return (form,)


def _spell(letters: str, words: tuple[str, ...]) -> bool:
    """True where the letters are the words' first ones, small words between them or not."""
    at = 0
    for letter in letters:
        if at < len(words) and letter == words[at][0]:
            at += 1
        elif letter not in _SMALL:
            return False
    return at == len(words) and at > 1 and len(letters) > _FEWEST


def _settled(form: Form) -> Form:
    """The form; where it names a branch of a chain of shops, the chain's; where it is a body's
    well-known letters, the body's name."""
    for words, anywhere in _chains().get(form.words[0], ()):
        if form.words == words:
            return form
        rest = form.words[len(words) :]
        if form.words[: len(words)] == words and _is_branch(rest, anywhere=anywhere):
            return Form(words, len(words))
    whole = _bodies().get(form.key)
    return Form(whole, len(whole)) if whole else form


def _is_branch(rest: tuple[str, ...], *, anywhere: bool) -> bool:
    """True where what follows a chain's name says which branch, and not which company."""
    branch_words, others = _branch_words()
    if not others.isdisjoint(rest):
        return False
    return anywhere or all(word in branch_words or word[0].isdigit() for word in rest)


@cache
def _chains() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """First word -> the chains that begin with it, the longer name first, and whether anything
    may follow."""
    chains = chain_words()
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for names, anywhere in ((chains.firms, True), (chains.firms_by_branch, False)):
        for name in names:
            words = _words(_TOKEN.findall(plain(name)))
            found.setdefault(words[0], []).append((words, anywhere))
    return {first: sorted(held, key=lambda chain: -len(chain[0])) for first, held in found.items()}


@cache
def _branch_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that say which branch of a chain, and those that say another company."""
    chains = chain_words()
    branch = frozenset(stem(word) for word in chains.shop_words | places())
    return branch, frozenset(stem(word) for word in chains.not_branches)


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    """A body's letters -> the words of its name."""
    return {letters: _words(plain(name).split()) for letters, name in acronyms().items()}


@cache
def _beginnings_of_bodies() -> frozenset[str]:
    return frozenset(letters[:n] for letters in _bodies() for n in range(1, len(letters) + 1))


@lru_cache(maxsize=TOKENS)
def stem(word: str) -> str:
    """A word without its plural: 'services' -> 'service', 'nurseries' -> 'nursery'."""
    if word.endswith("ie") and f"{word[:-2]}y" in frequencies().counts:
        return word if word in frequencies().counts else f"{word[:-2]}y"  # "supplie", cut short
    if len(word) < 5 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


def without_title(form: Form) -> Form:
    """A person's form without the title, words in the order of the alphabet: 'SMITH, MRS A' and
    'A Smith' are one."""
    titles = people_words().titles
    words = tuple(sorted(word for word in form.words if word not in titles)) or form.words
    return Form(words, len(words))
