"""The words of many names as columns: each distinct word once, and of each name which words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tallystick.match.names.columns import Ints, Words, in_alphabet, spans, starts
from tallystick.match.names.parse import Form


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms, one a row. Row i is words[start[i]:start[i+1]], indexes into text; main[i] as in
    Form. A million names are these four columns; a Form is made only where one is looked at."""

    text: list[str]
    words: Words
    start: Ints
    main: Ints

    @classmethod
    def of(cls, forms: Sequence[Form]) -> Self:
        """The columns of forms."""
        main = np.fromiter((form.main for form in forms), np.int64, len(forms))
        return cls.of_words([form.words for form in forms], main)

    @classmethod
    def of_words(cls, forms: Sequence[tuple[str, ...]], main: Ints) -> Self:
        """The columns of forms given by their words."""
        index: dict[str, int] = {}
        words = [index.setdefault(word, len(index)) for form in forms for word in form]
        counts = np.fromiter(map(len, forms), np.int64, len(forms))
        return cls(list(index), np.asarray(words, dtype=np.int32), starts(counts), main)

    def __len__(self) -> int:
        return len(self.main)

    def __getitem__(self, row: int) -> Form:
        words = self.words[self.start[row] : self.start[row + 1]].tolist()
        return Form(tuple([self.text[word] for word in words]), int(self.main[row]))

    def __iter__(self) -> Iterator[Form]:
        return (self[row] for row in range(len(self)))

    def words_of(self, rows: Ints) -> list[list[str]]:
        """The words of these rows, without a Form for each."""
        chosen = self.take(rows)
        words = [self.text[word] for word in chosen.words.tolist()]
        return [words[begin:end] for begin, end in pairwise(chosen.start.tolist())]

    def counts(self) -> Ints:
        """How many words each form has."""
        return np.diff(self.start)

    def take(self, rows: Ints) -> Self:
        """The forms of these rows."""
        start, counts = self.start[rows], self.counts()[rows]
        words = self.words[spans(start, counts)]
        return type(self)(self.text, words, starts(counts), self.main[rows])

    def begin_with(self, words: Collection[str]) -> Ints:
        """The rows whose first word is one of these."""
        wanted = [number for number, word in enumerate(self.text) if word in words]
        some = np.flatnonzero(self.counts())
        return some[np.isin(self.words[self.start[some]], wanted)]

    def initials(self) -> list[str]:
        """Of each form the first letters of its words, those aside left out."""
        letters = "".join([word[:1] for word in self.text])
        first = np.frombuffer(letters.encode("ascii"), dtype=np.uint8)
        named = first[self.words[spans(self.start[:-1], self.main)]].tobytes().decode("ascii")
        ends = starts(self.main).tolist()
        return [named[begin:end] for begin, end in pairwise(ends)]

    def keys(self) -> list[str]:
        """Of each form its key."""
        keys: list[str] = self.joined().to_pylist()
        return keys

    def joined(self) -> pa.StringArray:
        """The keys, as a column."""
        letters = pa.array(self.text, pa.string()).take(pa.array(self.words))
        words = pa.ListArray.from_arrays(pa.array(self.start, pa.int32()), letters)
        return pc.binary_join(words, "")

    def words_in_alphabet(self) -> Self:
        """Of each form the same words in the order of the alphabet."""
        _, place = in_alphabet(self.text)
        row = np.repeat(np.arange(len(self)), self.counts())
        order = np.argsort(row * len(self.text) + place[self.words], kind="stable")
        return type(self)(self.text, self.words[order], self.start, self.main)


def concat(parts: Sequence[Forms]) -> Forms:
    """The forms of all parts, one part behind the other."""
    index: dict[str, int] = {}
    words = []
    for part in parts:
        place = [index.setdefault(word, len(index)) for word in part.text]
        words.append(np.asarray(place, dtype=np.int32)[part.words])
    counts = np.concatenate([part.counts() for part in parts])
    main = np.concatenate([part.main for part in parts])
    return Forms(list(index), np.concatenate(words), starts(counts), main)
