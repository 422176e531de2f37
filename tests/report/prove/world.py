"""What the papers of PROVE are made of in these tests: a verdict, a register and a pack, with text
as nasty as what people type."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.prove.claim_world import ACT, VALE, claim
from tests.prove.service_world import evidence, register

from tallystick.prove.register.register import ClaimRegister, put
from tallystick.prove.register.sealed_file import Checked, as_text, check
from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.prove.verdict.pack import Rebuilt, pack, rebuild
from tallystick.prove.verdict.service import judge_partnership
from tallystick.words.period import Month

TODAY = date(2025, 6, 1)
NASTY = "<b>Vale</b> =cmd & co"


def finding(held: ClaimRegister | None = None) -> PartnershipFinding:
    """The verdict on the one partnership of the world."""
    return judge_partnership(held or register(), "vale", evidence(), on=TODAY)


def joined_later() -> ClaimRegister:
    """One claim from April 2024 on, and one of a member that joined in October: two scopes."""
    deal = replace(VALE, joined={"X2": Month.parse("2024-10")})
    later = claim(id="C2", council="X2", budget_code="B2", attribution="0.5")
    return put(ClaimRegister(), [deal], [claim(attribution="0.5"), later], act=ACT)


def full_register() -> ClaimRegister:
    """£12,000 promised, £2,000 of it lost to a dis-benefit, and the £12,000 claimed again."""
    deal = replace(
        VALE,
        partnership=replace(VALE.partnership, name=NASTY),
        leaving_pence=4_500_000,
        joined={"X2": Month.parse("2024-10")},
    )
    worse = claim(
        id="C2", type="dis-benefit", budget_code="B2", categories=["insurance"],
        anticipated={"OBC": {"2024-05 to 2024-06": "2000"}}, one_off_pounds="300",
        mechanism={"kind": "post", "ref": "P1"},
    )  # fmt: skip
    return put(ClaimRegister(), [deal], [claim(), worse, claim(id="C3")], act=ACT)


def checked(held: ClaimRegister | None = None) -> Checked:
    """A register as a store's file gives it back."""
    return check(as_text(full_register() if held is None else held))


def tampered() -> Checked:
    """The same, one promise made smaller afterwards."""
    return check(as_text(full_register()).replace("12000.00", "1200.00", 1))


def names(code: str) -> str:
    """What a council is called."""
    return f"Council {code}"


def rebuilt(folder: Path) -> Rebuilt:
    """A pack on disk, worked out again."""
    data = pack(register(), "vale", evidence(), on=TODAY)
    (folder / "pack.zip").write_bytes(data)
    return rebuild(data, source="pack.zip")
