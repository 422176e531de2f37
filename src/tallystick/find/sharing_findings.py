"""What FIND says of services that are shared already, or that one firm runs. Money in pence."""

from dataclasses import dataclass

from tallystick.find.council_findings import EvidenceLine
from tallystick.words.labels import Label
from tallystick.words.period import Month
from tallystick.words.remarks import Remark


@dataclass(frozen=True, slots=True)
class SharedAlready:
    """A service that a council pays another body for: another council, a joint committee, a
    council's company or a partnership."""

    council: str  # code of who pays
    supplier_id: str
    partner: str  # who is paid, as FIND names it
    form: str  # what sort of body the name tells: 'council', 'council company', ...
    partner_code: str | None  # where the partner is a council or body that is known
    body: str | None  # the known arrangement that both are members of, or that is paid itself
    members: tuple[str, ...]  # codes of the members that are known, the lead first
    label: Label  # the function; UNKNOWN where the words do not tell it
    category: str
    pence: int  # over all months that the files cover
    pence_a_year: int  # of the months compared; 0 where none of it falls into them
    lines: int
    first: Month  # the first month in which it was seen paid: it may have begun earlier
    last: Month
    sentence: Remark
    evidence: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RunByFirm:
    """A firm that takes most of what a council pays for a function's own work: a probable
    outsourcing partner."""

    council: str  # code
    firm: str  # supplier group, else supplier
    partner: str  # its name
    label: Label
    pence: int  # in the months compared
    pence_a_year: int
    function_pence: int  # all of the function's own work in these months
    lines: int
    sentence: Remark
