"""What a page of the local server has that a report has not: a way to search, to filter and to send
something. All values are escaped where they are drawn."""

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]
"""(value, words) or (name, value)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A field in which one of several values is chosen. options: value -> what is shown of it."""

    name: str
    label: str
    options: Pairs
    chosen: str = ""
    kind: str = "choice"


@dataclass(frozen=True, slots=True)
class Entry:
    """A field for a few words. hint: what may be written, '' for nothing to say."""

    name: str
    label: str
    hint: str = ""
    kind: str = "entry"


Field = Choice | Entry


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is sent (POST): where to, its fields, what goes with them unseen, its button."""

    id: str
    title: str
    about: str
    action: str
    fields: tuple[Field, ...]
    hidden: Pairs
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """root: what stands before every address of the server, '' or '/TOKEN'. search: what the search
    field holds. filters, kept: the choices of the filter, and what else its address says; without
    filters there is none. again: seconds after which the page asks for itself once more, 0 never.
    """

    root: str = ""
    search: str = ""
    filters: tuple[Choice, ...] = ()
    kept: Pairs = ()
    forms: tuple[Form, ...] = ()
    again: int = 0
