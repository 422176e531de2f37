"""Normalises published names to plain words, so that different ways of writing become equal."""

import html
import re
import unicodedata
from functools import cache, lru_cache

from tallystick.match.names.lists import (
    TOKENS,
    chain_words,
    frequencies,
    legal_forms,
    name_words,
)

_APOSTROPHES = re.compile(r"['’‘`´]")
_CODE = re.compile(r"(?=.*\d.*\d)(?=.*[a-z])[a-z0-9]{7,}|\d{3,}|[a-z]\d{3,}")
_OFTENER = 5  # times: then a word is the other one cut short rather than a word of its own
_GLUED_CODE = re.compile(r"(?<=[a-z]{4})\d{3,}$")
_MOJIBAKE = re.compile("[ÂÃâ][\x80-\xbf€™˜œ“”]")


def plain(text: str) -> str:
    """Lower-case ASCII text; HTML entities and encoding errors are reversed, '&' and '+' become
    'and'."""
    if "&" in text and ";" in text:
        text = html.unescape(html.unescape(text))
    if not text.isascii():
        text = _without_accents(text)
    text = text.lower()
    if text.replace(" ", "").isalnum():  # no pattern can match it
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


def plain_words(tokens: list[str], *, alone: bool = True) -> tuple[str, ...]:
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
        if initials and (written or token == "of"):
            words += _of_letters(initials) if token == "of" else (initials,)
            initials = ""
        words += written
    if initials:
        words += _of_letters(initials) if words else (initials,)
    return _run_together(words) or tuple(tokens)


def _of_letters(initials: str) -> tuple[str, ...]:
    """Letters that end a name or stand before "of", spelt out where they shorten a body's kind:
    "M B C"; elsewhere they may be a person's."""
    return name_words().short_forms.get(initials, (initials,))


def _run_together(words: list[str]) -> tuple[str, ...]:
    """The words, with neighbours joined into one where the pair tells no more than one word
    does."""
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
    if token in legal_forms().at_end:
        return True
    return _CODE.fullmatch(token) is not None and not _GLUED_CODE.search(token)


def _without_ends(tokens: list[str], *, keep: int) -> list[str]:
    tokens = list(tokens)
    while len(tokens) > keep and is_end(tokens[-1]):
        if tokens[-1] == "uk" and tokens[:-1] and tokens[-2] in name_words().named_uk:
            break
        tokens.pop()
    return tokens


@lru_cache(maxsize=TOKENS)
def stem(word: str) -> str:
    """A word without its plural: 'services' -> 'service', 'nurseries' -> 'nursery'."""
    if word.endswith("ie"):  # "supplie" for "supplies", cut short
        counts, whole = frequencies().counts, f"{word[:-2]}y"
        return whole if counts.get(whole, 0) > _OFTENER * counts.get(word, 0) else word
    if len(word) < 5 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word in _named_with_s():
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


@cache
def _named_with_s() -> frozenset[str]:
    """Chains of one word, which are no plurals: "Argos" is not several of "Argo"."""
    chains = chain_words()
    return frozenset(
        name for name in (*chains.firms, *chains.firms_by_branch) if name.endswith("s")
    )
