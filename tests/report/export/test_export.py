"""One file and its descriptor: whole or not at all, and honest about licences."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from tests.report.export.sample import batches

from tallystick.report.export.export import FORMS, export_payments, place_of
from tallystick.words.council import Council, CouncilKind
from tallystick.words.mistakes import UserMistake

COUNCILS = {
    code: Council(
        code=code, name=name, short_name=name, kind=CouncilKind.UNITARY, nation=nation
    )
    for code, name, nation in (
        ("E06000001", "Ash Council", "England"),
        ("W06000001", "Beck Council", "Wales"),
    )
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_descriptor_says_what_lies_beside_it(tmp_path: Path, form: str) -> None:
    file = place_of(tmp_path, form)
    written = export_payments(file, form, batches(), councils=COUNCILS)
    data = (tmp_path / f"payments.{form}").read_bytes()
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    assert (resource["path"], resource["format"]) == (f"payments.{form}", form)
    assert resource["bytes"] == written.bytes == len(data)
    assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    assert resource["rows"] == written.rows == 3
    assert written.pence == 250015
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert len(fields) == 17
    assert [fields[name]["type"] for name in ("paid_on", "pounds", "amount_pence", "line")] == [
        *("date", "number", "integer", "integer")
    ]
    assert "constraints" not in fields["paid_on"]
    assert fields["pounds"]["constraints"] == {"required": True}
    tabular = form == "csv"
    assert package["profile"] == ("tabular-data-package" if tabular else "data-package")
    assert resource["profile"] == ("tabular-data-resource" if tabular else "data-resource")


def test_each_publisher_has_its_attribution_as_far_as_it_is_known(tmp_path: Path) -> None:
    export_payments(tmp_path / "p.csv", "csv", batches(), councils=COUNCILS)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in package["licenses"]] == ["OGL-UK-3.0"]
    ash, beck = package["sources"]
    assert (ash["title"], beck["title"]) == ("Ash Council", "Beck Council")
    assert ash["attribution"] == (
        "Contains public sector information licensed under the Open Government Licence v3.0."
    )
    assert ash["licence"].startswith("Expected, not checked:")
    assert "attribution" not in beck
    assert beck["licence"].startswith("Not known:")


def test_no_licence_is_claimed_where_none_is_expected(tmp_path: Path) -> None:
    beck = {"W06000001": COUNCILS["W06000001"]}
    export_payments(tmp_path / "p.csv", "csv", batches(), councils=beck)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert "licenses" not in package


@pytest.mark.parametrize("form", FORMS)
def test_what_breaks_off_leaves_the_old_file(tmp_path: Path, form: str) -> None:
    def breaking() -> Iterator[pa.RecordBatch]:
        yield batches()[0]
        raise OSError("no room")

    file = tmp_path / f"payments.{form}"
    file.write_bytes(b"old")
    with pytest.raises(OSError, match="no room"):
        export_payments(file, form, breaking(), councils=COUNCILS)
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    assert file.read_bytes() == b"old"


def test_a_descriptor_of_something_else_is_not_written_over(tmp_path: Path) -> None:
    export_payments(tmp_path / "payments.csv", "csv", batches(), councils=COUNCILS)
    assert place_of(tmp_path / "payments.csv", "csv") == tmp_path / "payments.csv"
    with pytest.raises(UserMistake, match=r"describes payments\.csv\. .*folder of its own"):
        place_of(tmp_path, "xlsx")
    (tmp_path / "datapackage.json").write_text('{"name": "somebody-elses"}')
    with pytest.raises(UserMistake, match="describes other data"):
        place_of(tmp_path, "csv")
