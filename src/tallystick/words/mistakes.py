"""Errors that the user can correct: one sentence and the next step. A programming error is any
other exception and is not caught."""

from dataclasses import dataclass


class UserMistake(Exception):
    """An error that the user can correct. The command line prints it without a traceback and exits
    with code 2.

    sentence: names the file (and the line, if there is one) and what is wrong with it.
    next_step: what to do about it, as a sentence.
    """

    def __init__(self, sentence: str, next_step: str) -> None:
        super().__init__(f"{sentence} {next_step}")
        self.sentence = sentence
        self.next_step = next_step


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that could not be read although other paths could: the reason, and what to do about
    it."""

    path: str
    sentence: str
    next_step: str
