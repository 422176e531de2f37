"""What the wheel holds: whoever gets the package gets its licence, its sources and every table."""

import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest

HOME = Path(__file__).resolve().parents[1]
SOURCES = "tallystick/reference/SOURCES.md"
FONTS = "tallystick/report/fonts"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    """The wheel that flit builds of this folder, without the network."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "flit_core.wheel", "--outdir", str(out), str(HOME)]
    subprocess.run(build, check=True, capture_output=True)
    (path,) = out.glob("tallystick-*.whl")
    with ZipFile(path) as opened:
        yield opened


def dist_info(wheel: ZipFile, name: str) -> bytes:
    """A file of the wheel's own folder."""
    (path,) = (path for path in wheel.namelist() if path.endswith(f".dist-info/{name}"))
    return wheel.read(path)


def test_the_licence_and_the_sources_are_in_the_wheel(wheel: ZipFile) -> None:
    assert dist_info(wheel, "licenses/LICENSE") == (HOME / "LICENSE").read_bytes()
    sources = (HOME / "src" / SOURCES).read_bytes()
    assert dist_info(wheel, f"licenses/src/{SOURCES}") == sources
    assert wheel.read(SOURCES) == sources


def test_the_fonts_come_with_their_licence(wheel: ZipFile) -> None:
    text = wheel.read(f"{FONTS}/OFL.txt").decode()
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Reserved Font Name Liberation" in text
    assert dist_info(wheel, f"licenses/src/{FONTS}/OFL.txt").decode() == text


def test_the_licence_is_mit_and_names_the_contributors() -> None:
    title, _, copyright_line, *_ = (HOME / "LICENSE").read_text().splitlines()
    assert title == "MIT License"
    assert copyright_line == "Copyright (c) 2026 the Tallystick contributors"


def test_the_metadata_names_the_licences(wheel: ZipFile) -> None:
    metadata = message_from_bytes(dist_info(wheel, "METADATA"))
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0 AND OGL-UK-3.0 AND OFL-1.1"
    assert metadata.get_all("License-File") == ["LICENSE", f"src/{SOURCES}", f"src/{FONTS}/OFL.txt"]


def test_every_file_of_the_package_is_in_the_wheel(wheel: ZipFile) -> None:
    package = HOME / "src" / "tallystick"
    files = (path for path in package.rglob("*") if path.is_file())
    ours = {
        f"tallystick/{path.relative_to(package).as_posix()}"
        for path in files
        if "__pycache__" not in path.parts
    }
    assert {path for path in wheel.namelist() if path.startswith("tallystick/")} == ours
