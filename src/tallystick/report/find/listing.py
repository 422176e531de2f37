"""Names used in all reports: short references of opportunities, names of councils, paths of
files."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from tallystick.find.findings import Findings, Opportunity, OverlapKind
from tallystick.report.document import Cell, Piece, Words
from tallystick.words import phrases
from tallystick.words.bodies import Noun
from tallystick.words.money import pounds
from tallystick.words.remarks import CouncilNames, Remark, say, say_all

KIND_TITLES = {
    OverlapKind.FUNCTION: "Function itself",
    OverlapKind.BOUGHT: "Bought for everybody",
    OverlapKind.CATEGORY: "Same category",
    OverlapKind.PRODUCT: "Same system",
    OverlapKind.SUPPLIER: "Same supplier",
}

NO_YEAR = "not worked out"
"""In place of a yearly figure of files that bear none."""

_LETTERS = {
    OverlapKind.FUNCTION: "F",
    OverlapKind.BOUGHT: "B",
    OverlapKind.CATEGORY: "C",
    OverlapKind.PRODUCT: "P",
    OverlapKind.SUPPLIER: "S",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """An opportunity and its reference: the letter of its kind and its rank there, 'C3'."""

    ref: str
    opportunity: Opportunity


def listing(findings: Findings) -> tuple[Listed, ...]:
    """All opportunities in rank order, each with the reference that all reports share."""
    ranks: Counter[OverlapKind] = Counter()
    found = []
    for opportunity in findings.opportunities:
        ranks[opportunity.kind] += 1
        ref = f"{_LETTERS[opportunity.kind]}{ranks[opportunity.kind]}"
        found.append(Listed(ref, opportunity))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Known:
    """What every part of the report calls things. names and anchors are by council code, paths by
    file as given, refs and ranks by an opportunity's key; in_full are the opportunities with a
    page: all that have a rank; said are the names in remarks."""

    names: Mapping[str, str]
    paths: Mapping[str, str]
    refs: Mapping[str, str]
    ranks: Mapping[str, int]
    in_full: tuple[Listed, ...]
    said: CouncilNames

    @property
    def noun(self) -> Noun:
        """What the bodies compared are called together."""
        return self.said.noun

    def told(self, text: str) -> str:
        """Words of the report's own about councils, told of the bodies compared."""
        return self.noun.of(text)

    def bodies(self, number: int) -> str:
        """So many of the bodies: '2 councils'."""
        return phrases.counted(number, self.noun.one, self.noun.many)

    def name(self, code: str) -> str:
        """A council's short name."""
        return self.names.get(code, code)

    def rank(self, key: str) -> str:
        """An opportunity's rank among those to act on; nothing where it has none."""
        return f"{self.ranks[key]:,}" if key in self.ranks else ""

    def say(self, of: Remark) -> str:
        """The sentence of a remark."""
        return say(of, self.said)

    def say_each(self, remarks: Iterable[Remark]) -> tuple[str, ...]:
        """The sentences of remarks."""
        return say_all(remarks, self.said)

    def say_all(self, remarks: Iterable[Remark]) -> str:
        """The sentences of remarks, one after the other."""
        return " ".join(self.say_each(remarks))

    def link(self, key: str, words: str = "") -> Words:
        """An opportunity by its reference or the words given, linked to its page if it has one."""
        ref = self.refs.get(key, "")
        full = any(each.ref == ref for each in self.in_full)
        return (Piece(words or ref, to=f"#{page_id(ref)}" if full else ""),)


def known(findings: Findings) -> Known:
    """What things are called in a report of these findings."""
    listed = listing(findings)
    ranks = {each.key: rank for rank, each in enumerate(findings.to_act_on, 1)}
    return Known(
        names=short_names(findings),
        paths=short_paths(findings),
        refs={one.opportunity.key: one.ref for one in listed},
        ranks=ranks,
        in_full=tuple(one for one in listed if one.opportunity.key in ranks),
        said=findings.names,
    )


def might_save(found: Opportunity) -> str:
    """What an opportunity might save a year, or why there is no figure."""
    if found.is_weak:
        return NO_YEAR
    return "no rate" if found.saving is None else phrases.saving(found.saving)


def pounds_a_year(found: Opportunity, form: Callable[[int], str] = pounds) -> str:
    """What its councils pay a year; where the files bear no yearly figure, that."""
    return a_year(found.pence_a_year, is_weak=found.is_weak, form=form)


def a_year(pence: int, *, is_weak: bool, form: Callable[[int], str] = pounds) -> str:
    """Pence a year, or that none is worked out of files that bear no yearly figure."""
    return NO_YEAR if is_weak else form(pence)


def year_of(pence_a_year: int, pence: int) -> str:
    """Pence a year of several councils; of pounds that are all of files that bear no yearly figure,
    that none is worked out. pence: what was paid."""
    return a_year(pence_a_year, is_weak=not pence_a_year and pence > 0)


def of_paid(pence_a_year: int | None, pence: int | None) -> Cell:
    """A yearly figure with what was paid of it below."""
    if pence_a_year is None:
        return Cell(phrases.NOT_KNOWN)
    return Cell(pounds(pence_a_year), note="" if pence is None else f"{pounds(pence)} paid")


def page_id(ref: str) -> str:
    """The place of an opportunity's page."""
    return f"opportunity-{ref}"


def council_id(code: str) -> str:
    """The place of a council's page."""
    return f"council-{code}"


def short_paths(findings: Findings) -> dict[str, str]:
    """Each evidence file's path relative to the folder that contains all of them. The folders above
    it belong to the user's own machine and must not appear in a report that is sent to others."""
    lines = [line for one in findings.opportunities for line in one.evidence]
    lines += [line for seen in findings.systems for line in seen.evidence]
    lines += [line for seen in findings.shared for line in seen.evidence]
    contracts = [each.file for one in findings.opportunities for each in one.contracts]
    files = sorted({line.file for line in lines}.union(contracts))
    paths = [PurePath(file) for file in files]
    if len({path.is_absolute() for path in paths}) != 1:  # none, or no folder can hold them all
        return {file: "/".join(PurePath(file).parts[-2:]) for file in files}
    shared = os.path.commonpath([path.parent for path in paths])
    return {
        file: path.relative_to(shared).as_posix() for file, path in zip(files, paths, strict=True)
    }


def without_folders(text: str, path: str) -> str:
    """A text that speaks of a file, with the file's name alone where its whole path stood: the
    folders are those of the user's own machine."""
    file = PurePath(path)
    shown = text.replace(path, file.name)
    for folder in file.parents[:-1]:  # the last is the root, or the folder where the run began
        shown = shown.replace(f"{folder}/", "").replace(f"{folder}\\", "")
        shown = shown.replace(str(folder), folder.name)
    return shown


def short_names(findings: Findings) -> dict[str, str]:
    """Each council's short name by its code; a name that two share carries the code as well."""
    councils = [coverage.council for coverage in findings.coverage]
    shared = Counter(council.short_name for council in councils)
    return {
        council.code: council.short_name
        if shared[council.short_name] == 1
        else f"{council.short_name} ({council.code})"
        for council in councils
    }
