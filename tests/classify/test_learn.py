"""Learning the weights, and how good the labels are on councils left out of the learning."""

from pathlib import Path

import pytest

from tallystick.classify import Classified, Combination
from tallystick.classify.decide import Decider
from tallystick.classify.learn import (
    Labelled,
    label_unseen,
    learn,
    measure,
    read_labelled,
    reliability,
)
from tallystick.words.labels import Label

HEAD = "council,supplier,department,description,published_category,label,second_label,confidence\n"


def labelled(supplier: str, description: str, label: Label, *, council: str = "a") -> Labelled:
    combination = Combination(supplier, description=description, council=council)
    return Labelled(combination, label, None, True)


def said(label: Label) -> Classified:
    return Classified(label, "any", 1.0, None, ())


def test_a_labelled_file_is_read() -> None:
    rows = read_labelled(
        [
            HEAD,
            'north,Zebedee Ltd,"HR | Payroll",Fees,,hr,finance,uncertain\n',
            "south,Npower,,Gas,,property,,certain\n",
        ]
    )
    assert rows == [
        Labelled(
            Combination("Zebedee Ltd", "HR | Payroll", "Fees", council="north"),
            Label.HR,
            Label.FINANCE,
            False,
        ),
        Labelled(Combination("Npower", "", "Gas", council="south"), Label.PROPERTY, None, True),
    ]


def test_with_nothing_to_learn_from_the_weights_stay_where_they_start() -> None:
    rows = [labelled("Zebedee Ltd", "", Label.UNKNOWN), labelled("Zebedee Ltd", "", Label.HR)]
    weights = learn(rows)
    named = {
        name: weights.features[name]
        for name in ("description.sure", "published_category.place", "supplier.named", "payee.fair")
    }
    assert named == {
        "description.sure": 6.0,
        "published_category.place": 0.7,
        "supplier.named": 8.0,
        "payee.fair": 1.8,
    }
    assert len(weights.features) == 40
    assert weights.labels[Label.HR] > 0


def test_lines_that_contradict_the_evidence_lower_its_weight() -> None:
    # "Stationery" is strong evidence for office; here it always turned out to be IT
    weights = learn([labelled("Zebedee Ltd", "Stationery", Label.IT) for _ in range(50)])
    assert 0 < weights.features["description.strong"] < 4.0  # where it starts
    decided = Decider(weights).decide(Combination("Zebedee Ltd", description="Agency Staff"))
    assert decided.label is Label.HR


def test_learning_does_not_depend_on_the_order_of_lines() -> None:
    rows = [
        labelled("Npower", "Gas", Label.PROPERTY),
        labelled("Civica", "Fees", Label.IT),
        labelled("Zebedee Ltd", "Training", Label.HR),
    ]
    assert learn(rows) == learn(rows[::-1])


def test_quality_is_counted_by_hand() -> None:
    rows = [
        labelled("a", "", Label.HR),
        labelled("b", "", Label.HR),
        labelled("c", "", Label.FINANCE),
        Labelled(Combination("d"), Label.IT, Label.OFFICE, False),
    ]
    given = [said(Label.HR), said(Label.IT), said(Label.FINANCE), said(Label.UNKNOWN)]
    quality = measure(rows, given)
    assert quality.lines == 4
    # hr: one right of two true and one said; it: none right of one true and one said
    assert quality.heart_f1 == {Label.HR: 2 / 3, Label.FINANCE: 1.0, Label.IT: 0.0}
    assert quality.macro_f1 == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert quality.certain == pytest.approx(2 / 3)
    assert quality.unknown == 0.25


def test_stated_confidence_is_held_against_what_was_right() -> None:
    def stated(label: Label, confidence: float) -> Classified:
        return Classified(label, "any", confidence, None, ())

    rows = [
        labelled("a", "", Label.HR),
        labelled("b", "", Label.HR),
        labelled("c", "", Label.IT),
        Labelled(Combination("d"), Label.IT, Label.OFFICE, False),
        labelled("e", "", Label.IT),
    ]
    given = [
        stated(Label.HR, 0.92),
        stated(Label.IT, 1.0),
        stated(Label.IT, 0.65),
        stated(Label.OFFICE, 0.61),
        stated(Label.UNKNOWN, 0.0),
    ]
    low, high = reliability(rows, given)
    assert (low.from_, low.lines, low.right) == (0.6, 2, 1.0)
    assert (high.from_, high.lines, high.right) == (0.9, 2, 0.5)
    assert (low.stated, high.stated) == (pytest.approx(0.63), pytest.approx(0.96))


@pytest.fixture(scope="module")
def truth(shared: Path) -> list[Labelled]:
    path = shared / "truth" / "classify" / "labelled.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return read_labelled(lines)


@pytest.mark.shared
def test_labels_on_councils_left_out_of_the_learning(truth: list[Labelled]) -> None:
    quality = measure(truth, label_unseen(truth))
    assert quality.macro_f1 >= 0.92
    assert quality.certain >= 0.95
    assert quality.unknown <= 0.02


# Chosen by the hash of their names. Their labels were not looked at while phrases and suppliers
# were written; the labels of the other seven were. In November 2026 four of their lines were seen
# in a list of changed answers before the words were settled, so this is nearly, not wholly, unseen.
HELD_BACK = ("trafford", "exeter")


@pytest.mark.shared
def test_labels_on_councils_held_back_from_the_authors(truth: list[Labelled]) -> None:
    seen = [row for row in truth if row.combination.council not in HELD_BACK]
    unseen = [row for row in truth if row.combination.council in HELD_BACK]
    decider = Decider(learn(seen))
    quality = measure(unseen, [decider.decide(row.combination) for row in unseen])
    assert quality.macro_f1 >= 0.88
    assert quality.certain >= 0.92
    assert quality.unknown <= 0.04
