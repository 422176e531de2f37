"""Councils that share a service, or have promised to."""

from dataclasses import dataclass
from enum import StrEnum


class Formation(StrEnum):
    """Who decided that the service be shared."""

    CHOSEN = "chosen"  # by the councils themselves
    DIRECTED = "directed"  # from above
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """A partnership that exists or is promised. Stages hold further data about it in their own
    types.

    members: codes of two councils or more, without duplicates. lead: the code of the member that
    runs the service, '' where there is none or it is not known. Raises ValueError when the values
    are invalid.
    """

    name: str
    members: tuple[str, ...]
    lead: str

    def __post_init__(self) -> None:
        if len(self.members) < 2 or len(set(self.members)) < len(self.members):
            raise ValueError(f"{self.name}: a partnership has two members or more, each once.")
        if self.lead and self.lead not in self.members:
            raise ValueError(f"{self.name}: {self.lead} leads it and is no member.")
