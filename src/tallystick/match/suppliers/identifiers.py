"""Checks published identifiers (company, charity and VAT numbers), and finds the names that share
one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tallystick.match.spellings import Spelling

_COMPANY = re.compile(r"(?:[A-Z]{2}|\d{2})\d{6}")
_CHARITY = re.compile(r"(?:SC0?|NI)?\d{5,7}")
MOST_NAMES = 6  # a number under which more different names stand is a default or a typing habit


def company_number(text: str | None) -> str | None:
    """A company number in its eight characters, None where it cannot be one."""
    bare = re.sub(r"[\s\-.]", "", text or "").upper()
    bare = bare.zfill(8) if bare.isdigit() and 5 <= len(bare) <= 8 else bare
    return bare if _COMPANY.fullmatch(bare) and bare.strip("0") else None


def charity_number(text: str | None) -> str | None:
    """A charity number without blanks, None where it cannot be one."""
    bare = re.sub(r"[\s\-.]", "", text or "").upper()
    return bare if _CHARITY.fullmatch(bare) and bare.strip("0") else None


def vat_number(text: str | None) -> str | None:
    """The nine digits of a British VAT number, None where the check digits are wrong.

    HMRC's check: the first seven digits weighed 8..2 with the last two make a multiple of 97,
    or do so when 55 is added (numbers given out since 2010).
    """
    digits = re.sub(r"\D", "", text or "")[:9]
    if len(digits) != 9 or not digits.strip("0"):
        return None
    total = sum(int(d) * w for d, w in zip(digits[:7], range(8, 1, -1), strict=True))
    total += int(digits[7:])
    return digits if total % 97 == 0 or (total + 55) % 97 == 0 else None


def numbers_of(spelling: Spelling) -> Iterator[tuple[str, str]]:
    """(kind of number, number) for each possible number of a spelling."""
    for kind, number in (
        ("company number", company_number(spelling.company_number)),
        ("VAT number", vat_number(spelling.vat_number)),
        ("charity number", charity_number(spelling.charity_number)),
    ):
        if number:
            yield kind, number
    for reference in spelling.supplier_refs:
        if reference.rpartition(":")[2].strip("0 "):
            yield "council's own supplier number", reference


def _gives_number(spelling: Spelling) -> bool:
    """Most spellings come without a number; this keeps a million of them cheap."""
    given = spelling.company_number or spelling.vat_number or spelling.charity_number
    return bool(given or spelling.supplier_refs)


def sharing(nodes: Iterable[tuple[int, Spelling]]) -> dict[tuple[int, int], tuple[str, int]]:
    """Pairs of nodes (a < b) under one number -> (kind of number, how many nodes stand under it).

    A number of more than MOST_NAMES nodes joins nobody.
    """
    under: dict[tuple[str, str], set[int]] = defaultdict(set)
    for node, spelling in nodes:
        if not _gives_number(spelling):
            continue
        for number in numbers_of(spelling):
            under[number].add(node)
    found: dict[tuple[int, int], tuple[str, int]] = {}
    for (kind, _), held in sorted(under.items()):
        if 1 < len(held) <= MOST_NAMES:
            ordered = sorted(held)
            for position, one in enumerate(ordered):
                for other in ordered[position + 1 :]:
                    found.setdefault((one, other), (kind, len(held)))
    return found
