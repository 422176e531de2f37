"""What is made of a store's answers, where the answers are given by hand.

Vale shares payroll since April 2024: its members are X1 and X2, Dell and Fell for short, and X3 is
outside. In the store each is a public body that may be paid.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, cast

import pytest
from tests.prove.claim_world import MARSH, VALE, claim

from tallystick.engine.questions.monthly import MonthlyPublication, MonthlySpend, PaidTo
from tallystick.engine.snapshot import Snapshot
from tallystick.prove.register.claims import Claim, RegisteredPartnership, Scope
from tallystick.prove.verdict import baselines, store_evidence
from tallystick.prove.verdict.baselines import data_hash, freeze_baselines
from tallystick.prove.verdict.store_evidence import (
    Body,
    BudgetCut,
    Published,
    Recharge,
    SameSupplier,
    Source,
    Spend,
    VerdictEvidence,
    gather,
    matched_suppliers,
)
from tallystick.reference.councils import Councils
from tallystick.words.council import Council, CouncilKind
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import Month

APRIL, MAY = date(2024, 4, 1), date(2024, 5, 1)
COUNCILS = Councils(
    Council(code=code, name=f"{name} Borough Council", short_name=name, kind=CouncilKind.UNITARY,
            start=date(1998, 4, 1), end=end)
    for code, name, end in (
        ("X1", "Dell", None), ("X2", "Fell", date(2030, 4, 1)), ("X3", "Moor", None)
    )
)  # fmt: skip
PAYROLL = claim().scope


class File(NamedTuple):
    """A source as a store lists it."""

    council: str
    path: str
    source: str
    lines: int
    total_pence: int


@dataclass
class Answers:
    """A store's answers; asked: the questions with their limits."""

    is_classified: bool = True
    spend: Sequence[MonthlySpend] = ()
    same: Sequence[MonthlySpend] = ()
    published: Sequence[MonthlyPublication] = ()
    paid: Sequence[PaidTo] = ()
    files: Sequence[File] = ()
    called: dict[str, str] = field(default_factory=dict)
    main: list[str] = field(default_factory=list)
    asked: list[tuple[str, Any]] = field(default_factory=list)

    def sources(self) -> Sequence[File]:
        return self.files

    def has_categories(self, _store: object) -> bool:
        return self.is_classified

    def public_bodies(self, _store: object) -> dict[str, str]:
        return {
            "s1": "Dell Borough Council",
            "s2": "Fell Borough Council",
            "s3": "Moor Borough Council",
            "s9": "The Pensions Board",
        }

    def suppliers_called(self, _store: object, names: Sequence[str]) -> dict[str, str]:
        return {name.lower(): self.called[name.lower()] for name in names
                if name.lower() in self.called}  # fmt: skip

    def monthly_spend(self, _store: object, **limits: Any) -> Sequence[MonthlySpend]:
        self.asked.append(("spend", limits))
        return self.same if limits["supplier_ids"] == (self.main or [""]) else self.spend

    def main_suppliers(self, _store: object, **limits: Any) -> list[str]:
        self.asked.append(("main", limits))
        return self.main

    def monthly_publication(self, _store: object) -> Sequence[MonthlyPublication]:
        return self.published

    def paid_to(self, _store: object, supplier_ids: Sequence[str]) -> Sequence[PaidTo]:
        self.asked.append(("paid_to", supplier_ids))
        return self.paid


def gathered(
    monkeypatch: pytest.MonkeyPatch,
    answers: Answers,
    *scopes: Scope,
    cuts: Sequence[BudgetCut] = (),
) -> VerdictEvidence:
    monkeypatch.setattr(store_evidence, "monthly", answers)
    store = cast(Snapshot, answers)
    return gather(store, VALE, scopes or [PAYROLL], councils=COUNCILS, cuts=cuts)


def spent(council: str, month: date, pence: int, *, lines: int = 1, to: str = "") -> MonthlySpend:
    return MonthlySpend(council, month, to, pence, lines)


def test_a_store_without_categories_is_the_users_to_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserMistake) as mistake:
        gathered(monkeypatch, Answers(is_classified=False))
    assert mistake.value.sentence == "This store's payments are not classified yet."
    assert mistake.value.next_step == "Run tallystick find --store DIR once, and then ask again."


def test_spend_is_summed_by_council_and_month_without_what_members_pay_one_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """X1 pays firms 100 and 20, the board 7, outsider X3 5, and 900 to its partner X2."""
    rows = [
        spent("X3", APRIL, 40, lines=4),
        spent("X1", MAY, 1),
        spent("X1", APRIL, 100, lines=2),
        spent("X1", APRIL, 20, lines=3),
        spent("X1", APRIL, 7, to="s9"),
        spent("X1", APRIL, 5, to="s3"),
        spent("X1", APRIL, 900, to="s2"),
        spent("X3", APRIL, 8, to="s2"),  # X3 is no member: what it buys of one is spending
    ]
    answers = Answers(spend=rows)
    april, may = Month(APRIL), Month(MAY)
    assert gathered(monkeypatch, answers).spend == (
        Spend(PAYROLL.key, "X1", april, 132, 7),
        Spend(PAYROLL.key, "X1", may, 1, 1),
        Spend(PAYROLL.key, "X3", april, 48, 5),
    )
    limits = {"categories": ("payroll_services",), "supplier_ids": [], "least_pence": 50_000}
    assert ("spend", limits) in answers.asked  # £500, from which every council must publish


def test_suppliers_are_asked_by_their_ids_and_those_not_known_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = Answers(spend=[spent("X1", APRIL, 3)], called={"tern plc": "t", "tern": "t"})
    one = claim(categories=[], suppliers=["Nobody Ltd", "TERN", "Tern plc"]).scope
    none = claim(categories=[], suppliers=["Nowhere Ltd"]).scope
    found = gathered(monkeypatch, answers, none, one, one)
    assert found.spend == (Spend(one.key, "X1", Month(APRIL), 3, 1),)
    assert found.unmatched == ("Nobody Ltd", "Nowhere Ltd")
    assert found.same_suppliers == ()  # the scope is suppliers: all of it goes to them
    assert [limits["supplier_ids"] for kind, limits in answers.asked if kind == "spend"] == [["t"]]


def test_what_goes_to_the_members_main_firms(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Answers(spend=[], same=[spent("X3", MAY, 30), spent("X1", MAY, 6)], main=["m1", "m2"])
    assert gathered(monkeypatch, answers).same_suppliers == (
        SameSupplier(PAYROLL.key, "X3", Month(MAY), 30),
        SameSupplier(PAYROLL.key, "X1", Month(MAY), 6),
    )
    ((_kind, main),) = [each for each in answers.asked if each[0] == "main"]
    assert (main["categories"], main["councils"]) == (("payroll_services",), ("X1", "X2"))
    assert main["since"] == APRIL
    assert 0 < main["least_share"] < 1
    same = {
        "categories": ("payroll_services",),
        "supplier_ids": ["m1", "m2"],
        "least_pence": 50_000,
    }
    assert ("spend", same) in answers.asked


def test_without_a_main_firm_nothing_goes_to_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty list of ids would be no limit, and all that is spent would be the same firms'."""
    answers = Answers(spend=[spent("X1", APRIL, 3)])
    found = gathered(monkeypatch, answers)
    assert (found.same_suppliers, len(found.spend)) == ((), 1)
    ids = [limits["supplier_ids"] for kind, limits in answers.asked if kind == "spend"]
    assert ids == [[], [""]]


def test_recharges_are_between_members_and_none_pays_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = Answers(
        paid=[
            PaidTo("X2", MAY, "s1", 30),
            PaidTo("X2", APRIL, "s1", 10),
            PaidTo("X2", APRIL, "s1", 5),
            PaidTo("X1", APRIL, "s1", 700),
            PaidTo("X3", APRIL, "s1", 800),
        ]
    )
    assert gathered(monkeypatch, answers).recharges == (
        Recharge("X2", "X1", Month(APRIL), 15),
        Recharge("X2", "X1", Month(MAY), 30),
    )
    assert ("paid_to", ["s1", "s2"]) in answers.asked


def test_what_was_published_by_whom_and_in_which_files(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Answers(
        published=[
            MonthlyPublication("X3", APRIL, 9, 2, 4),
            MonthlyPublication("X8", MAY, 1, 0, 1),
        ],
        files=[File("X2", "/in/b.csv", "bb", 3, 400), File("X1", "/in/sub/c.csv", "cc", 5, -6)],
    )
    cut = BudgetCut("X1", "B1", "2024/25", 5, "Budget")
    found = gathered(monkeypatch, answers, cuts=[cut])
    assert found.published == (
        Published("X3", Month(APRIL), 9, 2, 4),
        Published("X8", Month(MAY), 1, 0, 1),
    )
    assert found.sources == (
        Source("X1", "c.csv", "cc", 5, -6),
        Source("X2", "b.csv", "bb", 3, 400),
    )
    start = date(1998, 4, 1)
    assert found.bodies == (
        Body("X1", "Dell", start, None),
        Body("X2", "Fell", start, date(2030, 4, 1)),
        Body("X3", "Moor", start, None),
        Body("X8", "X8", None, None),  # not in the reference table
    )
    assert found.cuts == (cut,)
    assert (found.name("X2"), found.name("X9")) == ("Fell", "X9")


def test_a_claims_supplier_is_one_whatever_its_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Answers(called={"tern plc": "t", "tern": "t"})
    monkeypatch.setattr(store_evidence, "monthly", answers)
    claims = [claim(suppliers=["TERN plc"]), claim(suppliers=["Tern", "Straße"])]
    supplier_of = matched_suppliers(cast(Snapshot, answers), claims)
    assert [supplier_of(name) for name in ("tern PLC", "TERN")] == ["t", "t"]
    assert supplier_of("Straße") == "strasse"


DAY = date(2024, 1, 10)


def frozen(
    monkeypatch: pytest.MonkeyPatch,
    answers: Answers,
    *claims: Claim,
    partnerships: Sequence[RegisteredPartnership] = (VALE,),
) -> tuple[Claim, ...]:
    for module in (store_evidence, baselines):
        monkeypatch.setattr(module, "monthly", answers)
    return freeze_baselines(
        cast(Snapshot, answers),
        {each.id: each for each in partnerships},
        claims,
        councils=COUNCILS,
        on=DAY,
    )


def test_a_baseline_is_frozen_with_the_hash_of_its_payments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another pound in the year before changes it; one outside the year or of X3 does not."""
    held = claim()
    first = [spent("X1", date(2023, 5, 1), 100), spent("X2", date(2024, 3, 1), 5)]

    def hashed(*more: MonthlySpend) -> str | None:
        (one,) = frozen(monkeypatch, Answers(spend=[*first, *more]), held)
        assert (one.baseline.pence, one.baseline.period) == (12_000_000, held.baseline.period)
        assert one.baseline.frozen_on == DAY
        return one.baseline.data

    plain = hashed()
    assert plain is not None and len(plain) == 64
    assert hashed(spent("X1", date(2023, 5, 1), 1)) != plain
    assert hashed(spent("X2", date(2023, 4, 1), 1)) != plain
    assert hashed(spent("X1", APRIL, 1)) == plain
    assert hashed(spent("X3", date(2023, 5, 1), 1)) == plain


def test_the_hash_does_not_depend_on_the_order_of_members_or_rows() -> None:
    rows = (
        Spend(PAYROLL.key, "X1", Month.parse("2023-05"), 100, 1),
        Spend(PAYROLL.key, "X2", Month.parse("2023-06"), 50, 1),
    )
    one, other, changed = (
        VerdictEvidence(spend=spend, published=(), recharges=(), sources=(), bodies=())
        for spend in (rows, rows[::-1], rows[:1])
    )
    assert data_hash(claim(), VALE, one) == data_hash(claim(), VALE, other)
    assert data_hash(claim(), VALE, one) != data_hash(claim(), VALE, changed)


def test_claims_stay_as_they_are_where_nothing_can_be_hashed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held, strange = claim(), claim(id="C2", partnership="fen")
    assert frozen(monkeypatch, Answers(is_classified=False), held, strange) == (held, strange)
    known, unknown = frozen(monkeypatch, Answers(), held, strange, partnerships=(VALE, MARSH))
    assert known.baseline.data is not None
    assert unknown == strange
