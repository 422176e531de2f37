"""Files of bodies that no table knows, by a list that the user gives once."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

HEADER = "Payment Date,Supplier Name,Net Amount,Expense Type"
BODIES = """code,name,kind,names
OWN-WEND,Wendham Hospitals NHS Trust,other,wendham hospitals
OWN-ARUN,Arundale Waste Authority,other,
"""


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """A folder each of two listed bodies and of a department, which pay one firm for software."""
    bodies = ("wendham-hospitals", "arundale-waste-authority", "hm-treasury")
    for number, folder in enumerate(bodies, start=1):
        place = tmp_path / "files" / folder
        place.mkdir(parents=True)
        lines = [
            f"0{day}/04/2025,Quillworks Software Ltd,{number}000.00,Software licences"
            for day in range(1, 4)
        ]
        text = "\n".join([HEADER, *lines]) + "\n"
        (place / f"{folder}-2025-04.csv").write_text(text, encoding="utf-8")
    (tmp_path / "bodies.csv").write_text(BODIES, encoding="utf-8")
    return tmp_path / "files"


def compared(said: str) -> list[str]:
    return sorted(each["council"] for each in json.loads(said)["coverage"])


def test_any_mixture_of_bodies_is_compared(tallystick: Run, folders: Path) -> None:
    said = tallystick("find", folders, "--store", "s", "--bodies", "bodies.csv", "--json")
    assert said.returncode == 0, said.stderr
    assert compared(said.stdout) == ["GOV-HMT", "OWN-ARUN", "OWN-WEND"]
    again = tallystick("find", "--store", "s", "--json")
    assert compared(again.stdout) == ["GOV-HMT", "OWN-ARUN", "OWN-WEND"], "the store keeps the list"


def test_without_the_list_its_bodies_are_strangers(tallystick: Run, folders: Path) -> None:
    said = tallystick("read", folders, "--store", "s")
    assert "cannot tell which council published it" in said.stderr
    assert "wendham" in said.stderr


def test_a_list_that_takes_a_known_code_is_refused(tallystick: Run, folders: Path) -> None:
    (folders.parent / "bodies.csv").write_text("code,name,kind\nGOV-HMT,Ours,other\n", "utf-8")
    said = tallystick("find", folders, "--store", "s", "--bodies", "bodies.csv")
    assert said.returncode == 2
    assert "bodies.csv: GOV-HMT is the code of HM Treasury." in said.stderr
