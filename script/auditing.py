"""What script/audit does in its environment: vulnerabilities, secrets, bills of materials."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lockfiles import LOCK, ROOT, Pin, locks, pins

NOT_SECRETS = {
    ("src/tallystick/match/names/normalise.py", "Secret Keyword"),  # compares a token with a word
    ("tests/serve/conftest.py", "Secret Keyword"),  # the token of an invented run
}
"""File and kind of what was looked at by a person and is no secret."""

NO_SERVICE = re.compile(
    r"requests\.exceptions|urllib3\.exceptions|ServiceError|ConnectionError|network may be blocking"
)
"""What pip-audit ends with when its service cannot be reached or does not answer as it should."""

UNREAD = r"^lock/"
"""Files in which secrets are not looked for: hashes only, written by script/lock."""


def required(pinned: Iterable[Pin]) -> list[str]:
    """The texts of as few requirement files as hold all pins with no package twice in one.

    pip-audit leaves out a pin whose marker speaks of another machine; so the markers go, and with
    them a file may name only one version of each package.
    """
    files: list[dict[str, str]] = []
    for name, version in sorted({(pin.name, pin.version) for pin in pinned}):
        free = next((file for file in files if name not in file), None)
        if free is None:
            files.append(free := {})
        free[name] = f"{name}=={version}\n"
    return ["".join(file.values()) for file in files]


def looked_up(requirements: str, options: list[str]) -> list[dict[str, Any]]:
    """What pip-audit answers of each package of a requirement file.

    Raises ConnectionError, with its last words, where no service answered; SystemExit where
    pip-audit itself could not do its work.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "requirements.txt"
        path.write_text(requirements, encoding="utf-8")
        ended = subprocess.run(
            [
                *(sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps"),
                *("--format", "json", "--progress-spinner", "off", "--requirement", str(path)),
                *options,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    if ended.stdout:
        answered: list[dict[str, Any]] = json.loads(ended.stdout)["dependencies"]
        return answered
    last = (ended.stderr.strip().splitlines() or ["no word"])[-1]
    if NO_SERVICE.search(last):
        raise ConnectionError(last[:200])
    sys.exit(f"pip-audit could not look for vulnerabilities: {last}")


def judged(packages: list[dict[str, Any]]) -> tuple[bool, list[str]]:
    """Whether what was looked up holds no vulnerability, and what is to be said of it."""
    asked = [package for package in packages if "skip_reason" not in package]
    found = [
        f"VULNERABLE: {package['name']} {package['version']}: {each['id']},"
        f" mended in {', '.join(each['fix_versions']) or 'no version yet'}."
        for package in asked
        for each in package["vulns"]
    ]
    said = f"Known vulnerabilities: {len(found)} found in {len(asked)} locked versions"
    if unknown := len(packages) - len(asked):
        said += f"; NOT AUDITED are {unknown} that the advisory service does not know"
    return not found, [*found, f"{said}."]


def without_vulnerabilities(pinned: Iterable[Pin], options: list[str]) -> bool:
    """Ask the advisory service of all pins, say what it knows, and give whether that is nothing."""
    try:
        packages = [each for text in required(pinned) for each in looked_up(text, options)]
    except ConnectionError as error:
        print(f"NOT AUDITED for known vulnerabilities: no advisory service answers ({error}).")
        return True
    is_clean, said = judged(packages)
    print("\n".join(said))
    return is_clean


def without_secrets(folder: Path) -> bool:
    """Look for secrets among the files of a folder that git knows, say where there are any, and
    give whether there are none. Nothing is sent anywhere to try whether a secret works."""
    ended = subprocess.run(
        [sys.executable, "-m", "detect_secrets", "scan", "--no-verify", "--exclude-files", UNREAD],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    found = [
        each
        for file, secrets in sorted(json.loads(ended.stdout)["results"].items())
        for each in secrets
        if (file, each["type"]) not in NOT_SECRETS
    ]
    for each in found:
        print(f"SECRET: {each['filename']}, line {each['line_number']}: {each['type']}.")
    print(f"Secrets: {len(found)} found.")
    return not found


def with_sound_bills() -> bool:
    """Hold each bill of materials against the schema of CycloneDX 1.6."""
    # Only .venv-audit has it, and the tests import this file elsewhere.
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    validator = JsonStrictValidator(SchemaVersion.V1_6)
    bills = sorted(LOCK.glob("*.cdx.json"))
    wrong = {
        bill.name: error
        for bill in bills
        if (error := validator.validate_str(bill.read_text(encoding="utf-8")))
    }
    for name, error in wrong.items():
        print(f"UNSOUND: {name}: {str(error)[:400]}")
    print(f"Bills of materials: {len(bills) - len(wrong)} of {len(bills)} as CycloneDX 1.6 asks.")
    return not wrong


def main() -> int:
    """Do all three, whatever the first ones find."""
    every = [pin for lock in locks() for pin in pins(lock)]
    checks = [
        without_vulnerabilities(every, sys.argv[1:]),
        without_secrets(ROOT),
        with_sound_bills(),
    ]
    return 0 if all(checks) else 1


if __name__ == "__main__":
    sys.exit(main())
