"""publiccode.yml holds what its standard demands and agrees with the package; the documents that a
public codebase has are there, and no link between documents leads nowhere."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

HOME = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PUBLIC = yaml.safe_load((HOME / "publiccode.yml").read_text(encoding="utf-8"))

# The keys that publiccode.yml 0.4 calls mandatory, and the values that it allows.
MANDATORY = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "description/en/shortDescription",
    "description/en/longDescription",
    "description/en/features",
    "legal/license",
    "maintenance/type",
    "maintenance/contacts",
    "localisation/localisationReady",
    "localisation/availableLanguages",
)
ALLOWED = {
    "publiccodeYmlVersion": {"0.4"},
    "developmentStatus": {"concept", "development", "beta", "stable", "obsolete"},
    "softwareType": {
        *("standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web"),
        *("standalone/backend", "standalone/other", "addon", "library", "configurationFiles"),
    },
    "maintenance/type": {"internal", "community"},  # the kinds that ask for contacts
    "localisation/localisationReady": {True, False},
}
# Of the standard's lists of categories and scopes, those that stand in the file.
CATEGORIES = {"business-intelligence", "data-analytics", "financial-reporting", "procurement"}
SCOPES = {"local-authorities", "finance-and-economic-development"}
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")


def at(path: str) -> Any:
    """The value at a path of the file, or None."""
    value: Any = PUBLIC
    for key in path.split("/"):
        value = value.get(key) if isinstance(value, dict) else None
    return value


@pytest.mark.parametrize("path", MANDATORY)
def test_what_is_mandatory_is_there(path: str) -> None:
    assert at(path) not in (None, "", [], {})


@pytest.mark.parametrize("path", ALLOWED)
def test_enumerated_values_are_among_those_allowed(path: str) -> None:
    assert at(path) in ALLOWED[path]


def test_the_texts_have_the_lengths_that_are_allowed() -> None:
    assert len(at("description/en/shortDescription")) <= 150
    assert 150 <= len(at("description/en/longDescription")) <= 10_000


def test_lists_hold_words_of_the_standard() -> None:
    assert set(at("categories")) <= CATEGORIES
    assert set(at("intendedAudience/scope")) <= SCOPES
    assert all(re.fullmatch("[A-Z]{2}", country) for country in at("intendedAudience/countries"))
    assert all(contact["name"] for contact in at("maintenance/contacts"))
    assert all((HOME / picture).is_file() for picture in at("description/en/screenshots"))


def test_it_agrees_with_the_package() -> None:
    assert at("softwareVersion") == PROJECT["version"]
    assert at("description/en/shortDescription") == PROJECT["description"]
    assert at("legal/license") == PROJECT["license"].split(" AND ")[0]
    (python,) = (each for each in at("dependsOn/open") if each["name"] == "Python")
    assert PROJECT["requires-python"] == f">={python['versionMin']}"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_the_documents_of_a_public_codebase_are_linked(name: str) -> None:
    links = set(LINK.findall((HOME / name).read_text(encoding="utf-8")))
    assert links >= {
        "LICENSE",
        "GOVERNANCE.md",
        "SECURITY.md",
        "docs/standard-for-public-code.md",
    }


def documents() -> list[Path]:
    """Every Markdown file that the project keeps."""
    rooms = (HOME.glob("*.md"), (HOME / "docs").rglob("*.md"), (HOME / "src").rglob("*.md"))
    return sorted(path for room in rooms for path in room)


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(HOME)))
def test_no_link_between_documents_leads_nowhere(path: Path) -> None:
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


# The criteria of the Standard for Public Code 0.8.1, in its order, with how many MUSTs each has.
CRITERIA = {
    "Code in the open": 3,
    "Bundle policy and source code": 2,
    "Make the codebase reusable and portable": 2,
    "Welcome contributors": 3,
    "Make contributing easy": 5,
    "Maintain version control": 3,
    "Require review of contributions": 3,
    "Document codebase objectives": 1,
    "Document the code": 3,
    "Use plain English": 5,
    "Use open standards": 4,
    "Use continuous integration": 4,
    "Publish with an open license": 4,
    "Make the codebase findable": 0,
    "Use a coherent style": 1,
    "Document codebase maturity": 3,
}
ASSESSMENT = (HOME / "docs" / "standard-for-public-code.md").read_text(encoding="utf-8")
VERDICT = re.compile(r"^## \d+\. (.+): (met|partly|not met)$", re.MULTILINE)


def answers(criterion: str, word: str) -> list[str]:
    """How far the requirements of a criterion that begin with a word are met, in their order."""
    section = ASSESSMENT.split(f". {criterion}: ")[1].split("\n## ")[0]
    return re.findall(rf"^\| (yes|partly|no|n/a) \| {word}\b", section, re.MULTILINE)


def test_the_assessment_takes_every_criterion_with_each_of_its_musts() -> None:
    named = [name for name, _ in VERDICT.findall(ASSESSMENT)]
    assert named == list(CRITERIA)
    assert {name: len(answers(name, "MUST")) for name in named} == CRITERIA


def test_a_criterion_is_called_met_when_what_it_demands_is() -> None:
    for name, verdict in VERDICT.findall(ASSESSMENT):
        demanded = answers(name, "MUST") or answers(name, "SHOULD")
        assert (verdict == "met") == ({*demanded} <= {"yes", "n/a"}), name


def test_the_assessment_sums_up_its_own_verdicts() -> None:
    verdicts = [verdict for _, verdict in VERDICT.findall(ASSESSMENT)]
    met, partly, unmet = (verdicts.count(each) for each in ("met", "partly", "not met"))
    assert f"sixteen criteria {met} are met, {partly} partly, {unmet} not." in ASSESSMENT
