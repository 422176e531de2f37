"""The register of claims as a paper: who shares, what is promised, what was refused, every entry.
Nothing is worked out here but the sums of columns."""

from collections.abc import Sequence
from datetime import date

from tallystick.prove.register.claims import BenefitKind, Claim, Period, RegisteredPartnership
from tallystick.prove.register.register import ClaimRegister, Entry
from tallystick.prove.register.sealed_file import Checked
from tallystick.report.document import (
    Block,
    Cell,
    Document,
    Figure,
    Figures,
    Look,
    Note,
    Paragraph,
    Part,
    Piece,
    Table,
    Tone,
    columns,
    table,
    with_links,
)
from tallystick.report.prove.common import Names, money, short_hash
from tallystick.words import phrases
from tallystick.words.labels import Label
from tallystick.words.money import pounds


def register_document(found: Checked, *, names: Names, on: date) -> Document:
    """The register as a document. names: what a council is called. on: the day it is made.

    Of a register that was tampered with only the faults and the entries are shown: what the claims
    are is not known then.
    """
    register = found.register
    return Document(
        title="The register of promised savings",
        made_on=on,
        opening=_opening(found, on),
        parts=(
            *(() if found.faults else _standing(register, names)),
            Part(
                id="entries",
                title="Every entry, oldest first",
                blocks=(_entries(register.entries),),
            ),
        ),
        closing=(
            f"Made by Tallystick on {phrases.day(on)}. tallystick prove check --head HASH tells "
            "whether a hash that was noted is still part of the register."
        ),
    )


def net_promise(claim: Claim, pence: int) -> int:
    """Pence as a claim adds them to a sum: a dis-benefit takes them away."""
    return -pence if claim.kind is BenefitKind.DISBENEFIT else pence


def promised_at_first(claim: Claim) -> int:
    """The first promise as a whole, as the claim adds it to a sum."""
    return net_promise(claim, sum(claim.original.values()))


def promised_now(claim: Claim) -> int:
    """The present promise as a whole, as the claim adds it to a sum."""
    return net_promise(claim, sum(claim.rebased.values()))


def members_of(partnership: RegisteredPartnership, names: Names) -> str:
    """The members, the lead first, with the month in which those came that joined later."""
    return phrases.listed(
        [
            f"{names(code)} (from {phrases.month(joined)})"
            if (joined := partnership.joined.get(code))
            else names(code)
            for code in partnership.members
        ]
    )


def entry_about(entry: Entry) -> str:
    """What an entry enters: 'claim C1'."""
    return f"{entry.what} {entry.as_plain()['holds'].get('id', '')}".strip()


def _opening(found: Checked, on: date) -> tuple[Block, ...]:
    register = found.register
    count = phrases.counted(len(register.entries), "entry", "entries")
    if found.faults:
        return (
            Paragraph("The register was tampered with. Put back an untouched copy.", Tone.LEAD),
            Paragraph(f"{count} can be read. Checked on {phrases.day(on)}.", Tone.QUIET),
            Note("faults", "What is wrong", found.faults),
        )
    claims = register.claims.values()
    return (
        Paragraph(
            f"{count}, each following the one before: nothing was changed, removed, moved or cut "
            "off.",
            Tone.LEAD,
        ),
        Paragraph(
            (
                Piece("Note this in the minutes: "),
                Piece(f"entry {len(register.entries)}, hash {register.head}", strong=True),
                Piece(f". Checked on {phrases.day(on)}."),
            )
        ),
        Figures(
            (
                Figure("Partnerships", f"{len(register.partnerships):,}"),
                Figure("Claims that stand", f"{len(claims):,}"),
                Figure("Refused", f"{len(register.refusals):,}"),
                Figure("Promised now", pounds(sum(map(promised_now, claims)))),
            )
        ),
    )


def _standing(register: ClaimRegister, names: Names) -> tuple[Part, ...]:
    if not register.partnerships:
        return ()
    return (
        Part(id="partnerships", title="Who shares", blocks=(_partnerships(register, names),)),
        Part(id="claims", title="What is promised", blocks=(_claims(register, names),)),
        Part(id="refused", title="What was refused", blocks=(_refused(register, names),)),
    )


def _partnerships(register: ClaimRegister, names: Names) -> Table:
    rows = [
        (
            Cell(each.name, note=each.id),
            members_of(each, names),
            phrases.month(each.start),
            str(each.formation),
            *_sums(_claims_of(each, register)),
            money(each.leaving_pence),
        )
        for each in register.partnerships.values()
    ]
    return table(
        "who-shares",
        "Partnerships, who decided that they share, and what they promise now",
        columns=columns(
            ("Partnership", "Members, the lead first", "Since", "Formation"),
            ("Claims", "Promised now", "Cost to leave"),
        ),
        rows=rows,
        total=("All", "", "", "", *_sums(tuple(register.claims.values())), ""),
        look=Look.HEADED,
    )


def _sums(claims: Sequence[Claim]) -> tuple[str, str]:
    return f"{len(claims):,}", pounds(sum(map(promised_now, claims)))


def _claims_of(deal: RegisteredPartnership, register: ClaimRegister) -> tuple[Claim, ...]:
    return tuple(each for each in register.claims.values() if each.partnership == deal.id)


def _claims(register: ClaimRegister, names: Names) -> Block:
    rows = [
        (
            Cell(each.id, note=deal.name),
            Cell(names(each.council), note=Label(each.function).heading),
            Cell(_mechanism(each), note=f"{each.kind}, owner: {each.owner}"),
            Cell(str(each.state), note=f"evidence {int(each.grade)} of 5"),
            Cell(_periods(each), note=f"prices of {each.price_base}"),
            pounds(promised_at_first(each)),
            pounds(promised_now(each)),
            pounds(each.one_off_pence),
        )
        for deal in register.partnerships.values()
        for each in _claims_of(deal, register)
    ]
    if not rows:
        return Paragraph("Nothing: no claim stands.")
    claims = register.claims.values()
    return table(
        "promises",
        "The claims that stand, by partnership; a dis-benefit takes away",
        columns=columns(
            ("Claim", "Claimed by", "What saves it", "State", "For"),
            ("Promised at first", "Promised now", "Cost, once"),
        ),
        rows=rows,
        total=(
            "All",
            *[""] * 4,
            pounds(sum(map(promised_at_first, claims))),
            pounds(sum(map(promised_now, claims))),
            pounds(sum(each.one_off_pence for each in claims)),
        ),
        look=Look.HEADED,
    )


def _mechanism(claim: Claim) -> str:
    on = claim.mechanism.on
    when = "no day yet" if on is None else f"from {phrases.day(on)}"
    return f"{claim.mechanism.kind} {claim.mechanism.ref}, {when}"


def _periods(claim: Claim) -> str:
    return phrases.listed([_period(each) for each in sorted(claim.rebased)])


def _period(of: Period) -> str:
    """A financial year by its label, other months by their names."""
    return phrases.months(of.months) if " to " in str(of) else str(of)


def _refused(register: ClaimRegister, names: Names) -> Block:
    held = register.refusals.values()
    if not held:
        return Paragraph("Nothing: no pound is claimed twice.")
    rows = [
        (
            each.claim.id,
            register.partnerships[each.claim.partnership].name,
            names(each.claim.council),
            with_links(each.why),
            pounds(promised_now(each.claim)),
        )
        for each in held
    ]
    return table(
        "refusals",
        "Claims that count a pound a second time",
        columns=columns(("Claim", "Partnership", "Claimed by", "Why"), ("Promised",)),
        rows=rows,
        look=Look.HEADED,
    )


def _entries(entries: Sequence[Entry]) -> Block:
    if not entries:
        return Paragraph("None yet.")
    rows = [
        (
            str(each.number),
            phrases.day(each.act.on),
            each.act.by,
            entry_about(each),
            each.act.why,
            short_hash(each.hash),
        )
        for each in entries
    ]
    return table(
        "entry-list",
        "Entries, each with the beginning of its hash",
        columns=columns(("Entry", "Day", "By", "What", "Why", "Hash")),
        rows=rows,
        look=Look.HEADED,
    )
