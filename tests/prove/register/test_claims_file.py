"""Files of claims: read alike from YAML and CSV, and refused with file and line."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.prove.claim_world import FIELDS, VALE, claim

from tallystick.prove.register.claims import Period
from tallystick.prove.register.claims_file import ClaimsFile, read_claims
from tallystick.prove.register.fields import (
    BadField,
    claim_fields,
    claim_from,
    partnership_fields,
    partnership_from,
    pence_of,
)
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import Month

FULL: dict[str, Any] = {
    "suppliers": ["Payright Ltd"],
    "attribution": "0.25",
    "price_index": "1.04",
    "volume_index": "0.9",
    "said": {"source": "Weekly Post", "on": "2025-05-01", "pounds": "20000.50"},
    "outturn": {
        "line": "RO6 420",
        "source": "RO 2024/25",
        "before_pounds": "10",
        "after_pounds": "9",
    },
    "typed": {"pounds": "11000", "by": "B. Cole"},
}


def read(path: Path) -> ClaimsFile:
    def code(text: str) -> str:
        if text not in ("X1", "X2"):
            raise UserMistake(f"No council is known as {text!r}.", "Give its code.")
        return text

    return read_claims(path, council_code=code, categories={"payroll_services", "insurance"})


def write(path: Path, *claims: dict[str, Any]) -> Path:
    whole = {"partnerships": [partnership_fields(VALE)], "claims": list(claims)}
    path.write_text(yaml.safe_dump(whole, sort_keys=False))
    return path


def test_fields_come_back_as_they_went() -> None:
    for each in (claim(), claim(**FULL)):
        assert claim_from(claim_fields(each)) == each
    assert partnership_from(partnership_fields(VALE)) == VALE


def test_a_yaml_file(tmp_path: Path) -> None:
    found = read(write(tmp_path / "claims.yaml", FIELDS))
    assert found == ClaimsFile((VALE,), (claim(),), ())


def test_a_csv_file_says_the_same(tmp_path: Path) -> None:
    flat = {
        "id": "C1", "partnership": "vale", "shares.name": "Vale Payroll", "shares.members": "X1|X2",
        "shares.start": "2024-04", "council": "X1", "function": "hr", "lever": "L1",
        "mechanism.kind": "contract", "mechanism.ref": "HR-7", "mechanism.on": "2024-04-01",
        "owner": "Head of HR", "type": "cash-releasing", "recurrent": "yes",
        "price_base": "2023/24", "baseline.pounds": '"120,000"', "baseline.period": "2023/24",
        "anticipated.OBC.2024/25": "12000", "one_off_pounds": "0", "evidence_grade": "1",
        "state": "anticipated", "budget_code": "B1", "categories": "payroll_services",
        "said.source": "",
    }  # fmt: skip
    path = tmp_path / "claims.csv"
    path.write_text(f"{','.join(flat)}\n{','.join(flat.values())}\n")
    assert read(path) == ClaimsFile((VALE,), (claim(),), ())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"council": "Nowhere"}, "No council is known as 'Nowhere'"),
        ({"owner": ""}, "owner is missing"),
        ({"type": "magic"}, "type is 'magic', not one of cash-releasing"),
        ({"lever": "L9"}, "the levers are L1 to L8"),
        ({"categories": ["payrol"]}, "near it are payroll_services"),
        ({"categories": []}, "categories or suppliers must say"),
        ({"baseline": {"pounds": "much", "period": "2023/24"}}, "'much' is not pounds"),
        ({"baseline": {"pounds": "1", "period": "2023/25"}}, "is not a financial year"),
        ({"anticipated": {"XBC": {"2024/25": "1"}}}, "has a version 'XBC'"),
        ({"anticipated": {"OBC": {"2024/25": "1", "2024-04 to 2024-05": "1"}}}, "do not overlap"),
        ({"state": "verified"}, "needs evidence of grade 4"),
        ({"attribution": "1.5"}, "at most 1"),
        ({"price_index": "0"}, "above 0"),
        ({"mechanism": {"kind": "hope", "ref": "1"}}, "not one of post, licence"),
        ({"mechanism": "HR-7"}, "mechanism is missing"),
        ({"recurrent": "perhaps"}, "write yes or no"),
        ({"said": {"source": "Post", "pounds": "1"}}, "said.on must give the day"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    found = read(write(tmp_path / "claims.yaml", {**FIELDS, "id": "C0"}, {**FIELDS, **changes}))
    assert [each.id for each in found.claims] == ["C0"]
    (problem,) = found.problems
    line = (tmp_path / "claims.yaml").read_text().splitlines().index("- id: C1") + 1
    assert problem.startswith(f"{tmp_path / 'claims.yaml'}, line {line}, claim C1: ")
    assert said in problem


def test_an_id_is_used_once(tmp_path: Path) -> None:
    (problem,) = read(write(tmp_path / "claims.yaml", FIELDS, FIELDS)).problems
    assert "used above already" in problem


@pytest.mark.parametrize(
    ("text", "said"),
    [("claims: [", "line 1"), ("a: b", "no list `claims`"), ("claims: 5", "no list `claims`")],
)
def test_what_is_no_claims_file(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(text)
    with pytest.raises(UserMistake, match=said):
        read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match="cannot be read"):
        read(tmp_path / "claims.yaml")


def test_pounds_are_exact() -> None:
    assert [pence_of(text) for text in ("£1,250.5", "0.07", "-3")] == [125_050, 7, -300]
    for text in ("1.005", "1e3", "nan", ""):
        with pytest.raises(ValueError, match="is not pounds"):
            pence_of(text)


def test_a_partnership_has_two_members() -> None:
    with pytest.raises(BadField, match="at least two"):
        partnership_from({**partnership_fields(VALE), "members": ["X1"]})


def test_periods_are_years_or_months() -> None:
    assert str(Period.parse("2024-04 to 2025-03")) == "2024/25"
    assert str(Period.parse("2024-01 to 2024-12")) == "2024-01 to 2024-12"
    with pytest.raises(ValueError, match="no period"):
        Period.parse("2024-12 to 2024-01")


def test_members_that_joined_later_have_their_own_month() -> None:
    plain = {"id": "v", "name": "Vale", "members": ["X1", "X2"], "start": "2024-04"}
    deal = partnership_from({**plain, "joined": {"X2": "2024-10"}})
    assert deal.joined == {"X2": Month.parse("2024-10")}
    assert partnership_from(partnership_fields(deal)) == deal


@pytest.mark.parametrize("joined", [{"X9": "2024-10"}, {"X2": "2024-03"}, {"X2": "soon"}, ["X2"]])
def test_a_later_month_that_cannot_be_is_refused(joined: object) -> None:
    plain = {"id": "v", "name": "Vale", "members": ["X1", "X2"], "start": "2024-04"}
    with pytest.raises(BadField):
        partnership_from({**plain, "joined": joined})
