"""What a user got wrong, as one sentence and the next step. A programmer's mistake is any other
exception, and is left to fail loudly."""

from dataclasses import dataclass


class UserMistake(Exception):
    """Something the user can mend. The shell prints it without a traceback and exits with 2.

    sentence: names the file (and line, where there is one) and what is wrong with it.
    next_step: what to do about it, as a sentence.
    """

    def __init__(self, sentence: str, next_step: str) -> None:
        super().__init__(f"{sentence} {next_step}")
        self.sentence = sentence
        self.next_step = next_step


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that could not be read while others could: why, and what to do about it."""

    path: str
    sentence: str
    next_step: str
